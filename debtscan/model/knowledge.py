"""
What the history says of an estate as a whole: who knows it, what was left behind, what changes together.
"""

from msgspec import Struct

from debtscan.model.component import ComponentId, PersonId
from debtscan.model.words import Grade, Identities, Renames


class Counting(Struct, frozen=True):
    """
    How persons, files and renames are counted.
    """

    identities: Identities = Identities.JOINED
    include_all: bool = False  # also generated, vendored and documentation files, and bots
    renames: Renames = Renames.EXACT


class Removed(Struct, frozen=True):
    """
    Somebody whom the truck factor takes away, and of how many files that person is an author.
    """

    person: PersonId | None  # None where persons are hidden
    files: int


class RemovedByReach(Struct, frozen=True):
    """
    Somebody whom the truck factor by reach takes away, and the weight of the components that this person knows.
    """

    person: PersonId | None
    weight: int


class ReachFactor(Struct, frozen=True):
    """
    The truck factor over live components, each weighing one and the number of live ones that depend on it.
    """

    truck_factor: int
    removed: tuple[RemovedByReach, ...]
    weight: int
    coverage: float | None


class Offboarding(Struct, frozen=True):
    """
    How many people have been silent for so many days, and the files whose authors are all among them.
    """

    days: int
    gone: int
    abandoned: int
    files: int


class FileCoupling(Struct, frozen=True):
    """
    Two files that change together.
    """

    a: str
    b: str
    degree: int  # per cent
    shared: int  # commits that changed both
    apart: str | None  # "lock" or "test" where one of them is written with the other by its nature


class ComponentCoupling(Struct, frozen=True):
    """
    Two components that change together more often than by chance; no link, since nothing in the code says it.
    """

    a: ComponentId
    b: ComponentId
    degree: int  # per cent
    shared: int  # commits that changed both
    chance: float  # probability of so many by chance
    linked: bool  # the map knows a link between them


class EstateKnowledge(Struct, frozen=True):
    """
    The figures of the whole estate.
    """

    counting: Counting
    grade: Grade  # the weakest of its repositories' histories
    truck_factor: int
    removed: tuple[Removed, ...]
    files: int  # that somebody worked on
    coverage: float | None  # share of them that keeps an author without the removed
    by_reach: ReachFactor
    offboarding: tuple[Offboarding, ...]
    hours: float  # of all people's sessions: a weight, no bill
    squashed: int  # commits that stand for a whole branch, so that hours and people are too few
    commits: int  # that are no merges
    coupling: tuple[FileCoupling, ...]
