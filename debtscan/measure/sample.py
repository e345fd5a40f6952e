"""
Which commits to label: a random draw in proportion to effort, from strata of like predictions.

Every commit has a key from the seed and its id alone, so the draw does not depend on the order of the history, goes on
where it stopped, and stays as it was when commits are added. An exponential key over the weight draws in proportion to
it: the plain mean of the answers is then the mean over effort.
"""

from bisect import bisect_right
from collections.abc import Sequence
from hashlib import sha256
from math import log

from msgspec import Struct

from debtscan.measure.commit_hours import hours_of
from debtscan.model.effort_index import Judged

STRATA = 5
SIZE = 50


class Unit(Struct, frozen=True, gc=False):
    """
    One commit that may be drawn: its prediction, its effort, and its place in the order of the draw.
    """

    commit: str
    predicted: float
    hours: float
    key: float


def frame_of(judged: Sequence[Judged], seed: str) -> list[Unit]:
    """
    Return all commits of humans, in the order in which *seed* draws them.
    """
    humans = [one for one in judged if not one.bot]
    units = [
        Unit(one.commit, one.p_ops, hours, -log(_uniform(seed, one.commit)) / hours)
        for one, hours in zip(humans, hours_of(humans), strict=True)
    ]
    return sorted(units, key=lambda unit: (unit.key, unit.commit))


def cuts_of(frame: Sequence[Unit], strata: int = STRATA) -> tuple[float, ...]:
    """
    Return the predictions at which one stratum ends and the next begins, each stratum with as much effort.
    """
    ordered = sorted(frame, key=lambda unit: (unit.predicted, unit.commit))
    total = sum(unit.hours for unit in ordered)
    cuts: list[float] = []
    seen = 0.0
    for unit in ordered:
        if seen >= total * (len(cuts) + 1) / strata and len(cuts) < strata - 1:
            cuts.append(unit.predicted)
        seen += unit.hours
    lowest = ordered[0].predicted if ordered else 0.0
    return tuple(sorted({cut for cut in cuts if cut > lowest}))


def drawn(frame: Sequence[Unit], cuts: Sequence[float], size: int = SIZE) -> list[Unit]:
    """
    Return *size* units of *frame* (all, if there are no more), from each stratum by its effort, in the order of asking.

    The order is random, so that whoever stops early has still answered for all strata.
    """
    strata: list[list[Unit]] = [[] for _ in range(len(cuts) + 1)]
    for unit in frame:
        strata[stratum_of(unit.predicted, cuts)].append(unit)
    sizes = _allotted([sum(unit.hours for unit in stratum) for stratum in strata], [len(one) for one in strata], size)
    chosen = [unit for stratum, many in zip(strata, sizes, strict=True) for unit in stratum[:many]]
    return sorted(chosen, key=lambda unit: sha256(unit.commit.encode()).digest())


def stratum_of(predicted: float, cuts: Sequence[float]) -> int:
    """
    Return the number of the stratum of a prediction.
    """
    return bisect_right(cuts, predicted)


def _allotted(efforts: Sequence[float], most: Sequence[int], size: int) -> list[int]:
    """
    Return how many of each stratum are drawn: one by one to the stratum that has fewest for its effort.
    """
    sizes = [0] * len(efforts)
    for _ in range(min(size, sum(most))):
        open_ = [index for index, many in enumerate(most) if sizes[index] < many]
        index = min(open_, key=lambda index: ((sizes[index] + 1) / efforts[index], index))
        sizes[index] += 1
    return sizes


def _uniform(seed: str, commit: str) -> float:
    digest = sha256(f"debtscan-labels:{seed}:{commit}".encode()).digest()
    return (int.from_bytes(digest[:8]) + 1) / (2**64 + 1)
