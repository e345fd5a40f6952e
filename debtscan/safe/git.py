"""
The only door to git history: a repository seen through a shadow git directory, never with its own configuration.

Only commands that read objects are run; nothing that compares the work tree (status, diff without two trees, grep,
checkout) may ever be called here.
"""

import os
import shutil
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from msgspec import Struct
from msgspec.structs import replace

from debtscan.base.errors import DebtscanError
from debtscan.model.declaration import Problem
from debtscan.safe import gitconfig, process
from debtscan.safe.environment import git_environment
from debtscan.safe.gitdir import Located, locate, note, read_settings
from debtscan.safe.objects import TreeEntry, read_blobs, read_tree
from debtscan.safe.shadow import Shadow, build_shadow

if TYPE_CHECKING:
    import git

__all__ = ["GitError", "Repository", "ShadowAt", "TreeEntry", "open_repository", "reopen"]

BLOB_CAP = 10_000_000


class GitError(DebtscanError):
    """
    Git could not say what it was asked; *complaint* is its own sentence.
    """

    def __init__(self, command: str, complaint: str) -> None:
        super().__init__(f"git {command}: {complaint or 'failed'}", "the history may be damaged or incomplete")
        self.complaint = complaint


class ShadowAt(Struct, frozen=True):
    """
    All that another process needs to read the same repository; plain values only.
    """

    root: str
    bare: bool
    git: str | None  # absolute path of the program; None = history cannot be read
    directory: str | None  # the shadow; None = the repository's git directory was refused or holds nothing
    objects: str | None
    format: str  # "sha1" or "sha256": how blobs are named
    head: str | None
    branch: str | None
    origin: str | None
    name: str
    owner: str | None
    shallow: bool
    notes: tuple[Problem, ...]


def open_repository(folder: Path, allowed: tuple[Path, ...] = ()) -> "Repository | None":
    """
    Return the repository whose work tree holds *folder* (or the bare one that it is), or None when there is none.

    Object stores and git directories outside it are read only when they lie in *allowed*.
    """
    located = locate(folder, allowed)
    if located is None:
        return None
    found = read_settings(located.common) if located.common else []
    shadow = build_shadow(located, found, allowed)
    program = process.find_program("git", [located.root])
    repository = Repository(_describe(located, found, shadow, program), owned=True)
    return repository.with_head(unborn=_is_unborn(shadow))


def reopen(at: ShadowAt) -> "Repository":
    """
    Return the repository behind *at*; closing it leaves the shadow to the process that made it.
    """
    return Repository(at, owned=False)


def _describe(
    located: Located, found: list[gitconfig.Setting], shadow: Shadow | None, program: Path | None
) -> ShadowAt:
    url = gitconfig.value_of(found, "remote", "url", "origin")
    origin = gitconfig.remote(url) if url else None
    notes = located.notes + (shadow.notes if shadow else ())
    if located.common is not None and shadow is None:
        notes += (
            note("history not read: the git directory holds nothing readable, or no temporary folder can be made"),
        )
    if program is None:
        notes += (note("history not read: no git program was found"),)
    return ShadowAt(
        root=str(located.root),
        bare=located.bare,
        git=str(program) if program else None,
        directory=str(shadow.directory) if shadow else None,
        objects=str(shadow.objects) if shadow else None,
        format=shadow.format if shadow else "sha1",
        head=None,
        branch=shadow.refs.branch if shadow else None,
        origin=origin.url if origin else None,
        name=origin.name if origin else _folder_name(located.root),
        owner=origin.owner if origin else None,
        shallow=bool(shadow and shadow.refs.shallow),
        notes=notes,
    )


def _folder_name(root: Path) -> str:
    own = root.parent if root.name == ".git" else root
    return own.name.removesuffix(".git") or own.name or "root"


def _is_unborn(shadow: Shadow | None) -> bool:
    """
    Tell whether HEAD names a branch without any commit: a fresh repository, not a damaged one.
    """
    if shadow is None or shadow.refs.branch is None:
        return False
    branch = f"refs/heads/{shadow.refs.branch}"
    return branch not in shadow.refs.ids and branch not in shadow.refs.symbolic


class Repository:
    """
    One repository, read through its shadow. A context manager: closing it removes the shadow.
    """

    def __init__(self, at: ShadowAt, *, owned: bool) -> None:
        self._at = at
        self._remove = weakref.finalize(self, _remove, at.directory, os.getpid()) if owned else None
        self._typed: git.Repo | None = None
        self.root = Path(at.root)
        self.bare = at.bare
        self.head = at.head
        self.branch = at.branch
        self.origin = at.origin
        self.name = at.name
        self.owner = at.owner
        self.shallow = at.shallow
        self.notes = at.notes
        self.format = at.format

    def with_head(self, *, unborn: bool) -> Self:
        """
        Find the commit that HEAD means; a note is left where there should be one.
        """
        if self._at.git is None or self._at.directory is None:
            return self
        try:
            self.head = self.resolve("HEAD")
        except DebtscanError:
            if not unborn and not any("HEAD" in problem.detail for problem in self.notes):
                self.notes += (note("history not read: HEAD names no commit that is there"),)
        return self

    def run(self, *args: str, deadline: float = 60, input: bytes | None = None) -> bytes:  # noqa: A002 - as subprocess
        """
        Return what `git *args` prints; raise `GitError` unless it succeeds.
        """
        return b"".join(self._stream(args, deadline, input))

    def stream(self, *args: str, deadline: float = 600) -> Iterator[bytes]:
        """
        Yield what `git *args` prints, in chunks; raise `GitError` after the last one if it failed.
        """
        return self._stream(args, deadline, None)

    def _stream(self, args: tuple[str, ...], deadline: float, data: bytes | None) -> Iterator[bytes]:
        argv, environment = self.command(*args)
        try:
            yield from process.stream(argv, environment, deadline, data)
        except process.ProcessError as error:
            raise GitError(args[0], str(error)) from error

    def converse(self, *args: str, deadline: float = 600) -> process.Program:
        """
        Return a running `git *args` with pipes to and from it; raise `GitError` when there is none.
        """
        argv, environment = self.command(*args)
        try:
            return process.converse(argv, environment, deadline)
        except process.ProcessError as error:
            raise GitError(args[0], str(error)) from error

    def command(self, *args: str) -> tuple[list[str], dict[str, str]]:
        """
        Return the command line and the whole environment of `git *args`.
        """
        if self._at.git is None or self._at.directory is None or self._at.objects is None:
            raise GitError(args[0], "the history of this repository cannot be read")
        return [self._at.git, *args], self._environment()

    def resolve(self, revision: str) -> str:
        """
        Return the id of the commit that *revision* means.
        """
        try:
            words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
            found = self.run(*words).decode("ascii", "replace").split()
        except GitError as error:
            raise DebtscanError(
                f"{self.name}: no commit is called {revision!r}",
                "give a branch, tag or commit id that this clone holds; a shallow clone lacks older ones",
            ) from error
        return found[-1]

    def count(self, revision: str = "HEAD") -> int:
        """
        Return the number of commits behind *revision*, merges included; 0 in a repository without any.
        """
        return int(self.run("rev-list", "--count", self.resolve(revision))) if self.head else 0

    def tree(self, commit: str, *, sizes: bool = True) -> list[TreeEntry]:
        """
        Return the files, links and submodules of *commit*, sorted; missing blobs have no size.
        """
        return read_tree(self, commit, sizes=sizes)

    def blobs(self, ids: Iterable[str], cap: int = BLOB_CAP) -> Iterator[tuple[str, bytes | None]]:
        """
        Yield the content of each blob in the order of *ids*: None when missing, its first *cap* + 1 bytes at most.
        """
        return read_blobs(self, list(ids), cap)

    def file(self, path: str, commit: str | None = None, cap: int = BLOB_CAP) -> bytes | None:
        """
        Return one regular file of *commit* (HEAD unless given), or None when it has none by that name.
        """
        revision = commit or self.head
        if revision is None:
            return None
        entries = self.run("ls-tree", "-z", "--full-tree", revision, "--", path).split(b"\0")
        words = entries[0].partition(b"\t")[0].split()
        if len(words) != 3 or not words[0].startswith(b"100"):  # noqa: PLR2004 - mode, type, id
            return None
        return next(self.blobs([words[2].decode("ascii")], cap))[1]

    def shadow(self) -> ShadowAt:
        """
        Return what `reopen` needs in another process.
        """
        return replace(self._at, head=self.head, notes=self.notes)

    def typed(self) -> "git.Repo":
        """
        Return GitPython's view of the shadow, for typed commits, tags and trees; never use its diff, stats or blame.
        """
        if self._typed is None:
            self.command("rev-parse")  # raises where there is no git or no shadow
            from debtscan.safe.typed import open_typed  # noqa: PLC0415 - 70 ms, and only few ask

            self._typed = open_typed(self._at.git or "", self._at.directory or "", self._environment())
        return self._typed

    def _environment(self) -> dict[str, str]:
        return git_environment(self._at.root, self._at.directory or os.devnull, self._at.objects or os.devnull)

    def close(self) -> None:
        """
        Remove the shadow, if it is ours.
        """
        if self._typed is not None:
            self._typed.close()
            self._typed = None
        if self._remove is not None:
            self._remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _remove(directory: str | None, owner: int) -> None:
    """
    Remove a shadow; a forked worker that lets go of its copy leaves it to the process that made it.
    """
    if directory is not None and os.getpid() == owner:
        shutil.rmtree(directory, ignore_errors=True)
