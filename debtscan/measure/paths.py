"""
Which components own a path, at HEAD and at any commit before it.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from debtscan.model.history import PathChange, Touch

Owners = tuple[int, ...]  # indexes of components

_BORN = frozenset({Touch.ADDED, Touch.RENAMED})  # the path held no such file before


class OwnedPaths(Struct, frozen=True):
    """
    What one component owns in its repository at HEAD.

    A file in several folders belongs to the owner of the deepest; who owns the file itself owns it besides.
    """

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()  # with or without "/" at the end; "" is the whole repository


class Followed:
    """
    The owners of paths while the history is walked from the newest commit back.
    """

    def __init__(self, owned: Iterable[OwnedPaths]) -> None:
        self._files: dict[str, Owners] = {}
        self._folders: dict[str, Owners] = {}
        self._moved: dict[str, Owners] = {}  # older paths of files that got another name later
        self._seen: dict[str, Owners] = {}  # answers for paths that never moved
        for index, paths in enumerate(owned):
            for file in paths.files:
                _add(self._files, file, index)
            for folder in paths.folders:
                _add(self._folders, folder.strip("/"), index)

    def owners(self, path: str) -> Owners:
        """
        Return who owns what lies at *path* at the commit reached.
        """
        moved = self._moved.get(path)
        if moved is not None:
            return moved
        seen = self._seen.get(path)
        if seen is None:
            seen = self._seen[path] = self._at_head(path)
        return seen

    def step_back(self, changes: Sequence[PathChange]) -> None:
        """
        Go behind one commit: what it renamed has its old path from here on, what it added is no more.
        """
        moved = {
            change.old: self.owners(change.path)
            for change in changes
            if change.touch is Touch.RENAMED and change.old is not None
        }
        if moved or self._moved:
            for change in changes:
                if change.touch in _BORN:
                    self._moved.pop(change.path, None)
            self._moved.update(moved)

    def _at_head(self, path: str) -> Owners:
        own = self._files.get(path, ())
        folder = path
        while folder:
            folder = folder.rpartition("/")[0]
            if (owners := self._folders.get(folder)) is not None:
                return tuple(sorted({*own, *owners}))
        return own


def _add(owners: dict[str, Owners], path: str, index: int) -> None:
    if index not in owners.get(path, ()):
        owners[path] = (*owners.get(path, ()), index)
