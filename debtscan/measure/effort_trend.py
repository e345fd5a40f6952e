"""
The share month by month, and the months from which on it was another one.

A change is called only where the difference is larger than its interval, and the interval allows for having looked at
every month for the largest one (Bonferroni): otherwise each quiet history would show a change somewhere.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import hypot, inf, sqrt

from msgspec import Struct

from debtscan.measure.commit_hours import hours_of
from debtscan.measure.effort_index import month_of
from debtscan.measure.intervals import Interval, around, normal_quantile
from debtscan.measure.shares import FEWEST, JUDGE_ERROR, estimate, unknown
from debtscan.model.effort_index import ChangePoint, HandOver, Judged, Share, Trend, Verdict
from debtscan.model.estimate import Basis, Estimate

DAY = 86_400
SHORTEST = 3  # months on either side of a change
HALF_YEAR = 6
LEVEL = 0.95


class Month(Struct, frozen=True):
    """
    The effort of one month: sums over its days of authors, which no other month shares.
    """

    name: str
    n: int
    hours: float
    ops: float
    hours_squared: float
    ops_squared: float
    ops_by_hours: float


class _Mean(Struct, frozen=True):
    """
    The share of some months with its standard error.
    """

    share: float
    error: float
    n: int


def trend_of(months: Sequence[Month], shares: Sequence[Share], hand_overs: Sequence[HandOver], grade: str) -> Trend:
    """
    Return the trend over *months* (in order), whose *shares* are known already; *hand_overs* are marked on it.
    """
    last, before = months[-HALF_YEAR:], months[-2 * HALF_YEAR : -HALF_YEAR]
    verdict, difference = compared(last, before, grade)
    return Trend(
        months=tuple(shares),
        changes=tuple(sorted(_changes(months, grade), key=lambda change: change.month)),
        last_half_year=verdict,
        difference=difference,
        hand_overs=tuple(hand_overs),
    )


def months_of(judged: Sequence[Judged]) -> list[Month]:
    """
    Return the effort of the humans among *judged* by month, those without any commit left out.
    """
    humans = [one for one in judged if not one.bot]
    found: dict[str, dict[tuple[str, int], tuple[float, float]]] = defaultdict(dict)
    for one, hours in zip(humans, hours_of(humans), strict=True):
        days = found[month_of(one.when)]
        ops, all_ = days.get((one.author, one.when // DAY), (0.0, 0.0))
        days[one.author, one.when // DAY] = (ops + hours * one.p_ops, all_ + hours)
    return [_month(name, list(found[name].values())) for name in sorted(found)]


def _month(name: str, days: Sequence[tuple[float, float]]) -> Month:
    return Month(
        name=name,
        n=len(days),
        hours=sum(hours for _, hours in days),
        ops=sum(ops for ops, _ in days),
        hours_squared=sum(hours * hours for _, hours in days),
        ops_squared=sum(ops * ops for ops, _ in days),
        ops_by_hours=sum(ops * hours for ops, hours in days),
    )


def compared(later: Sequence[Month], earlier: Sequence[Month], grade: str) -> tuple[Verdict, Estimate]:
    """
    Return whether the share of *later* months is higher or lower, and by how much.

    A difference within its interval is none. The judge's own error is common to both and cancels, as far as the kind of
    work stays the same.
    """
    one, other = _mean(later), _mean(earlier)
    if one is None or other is None:
        return Verdict.CANNOT_TELL, unknown("too_few_author_days", None, grade)
    difference = _difference(one, other, LEVEL)
    told = estimate(difference, Basis("difference_of_author_days", one.n + other.n, grade))
    if difference.low > 0:
        return Verdict.HIGHER, told
    return (Verdict.LOWER if difference.high < 0 else Verdict.CANNOT_TELL), told


def _changes(months: Sequence[Month], grade: str) -> Iterator[ChangePoint]:
    """
    Yield the clearest change, then those within the two parts that it makes.
    """
    cuts = range(SHORTEST, len(months) - SHORTEST + 1)
    level = 1 - (1 - LEVEL) / max(1, len(cuts))
    halves = {cut: (_mean(months[:cut]), _mean(months[cut:])) for cut in cuts}
    strengths = {
        cut: _strength(_difference(after, before, level)) for cut, (before, after) in halves.items() if before and after
    }
    cut = max(strengths, key=lambda cut: strengths[cut], default=0)
    before, after = halves.get(cut, (None, None))
    if before is None or after is None or strengths[cut] <= 1:
        return
    basis = Basis("difference_of_author_days", before.n + after.n, grade)
    difference = estimate(_difference(after, before, level), basis)
    yield ChangePoint(months[cut].name, _share(before, grade), _share(after, grade), difference)
    yield from _changes(months[:cut], grade)
    yield from _changes(months[cut:], grade)


def _strength(difference: Interval) -> float:
    """
    Return how many times its interval the difference is.
    """
    half = difference.width / 2
    if not half:
        return inf if difference.value else 0.0
    return abs(difference.value) / half


def _share(found: _Mean, grade: str) -> Estimate:
    interval = around(found.share, hypot(found.error, JUDGE_ERROR), normal_quantile()).within_share()
    return estimate(interval, Basis("jackknife_author_days", found.n, grade))


def _mean(months: Sequence[Month]) -> _Mean | None:
    """
    Return the share of *months* together, None for too few days of authors.
    """
    n = sum(month.n for month in months)
    if n < FEWEST:
        return None
    hours = sum(month.hours for month in months)
    share = sum(month.ops for month in months) / hours
    squares = sum(
        month.ops_squared - 2 * share * month.ops_by_hours + share * share * month.hours_squared for month in months
    )
    return _Mean(share, sqrt(max(0.0, squares) * n / (n - 1)) / hours, n)


def _difference(one: _Mean, other: _Mean, level: float) -> Interval:
    return around(one.share - other.share, hypot(one.error, other.error), normal_quantile(level))
