"""
The estate as read: what every file of every repository says, before anything is linked.
"""

from msgspec import Struct

from debtscan.model.declaration import Reading
from debtscan.model.evidence import Skip
from debtscan.model.words import Status


class SourceFile(Struct, frozen=True):
    """
    One file that a reader read; *status* joins what its path and its content say.
    """

    path: str
    reader: str
    status: Status
    reading: Reading


class Repo(Struct, frozen=True):
    """
    One repository as read. *paths* are all its files, read or not, sorted.
    """

    name: str
    files: tuple[SourceFile, ...]
    paths: tuple[str, ...]
    skipped: tuple[Skip, ...] = ()
    degraded: tuple[Skip, ...] = ()
