"""
Places that a person can open, and what could not be read.
"""

from enum import StrEnum

from msgspec import Struct


class Evidence(Struct, frozen=True, order=True):
    """
    A place that a person can open to check a claim.
    """

    repo: str
    path: str  # relative to the repository, posix; a folder ends with "/"
    line: int | None = None  # 1-based; None where the whole file or folder is meant
    key: str | None = (
        None  # where in the structure of the file, e.g. "Deployment/web:spec.template"; feeds fingerprints
    )
    caption: str = ""  # what stands there, a technical noun: "Deployment", "Dockerfile", "main program"


class Reason(StrEnum):
    """
    Why something was not read, or only approximately; renderers hold the sentence for each.
    """

    BINARY = "binary"
    TOO_LARGE = "too_large"
    NOT_REGULAR = "not_regular"  # a link, FIFO, device or socket: never followed
    UNREADABLE = "unreadable"  # the operating system or git refused
    MISSING_BLOB = "missing_blob"
    LFS_POINTER = "lfs_pointer"
    SUBMODULE = "submodule"
    ENCRYPTED = "encrypted"
    MINIFIED = "minified"
    BROKEN = "broken"  # not valid in its format
    PARTIAL = "partial"  # some of it could not be understood, the rest was read
    TEMPLATED = "templated"  # read without rendering: approximate
    OVER_BUDGET = "over_budget"  # aliases or nodes beyond the budget
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"  # a bug of ours, or a parser that died: the file is left out
    ENCODING = "encoding"  # read as Latin-1
    HISTORY = "history"  # commits that could not be read
    CONFIG_IGNORED = "config_ignored"  # a setting that a scanned tree may not make
    TEST_DATA = "test_data"  # inputs and expected outputs of tests
    VENDORED = "vendored"  # somebody else's code, kept in the repository
    NO_READER = "no_reader"  # looks like platform code, but no reader speaks it


BY_DESIGN = frozenset({Reason.NO_READER, Reason.TEST_DATA, Reason.VENDORED})  # left out on purpose: no lack of the scan


class Skip(Struct, frozen=True, order=True):
    """
    One line of the coverage ledger: what was not read (or only approximately), and why.
    """

    repo: str
    path: str
    reason: Reason
    detail: str = ""  # the parser's own words, one line
    line: int | None = None
