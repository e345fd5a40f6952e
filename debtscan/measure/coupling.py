"""
What changes together: the degree of coupling of code-maat (adamtornhill/code-maat, logical_coupling.clj).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, combinations
from math import exp, lgamma

from msgspec import Struct

LARGEST = 30  # files: a commit of more couples nothing and does not count as a change
_LEAST_CHANGES = 5  # of both, on average
_LEAST_SHARED = 5
_LEAST_DEGREE = 30  # per cent


class Pair(Struct, frozen=True):
    """
    Two things that change together, and how probable so many common changes would be by chance.
    """

    a: str
    b: str
    degree: int  # per cent: common changes to the average of the changes of both
    shared: int  # common changes
    chance: float


def coupled(changes: Iterable[Sequence[str]]) -> tuple[Pair, ...]:
    """
    Return the pairs that are coupled, the closest first; each of *changes* names what one commit touched, each once.
    """
    counted = [*changes]
    revisions = Counter(chain.from_iterable(counted))
    often = {thing for thing, times in revisions.items() if times >= _LEAST_SHARED}  # nothing else can be in a pair
    shared: Counter[tuple[str, str]] = Counter()
    for change in counted:
        shared.update(combinations(sorted(often.intersection(change)), 2))
    found = [
        _pair(pair, times, revisions, len(counted))
        for pair, times in shared.items()
        if times >= _LEAST_SHARED and _is_close(times, revisions[pair[0]], revisions[pair[1]])
    ]
    return tuple(sorted(found, key=lambda pair: (-pair.degree, -pair.shared, pair.a, pair.b)))


def _is_close(shared: int, one: int, other: int) -> bool:
    return (one + other) / 2 >= _LEAST_CHANGES and degree_of_coupling(shared, one, other) >= _LEAST_DEGREE


def _pair(pair: tuple[str, str], times: int, revisions: Counter[str], total: int) -> Pair:
    one, other = (revisions[thing] for thing in pair)
    return Pair(*pair, degree_of_coupling(times, one, other), times, chance_of(times, one, other, total))


def degree_of_coupling(shared: int, one: int, other: int) -> int:
    """
    Return how many per cent of their changes two things have in common, given the changes of the *one* and the *other*.
    """
    return int(100 * shared / ((one + other) / 2))


def chance_of(shared: int, one: int, other: int, total: int) -> float:
    """
    Return how probable *shared* or more common changes are, were the changes of both drawn blindly from *total*.
    """
    most = min(one, other)
    ways = _log_binomial(total, other)
    terms = (
        exp(_log_binomial(one, common) + _log_binomial(total - one, other - common) - ways)
        for common in range(shared, most + 1)
        if other - common <= total - one
    )
    return min(1.0, sum(terms))


def _log_binomial(total: int, chosen: int) -> float:
    return lgamma(total + 1) - lgamma(chosen + 1) - lgamma(total - chosen + 1)
