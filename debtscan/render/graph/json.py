"""
The map, a chain and all that depends on a component as JSON, each with a published schema; nothing is left out.
"""

from collections import Counter
from typing import Literal

from msgspec import Struct

from debtscan.model.assessment import Assessment, TargetInfo
from debtscan.model.component import Component, ComponentId, Link
from debtscan.model.evidence import Evidence
from debtscan.model.knowledge import ComponentCoupling
from debtscan.model.view import Chain, Collapsed, Focus, GraphView, Reach, Step
from debtscan.model.words import Built, Direction, Kind, Status
from debtscan.render.json import schema_of, write
from debtscan.render.options import RenderOptions
from debtscan.render.summary import components_by_id


class Node(Struct, frozen=True):
    """
    A component as the map knows it; the result holds the rest.
    """

    id: ComponentId
    name: str
    aliases: tuple[str, ...]
    kind: Kind
    capability: str | None
    built: Built | None
    status: Status
    language: str | None
    repo: str
    system: str | None
    namespaces: tuple[str, ...]
    uses: int  # links from it
    used_by: int  # links to it
    evidence: tuple[Evidence, ...]


class GraphDocument(Struct, frozen=True, rename={"schema_": "schema"}):
    """
    The map, or the part of it that was asked for.
    """

    now: str
    targets: tuple[TargetInfo, ...]
    focus: Focus | None
    components: tuple[Node, ...]
    links: tuple[Link, ...]
    coupling: tuple[ComponentCoupling, ...]  # what changes together in git
    collapsed: Collapsed | None  # the same in groups, where groups were asked for
    schema_: Literal["debtscan.graph/1"] = "debtscan.graph/1"


class ChainDocument(Struct, frozen=True, rename={"schema_": "schema"}):
    """
    The shortest chain of links from one component to another; null where there is none.
    """

    now: str
    source: Node
    target: Node
    steps: tuple[Step, ...] | None
    backward: tuple[Step, ...] | None  # from target to source, looked for only where there is no chain forward
    connection: tuple[Step, ...] | None  # whichever way each link leads, looked for only where there is no chain at all
    schema_: Literal["debtscan.graph-path/1"] = "debtscan.graph-path/1"


class ReachedNode(Struct, frozen=True):
    """
    A component that was reached.
    """

    component: Node
    distance: int  # in links, 1 = directly
    chain: tuple[ComponentId, ...]  # the shortest, in the direction of the links, both ends included
    first: Step  # the first step of that chain


class ReachDocument(Struct, frozen=True, rename={"schema_": "schema"}):
    """
    Everything that depends on a component, or that it depends on; the nearest first.
    """

    now: str
    component: Node
    direction: Direction
    reached: tuple[ReachedNode, ...]
    schema_: Literal["debtscan.graph-reach/1"] = "debtscan.graph-reach/1"


SCHEMAS: dict[str, tuple[type[Struct], str, str]] = {
    "debtscan.graph-1.schema.json": (GraphDocument, "debtscan.graph/1", "The map of an estate."),
    "debtscan.graph-path-1.schema.json": (ChainDocument, "debtscan.graph-path/1", "A chain between two components."),
    "debtscan.graph-reach-1.schema.json": (
        ReachDocument,
        "debtscan.graph-reach/1",
        "Everything that depends on a component, or that it depends on.",
    ),
}  # in docs/schema


def render(view: GraphView, options: RenderOptions) -> str:
    """
    Return every component and link of *view*, whether in use or not.
    """
    del options  # JSON speaks no language and knows no width
    part = view.assessment
    node = _Nodes(part.links)
    nodes = tuple(node.of(component) for component in part.components)
    return write(GraphDocument(part.now, part.targets, view.focus, nodes, part.links, part.coupling, view.collapsed))


def render_chain(chain: Chain, assessment: Assessment) -> str:
    """
    Return *chain* with the components at its ends.
    """
    node, components = _Nodes(assessment.links), components_by_id(assessment)
    ends = (node.of(components[chain.source]), node.of(components[chain.target]))
    return write(ChainDocument(assessment.now, *ends, chain.steps, chain.backward, chain.connection))


def render_reach(reach: Reach, assessment: Assessment) -> str:
    """
    Return *reach* with its components.
    """
    node, components = _Nodes(assessment.links), components_by_id(assessment)
    found = tuple(
        ReachedNode(
            node.of(components[one.component]),
            one.distance,
            (one.chain[0].source, *(step.target for step in one.chain)),
            one.chain[0],
        )
        for one in reach.reached
    )
    return write(ReachDocument(assessment.now, node.of(components[reach.component]), reach.direction, found))


def schema(file: str) -> str:
    """
    Return the JSON Schema (2020-12) that docs/schema publishes as *file*.
    """
    type_, title, says = SCHEMAS[file]
    return schema_of(type_, file, title, says)


class _Nodes:
    """
    Makes nodes of components, with the number of their links.
    """

    def __init__(self, links: tuple[Link, ...]) -> None:
        self._uses = Counter(link.source for link in links)
        self._used_by = Counter(link.target for link in links)

    def of(self, component: Component) -> Node:
        """
        Return *component* as a node.
        """
        return Node(
            component.id,
            component.name,
            component.aliases,
            component.kind,
            component.capability,
            component.built,
            component.status,
            component.language,
            component.evidence[0].repo,
            component.system,
            component.facts.namespaces,
            self._uses[component.id],
            self._used_by[component.id],
            component.evidence,
        )
