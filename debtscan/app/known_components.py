"""
The graph with what is known of the knowledge of each component.
"""

from collections.abc import Sequence
from math import comb

from msgspec import structs

from debtscan.app.knowers import Knowers
from debtscan.app.past import Files, Past
from debtscan.graph.system import SystemGraph
from debtscan.measure.authorship import Authorship
from debtscan.measure.component_knowledge import component_knowledge
from debtscan.measure.coupling import Pair
from debtscan.measure.truck_factor import Known, truck_factor
from debtscan.model.component import Component, ComponentId
from debtscan.model.knowledge import ComponentCoupling, EstateKnowledge, ReachFactor, RemovedByReach
from debtscan.model.words import Status

_SURE = 0.01  # probability that any of the couplings told is chance: shared among all pairs that there could be


def known_components(graph: SystemGraph, files: Files, past: Past) -> tuple[Component, ...]:
    """
    Return the components of *graph*, each with who knows it.
    """
    people = {person.id: person for person in past.people}
    in_use = frozenset(one.id for one in graph.components if one.status is Status.LIVE)
    found = []
    for component in graph.components:
        own = _own_files(component.id, files, past.files)
        reach = len(graph.dependents(component.id) & in_use)
        known = component_knowledge(own, past.components.get(component.id), people, reach)
        found.append(structs.replace(component, knowledge=known))
    return tuple(found)


def _own_files(component: ComponentId, files: Files, knowers: Knowers) -> list[Authorship]:
    places = dict.fromkeys(files.get(component, ()))
    return [knowers[place] for place in places if place in knowers]


def with_reach(estate: EstateKnowledge, components: Sequence[Component]) -> EstateKnowledge:
    """
    Return *estate* with the truck factor over the live *components*; what nobody ever worked on does not count.
    """
    things = [
        Known(frozenset(knowledge.authors), 1 + knowledge.reach)
        for component in components
        if component.status is Status.LIVE and (knowledge := component.knowledge) and knowledge.files
    ]
    factor = truck_factor(things)
    removed = tuple(RemovedByReach(person, weight) for person, weight in factor.removed)
    return structs.replace(estate, by_reach=ReachFactor(factor.value, removed, factor.total, factor.coverage))


def component_coupling(graph: SystemGraph, pairs: Sequence[Pair]) -> tuple[ComponentCoupling, ...]:
    """
    Return the *pairs* of components that hardly change together by chance, the closest first.
    """
    sure = _SURE / max(1, comb(len(graph.components), 2))
    linked = {frozenset((link.source, link.target)) for link in graph.links}
    return tuple(_coupling(pair, linked) for pair in pairs if pair.chance < sure)


def _coupling(pair: Pair, linked: set[frozenset[ComponentId]]) -> ComponentCoupling:
    a, b = ComponentId(pair.a), ComponentId(pair.b)
    return ComponentCoupling(a, b, pair.degree, pair.shared, float(f"{pair.chance:.2g}"), frozenset((a, b)) in linked)
