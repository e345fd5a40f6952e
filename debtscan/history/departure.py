"""
Whether somebody is gone: a probability from that person's own pauses, never a fixed number of days.

The argument: either the person left at some moment of the silence since the last commit, or is still there and merely
pauses. How soon people leave goes by how long they were seen already: whoever came last week is lost more easily than
somebody who has been there for years. How long this person pauses is read from the gaps between own active days; a few
imagined gaps, long ones among them, stand in where there is little to read. Bayes weighs the two.

The interval is no sampling interval: it is the range over faster and slower turnover and more and fewer imagined gaps.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import exp, log
from typing import NamedTuple

from debtscan.model.estimate import Basis, Estimate
from debtscan.model.words import Grade

METHOD = "gap_survival_range"
_STEP = 1.06  # the integral over the silence is taken on days that grow by this factor
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


class _Step(NamedTuple):
    """
    A piece of the silence, and how long pauses outlast its middle.
    """

    end: float  # days after the last active one
    longer: int  # pauses of this person
    imagined: float  # share of the imagined ones


def departure(days: Sequence[int], now: int, grade: Grade) -> tuple[Estimate, str]:
    """
    Return the probability that somebody active on *days* (numbers of days, sorted) is gone on day *now*, and why.
    """
    gaps = sorted(later - earlier for earlier, later in pairwise(days))
    silence = max(0, now - days[-1])
    tenure = days[-1] - days[0]
    steps = list(_steps(gaps, silence))
    value, low, high = (_gone(steps, len(gaps), tenure, prior) for prior in (_LIKELY, _CAUTIOUS, _QUICK))
    basis = Basis(METHOD, len(days), grade.value)
    estimate = Estimate(round(value, 3), round(min(low, value), 3), round(max(high, value), 3), "share", basis)
    return estimate, _reason(gaps, silence, value)


def _reason(gaps: Sequence[int], silence: int, value: float) -> str:
    if not gaps:
        return "one_day_only"
    if value < _SURE:
        return "active"
    return "silent_longer_than_ever" if silence > gaps[-1] else "silent_longer_than_usual"


def _steps(gaps: Sequence[int], silence: int) -> Iterator[_Step]:
    """
    Yield the pieces of the *silence*, and at last its very end as a piece without length.
    """
    start = 0.0
    while start < silence:
        end = min(float(silence), max(start + 1, start * _STEP))
        yield _step((start + end) / 2, end, gaps)
        start = end
    yield _step(silence, silence, gaps)


def _step(middle: float, end: float, gaps: Sequence[int]) -> _Step:
    return _Step(end, len(gaps) - bisect_right(gaps, middle), _imagined(middle))


@lru_cache(maxsize=10_000)  # all persons' silences are cut at the same days
def _imagined(days: float) -> float:
    # Of the imagined pauses half are over in two weeks, and one in fifty lasts longer than a year.
    return exp(-1.2 * log(1 + days / 15))


def _gone(steps: Sequence[_Step], gaps: int, tenure: int, prior: _Prior) -> float:
    """
    Return P(left | silent): the chance to have left during the silence against that of a pause this long.
    """
    rate = prior.pace / (_NEW + tenure)
    left, here, silent = 0.0, 1.0, 1.0
    for end, longer, imagined in steps:
        still = exp(-rate * end)
        silent = (longer + prior.gaps * imagined) / (gaps + prior.gaps)
        left += (here - still) * silent
        here = still
    return left / (left + here * silent)
