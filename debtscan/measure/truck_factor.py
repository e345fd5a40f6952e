"""
How many people have to leave before half of the files, or of the platform, have no author left.
"""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from debtscan.model.component import PersonId

HALF = 0.5


class Known(Struct, frozen=True, gc=False):
    """
    One thing that somebody may know: its weight, and who does.
    """

    authors: frozenset[PersonId]
    weight: int = 1


class TruckFactor(Struct, frozen=True):
    """
    Who leaves, in this order, with the weight of what they are authors of, and the share that still has an author then.
    """

    removed: tuple[tuple[PersonId, int], ...]
    total: int  # weight of all things
    coverage: float | None  # None where there is nothing to know

    @property
    def value(self) -> int:
        """
        Return the truck factor.
        """
        return len(self.removed)


def truck_factor(things: Sequence[Known]) -> TruckFactor:
    """
    Return the truck factor as Avelino et al. define it: whoever is author of most leaves, while half has an author.
    """
    total = sum(thing.weight for thing in things)
    if not total:
        return TruckFactor((), 0, None)
    owned: Counter[PersonId] = Counter()
    for thing in things:
        owned.update(dict.fromkeys(thing.authors, thing.weight))
    removed: dict[PersonId, int] = {}
    coverage = _coverage(things, removed, total)
    for person, weight in sorted(owned.items(), key=_most_first):
        if coverage < HALF:
            break
        removed[person] = weight
        coverage = _coverage(things, removed, total)
    return TruckFactor(tuple(removed.items()), total, round(coverage, 4))


def _coverage(things: Sequence[Known], removed: dict[PersonId, int], total: int) -> float:
    return sum(thing.weight for thing in things if not thing.authors <= removed.keys()) / total


def _most_first(item: tuple[PersonId, int]) -> tuple[int, int, str]:
    person, weight = item
    return -weight, len(person), person
