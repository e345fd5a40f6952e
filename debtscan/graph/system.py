"""
The platform as one graph; the only module that knows networkx.
"""

from collections.abc import Iterable
from itertools import pairwise

import networkx as nx

from debtscan.model.component import Component, ComponentId, Link, Person, PersonId, Unresolved
from debtscan.model.correction import Correction
from debtscan.model.view import Reached, Step
from debtscan.model.words import Direction, Kind, Status

_A_STEP = 1_000  # more than any doubt, so that the shortest chain wins and doubts decide only between equals
_NOT_IN_USE = 10


class SystemGraph:
    """
    Components and links, frozen; questions in words of the domain, answers in a stable order.
    """

    def __init__(  # noqa: PLR0913 - everything that a rule may ask about
        self,
        components: Iterable[Component],
        links: Iterable[Link] = (),
        *,
        unresolved: Iterable[Unresolved] = (),
        corrections: Iterable[Correction] = (),
        people: Iterable[Person] = (),
        now: str = "1970-01-01",
    ) -> None:
        self.components = tuple(sorted(components, key=lambda component: component.id))
        self.links = tuple(links)
        self.unresolved = tuple(unresolved)
        self.corrections = tuple(corrections)
        self.people = tuple(people)
        self.now = now
        self._by_id = {component.id: component for component in self.components}
        self._people = {person.id: person for person in self.people}
        self._graph: nx.DiGraph[ComponentId] = nx.DiGraph()
        self._graph.add_nodes_from(self._by_id)
        self._between: dict[tuple[ComponentId, ComponentId], list[Link]] = {}
        for link in self.links:
            self._between.setdefault((link.source, link.target), []).append(link)
        self._graph.add_edges_from(self._between)

    def component(self, identity: ComponentId) -> Component:
        """
        Return the component with that id; KeyError when there is none.
        """
        return self._by_id[identity]

    def person(self, identity: PersonId) -> Person | None:
        """
        Return the person with that id, None when persons are hidden.
        """
        return self._people.get(identity)

    def of_kind(self, *kinds: Kind) -> tuple[Component, ...]:
        """
        Return the components of these kinds.
        """
        return tuple(component for component in self.components if component.kind in kinds)

    def links_from(self, identity: ComponentId) -> tuple[Link, ...]:
        """
        Return the links that start at the component.
        """
        return tuple(link for link in self.links if link.source == identity)

    def links_to(self, identity: ComponentId) -> tuple[Link, ...]:
        """
        Return the links that end at the component.
        """
        return tuple(link for link in self.links if link.target == identity)

    def dependents(self, identity: ComponentId) -> frozenset[ComponentId]:
        """
        Return everything that depends on the component, directly or through others.
        """
        return frozenset(nx.ancestors(self._graph, identity))

    def dependencies(self, identity: ComponentId) -> frozenset[ComponentId]:
        """
        Return everything that the component depends on, directly or through others.
        """
        return frozenset(nx.descendants(self._graph, identity))

    def around(self, identity: ComponentId, depth: int) -> frozenset[ComponentId]:
        """
        Return the component and what is at most *depth* links away, whichever way they lead.
        """
        return frozenset(nx.ego_graph(self._graph.to_undirected(as_view=True), identity, radius=depth))

    def chain(self, source: ComponentId, target: ComponentId) -> tuple[Step, ...] | None:
        """
        Return the shortest chain of links, the surest among equals; None when there is none.
        """
        try:
            path = nx.dijkstra_path(self._graph, source, target, weight=self._cost)
        except nx.NetworkXNoPath:
            return None
        return self._steps(path)

    def connection(self, source: ComponentId, target: ComponentId) -> tuple[Step, ...] | None:
        """
        Return the shortest chain of links whichever way each of them leads; None when there is none.
        """
        try:
            path = nx.shortest_path(self._graph.to_undirected(as_view=True), source, target)
        except nx.NetworkXNoPath:
            return None
        return tuple(step for pair in pairwise(path) for step in self._steps(self._along(*pair)))

    def _along(self, one: ComponentId, other: ComponentId) -> tuple[ComponentId, ComponentId]:
        return (one, other) if (one, other) in self._between else (other, one)

    def reach(self, identity: ComponentId, direction: Direction) -> tuple[Reached, ...]:
        """
        Return everything that depends on the component, or that it depends on, with its chain; the nearest first.
        """
        backward = direction is Direction.DEPENDENTS
        graph = self._graph.reverse(copy=False) if backward else self._graph
        paths = nx.single_source_dijkstra_path(graph, identity, weight=self._backward if backward else self._cost)
        found = [
            Reached(end, len(path) - 1, self._steps(path[::-1] if backward else path))
            for end, path in paths.items()
            if end != identity
        ]
        return tuple(sorted(found, key=lambda one: (one.distance, one.component)))

    def _cost(self, source: ComponentId, target: ComponentId, _: object = None) -> int:
        doubt = min(link.confidence.rank for link in self._between[source, target])
        idle = any(self._by_id[end].status is not Status.LIVE for end in (source, target))
        return _A_STEP + doubt + (_NOT_IN_USE if idle else 0)

    def _backward(self, target: ComponentId, source: ComponentId, _: object = None) -> int:
        return self._cost(source, target)

    def _steps(self, path: Iterable[ComponentId]) -> tuple[Step, ...]:
        return tuple(
            Step(source, target, tuple(sorted(self._between[source, target], key=lambda link: link.confidence.rank)))
            for source, target in pairwise(path)
        )

    def cycles(self) -> tuple[tuple[ComponentId, ...], ...]:
        """
        Return the groups of components that depend on each other in a circle.
        """
        groups = (tuple(sorted(group)) for group in nx.strongly_connected_components(self._graph) if len(group) > 1)
        return tuple(sorted(groups))
