"""
Whether somebody is gone: a probability from that person's own pauses, never a fixed number of days.

The argument: either the person left at some moment of the silence since the last commit, or is still there and merely
pauses. How soon people leave goes by how long they were seen already: whoever came last week is lost more easily than
somebody who has been there for years. How long this person pauses is read from the gaps between own active days; a few
imagined gaps, long ones among them, stand in where there is little to read. Bayes weighs the two.

The interval is no sampling interval: it is the range over faster and slower turnover and more and fewer imagined gaps.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import exp, log
from typing import NamedTuple

from debtscan.model.estimate import Basis, Estimate
from debtscan.model.words import Grade

METHOD = "gap_survival_range"
_STEP = 1.02  # the integral over the silence is taken on days that grow by this factor
_SURE = 0.25  # below it somebody counts as active


class _Prior(NamedTuple):
    """
    What is believed before looking: the pace of turnover, and how many imagined gaps are added.
    """

    pace: float
    gaps: float


_LIKELY = _Prior(pace=1, gaps=2)
_CAUTIOUS = _Prior(pace=1 / 3, gaps=4)  # few leave, long pauses are common
_QUICK = _Prior(pace=3, gaps=1)
_NEW = 200  # days that somebody just arrived may be expected to stay; those seen for longer, that much longer


def departure(days: Sequence[int], now: int, grade: Grade) -> tuple[Estimate, str]:
    """
    Return the probability that somebody active on *days* (numbers of days, sorted) is gone on day *now*, and why.
    """
    gaps = sorted(later - earlier for earlier, later in pairwise(days))
    silence = max(0, now - days[-1])
    tenure = days[-1] - days[0]
    value, low, high = (_gone(gaps, silence, tenure, prior) for prior in (_LIKELY, _CAUTIOUS, _QUICK))
    basis = Basis(METHOD, len(days), grade.value)
    estimate = Estimate(round(value, 3), round(min(low, value), 3), round(max(high, value), 3), "share", basis)
    return estimate, _reason(gaps, silence, value)


def _reason(gaps: Sequence[int], silence: int, value: float) -> str:
    if not gaps:
        return "one_day_only"
    if value < _SURE:
        return "active"
    return "silent_longer_than_ever" if silence > gaps[-1] else "silent_longer_than_usual"


def _gone(gaps: Sequence[int], silence: int, tenure: int, prior: _Prior) -> float:
    """
    Return P(left | silent): the chance to have left during the silence against that of a pause this long.
    """
    rate = prior.pace / (_NEW + tenure)
    left, day = 0.0, 0.0
    while day < silence:
        end = min(float(silence), max(day + 1, day * _STEP))
        left += (exp(-rate * day) - exp(-rate * end)) * _pauses(gaps, day, prior)
        day = end
    stayed = exp(-rate * silence) * _pauses(gaps, silence, prior)
    return left / (left + stayed)


def _pauses(gaps: Sequence[int], days: float, prior: _Prior) -> float:
    """
    Return the share of this person's pauses that last longer than *days*, with the imagined ones added.
    """
    longer = len(gaps) - bisect_right(gaps, days)
    imagined = exp(-1.2 * log(1 + days / 15))  # half are over in two weeks, one in fifty lasts longer than a year
    return (longer + prior.gaps * imagined) / (len(gaps) + prior.gaps)
