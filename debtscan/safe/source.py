"""
What a source of files is, and which content is text that readers may see; the same for a work tree and a revision.
"""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from msgspec import Struct

from debtscan.model.evidence import Reason

TEXT_LIMIT = 2_000_000
LOCK_LIMIT = 10_000_000
_LOCK_FILES = frozenset({"package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "go.sum", "packages.lock.json"})
_LFS = b"version https://git-lfs.github.com/spec/v1"
_LFS_BYTES = 1_024
_ENCRYPTED = (b"\0GITCRYPT\0", b"$ANSIBLE_VAULT;")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16 is full of NUL and text all the same
_BINARY_HEAD = 8_192
_NEVER = frozenset({".git", "node_modules"})
ENVIRONMENT_MARK = "pyvenv.cfg"


class Entry(Struct, frozen=True):
    """
    One regular file. *blob* is its git id; None in a work tree, where it is known only once the file was read.
    """

    path: str  # relative to the repository, posix, undecodable bytes as surrogates
    size: int
    blob: str | None = None


class Skipped(NamedTuple):
    """
    Something that is no readable file, for the coverage ledger.
    """

    path: str
    reason: Reason
    detail: str = ""


class Source(Protocol):
    """
    Where files come from; readers never learn which form it is.
    """

    def entries(self) -> Iterator[Entry]:
        """
        Yield the regular files in the order of git's trees.
        """
        ...

    def read(self, path: str) -> bytes:
        """
        Return the content of one file; raise `UnreadableError` where it is no text of a sane size.
        """
        ...

    def skips(self) -> tuple[Skipped, ...]:
        """
        Return what is no regular file, in the order of git's trees.
        """
        ...

    def close(self) -> None:
        """
        Give back what is held open.
        """
        ...


def size_limit(path: str) -> int:
    """
    Return the size above which *path* is not read: lock files may be larger than what people write.
    """
    name = path.rpartition("/")[2]
    return LOCK_LIMIT if name in _LOCK_FILES or name.endswith(".lock") else TEXT_LIMIT


def classify_bytes(path: str, data: bytes) -> Reason | None:
    """
    Return why the content of *path* is not for readers, or None when it is.
    """
    if len(data) > size_limit(path):
        return Reason.TOO_LARGE
    if data.startswith(_LFS) and len(data) < _LFS_BYTES:
        return Reason.LFS_POINTER
    if data.startswith(_ENCRYPTED):
        return Reason.ENCRYPTED
    if b"\0" in data[:_BINARY_HEAD] and not data.startswith(_WIDE_MARKS):
        return Reason.BINARY
    return None


def blob_id(data: bytes, form: str = "sha1") -> str:
    """
    Return git's id of a file with this content, in the repository's format ("sha1" or "sha256").
    """
    digest = hashlib.new(form, b"blob %d\0" % len(data), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()


def is_foreign(name: str) -> bool:
    """
    Tell whether a folder of this name is never entered: git's own, or packages that somebody else wrote.
    """
    return name in _NEVER
