"""
A capability that the platform makes itself although it can be had.
"""

from collections.abc import Iterator

from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match
from debtscan.judge.subjects import live, places
from debtscan.model.component import Component, TechnologyUse
from debtscan.model.words import Built, Confidence, Kind

NAMES = frozenset({"name", "users"})
_IS = frozenset({Kind.SERVICE, Kind.UI, Kind.REGISTRY, Kind.LIBRARY, Kind.CLI})  # kinds that can be such a thing
_SHOWS = (*_IS, Kind.JOB, Kind.PIPELINE, Kind.CONTROLLER)  # kinds whose code can have the habit
_BOUGHT = frozenset({"managed", "off_the_shelf"})


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    capabilities: tuple[str, ...]


def match(graph: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield each component of own code that is the capability, or (less sure) that shows the habits of a home-made one.
    """
    wanted = frozenset(params.capabilities)
    for component in live(graph, *_SHOWS):
        if component.built is not Built.BESPOKE or _uses(component, wanted, _BOUGHT):
            continue
        hints = _uses(component, wanted, frozenset({"home_made_hint"}))
        if component.kind in _IS and component.capability in wanted:
            yield _match(graph, component, hints, None)
        elif hints:
            yield _match(graph, component, hints, Confidence.LOW)


def _uses(component: Component, wanted: frozenset[str], classes: frozenset[str]) -> list[TechnologyUse]:
    return [
        use for use in component.facts.technologies if use.class_ in classes and not wanted.isdisjoint(use.capabilities)
    ]


def _match(
    graph: SystemGraph, component: Component, hints: list[TechnologyUse], confidence: Confidence | None
) -> Match:
    hinted = [use.evidence for use in hints]
    evidence = places(component.evidence, hinted) if confidence is None else places(hinted, component.evidence[:1])
    values = {"name": component.name, "users": str(len(graph.dependents(component.id)))}
    return Match(component.id, evidence, values, confidence)
