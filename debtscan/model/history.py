"""
One commit as git tells it. Names and addresses live apart, in `Author`, so that the cache keeps changes without them.
"""

from enum import StrEnum

from msgspec import Struct

from debtscan.model.declaration import Problem
from debtscan.model.words import Grade


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


class PathChange(Struct, frozen=True, gc=False):
    """
    One path of one commit; *old* only for renames and copies.
    """

    touch: Touch
    path: str
    old: str | None = None


class Author(Struct, frozen=True, gc=False):
    """
    The raw identity of a commit. Never cached, never written out but as `Person`.
    """

    name: str
    mail: str


class Alias(Struct, frozen=True):
    """
    One line of a .mailmap: commits by *old_mail* (and *old_name*, where it is said) are those of *name* and *mail*.
    """

    old_mail: str
    old_name: str | None = None  # None = whatever name stands beside the address
    name: str | None = None  # None = the name stays
    mail: str | None = None  # None = the address stays


class Statement(Struct, frozen=True):
    """
    What the configuration says of one person: which names and addresses are that person's, and no others.
    """

    entries: tuple[str, ...]
    departed: str | bool | None = None  # the day on which the person left or will leave; False = is still there
    bot: bool = False
    line: int | None = None  # of the configuration


class Change(Struct, frozen=True, gc=False):
    """
    One commit: who (index of an author in the history), when, and which paths.
    """

    commit: str
    when: int  # author date, seconds since 1970, clamped to sane values
    committed: int  # committer date, likewise
    person: int  # index into History.authors
    merge: bool
    subject: str
    paths: tuple[PathChange, ...]
    body: str = (
        ""  # the first 300 characters below the subject; may name persons, so it is neither kept nor written out
    )
    tagged: bool = False  # a tag of the repository names this commit: most tags are releases
    coauthors: tuple[int, ...] = ()  # indexes into History.authors, from the trailers; never the author again
    reviewers: tuple[int, ...] = ()  # likewise, and who merged it; none of its authors


class History(Struct, frozen=True):
    """
    The past of one repository, as far as git could tell it.
    """

    grade: Grade
    count: int = 0  # commits of the revision, merges included, whatever a prefix leaves out of *changes*
    changes: tuple[Change, ...] = ()  # oldest first: no commit before one of its parents
    authors: tuple[Author, ...] = ()
    aliases: tuple[Alias, ...] = ()  # the .mailmap of the revision
    bad_dates: int = 0  # commits with a date that was not sane and had to be replaced
    problems: tuple[Problem, ...] = ()

    @property
    def first(self) -> int | None:
        """
        Return the oldest committer date, None without commits.
        """
        return min((change.committed for change in self.changes), default=None)

    @property
    def last(self) -> int | None:
        """
        Return the newest committer date, None without commits.
        """
        return max((change.committed for change in self.changes), default=None)
