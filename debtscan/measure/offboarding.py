"""
What was left behind by those who fell silent: files whose authors are all gone.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from debtscan.model.component import PersonId

DAY = 86_400


class Silence(Struct, frozen=True):
    """
    How many people are silent for so many days, and how many things have no other author.
    """

    days: int
    gone: int
    abandoned: int


def silences(
    authors: Iterable[frozenset[PersonId]], last: Mapping[PersonId, int], now: int, days: Iterable[int]
) -> tuple[Silence, ...]:
    """
    Return what is abandoned after each of *days*; *last* tells when everybody was last seen, in seconds.
    """
    things = [known for known in authors if known]
    found = []
    for limit in days:
        gone = frozenset(person for person, seen in last.items() if seen < now - limit * DAY)
        found.append(Silence(limit, len(gone), sum(known <= gone for known in things)))
    return tuple(found)
