"""
What each commit weighs: the time of its author's session that led to it. Weights are shares of effort, never bills.

A commit within the pause after the last one of the same author took the time between them; one after a longer pause
begins a session and gets a fixed lead. No evidence stands behind any pair of constants, so the index is shown under
several (formulas: git-hours; 60/30, 120/60 and 120/120 minutes).
"""

from collections.abc import Sequence

from debtscan.model.effort_index import Judged, Weights

_MINUTES = {Weights.HOURLY: (60, 30), Weights.LONG: (120, 60), Weights.LONGEST: (120, 120)}
HEADLINE = Weights.LONGEST
LONGEST_SESSION = 8.0  # hours: commits of a longer one share these
SHORTEST = 1 / 60  # hours: commits of one second (rebased, scripted) were some work, too


def hours_of(judged: Sequence[Judged], weights: Weights = HEADLINE) -> list[float]:
    """
    Return the hours of each commit, in the order given; equal weights give all the mean of the longest sessions.
    """
    if weights is Weights.EQUAL:
        hours = hours_of(judged)
        return [sum(hours) / len(hours)] * len(hours) if hours else []
    pause, lead = (minutes * 60 for minutes in _MINUTES[weights])
    found = [0.0] * len(judged)
    session: list[int] = []
    author, before = None, 0
    for index in sorted(range(len(judged)), key=lambda index: _place(judged[index])):
        one = judged[index]
        gap = one.when - before
        if one.author != author or gap >= pause:
            _cap(found, session)
            session, gap = [], lead
        found[index] = max(SHORTEST, gap / 3600)
        session.append(index)
        author, before = one.author, one.when
    _cap(found, session)
    return found


def _place(one: Judged) -> tuple[str, int, str]:
    return one.author, one.when, one.commit


def _cap(hours: list[float], session: Sequence[int]) -> None:
    """
    Shorten the hours of a session in proportion to what a session may have.
    """
    total = sum(hours[index] for index in session)
    if total > LONGEST_SESSION:
        for index in session:
            hours[index] *= LONGEST_SESSION / total
