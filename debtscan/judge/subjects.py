"""
The questions that several matchers ask: which components count, whose code they are, who is still here.
"""

from collections.abc import Iterable, Iterator

from debtscan.graph.system import SystemGraph
from debtscan.model.component import Component, PersonId
from debtscan.model.evidence import Evidence
from debtscan.model.words import Built, Kind, Status


def live(graph: SystemGraph, *kinds: Kind) -> Iterator[Component]:
    """
    Yield the components in use, of these kinds where any are given.
    """
    for component in graph.components:
        if component.status is Status.LIVE and (not kinds or component.kind in kinds):
            yield component


def is_own(component: Component) -> bool:
    """
    Tell whether somebody here wrote it, or a wrapper of it.
    """
    return component.built in {Built.BESPOKE, Built.MIXED}


def departed(graph: SystemGraph, people: Iterable[PersonId], likelihood: float) -> frozenset[PersonId]:
    """
    Return those of *people* who are gone with at least that *likelihood*; a person that nobody knows counts as here.
    """
    gone: set[PersonId] = set()
    for identity in people:
        person = graph.person(identity)
        if person is None or person.departed is None or person.departed.value is None:
            continue
        if person.departed.value >= likelihood:
            gone.add(identity)
    return frozenset(gone)


def places(*groups: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """
    Return the places of all *groups* in order, each once.
    """
    return tuple(dict.fromkeys(place for group in groups for place in group))
