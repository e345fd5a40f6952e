"""
The files of one commit, read from git objects: bare repositories and the past need no checkout.
"""

import weakref
from collections.abc import Iterator

from debtscan.model.evidence import Reason
from debtscan.safe.confined import UnreadableError
from debtscan.safe.git import GitError, Repository
from debtscan.safe.objects import LINK, SUBMODULE, TreeEntry, read_answer
from debtscan.safe.process import Program
from debtscan.safe.source import ENVIRONMENT_MARK, Entry, Skipped, classify_bytes, is_foreign, size_limit

_DEADLINE = 3_600


class Revision:
    """
    A commit as a `Source`. One `cat-file` answers all reads; it ends with the object.
    """

    def __init__(self, repository: Repository, commit: str, prefix: str = "", *, sizes: bool = True) -> None:
        self.repository = repository
        self.commit = commit
        self._prefix = prefix.strip("/")
        tree = repository.tree(commit, sizes=sizes)
        outside = _environments(tree)
        self._tree = {entry.path: entry for entry in tree if not _is_outside(entry.path, outside)}
        self._sizes = sizes
        self._git: Program | None = None

    def entries(self) -> Iterator[Entry]:
        """
        Yield the regular files that are there, in the order of git's trees.
        """
        for entry in self._inside():
            if _why_not(entry) is None and entry.size is not None:
                yield Entry(entry.path, entry.size, entry.blob)

    def skips(self) -> tuple[Skipped, ...]:
        """
        Return links, submodules and files whose content is missing.
        """
        return tuple(
            Skipped(f"{entry.path}/" if reason.reason is Reason.SUBMODULE else entry.path, reason.reason, reason.detail)
            for entry in self._inside()
            if (reason := _why_not(entry, sizes=self._sizes))
        )

    def read(self, path: str) -> bytes:
        """
        Return the content of one file; raise `UnreadableError` where it is no text of a sane size.
        """
        entry = self._tree.get(path)
        if entry is None:
            raise UnreadableError(Reason.UNREADABLE, "no such file or directory")
        hindrance = _why_not(entry, sizes=self._sizes)
        if hindrance is not None:
            raise hindrance
        limit = size_limit(path)
        if entry.size is not None and entry.size > limit:
            raise UnreadableError(Reason.TOO_LARGE, f"{entry.size} bytes, limit {limit}")
        data = self._content(entry.blob, limit)
        reason = classify_bytes(path, data)
        if reason is not None:
            raise UnreadableError(reason)
        return data

    def close(self) -> None:
        """
        End the git process.
        """
        if self._git is not None:
            self._git.close()
            self._git = None

    def _inside(self) -> Iterator[TreeEntry]:
        start = f"{self._prefix}/" if self._prefix else ""
        return (entry for entry in self._tree.values() if entry.path.startswith(start))

    def _content(self, blob: str, limit: int) -> bytes:
        try:
            program = self._running()
            program.stdin.write(f"{blob}\n".encode())
            program.stdin.flush()
            data = read_answer(program.stdout, limit)
        except (EOFError, OSError, GitError) as error:
            self.close()  # it died over a damaged object: the next read starts another
            raise UnreadableError(Reason.MISSING_BLOB, "damaged object") from error
        if data is None:
            raise UnreadableError(Reason.MISSING_BLOB)
        return data

    def _running(self) -> Program:
        if self._git is None:
            self._git = self.repository.converse("cat-file", "--batch", deadline=_DEADLINE)
            weakref.finalize(self, self._git.close)
        return self._git


def _why_not(entry: TreeEntry, *, sizes: bool = True) -> UnreadableError | None:
    """
    Return why *entry* is no file that can be read, or None.
    """
    if entry.mode == SUBMODULE:
        return UnreadableError(Reason.SUBMODULE)
    if entry.mode == LINK:
        return UnreadableError(Reason.NOT_REGULAR, "symbolic link")
    if sizes and entry.size is None:
        return UnreadableError(Reason.MISSING_BLOB)
    return None


def _environments(tree: list[TreeEntry]) -> tuple[str, ...]:
    marks = (entry.path for entry in tree if entry.path.endswith(f"/{ENVIRONMENT_MARK}"))
    return tuple(path.removesuffix(ENVIRONMENT_MARK) for path in marks)


def _is_outside(path: str, environments: tuple[str, ...]) -> bool:
    folders = path.split("/")[:-1]
    return any(is_foreign(folder) for folder in folders) or path.startswith(environments)
