"""
Which untracked files the `.gitignore` files of a tree name.
"""

from typing import TYPE_CHECKING

from debtscan.safe.confined import Confined, UnreadableError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_LIMIT = 1_000_000
_LINES = 10_000
_GROUP = 200


class Ignore:
    """
    The `.gitignore` files of one tree, each read when a path below it is first asked about.

    Patterns run on RE2: a hostile one cannot make the match slow.
    """

    def __init__(self, root: Confined) -> None:
        self._root = root
        self._specs: dict[str, _Spec | None] = {}
        self._folders: dict[str, bool] = {"": False}

    def covers(self, path: str, *, folder: bool) -> bool:
        """
        Tell whether *path* is ignored, itself or through one of its folders.
        """
        parent = path.rpartition("/")[0]
        return self._covers_folder(parent) or self._names(path, folder=folder)

    def _covers_folder(self, folder: str) -> bool:
        known = self._folders.get(folder)
        if known is None:
            known = self._folders[folder] = self.covers(folder, folder=True)
        return known

    def _names(self, path: str, *, folder: bool) -> bool:
        """
        Tell what the nearest `.gitignore` with an opinion says of *path*.
        """
        level, _, below = path.rpartition("/")
        while True:
            spec = self._spec(level)
            opinion = spec.opinion(f"{below}/" if folder else below) if spec else None
            if opinion is not None or not level:
                return bool(opinion)
            level, _, name = level.rpartition("/")
            below = f"{name}/{below}"

    def _spec(self, folder: str) -> "_Spec | None":
        if folder not in self._specs:
            self._specs[folder] = self._read(f"{folder}/.gitignore" if folder else ".gitignore")
        return self._specs[folder]

    def _read(self, path: str) -> "_Spec | None":
        if self._root.find(path) is None:
            return None
        try:
            text = self._root.read(path, _LIMIT).decode("utf-8", "replace")
        except UnreadableError:
            return None  # a link or a monster: git does not follow it either
        lines = [line for line in text.splitlines()[:_LINES] if line.strip() and not line.startswith("#")]
        return _Spec(lines) if lines else None


class _Spec:
    """
    The patterns of one `.gitignore`, compiled in groups: RE2 bounds the memory of each.
    """

    def __init__(self, lines: list[str]) -> None:
        groups = (lines[start : start + _GROUP] for start in range(0, len(lines), _GROUP))
        self._specs = [spec for group in groups for spec in _compiled(group)][::-1]

    def opinion(self, path: str) -> bool | None:
        """
        Return True for ignored, False for excepted, None when no pattern matches.
        """
        text = path.encode("utf-8", "replace").decode()
        opinions = (spec.check_file(text).include for spec in self._specs)
        return next((opinion for opinion in opinions if opinion is not None), None)


def _compiled(lines: list[str]) -> "list[GitIgnoreSpec]":
    """
    Return specs for *lines* in order; a pattern that cannot be compiled matches nothing and spoils no other.
    """
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - 40 ms, and a clean checkout never asks

    try:
        return [GitIgnoreSpec.from_lines(lines, backend="re2")]
    except Exception:  # noqa: BLE001 - whatever pathspec or RE2 says of a broken pattern
        half = len(lines) // 2
        return _compiled(lines[:half]) + _compiled(lines[half:]) if half else []
