"""
The ranking as it stood some months ago against the operations effort since: whether to believe today's.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from debtscan.history.dates import iso_day
from debtscan.measure.commit_hours import hours_of
from debtscan.measure.intervals import Interval, wilson
from debtscan.measure.shares import estimate, unknown
from debtscan.model.component import ComponentId
from debtscan.model.effort_index import BackTest, Judged
from debtscan.model.estimate import Basis

BACK = 183  # days
DRAWS = 1_000
TOP = 5  # components that a reader of a report would start with
FEWEST = 2 * TOP  # ranked components: with fewer, the top of them is most of them
BEFORE = 365  # days of operations effort that the plain ranking goes by
_DAY = 86_400

Ranking = Callable[[Sequence[Judged]], Sequence[ComponentId]]


def back_test(judged: Sequence[Judged], now: int, grade: str, ranking: Ranking | None = None) -> BackTest:
    """
    Return how good *ranking* was that knew only the commits until half a year before *now*.

    Without one it is the ranking by operations effort of the year before. The hit rate is the share of its top that is
    among as many of the costliest since; lift is the mean effort of the top over the mean of all ranked.
    """
    then = now - BACK * _DAY
    ranked = list((ranking or by_effort)([one for one in judged if one.when <= then]))
    cost = _operations([one for one in judged if then < one.when <= now])
    top = ranked[:TOP]
    if len(ranked) < FEWEST or not any(component in cost for component in ranked):
        why = "too_few_components" if len(ranked) < FEWEST else "no_operations_since"
        nothing = unknown(why, len(ranked), grade), unknown(why, len(ranked), grade, "times")
        return BackTest(iso_day(then), len(ranked), 0, 0, *nothing)
    costliest = sorted(ranked, key=lambda component: (-cost.get(component, 0.0), component))[:TOP]
    hits = sum(component in costliest and component in cost for component in top)
    lift = _lift([cost.get(component, 0.0) for component in ranked], TOP)
    return BackTest(
        day=iso_day(then),
        components=len(ranked),
        top=TOP,
        hits=hits,
        hit_rate=estimate(wilson(hits, TOP), Basis("wilson", TOP, grade)),
        lift=estimate(lift, Basis("bootstrap_components", len(ranked), grade), "times", 2),
    )


def by_effort(judged: Sequence[Judged]) -> list[ComponentId]:
    """
    Return the components by operations effort of the last year of *judged*, most first.
    """
    last = max((one.when for one in judged), default=0)
    cost = _operations([one for one in judged if one.when > last - BEFORE * _DAY])
    return sorted(cost, key=lambda component: (-cost[component], component))


def _operations(judged: Sequence[Judged]) -> Mapping[ComponentId, float]:
    humans = [one for one in judged if not one.bot]
    cost: dict[ComponentId, float] = defaultdict(float)
    for one, hours in zip(humans, hours_of(humans), strict=True):
        for component in one.components:
            cost[component] += hours * one.p_ops / len(one.components)
    return cost


def _lift(costs: Sequence[float], top: int) -> Interval:
    """
    Return the lift with its interval: components of the top and of the rest are drawn anew, each among themselves.
    """
    draw = random.Random("debtscan-backtest")  # noqa: S311 - resampling, no secret
    first, rest = costs[:top], costs[top:]
    drawn = sorted(_ratio(draw.choices(first, k=len(first)), draw.choices(rest, k=len(rest))) for _ in range(DRAWS))
    return Interval(_ratio(first, rest), drawn[DRAWS // 40], drawn[-DRAWS // 40 - 1])


def _ratio(first: Sequence[float], rest: Sequence[float]) -> float:
    total = sum(first) + sum(rest)
    mean = total / (len(first) + len(rest))
    return sum(first) / len(first) / mean if mean else 1.0
