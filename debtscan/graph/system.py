"""
The platform as one graph; the only module that knows networkx.
"""

from collections.abc import Iterable

import networkx as nx

from debtscan.model.component import Component, ComponentId, Link, Person, PersonId, Unresolved
from debtscan.model.correction import Correction
from debtscan.model.words import Kind


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
        self._graph.add_edges_from((link.source, link.target) for link in self.links)

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

    def cycles(self) -> tuple[tuple[ComponentId, ...], ...]:
        """
        Return the groups of components that depend on each other in a circle.
        """
        groups = (tuple(sorted(group)) for group in nx.strongly_connected_components(self._graph) if len(group) > 1)
        return tuple(sorted(groups))
