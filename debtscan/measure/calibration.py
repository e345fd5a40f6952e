"""
The share of operations, corrected by a few labels: prediction-powered inference, or strata by the prediction.

A mean of predictions is biased by whatever the judge gets wrong; a few labels alone are unbiased and wide. Together
they are unbiased and narrower: PPI++ (Angelopoulos, Duchi and Zrnic, arXiv 2311.01453). Its weight for the predictions
is learned on one half of the labels and used on the other, because learned and used on the same few it makes intervals
that hold the truth too seldom (docs/effort-calibration.md).
"""

from collections.abc import Iterable, Sequence
from math import sqrt

from msgspec import Struct

from debtscan.measure.intervals import LEVEL, Interval, Moments, around, normal_quantile, student_quantile, wilson

FEWEST = 10  # labels: below that nothing is corrected
RARE = 5  # labels of the rarer kind: with fewer the variance of the labels tells too little


class Labelled(Struct, frozen=True, gc=False):
    """
    One labelled commit: the truth (1 = operations) and what was predicted.
    """

    truth: float
    predicted: float


class Stratum(Struct, frozen=True):
    """
    Commits with like predictions: their share of all effort, and the truths of those that were drawn among them.
    """

    weight: float
    truths: tuple[float, ...]


class Corrected(Struct, frozen=True):
    """
    The corrected share, the weight of the predictions in it, and the number of labels.
    """

    interval: Interval
    weight: float | None  # None for strata, which need none
    labels: int


def power(labelled: Sequence[Labelled], rest: Moments) -> float:
    """
    Return the weight of the predictions (0 to 1) that makes the interval narrowest; *rest* are those without a label.
    """
    own = Moments.of(one.predicted for one in labelled)
    truth = sum(one.truth for one in labelled) / len(labelled)
    covariance = sum((one.truth - truth) * (one.predicted - own.mean) for one in labelled) / len(labelled)
    everything = own.joined(rest)
    variance = everything.var * everything.n / (everything.n - 1)
    if not variance:
        return 0.0
    return min(1.0, max(0.0, covariance / ((1 + len(labelled) / rest.n) * variance)))


def ppi_mean(
    labelled: Sequence[Labelled], rest: Moments, weight: float | None = None, level: float = LEVEL
) -> Corrected:
    """
    Return the mean as PPI++ defines it, with its normal interval: the numbers of the package ppi-python.

    The *weight* of the predictions is the narrowest one unless given; 0 is the mean of the labels, 1 is plain PPI.
    """
    weight = power(labelled, rest) if weight is None else weight
    rectifier = Moments.of(one.truth - weight * one.predicted for one in labelled)
    error = sqrt(weight**2 * rest.var / rest.n + rectifier.var / rectifier.n)
    value = weight * rest.mean + rectifier.mean
    return Corrected(around(value, error, normal_quantile(level)), weight, len(labelled))


def ppi_cross_fit(labelled: Sequence[Labelled], rest: Moments, level: float = LEVEL) -> Corrected:
    """
    Return the mean with the weight learned on the other half of the labels, and Student's interval.

    The halves are every second label, so *labelled* must come in an order that the truths have no part in.
    """
    halves = (labelled[::2], labelled[1::2])
    weights = [power(half, rest) for half in reversed(halves)]
    parts = [
        Moments.of(one.truth - weight * one.predicted for one in half)
        for half, weight in zip(halves, weights, strict=True)
    ]
    n = len(labelled)
    shares = [part.n / n for part in parts]
    weight = sum(share * one for share, one in zip(shares, weights, strict=True))
    value = weight * rest.mean + sum(share * part.mean for share, part in zip(shares, parts, strict=True))
    spread = sum(part.n * part.var for part in parts) / (n - 2)
    error = sqrt(weight**2 * rest.var / rest.n + spread / n)
    return Corrected(around(value, error, student_quantile(n - 2, level)).within_share(), weight, n)


def corrected_mean(labelled: Sequence[Labelled], rest: Moments) -> Corrected:
    """
    Return the mean by cross-fitting, or Wilson's of the labels alone where there are hardly any of one kind.

    At a true share of 0.1 twenty labels and cross-fitting alone would hold it in 0.88 of the draws, with this in 0.99.
    """
    operations = sum(one.truth > 0 for one in labelled)
    if min(operations, len(labelled) - operations) < RARE:
        return Corrected(wilson(operations, len(labelled)), 0.0, len(labelled))
    return ppi_cross_fit(labelled, rest)


def stratified(strata: Iterable[Stratum], level: float = LEVEL) -> Corrected:
    """
    Return the mean over *strata* by their weights; each needs two labels.

    Where all labels of a stratum agree its plain variance would be nought: one imagined label of each kind, counted a
    quarter each, keeps it from that.
    """
    found = tuple(strata)
    value = sum(one.weight * sum(one.truths) / len(one.truths) for one in found)
    parts = [one.weight**2 * _variance(one.truths) / (len(one.truths) - 1) for one in found]
    total = sum(parts)
    freedom = total**2 / sum(part**2 / (len(one.truths) - 1) for part, one in zip(parts, found, strict=True))
    labels = sum(len(one.truths) for one in found)
    interval = around(value, sqrt(total), student_quantile(max(3.0, freedom), level))
    return Corrected(interval.within_share(), None, labels)


def _variance(truths: Sequence[float]) -> float:
    share = (sum(truths) + 0.25) / (len(truths) + 0.5)
    return share * (1 - share)
