"""
Shares of operations with their intervals, over days of authors.

Commits of one author on one day go together (one task, one habit of committing), so the interval resamples days of
authors, not commits. Where there are many the resampling is not drawn but worked out (the infinitesimal jackknife):
the same result, in time for a whole estate.
"""

import random
from collections.abc import Iterable, Sequence
from math import sqrt

from msgspec import Struct

from debtscan.measure.intervals import Interval, around, normal_quantile, student_quantile
from debtscan.model.estimate import Basis, Estimate

FEWEST = 5  # days of authors: below that no interval is honest
DRAWN = 40  # days of authors up to which the bootstrap is drawn
DRAWS = 400
JUDGE_ERROR = 0.06  # standard deviation of the raw index between repositories that the judge was not trained on


class Piece(Struct, frozen=True, gc=False):
    """
    Effort of one author on one day: hours, and how many of them were operations.
    """

    cluster: tuple[str, int]
    hours: float
    ops: float


def share_of(pieces: Iterable[Piece], seed: str, grade: str, judge_error: float = JUDGE_ERROR) -> Estimate:
    """
    Return the share of operations in *pieces*; *judge_error* widens it by what no resampling can see.
    """
    clusters = _clusters(pieces)
    method, found = interval_of(clusters, seed)
    if found is None:
        return unknown(method, len(clusters), grade)
    half = normal_quantile() * judge_error
    low = found.value - sqrt((found.value - found.low) ** 2 + half**2)
    high = found.value + sqrt((found.high - found.value) ** 2 + half**2)
    return estimate(Interval(found.value, low, high).within_share(), Basis(method, len(clusters), grade))


def interval_of(clusters: Sequence[tuple[float, float]], seed: str) -> tuple[str, Interval | None]:
    """
    Return the method and the share with its interval over *clusters* of (operations, hours); None where it is too few.
    """
    if not clusters:
        return "no_commits", None
    if len(clusters) < FEWEST:
        return "too_few_author_days", None
    if len(clusters) <= DRAWN:
        return "bootstrap_author_days", _bootstrap(clusters, seed)
    return "jackknife_author_days", _jackknife(clusters)


def unknown(why: str, n: int | None, grade: str | None, unit: str = "share") -> Estimate:
    """
    Return the estimate that says nothing, and why.
    """
    return Estimate(None, None, None, unit, Basis(why, n, grade))


def estimate(interval: Interval, basis: Basis, unit: str = "share", digits: int = 3) -> Estimate:
    """
    Return *interval* as it leaves debtscan.
    """
    value, low, high = (round(end, digits) + 0.0 for end in (interval.value, interval.low, interval.high))
    return Estimate(value, low, high, unit, basis)


def _clusters(pieces: Iterable[Piece]) -> list[tuple[float, float]]:
    """
    Return operations and hours of each day of an author that has any, in an order of their own.
    """
    sums: dict[tuple[str, int], tuple[float, float]] = {}
    for piece in pieces:
        ops, hours = sums.get(piece.cluster, (0.0, 0.0))
        sums[piece.cluster] = (ops + piece.ops, hours + piece.hours)
    return [sums[key] for key in sorted(sums) if sums[key][1] > 0]


def _bootstrap(clusters: Sequence[tuple[float, float]], seed: str) -> Interval:
    draw = random.Random(f"debtscan-effort:{seed}")  # noqa: S311 - resampling, no secret
    shares = sorted(_ratio(draw.choices(clusters, k=len(clusters))) for _ in range(DRAWS))
    return Interval(_ratio(clusters), shares[DRAWS // 40], shares[-DRAWS // 40 - 1])


def _ratio(clusters: Iterable[tuple[float, float]]) -> float:
    ops = hours = 0.0
    for one, of in clusters:
        ops += one
        hours += of
    return ops / hours


def _jackknife(clusters: Sequence[tuple[float, float]]) -> Interval:
    share, n = _ratio(clusters), len(clusters)
    total = sum(hours for _, hours in clusters)
    squares = sum((ops - share * hours) ** 2 for ops, hours in clusters)
    return around(share, sqrt(squares * n / (n - 1)) / total, student_quantile(n - 1))
