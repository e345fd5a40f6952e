"""
Which untracked files the `.gitignore` files of a tree name.
"""

from debtscan.safe.confined import Confined, UnreadableError

_LIMIT = 1_000_000
_LINES = 10_000


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
    The patterns of one `.gitignore`.
    """

    def __init__(self, lines: list[str]) -> None:
        from pathspec import GitIgnoreSpec  # noqa: PLC0415 - 40 ms, and a clean checkout never asks

        try:
            self._spec = GitIgnoreSpec.from_lines(lines, backend="re2")
        except Exception:  # noqa: BLE001 - whatever pathspec or RE2 says of a broken pattern
            self._spec = GitIgnoreSpec.from_lines([line for line in lines if _is_sound(line)], backend="re2")

    def opinion(self, path: str) -> bool | None:
        """
        Return True for ignored, False for excepted, None when no pattern matches.
        """
        return self._spec.check_file(path.encode("utf-8", "replace").decode()).include


def _is_sound(line: str) -> bool:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - as above

    try:
        GitIgnoreSpec.from_lines([line], backend="re2").check_file("a")
    except Exception:  # noqa: BLE001 - as above
        return False
    return True
