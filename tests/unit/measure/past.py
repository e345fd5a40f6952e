"""
Small histories and persons for the tests of this folder.
"""

from debtscan.model.component import Component, ComponentHistory, ComponentId, ComponentKnowledge, Person, PersonId
from debtscan.model.estimate import Basis, Estimate
from debtscan.model.evidence import Evidence
from debtscan.model.history import Author, Change, History, PathChange, Touch
from debtscan.model.words import Criticality, Grade, Kind, Knowing, Status

DAY = 86_400
A, B, C, D = PEOPLE = tuple(PersonId(f"P{number}") for number in range(1, 5))


def commit(author: int, *touched: str, day: int = 0) -> Change:
    """
    Return a commit; each of *touched* is "A path", "M path", "D path" or "R old new".
    """
    return Change(f"{day:040x}", day * DAY, day * DAY, author, merge=False, subject="", paths=_paths(touched))


def _paths(touched: tuple[str, ...]) -> tuple[PathChange, ...]:
    found = []
    for words in map(str.split, touched):
        old = words[1] if words[0] == "R" else None
        found.append(PathChange(Touch(words[0]), words[-1], old))
    return tuple(found)


def history(*changes: Change, grade: Grade = Grade.FULL) -> History:
    """
    Return a history by four authors.
    """
    return History(grade, len(changes), changes, tuple(Author("", "") for _ in PEOPLE))


def person(identity: PersonId, gone: float | None, *, low: float | None = None, high: float | None = None) -> Person:
    """
    Return somebody who is *gone* with that probability; None = a bot.
    """
    if gone is None:
        return Person(identity, None, True, "2020-01-01", "2020-01-01", None, "bot")
    ends = (gone if low is None else low, gone if high is None else high)
    estimate = Estimate(gone, *ends, "share", Basis("gap_survival_range", 9, "full"))
    return Person(identity, None, False, "2020-01-01", "2020-01-01", estimate, "active")


def component(
    name: str,
    *authors: PersonId,
    reach: int = 0,
    status: Status = Status.LIVE,
    criticality: Criticality | None = None,
    people: tuple[PersonId, ...] = (),
    successor: PersonId | None = None,
    reviewers: tuple[PersonId, ...] = (),
) -> Component:
    """
    Return a service that *authors* know and *people* touched.
    """
    state = Knowing.SHARED if authors else Knowing.UNKNOWN
    return Component(
        identity(name),
        name,
        Kind.SERVICE,
        (Evidence("r", f"{name}.yaml", 1),),
        status=status,
        criticality=criticality,
        history=ComponentHistory("2020-01-01", "2020-01-01", None, None, people=people, grade="full"),
        knowledge=ComponentKnowledge(state, authors, reviewers, successor, files=len(authors), reach=reach),
    )


def identity(name: str) -> ComponentId:
    """
    Return the id of the service *name*.
    """
    return ComponentId(f"r:service:{name}")
