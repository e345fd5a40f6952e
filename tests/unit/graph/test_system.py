"""
The graph answers in words of the domain and in stable order.
"""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from msgspec import structs

from debtscan.graph.system import SystemGraph
from debtscan.model.component import Component, ComponentId, Link, Person, PersonId, Unresolved
from debtscan.model.evidence import Evidence
from debtscan.model.view import Step
from debtscan.model.words import Confidence, Direction, How, Kind, Status

PLACE = Evidence("shop", "a.yaml")
WEB, API, BUS, JOB = (ComponentId(f"shop:{name}") for name in ("web", "api", "bus", "job"))


def _component(identity: ComponentId, kind: Kind = Kind.SERVICE) -> Component:
    return Component(identity, identity.split(":")[1], kind, (PLACE,))


def _link(source: ComponentId, target: ComponentId) -> Link:
    return Link(source, target, How.CALL, Confidence.HIGH, (PLACE,))


COMPONENTS = [_component(WEB), _component(API), _component(BUS, Kind.QUEUE), _component(JOB, Kind.JOB)]
LINKS = [_link(WEB, API), _link(API, BUS), _link(JOB, BUS)]
PERSON = Person(PersonId("P1"), None, bot=False, first="2020-01-01", last="2021-01-01", departed=None, reason=None)
OPEN = Unresolved("acme/x:1", WEB, "no_build", (PLACE,))
GRAPH = SystemGraph(COMPONENTS, LINKS, unresolved=[OPEN], people=[PERSON], now="2024-05-01")


def test_components_come_in_the_order_of_their_ids() -> None:
    """
    Whatever the order in which they were given.
    """
    assert [component.id for component in GRAPH.components] == [API, BUS, JOB, WEB]


def test_component_is_found_by_id_or_said_to_be_missing() -> None:
    """
    An id that nobody has is an error of the caller.
    """
    assert GRAPH.component(BUS) == COMPONENTS[2]
    with pytest.raises(KeyError):
        GRAPH.component(ComponentId("shop:none"))


def test_person_is_found_by_id_or_none() -> None:
    """
    Where persons are hidden there is nobody to be found.
    """
    assert [GRAPH.person(PersonId("P1")), GRAPH.person(PersonId("P2"))] == [PERSON, None]


def test_kinds_are_selected() -> None:
    """
    Several kinds may be asked for at once.
    """
    assert [component.id for component in GRAPH.of_kind(Kind.JOB, Kind.QUEUE)] == [BUS, JOB]


def test_links_are_seen_from_both_ends() -> None:
    """
    Direct neighbours only.
    """
    assert (GRAPH.links_from(WEB), GRAPH.links_to(BUS)) == ((LINKS[0],), (LINKS[1], LINKS[2]))


def test_dependents_and_dependencies_reach_through_others() -> None:
    """
    What breaks with the bus is everything behind it, and the job needs the bus alone.
    """
    assert GRAPH.dependents(BUS) == {WEB, API, JOB}
    assert GRAPH.dependencies(WEB) == {API, BUS}
    assert GRAPH.dependencies(JOB) == {BUS}


def test_circle_is_one_group() -> None:
    """
    Components that need each other are told together; a chain is no circle.
    """
    assert GRAPH.cycles() == ()
    assert SystemGraph(COMPONENTS, [*LINKS, _link(BUS, WEB)]).cycles() == ((API, BUS, WEB),)


def test_rest_is_kept_as_given() -> None:
    """
    The clock and the open questions travel with the graph.
    """
    assert (GRAPH.now, GRAPH.unresolved, GRAPH.links) == ("2024-05-01", (OPEN,), tuple(LINKS))


def _chain(*ends: ComponentId) -> list[tuple[ComponentId, ComponentId]]:
    return list(pairwise(ends))


def _ends(steps: Iterable[Step] | None) -> list[tuple[ComponentId, ComponentId]]:
    return [(step.source, step.target) for step in steps or ()]


def test_neighbourhood_goes_either_way() -> None:
    """
    What a component uses and what uses it, as far as asked.
    """
    assert GRAPH.around(API, 0) == {API}
    assert GRAPH.around(API, 1) == {WEB, API, BUS}
    assert GRAPH.around(JOB, 2) == {JOB, BUS, API}


def test_chain_is_the_shortest() -> None:
    """
    With all links of each step, the surest first; from a component to itself there is nothing to go.
    """
    sure, guess = LINKS[0], structs.replace(LINKS[0], how=How.ENV, confidence=Confidence.LOW)
    graph = SystemGraph(COMPONENTS, [guess, *LINKS])

    assert graph.chain(WEB, BUS) == (Step(WEB, API, (sure, guess)), Step(API, BUS, (LINKS[1],)))
    assert graph.chain(WEB, WEB) == ()
    assert graph.chain(BUS, WEB) is None


def test_chain_prefers_what_is_sure_and_in_use() -> None:
    """
    Between chains of one length; a longer one is never taken.
    """
    idle = structs.replace(GRAPH.component(API), status=Status.TEST)
    detour = [_link(WEB, JOB), *LINKS]
    doubtful = [structs.replace(_link(WEB, JOB), confidence=Confidence.LOW), *LINKS]

    assert _ends(SystemGraph(COMPONENTS, doubtful).chain(WEB, BUS)) == _chain(WEB, API, BUS)
    tested = [idle if one.id == API else one for one in COMPONENTS]
    assert _ends(SystemGraph(tested, detour).chain(WEB, BUS)) == _chain(WEB, JOB, BUS)
    assert _ends(SystemGraph(tested, [*doubtful, _link(WEB, BUS)]).chain(WEB, BUS)) == _chain(WEB, BUS)


def test_connection_goes_either_way() -> None:
    """
    Each step keeps its own direction; what nothing links is not connected.
    """
    apart = structs.replace(GRAPH.component(WEB), id=ComponentId("shop:job:alone"))

    assert _ends(GRAPH.connection(API, JOB)) == [(API, BUS), (JOB, BUS)]
    assert SystemGraph([*COMPONENTS, apart], LINKS).connection(API, apart.id) is None


def test_reach_tells_distance_and_chain() -> None:
    """
    In the direction of the links, whichever way was asked, the nearest first.
    """
    dependents = GRAPH.reach(BUS, Direction.DEPENDENTS)
    dependencies = GRAPH.reach(WEB, Direction.DEPENDENCIES)

    assert [(one.component, one.distance, _ends(one.chain)) for one in dependents] == [
        (API, 1, _chain(API, BUS)),
        (JOB, 1, _chain(JOB, BUS)),
        (WEB, 2, _chain(WEB, API, BUS)),
    ]
    assert [(one.component, one.distance, _ends(one.chain)) for one in dependencies] == [
        (API, 1, _chain(WEB, API)),
        (BUS, 2, _chain(WEB, API, BUS)),
    ]
    assert {one.component for one in dependents} == GRAPH.dependents(BUS)
