"""
Intervals of shares and means, in plain Python.
"""

from collections.abc import Iterable
from math import sqrt
from statistics import NormalDist

from msgspec import Struct

LEVEL = 0.95


class Interval(Struct, frozen=True):
    """
    A value and the two ends around it.
    """

    value: float
    low: float
    high: float

    @property
    def width(self) -> float:
        """
        Return how far the ends lie apart.
        """
        return self.high - self.low

    def within_share(self) -> "Interval":
        """
        Return the same, cut to what a share can be.
        """
        return Interval(*(min(1.0, max(0.0, end)) for end in (self.value, self.low, self.high)))


class Moments(Struct, frozen=True):
    """
    Number, mean and variance (over n, not n - 1) of some values.
    """

    n: int
    mean: float
    var: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Moments":
        """
        Return the moments of *values*; those of none are zero.
        """
        seen = list(values)
        if not seen:
            return cls(0, 0.0, 0.0)
        mean = sum(seen) / len(seen)
        return cls(len(seen), mean, sum((value - mean) ** 2 for value in seen) / len(seen))

    def joined(self, other: "Moments") -> "Moments":
        """
        Return the moments of the values of both.
        """
        n = self.n + other.n
        if not n:
            return self
        mean = (self.n * self.mean + other.n * other.mean) / n
        squares = sum(one.n * (one.var + (one.mean - mean) ** 2) for one in (self, other))
        return Moments(n, mean, squares / n)


def wilson(successes: int, n: int, level: float = LEVEL) -> Interval:
    """
    Return the share of *successes* among *n* with Wilson's interval.
    """
    z = normal_quantile(level)
    share = successes / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half))


def around(value: float, error: float, quantile: float) -> Interval:
    """
    Return *value* plus and minus *quantile* standard *error*s.
    """
    return Interval(value, value - quantile * error, value + quantile * error)


def normal_quantile(level: float = LEVEL) -> float:
    """
    Return how many standard errors to either side hold *level* of a normal distribution.
    """
    return NormalDist().inv_cdf((1 + level) / 2)


def student_quantile(freedom: float, level: float = LEVEL) -> float:
    """
    Return the same of Student's distribution with *freedom* degrees (3 or more): Cornish and Fisher's expansion.
    """
    z = normal_quantile(level)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))
