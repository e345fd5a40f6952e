"""
Files that debtscan itself writes and reads: outputs are whole or not there, links are never followed.
"""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from debtscan.base.errors import DebtscanError
from debtscan.model.evidence import Reason
from debtscan.safe.confined import Confined, UnreadableError, describe

CONFIG_LIMIT = 1_000_000


def write_output(path: Path, text: str) -> None:
    """
    Put *text* into the file *path*: afterwards it holds the old or the new content, never half of it.
    """
    _refuse_special(path)
    temporary = path.with_name(f".{path.name[:200]}.{secrets.token_hex(8)}.tmp")
    try:
        _write_new(temporary, text.encode("utf-8", "backslashreplace"))
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise DebtscanError(
            f"{path}: cannot be written ({(error.strerror or 'unknown').lower()})",
            "name a file in an existing folder that you may write to",
        ) from error


def _refuse_special(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        return  # nothing there, or the folder is missing: writing will tell
    if not stat.S_ISREG(mode):
        raise DebtscanError(
            f"{path}: is a {describe(mode)}, not a file", "name a plain file, or one that does not exist"
        )


def _write_new(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def read_config(path: Path, within: Path | None = None, limit: int = CONFIG_LIMIT) -> bytes | None:
    """
    Return a small settings or rules file, or None when there is none.

    A file of a scanned tree (*within*) is reached without following any link; one that the user names may be a link.
    """
    target = path if within is not None else _followed(path)
    try:
        with Confined(within if within is not None else target.parent) as folder:
            name = target.name if within is None else target.relative_to(within).as_posix()
            return folder.read(name, limit) if folder.find(name) else None
    except UnreadableError as error:
        if error.reason is Reason.UNREADABLE and not target.parent.exists():
            return None
        raise DebtscanError(
            f"{path}: cannot be read ({error})", "it must be a plain text file of a sane size"
        ) from error


def _followed(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path
