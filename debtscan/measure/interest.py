"""
Observed interest: the days a month that each component costs in operations, and how that moved.

A month of a person is as many working days as the person is full-time: by commits of half a year against a limit,
capped at one (Robles et al.: about 12 for one large project; it differs, so the range goes over half and twice that).
These days are spread over the person's commits of the month by their weight, and count as far as they were operations.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import product
from math import hypot, sqrt

from msgspec import Struct

from debtscan.measure.commit_hours import hours_of
from debtscan.measure.effort_index import month_of
from debtscan.measure.intervals import Interval, normal_quantile
from debtscan.measure.shares import JUDGE_ERROR, estimate, unknown
from debtscan.model.component import ComponentId
from debtscan.model.effort_index import Interest, Judged, Verdict, Weights
from debtscan.model.estimate import Basis

MONTHS = 6
WORKING_DAYS = 20.0  # a month of somebody full-time, holidays and absences taken off
FULL_TIME = (12.0, 6.0, 24.0)  # commits in half a year: likely, and the ends of the range
FEWEST = 5  # commits on a component in all months looked at
_AROUND = 4  # months before those looked at that still tell how full-time somebody was
_HALF_YEAR = 183 * 86_400
_DAY = 86_400

_WEIGHTS = (Weights.LONGEST, Weights.EQUAL)
_SIDE = normal_quantile()


class Window(Struct, frozen=True):
    """
    The last month that is looked at, and full-time people in all if the owners say so.
    """

    now: int
    fte: float | None = None
    grade: str = "full"
    months: int = MONTHS


class _Cost(Struct, frozen=True, gc=False):
    """
    Working days of operations of one commit on one component.
    """

    month: str
    cluster: tuple[str, int]
    days: float


class _Spent(Struct, frozen=True):
    """
    Days a month and their standard error.
    """

    days: float
    error: float


Costs = dict[ComponentId, list[_Cost]]


def interest_of(judged: Sequence[Judged], window: Window) -> tuple[Interest, ...]:
    """
    Return what each component costs a month now and before, the dearest first.

    The interval is a range, not of sampling: over the limits of full-time, two weights, and the judge's own error.
    """
    since = window.now - (2 * window.months + _AROUND) * 31 * _DAY
    humans = [one for one in judged if not one.bot and since < one.when <= window.now]
    limits = FULL_TIME if window.fte is None else FULL_TIME[:1]
    ways = [_costs(humans, window, limit, weights) for limit, weights in product(limits, _WEIGHTS)]
    recent, earlier = _months(window)
    commits: dict[ComponentId, int] = defaultdict(int)
    for one in humans:
        if month_of(one.when) in {*recent, *earlier}:
            for component in one.components:
                commits[component] += 1
    found = [_interest(component, ways, (recent, earlier), n, window.grade) for component, n in commits.items()]
    return tuple(sorted(found, key=lambda one: (-(one.days.value or 0), one.component)))


def most_active(judged: Sequence[Judged], window: Window) -> int:
    """
    Return the most people who committed in one of the months that are looked at.
    """
    looked_at = frozenset(month for half in _months(window) for month in half)
    active = {(month_of(one.when), one.author) for one in judged if not one.bot}
    counts = Counter(month for month, _ in active if month in looked_at)
    return max(counts.values(), default=0)


def _interest(
    component: ComponentId, ways: Sequence[Costs], halves: tuple[list[str], list[str]], n: int, grade: str
) -> Interest:
    if n < FEWEST:
        nothing = unknown("too_few_commits", n, grade, "days/month")
        return Interest(component, nothing, nothing, Verdict.CANNOT_TELL)
    spent = [[_spent(way[component], months) for way in ways] for months in halves]
    basis = Basis("full_time_range", n, grade)
    now, before = (estimate(_range(half), basis, "days/month", 2) for half in spent)
    return Interest(component, now, before, _moved(spent[0][0], spent[1][0]))


def _spent(costs: Iterable[_Cost], months: Sequence[str]) -> _Spent:
    """
    Return the days a month in *months*, and their standard error: commits of one day come together, days by chance.
    """
    days: dict[tuple[str, int], float] = defaultdict(float)
    for cost in costs:
        if cost.month in months:
            days[cost.cluster] += cost.days
    return _Spent(sum(days.values()) / len(months), sqrt(sum(one**2 for one in days.values())) / len(months))


def _range(ways: Sequence[_Spent]) -> Interval:
    low, high = (end(ways, key=lambda way: way.days) for end in (min, max))
    below, above = (_SIDE * hypot(way.error, JUDGE_ERROR * way.days) for way in (low, high))
    return Interval(ways[0].days, max(0.0, low.days - below), high.days + above)


def _moved(now: _Spent, before: _Spent) -> Verdict:
    """
    Return which one is dearer, if the difference is larger than its interval.
    """
    difference, error = now.days - before.days, _SIDE * hypot(now.error, before.error)
    if abs(difference) <= error:
        return Verdict.CANNOT_TELL
    return Verdict.HIGHER if difference > 0 else Verdict.LOWER


def _costs(humans: Sequence[Judged], window: Window, limit: float, weights: Weights) -> Costs:
    """
    Return the days of operations of each component.
    """
    hours = hours_of(humans, weights)
    totals: dict[tuple[str, str], float] = defaultdict(float)
    for one, of in zip(humans, hours, strict=True):
        totals[one.author, month_of(one.when)] += of
    days = _days(humans, totals, window, limit)
    costs: Costs = defaultdict(list)
    for one, of in zip(humans, hours, strict=True):
        month = month_of(one.when)
        part = days[one.author, month] * of / totals[one.author, month] * one.p_ops
        for component in one.components:
            costs[component].append(_Cost(month, (one.author, one.when // _DAY), part / len(one.components)))
    return costs


def _days(
    humans: Sequence[Judged], active: dict[tuple[str, str], float], window: Window, limit: float
) -> dict[tuple[str, str], float]:
    """
    Return the working days of each person in each *active* month: as full-time as commits of half a year around it say.
    """
    times: dict[str, list[int]] = defaultdict(list)
    middle: dict[tuple[str, str], int] = {}
    for one in sorted(humans, key=lambda one: one.when):
        times[one.author].append(one.when)
        middle.setdefault((one.author, month_of(one.when)), one.when)
    full = {
        (author, month): min(1.0, _around(times[author], middle[author, month]) / limit) for author, month in active
    }
    if window.fte is not None:
        full = _scaled(full, window.fte)
    return {key: WORKING_DAYS * share for key, share in full.items()}


def _around(times: Sequence[int], middle: int) -> int:
    half = _HALF_YEAR // 2
    return bisect_right(times, middle + half) - bisect_left(times, middle - half)


def _scaled(full: dict[tuple[str, str], float], fte: float) -> dict[tuple[str, str], float]:
    """
    Return the same shares so that each month has *fte* full-time people, as far as there are so many.
    """
    sums: dict[str, float] = defaultdict(float)
    for (_, month), share in full.items():
        sums[month] += share
    return {(author, month): min(1.0, share * fte / sums[month]) for (author, month), share in full.items()}


def _months(window: Window) -> tuple[list[str], list[str]]:
    """
    Return the last whole months before the clock, and as many before these.
    """
    month, when = month_of(window.now), window.now
    back: list[str] = []
    while len(back) < 2 * window.months:
        when -= _DAY
        if month_of(when) != month:
            month = month_of(when)
            back.append(month)
    return back[: window.months], back[window.months :]
