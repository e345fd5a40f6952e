"""
What each commit weighs: the time of its author's session that led to it. Weights are shares of effort, never bills.

A commit within the pause after the last one of the same author took the time between them; one after a longer pause
begins a session and gets a fixed lead. No evidence stands behind any pair of constants, so the index is shown under
several (formulas: git-hours; 60/30, 120/60 and 120/120 minutes).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from debtscan.model.effort_index import Judged, Weights

_MINUTES = {Weights.HOURLY: (60, 30), Weights.LONG: (120, 60), Weights.LONGEST: (120, 120)}
_HEADLINE = Weights.LONGEST
LONGEST_SESSION = 8.0  # hours: commits of a longer one share these
SHORTEST = 1 / 60  # hours: commits of one second (rebased, scripted) were some work, too


def hours_of(judged: Sequence[Judged], weights: Weights = _HEADLINE) -> list[float]:
    """
    Return the hours of each commit, in the order given; equal weights give all the mean of the longest sessions.
    """
    if weights is Weights.EQUAL:
        hours = hours_of(judged, _HEADLINE)
        return [sum(hours) / len(hours)] * len(hours) if hours else []
    found = [0.0] * len(judged)
    pause, lead = (minutes * 60 for minutes in _MINUTES[weights])
    for session in _sessions(judged, pause):
        for index, share in zip(session, _spread(judged, session, lead), strict=True):
            found[index] = share
    return found


def _sessions(judged: Sequence[Judged], pause: int) -> Iterator[list[int]]:
    """
    Yield the indexes of the commits of each session, in order of time.
    """
    by_author: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(judged):
        by_author[one.author].append(index)
    for indexes in by_author.values():
        indexes.sort(key=lambda index: (judged[index].when, judged[index].commit))
        session = indexes[:1]
        for index in indexes[1:]:
            if judged[index].when - judged[session[-1]].when >= pause:
                yield session
                session = []
            session.append(index)
        yield session


def _spread(judged: Sequence[Judged], session: Sequence[int], lead: int) -> list[float]:
    times = [judged[index].when for index in session]
    gaps = [lead, *(later - earlier for earlier, later in pairwise(times))]
    hours = [max(SHORTEST, gap / 3600) for gap in gaps]
    factor = min(1.0, LONGEST_SESSION / sum(hours))
    return [share * factor for share in hours]
