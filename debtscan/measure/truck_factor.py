"""
How many people have to leave before half of the files, or of the platform, have no author left.
"""

from collections import defaultdict
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
    owned: dict[PersonId, list[int]] = defaultdict(list)
    for index, thing in enumerate(things):
        for author in thing.authors:
            owned[author].append(index)
    weights = {author: sum(things[index].weight for index in indexes) for author, indexes in owned.items()}
    left = [len(thing.authors) for thing in things]
    covered = sum(thing.weight for thing in things if thing.authors)
    removed: list[tuple[PersonId, int]] = []
    for person, weight in sorted(weights.items(), key=_most_first):
        if covered < HALF * total:
            break
        removed.append((person, weight))
        covered -= _lost(owned[person], left, things)
    return TruckFactor(tuple(removed), total, round(covered / total, 4))


def _lost(indexes: Sequence[int], left: list[int], things: Sequence[Known]) -> int:
    """
    Take one author from each of these things, and return the weight of those that have none left.
    """
    lost = 0
    for index in indexes:
        left[index] -= 1
        lost += 0 if left[index] else things[index].weight
    return lost


def _most_first(item: tuple[PersonId, int]) -> tuple[int, int, str]:
    person, weight = item
    return -weight, len(person), person
