"""
Dates of commits as git gives them, and what is made of those that cannot be true.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

EARLIEST = 315_532_800  # 1980-01-01: imported histories reach back that far, broken clocks say 1970
DAY = 86_400

Dates = tuple[int, int]  # author, committer


def seconds(raw: bytes) -> int | None:
    """
    Return the number that *raw* writes, None when it is none.
    """
    try:
        return int(raw)
    except ValueError:
        return None


def sane_dates(raw: Sequence[tuple[int | None, int | None]], today: int) -> tuple[list[Dates], int]:
    """
    Return the dates of each commit, all sane, and how many commits had one that was not.

    A date outside [1980, *today* + 1 day] is replaced by the other date of its commit, and where that is no better by
    the nearer end of the sane dates of all commits.
    """
    latest = today + DAY
    sane = [date for pair in raw for date in pair if date is not None and EARLIEST <= date <= latest]
    first, last = (min(sane), max(sane)) if sane else (EARLIEST, EARLIEST)
    bad = sum(not all(_is_within(date, first, last) for date in pair) for pair in raw)
    return list(_repaired(raw, first, last)), bad


def _repaired(raw: Iterable[tuple[int | None, int | None]], first: int, last: int) -> Iterable[Dates]:
    for author, committer in raw:
        yield _first_sane(author, committer, first, last), _first_sane(committer, author, first, last)


def _first_sane(date: int | None, other: int | None, first: int, last: int) -> int:
    if date is not None and first <= date <= last:
        return date
    if other is not None and first <= other <= last:
        return other
    return first if date is None or date < first else last


def _is_within(date: int | None, first: int, last: int) -> bool:
    return date is not None and first <= date <= last


def iso_day(date: int) -> str:
    """
    Return the UTC day of *date*, as 2024-02-29.
    """
    return datetime.fromtimestamp(date, UTC).date().isoformat()
