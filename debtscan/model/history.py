"""
One commit as git tells it. Names and addresses live apart, in `Author`, so that the cache keeps changes without them.
"""

from enum import StrEnum

from msgspec import Struct


class Touch(StrEnum):
    """
    What a commit did to a path.
    """

    ADDED = "A"
    MODIFIED = "M"
    DELETED = "D"
    RENAMED = "R"
    COPIED = "C"
    TYPE_CHANGED = "T"


class PathChange(Struct, frozen=True):
    """
    One path of one commit; *old* only for renames and copies.
    """

    touch: Touch
    path: str
    old: str | None = None


class Author(Struct, frozen=True):
    """
    The raw identity of a commit. Never cached, never written out but as `Person`.
    """

    name: str
    mail: str


class Change(Struct, frozen=True):
    """
    One commit: who (index of a person in the history), when, and which paths.
    """

    commit: str
    when: int  # author date, seconds since 1970, clamped to sane values
    committed: int  # committer date, likewise
    person: int  # index into History.people
    merge: bool
    subject: str
    paths: tuple[PathChange, ...]
