"""
Files below one folder, opened step by step without ever following a link, so that nothing outside can be read.
"""

import errno
import os
import stat
from pathlib import Path
from typing import Self

from debtscan.model.evidence import Reason

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_LINKS = {errno.ELOOP, errno.ENOTDIR, errno.EMLINK, errno.ENXIO, errno.EISDIR}


class UnreadableError(Exception):
    """
    One file could not be read: *reason* goes to the coverage ledger.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(detail or reason.value)
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type["UnreadableError"], tuple[Reason, str]]:
        return type(self), (self.reason, self.detail)


class Confined:
    """
    A folder held open; paths are relative to it, with "/" between the parts. At most two descriptors are used.
    """

    def __init__(self, root: Path) -> None:
        try:
            self._root = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise _unreadable(error) from error
        self._near: tuple[str, int] | None = None  # the folder opened last: neighbours come in a row

    def read(self, path: str, limit: int) -> bytes:
        """
        Return the content of the regular file *path*; raise `UnreadableError` for anything else, or one above *limit*.
        """
        parent, _, name = path.rpartition("/")
        try:
            descriptor = os.open(_part(name), _FILE, dir_fd=self._folder(parent))
        except OSError as error:
            raise _unreadable(error) from error
        try:
            return _read_regular(descriptor, limit)
        except OSError as error:
            raise _unreadable(error) from error
        finally:
            os.close(descriptor)

    def find(self, path: str) -> os.stat_result | None:
        """
        Return what lies at *path*, not following a link, or None when nothing does.
        """
        parent, _, name = path.rpartition("/")
        try:
            return os.stat(_part(name), dir_fd=self._folder(parent), follow_symlinks=False)
        except (OSError, UnreadableError):
            return None

    def scan(self, path: str) -> list[tuple[str, os.stat_result]]:
        """
        Return the names in the folder *path* ("" = the root) with what they are, sorted as git sorts them.
        """
        try:
            with os.scandir(self._folder(path)) as entries:
                found = [(entry.name, known) for entry in entries if (known := _stat(entry))]
        except OSError as error:
            raise _unreadable(error) from error
        return sorted(found, key=lambda item: os.fsencode(item[0]))

    def _folder(self, path: str) -> int:
        """
        Return a descriptor of the folder *path*, valid until the next call.
        """
        if not path:
            return self._root
        if self._near is not None and self._near[0] == path:
            return self._near[1]
        self._forget()
        opened = self._descend(path)
        self._near = (path, opened)
        return opened

    def _descend(self, path: str) -> int:
        here = self._root
        for part in path.split("/"):
            try:
                inner = os.open(_part(part), _FOLDER, dir_fd=here)
            except OSError as error:
                raise _unreadable(error) from error
            finally:
                if here != self._root:
                    os.close(here)
            here = inner
        return here

    def _forget(self) -> None:
        if self._near is not None:
            os.close(self._near[1])
            self._near = None

    def close(self) -> None:
        """
        Give back the descriptors.
        """
        self._forget()
        if self._root >= 0:
            os.close(self._root)
            self._root = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if hasattr(self, "_near"):
            self.close()


def read_plain(path: Path, limit: int) -> bytes:
    """
    Return the content of one regular file; the last part of *path* is not followed when it is a link.
    """
    with Confined(path.parent) as folder:
        return folder.read(path.name, limit)


def _part(name: str) -> str:
    if name in {"", ".", ".."} or "\0" in name:
        raise UnreadableError(Reason.UNREADABLE, "not a path inside the folder")
    return name


def _stat(entry: "os.DirEntry[str]") -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False)
    except OSError:
        return None  # gone since the folder was listed


def _read_regular(descriptor: int, limit: int) -> bytes:
    known = os.fstat(descriptor)
    if not stat.S_ISREG(known.st_mode):
        raise UnreadableError(Reason.NOT_REGULAR, describe(known.st_mode))
    if known.st_size > limit:
        raise UnreadableError(Reason.TOO_LARGE, f"{known.st_size} bytes, limit {limit}")
    with os.fdopen(descriptor, "rb", buffering=0, closefd=False) as file:
        data = file.read(known.st_size + 1) or b""
        if len(data) > known.st_size:  # it grew since: take what there is now, within the limit
            data += file.read(limit + 1 - len(data)) or b""
    if len(data) > limit:
        raise UnreadableError(Reason.TOO_LARGE, f"grew beyond {limit} bytes")
    return data


def describe(mode: int) -> str:
    """
    Return in a word what sort of file *mode* means.
    """
    names = (
        (stat.S_ISREG, "file"),
        (stat.S_ISDIR, "folder"),
        (stat.S_ISLNK, "symbolic link"),
        (stat.S_ISFIFO, "named pipe"),
        (stat.S_ISSOCK, "socket"),
        (stat.S_ISCHR, "device"),
        (stat.S_ISBLK, "device"),
    )
    return next((name for test, name in names if test(mode)), "special file")


def _unreadable(error: OSError) -> UnreadableError:
    reason = Reason.NOT_REGULAR if error.errno in _LINKS else Reason.UNREADABLE
    detail = "symbolic link" if error.errno == errno.ELOOP else (error.strerror or "unreadable").lower()
    return UnreadableError(reason, detail)
