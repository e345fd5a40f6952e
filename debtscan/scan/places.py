"""
Paths as command lines and build files write them, seen from the folder in which they run.

A folder whose place is known is written relative to the repository's root ("" or "services/web"). A folder that is only
known to lie near the file that speaks of it begins with "." ("./", "./config"): the linker tries the file's own folder
first and then each parent.
"""

import posixpath
import re

ROOT = "\ue001"  # stands for the repository's root inside values; a private character that no path holds
NEAR = "./"  # a folder at or above the file's own folder, nobody knows which

_UNKNOWN = re.compile(
    r"\$\{\{[^}]*\}\}|\$\([^()]*\)|\$\{[^{}]*\}|\$\w+|\$[@*#?]|\{\{[^}]*\}\}|<<[^<>]*>>|`[^`]*`|%[A-Za-z_]+%"
)
_MAX_LENGTH = 400
_MAX_WRITTEN = 2_000  # with expressions
_STARS = re.compile(r"\*{3,}")
_REAL = re.compile(r"[A-Za-z0-9]")
_BARE = re.compile(r"\$([A-Za-z_]\w*)")
_NO_PATH = re.compile(r"[\s\"'<>|;,=(){}$`^]")


def resolve(path: str, folder: str) -> str | None:
    """
    Return *path* as seen from *folder*, unknown parts as "*"; None when it lies outside of the repository.
    """
    if len(path) > _MAX_WRITTEN:
        return None
    path = _STARS.sub("**", _UNKNOWN.sub("*", path))
    known, path = _base(path, folder)
    if known is None or _NO_PATH.search(path) or len(path) > _MAX_LENGTH:
        return None
    path = posixpath.normpath(path or ".")
    if path.startswith("*") and not _REAL.search(path.rsplit("/", 1)[-1].split(".", 1)[0]):
        return None
    if known:
        return None if path.startswith("..") else path
    return path if path.startswith("..") else (NEAR if path == "." else f"./{path}")


def _base(path: str, folder: str) -> tuple[bool | None, str]:
    """
    Return whether the base of *path* is known (None = it is outside) and the path from that base.
    """
    if path.startswith(ROOT):
        return True, path[1:].lstrip("/")
    if path.startswith(("/", "~")) or "://" in path or ROOT in path:
        return None, path
    if is_near(folder):
        return False, posixpath.join(folder, path)
    return True, posixpath.join(folder, path) if folder else path


def enter(folder: str, path: str) -> str | None:
    """
    Return the folder that "cd *path*" leads to from *folder*; None when it leads out of the repository.
    """
    found = resolve(path, folder)
    return "" if found == "." else found


def anchored(folder: str) -> str:
    """
    Return *folder* as a value that stays what it is wherever it is used.
    """
    return folder if is_near(folder) else f"{ROOT}/{folder}"


def is_near(folder: str) -> bool:
    """
    Tell whether only the neighbourhood of *folder* is known.
    """
    return folder in {".", ".."} or folder.startswith((NEAR, "../"))


def plain(text: str) -> str:
    """
    Return *text* without marks of the root, and with unknown variables in braces so that their ends show.
    """
    return _BARE.sub(r"${\1}", text.replace(f"{ROOT}/", "").replace(ROOT, "."))
