"""
Where the git directory of a folder lies, and whether it may be read: only one that really belongs to the folder is.
"""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from debtscan.model.declaration import Problem
from debtscan.model.evidence import Reason
from debtscan.safe import gitconfig
from debtscan.safe.confined import UnreadableError, read_plain

_POINTER = re.compile(r"gitdir:\s*(.+?)\s*", re.DOTALL)
_POINTER_BYTES = 10_000
_CONFIG_BYTES = 1_000_000


class Located(Struct, frozen=True):
    """
    A repository on disk. *private* holds HEAD, *common* the objects and references; both None when it was refused.
    """

    root: Path
    bare: bool
    private: Path | None
    common: Path | None
    notes: tuple[Problem, ...] = ()


def locate(folder: Path, allowed: tuple[Path, ...] = ()) -> Located | None:
    """
    Return the repository whose work tree holds *folder*, or the bare one that *folder* is, or None.

    Git directories outside the work tree count when they point back at it (worktrees, submodules) or lie in *allowed*.
    """
    start = folder.resolve()
    if _is_bare(start):
        return Located(start, bare=True, private=start, common=start)
    for root in (start, *start.parents):
        found = _at(root, tuple(path.resolve() for path in allowed))
        if found is not None:
            return found
    return None


def note(detail: str) -> Problem:
    """
    Return a line of the ledger about the repository's history.
    """
    return Problem(Reason.HISTORY, detail)


def read_settings(directory: Path) -> list[gitconfig.Setting]:
    """
    Return the settings in the `config` of a git directory; none when it cannot be read.
    """
    text = _text(directory / "config", _CONFIG_BYTES)
    return list(gitconfig.settings(text)) if text else []


def _is_bare(folder: Path) -> bool:
    parts = (("HEAD", stat.S_ISREG), ("objects", stat.S_ISDIR), ("refs", stat.S_ISDIR))
    return _mode(folder / ".git") is None and all(test(_mode(folder / name) or 0) for name, test in parts)


def _at(root: Path, allowed: tuple[Path, ...]) -> Located | None:
    entry = root / ".git"
    mode = _mode(entry)
    if mode is None:
        return None
    if stat.S_ISDIR(mode):
        looks_real = any(_mode(entry / name) is not None for name in ("HEAD", "objects"))
        return Located(root, bare=False, private=entry, common=entry) if looks_real else None
    if stat.S_ISLNK(mode):
        return _linked(root, entry, allowed)
    if stat.S_ISREG(mode):
        return _pointed(root, entry, allowed)
    return _refused(root, "its .git is neither a folder nor a file")


def _linked(root: Path, entry: Path, allowed: tuple[Path, ...]) -> Located:
    target = _resolve(entry)
    if target is not None and target.is_dir() and _inside(target, (root, *allowed)):
        return Located(root, bare=False, private=target, common=target)
    return _refused(root, "its .git is a link to another place")


def _pointed(root: Path, entry: Path, allowed: tuple[Path, ...]) -> Located:
    found = _POINTER.fullmatch(_text(entry, _POINTER_BYTES) or "")
    target = _resolve(root / found[1]) if found else None
    if target is None or not target.is_dir():
        return _refused(root, "its .git file points at no git directory")
    common = _common_of_worktree(target, entry)
    if common is not None:
        return Located(root, bare=False, private=target, common=common)
    if _inside(target, (root, *allowed)) or _is_submodule(target, root):
        return Located(root, bare=False, private=target, common=target)
    return _refused(root, "its .git file points at another place, which does not point back")


def _common_of_worktree(target: Path, entry: Path) -> Path | None:
    """
    Return the shared git directory when *target* is the registration of the linked worktree that *entry* stands for.
    """
    back, shared = _text(target / "gitdir", _POINTER_BYTES), _text(target / "commondir", _POINTER_BYTES)
    if not back or not shared:
        return None
    common = _resolve(target / shared.strip())
    registered = target.parent.name == "worktrees" and target.parent.parent == common
    points_back = _resolve(target / back.strip()) == entry.resolve()
    return common if registered and points_back else None


def _is_submodule(target: Path, root: Path) -> bool:
    worktree = gitconfig.value_of(read_settings(target), "core", "worktree")
    return worktree is not None and _resolve(target / worktree) == root


def _refused(root: Path, why: str) -> Located:
    return Located(root, bare=False, private=None, common=None, notes=(note(f"history not read: {why}"),))


def _inside(path: Path, folders: tuple[Path, ...]) -> bool:
    return any(path == folder or folder in path.parents for folder in folders)


def alternates(objects: Path) -> Iterator[Path]:
    """
    Yield the folders that `info/alternates` of an object store names.
    """
    for line in (_text(objects / "info" / "alternates", _CONFIG_BYTES) or "").splitlines():
        target = _resolve(objects / line) if line and not line.startswith("#") else None
        if target is not None:
            yield target


def may_read(path: Path, located: Located, allowed: tuple[Path, ...]) -> bool:
    """
    Tell whether *path* belongs to the repository or was allowed.
    """
    own = (located.root, *([located.common] if located.common else []))
    return _inside(path, (*own, *(folder.resolve() for folder in allowed)))


def _resolve(path: Path) -> Path | None:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None  # a loop of links, or a NUL in the name


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except (OSError, ValueError):
        return None


def _text(path: Path, limit: int) -> str | None:
    try:
        return read_plain(path, limit).decode("utf-8", "surrogateescape")
    except UnreadableError:
        return None
