"""
The files of a work tree, found by our own walker: HEAD's files and the untracked ones that .gitignore does not name.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from debtscan.model.evidence import Reason
from debtscan.safe.confined import Confined, UnreadableError, describe
from debtscan.safe.ignore import Ignore
from debtscan.safe.objects import SUBMODULE, TreeEntry
from debtscan.safe.source import ENVIRONMENT_MARK, Entry, Skipped, classify_bytes, is_foreign, size_limit


class WorkTree:
    """
    A folder as a `Source`. *tracked* are the entries of HEAD: tracked files are never ignored.
    """

    def __init__(
        self,
        root: Path,
        prefix: str = "",
        *,
        tracked: Iterable[TreeEntry] = (),
        exclude: frozenset[Path] = frozenset(),
    ) -> None:
        self.root = root
        self._prefix = prefix.strip("/")
        self._folder = Confined(root)
        self._ignore = Ignore(self._folder)
        self._tracked: set[str] = set()
        self._submodules: set[str] = set()
        for entry in tracked:
            (self._submodules if entry.mode == SUBMODULE else self._tracked).add(entry.path)
        self._tracked_folders = _folders_of(self._tracked)
        self._exclude = {_relative(path, root) for path in exclude}
        self._walked: tuple[tuple[Entry, ...], tuple[Skipped, ...]] | None = None

    def entries(self) -> Iterator[Entry]:
        """
        Yield the regular files in the order of git's trees.
        """
        return iter(self._walk()[0])

    def skips(self) -> tuple[Skipped, ...]:
        """
        Return links, pipes, devices, submodules and unreadable folders.
        """
        return self._walk()[1]

    def read(self, path: str) -> bytes:
        """
        Return the content of one file; raise `UnreadableError` where it is no text of a sane size.
        """
        data = self._folder.read(path, size_limit(path))
        reason = classify_bytes(path, data)
        if reason is not None:
            raise UnreadableError(reason)
        return data

    def close(self) -> None:
        """
        Give back the folder.
        """
        self._folder.close()

    def _walk(self) -> tuple[tuple[Entry, ...], tuple[Skipped, ...]]:
        if self._walked is None:
            entries: list[Entry] = []
            skips: list[Skipped] = []
            folders = [self._prefix]
            while folders:
                self._visit(folders.pop(), folders, entries, skips)
            entries.sort(key=lambda entry: os.fsencode(entry.path))
            skips.sort(key=lambda skip: os.fsencode(skip.path))
            self._walked = tuple(entries), tuple(skips)
        return self._walked

    def _visit(self, folder: str, folders: list[str], entries: list[Entry], skips: list[Skipped]) -> None:
        """
        Sort what lies in *folder* into *folders* still to visit, *entries* and *skips*.
        """
        try:
            found = self._folder.scan(folder)
        except UnreadableError as error:
            skips.append(Skipped(f"{folder}/", error.reason, error.detail))
            return
        if folder != self._prefix and self._is_foreign(folder, {name for name, _ in found}, skips):
            return
        for name, known in found:
            path = f"{folder}/{name}" if folder else name
            if stat.S_ISDIR(known.st_mode):
                folders.extend([path] if self._is_entered(name, path, skips) else [])
            elif name == ".git" or path in self._exclude or not self._counts(path):
                continue
            elif stat.S_ISREG(known.st_mode):
                entries.append(Entry(path, known.st_size))
            else:
                skips.append(Skipped(path, Reason.NOT_REGULAR, describe(known.st_mode)))

    def _is_foreign(self, folder: str, names: set[str], skips: list[Skipped]) -> bool:
        """
        Tell whether *folder* is a virtual environment or another repository.
        """
        if ENVIRONMENT_MARK in names:
            return True
        if ".git" in names and folder not in self._tracked_folders and self._is_repository():
            skips.append(Skipped(f"{folder}/", Reason.SUBMODULE, "another repository"))
            return True
        return False

    def _is_repository(self) -> bool:
        return self._folder.find(".git") is not None

    def _is_entered(self, name: str, path: str, skips: list[Skipped]) -> bool:
        if is_foreign(name):
            return False
        if path in self._submodules:
            skips.append(Skipped(f"{path}/", Reason.SUBMODULE))
            return False
        return path in self._tracked_folders or not self._ignore.covers(path, folder=True)

    def _counts(self, path: str) -> bool:
        return path in self._tracked or not self._ignore.covers(path, folder=False)


def _folders_of(paths: set[str]) -> set[str]:
    folders: set[str] = set()
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent and parent not in folders:
            folders.add(parent)
            parent = parent.rpartition("/")[0]
    return folders


def _relative(path: Path, root: Path) -> str:
    """
    Return *path* as the walker would name it; what lies outside *root* gets a name that never occurs.
    """
    try:
        return str(PurePosixPath((path.parent.resolve() / path.name).relative_to(root.resolve())))
    except ValueError:
        return ""
