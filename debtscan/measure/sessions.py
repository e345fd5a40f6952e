"""
Hours of work as git-hours (kimmobrunfeldt/git-hours) guesses them from the times of commits: weights, never bills.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

_GAP = 7_200  # seconds: two commits that lie closer belong to one session
_LEAD = 7_200  # seconds that a session began before its first commit


def session_hours(people: Iterable[Sequence[int]]) -> float:
    """
    Return the hours of all *people*, each given by the times of own commits in seconds, unrounded.

    The very first session of everybody gets no time before its first commit, as in the original.
    """
    return sum(_seconds(sorted(times)) for times in people) / 3_600


def _seconds(times: Sequence[int]) -> int:
    gaps = (later - earlier for earlier, later in pairwise(times))
    return sum(gap if gap < _GAP else _LEAD for gap in gaps)
