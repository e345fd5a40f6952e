"""
What is asked of the map, and the answers: a part of it, a chain of links, and all that depends on one component.
"""

from msgspec import Struct

from debtscan.model.assessment import Assessment
from debtscan.model.component import ComponentId, Link
from debtscan.model.words import Collapse, Confidence, Direction, How


class Group(Struct, frozen=True):
    """
    Components that are drawn as one.
    """

    id: str  # "system:repo/folder", "kind:job", "namespace:ml"
    name: str
    components: tuple[ComponentId, ...]


class GroupLink(Struct, frozen=True):
    """
    All links from the components of one group to those of another.
    """

    source: str  # id of a group
    target: str
    hows: tuple[How, ...]
    confidence: Confidence  # of the surest
    links: int


class Collapsed(Struct, frozen=True):
    """
    The map in groups. What has no system or no namespace is in no group, and its links are in no link between groups.
    """

    by: Collapse
    groups: tuple[Group, ...]
    links: tuple[GroupLink, ...]


class Focus(Struct, frozen=True):
    """
    The component that a view is about, and how many links away it ends, whichever way they lead.
    """

    component: ComponentId
    depth: int


class GraphView(Struct, frozen=True):
    """
    A part of the map to be shown: *assessment* holds its components and the links between them, and nothing else of it.
    """

    assessment: Assessment
    focus: Focus | None = None
    collapsed: Collapsed | None = None
    everything: bool = False  # drawings show what is not in use, too
    beyond: int = 0  # components outside the focus


class Step(Struct, frozen=True):
    """
    One step of a chain: the links from one component to the next, the surest first.
    """

    source: ComponentId
    target: ComponentId
    links: tuple[Link, ...]


class Chain(Struct, frozen=True):
    """
    The shortest chain of links between two components; *steps* is None where there is none, empty from one to itself.
    """

    source: ComponentId
    target: ComponentId
    steps: tuple[Step, ...] | None
    backward: tuple[Step, ...] | None  # from target to source, looked for only where there is no chain forward
    connection: tuple[Step, ...] | None  # whichever way each link leads, looked for only where there is no chain at all


class Reached(Struct, frozen=True):
    """
    A component that the question reaches, and its shortest chain of links, in the direction of the links.
    """

    component: ComponentId
    distance: int  # in links, 1 = directly
    chain: tuple[Step, ...]


class Reach(Struct, frozen=True):
    """
    Everything that depends on a component, or that it depends on, directly or through others; the nearest first.
    """

    component: ComponentId
    direction: Direction
    reached: tuple[Reached, ...]
