"""
Which untracked files the `.gitignore` files of a tree name.
"""

import os
from itertools import islice

from debtscan.safe.confined import Confined, UnreadableError
from debtscan.safe.wildmatch import Pattern, parse

_BYTES = 1_000_000
_PATTERNS = 1_000  # of one file
_MATCHES = 5_000_000  # in one tree, some seconds: after that, nothing more is ignored


class Ignore:
    """
    The `.gitignore` files of one tree, each read when a path below it is first asked about.
    """

    def __init__(self, root: Confined) -> None:
        self._root = root
        self._patterns: dict[str, list[Pattern]] = {}  # of each folder, the last line first
        self._folders: dict[str, bool] = {"": False}
        self._left = _MATCHES

    def covers(self, path: str, *, folder: bool) -> bool:
        """
        Tell whether *path* is ignored, itself or through one of its folders.
        """
        parent = path.rpartition("/")[0]
        return self._covers_folder(parent) or self._names(path, folder=folder)

    def _covers_folder(self, folder: str) -> bool:
        parts = folder.split("/") if folder not in self._folders else []
        above = ""
        for depth in range(1, len(parts) + 1):
            here = "/".join(parts[:depth])
            if here not in self._folders:
                self._folders[here] = self._folders[above] or self._names(here, folder=True)
            above = here
        return self._folders[folder]

    def _names(self, path: str, *, folder: bool) -> bool:
        """
        Tell what the last fitting line of the nearest `.gitignore` that has one says of *path*.
        """
        level, _, below = path.rpartition("/")
        while True:
            name = os.fsencode(below)
            for pattern in self._of(level) if self._left > 0 else ():
                self._left -= 1
                if pattern.matches(name, folder=folder):
                    return not pattern.excepts
            if not level:
                return False
            level, _, part = level.rpartition("/")
            below = f"{part}/{below}"

    def _of(self, folder: str) -> list[Pattern]:
        if folder not in self._patterns:
            self._patterns[folder] = self._read(f"{folder}/.gitignore" if folder else ".gitignore")
        return self._patterns[folder]

    def _read(self, path: str) -> list[Pattern]:
        if self._root.find(path) is None:
            return []
        try:
            found = list(islice(parse(self._root.read(path, _BYTES)), _PATTERNS))
        except UnreadableError:
            return []  # a link or a monster: git does not follow it either
        return found[::-1]
