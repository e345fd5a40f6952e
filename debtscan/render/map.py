"""
What the map shows: at most sixty boxes, the arrows between them, and a sentence for all that is not drawn.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from enum import StrEnum
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from debtscan.model.assessment import Assessment
from debtscan.model.component import Component, ComponentId, Link
from debtscan.model.view import Collapsed, GraphView
from debtscan.model.words import Built, Collapse, Confidence, How, Kind, Status
from debtscan.render.summary import components_by_id, live, missing

MOST_BOXES = 60
CALM = 24  # above this, boxes of one kind that are linked alike are drawn together
MOST_ARROWS = 150
MOST_LABELS = 70  # arrows; beyond that their words would push the boxes apart

LAYERS: dict[str, tuple[Kind, ...]] = {
    "code": (Kind.CI, Kind.LIBRARY, Kind.CLI),
    "schedule": (Kind.SCHEDULER,),
    "pipeline": (Kind.PIPELINE, Kind.CONTROLLER, Kind.CRD),
    "service": (Kind.SERVICE, Kind.JOB, Kind.UI, Kind.GATEWAY, Kind.MONITORING),
    "data": (Kind.DATASTORE, Kind.QUEUE, Kind.REGISTRY),
    "cluster": (Kind.CLUSTER, Kind.IAC, Kind.CHART, Kind.IDENTITY),
}
LAYER_OF = {kind: layer for layer, kinds in LAYERS.items() for kind in kinds}


class Box(Struct, frozen=True):
    """
    One box: a component with the CRDs that it serves, or several components drawn together.
    """

    id: str  # "n0", "n1" ... in the order of drawing
    kind: Kind | None  # None where the members differ
    built: Built | None  # None also where the members differ
    members: tuple[Component, ...]
    crds: tuple[Component, ...] = ()
    gone: bool = False  # a builder of it has probably left
    title: str | None = None  # of a group that was asked for; "" = of the groups that had no room
    focus: bool = False  # what the map is about

    @property
    def folded(self) -> bool:
        """
        Tell whether several components are drawn together.
        """
        return len(self.members) > 1


class Arrow(Struct, frozen=True):
    """
    All links from one box to another.
    """

    source: str
    target: str
    hows: tuple[How, ...]
    confidence: Confidence  # of the surest
    links: int


class Omission(StrEnum):
    """
    A way in which the map shows less than there is: "note.<word>" on the page, "graph.note.<word>" elsewhere.
    """

    BEYOND = "beyond"  # the focus
    FOLDED = "folded"
    CRDS = "crds"
    NOT_LIVE = "not_live"
    INNER = "inner"
    CUT = "cut"
    UNLABELLED = "unlabelled"
    GUESSES = "guesses"


class Note(Struct, frozen=True):
    """
    Something that is not drawn, or not as a box of its own: in which way, and its counts.
    """

    key: Omission
    n: int
    boxes: int = 0


class Map(Struct, frozen=True):
    """
    The map before it is drawn.
    """

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    notes: tuple[Note, ...]
    box_of: dict[ComponentId, str]

    @property
    def labelled(self) -> bool:
        """
        Tell whether the arrows carry words.
        """
        return len(self.arrows) <= MOST_LABELS

    @property
    def layered(self) -> bool:
        """
        Tell whether the boxes stand in layers; groups with a name of their own belong to none.
        """
        return all(box.title is None for box in self.boxes)


def build_map(assessment: Assessment) -> Map:
    """
    Return the map of the components in use, calm enough for a page.
    """
    return _drawn(assessment, with_crds(live(assessment), assessment.links), CALM)


def map_of(view: GraphView) -> Map:
    """
    Return the map of what is asked for; nothing is drawn together unless it was asked for or there is no room.
    """
    focus = view.focus.component if view.focus else None
    boxes = with_crds(shown(view), view.assessment.links)
    if view.collapsed:
        boxes = _grouped(boxes, view.collapsed)
    drawn = _drawn(view.assessment, boxes, MOST_BOXES)
    beyond = (Note(Omission.BEYOND, view.beyond),) if view.beyond else ()
    marked = (
        tuple(replace(box, focus=drawn.box_of.get(focus) == box.id) for box in drawn.boxes) if focus else drawn.boxes
    )
    return replace(drawn, boxes=marked, notes=(*beyond, *drawn.notes))


def shown(view: GraphView) -> list[Component]:
    """
    Return the components that are drawn: those in use and the focus, or all where all are asked for.
    """
    focus = view.focus.component if view.focus else None
    return [
        component
        for component in view.assessment.components
        if view.everything or component.status is Status.LIVE or component.id == focus
    ]


def _drawn(assessment: Assessment, boxes: list[Box], calm: int) -> Map:
    gone = {component.id for item in missing(assessment) for component in item.components}
    numbered = _numbered(_folded(boxes, assessment.links, calm), gone)
    box_of = {component.id: box.id for box in numbered for component in (*box.members, *box.crds)}
    arrows, inner = _arrows(assessment.links, box_of)
    kept = sorted(sorted(arrows, key=_strongest_first)[:MOST_ARROWS], key=lambda arrow: (arrow.source, arrow.target))
    drawn = Map(numbered, tuple(kept), (), box_of)
    return replace(drawn, notes=tuple(_notes(assessment, drawn, inner, arrows)))


def _grouped(boxes: Sequence[Box], collapsed: Collapsed) -> list[Box]:
    """
    Return one box for each group, with its name where it is more than a kind, and the boxes that are in no group.
    """
    group_of = {component: group for group in collapsed.groups for component in group.components}
    joined: dict[Hashable, Box] = {}
    for index, box in enumerate(boxes):
        group = group_of.get(box.members[0].id)
        key = group.id if group else index
        joined[key] = _joined(joined[key], box) if key in joined else box
    named = {group.id: group.name for group in collapsed.groups if collapsed.by is not Collapse.KIND}
    return [replace(box, title=named.get(str(key))) if box.folded else box for key, box in joined.items()]


def with_crds(components: Sequence[Component], links: Iterable[Link]) -> list[Box]:
    """
    Return one box for each component, with the CRDs inside the box of what serves them.
    """
    server = _servers(components, links)
    served: dict[ComponentId, list[Component]] = {}
    for component in components:
        if component.id in server:
            served.setdefault(server[component.id], []).append(component)
    return [
        Box("", component.kind, component.built, (component,), tuple(served.get(component.id, ())))
        for component in components
        if component.id not in server
    ]


def _servers(components: Sequence[Component], links: Iterable[Link]) -> dict[ComponentId, ComponentId]:
    by_id = {component.id: component for component in components}
    crds = {component.id for component in components if component.kind is Kind.CRD}
    names = {
        f"{component.facts.crd.group}/{component.facts.crd.kind}": component.id
        for component in components
        if component.id in crds and component.facts.crd is not None
    }
    found = {
        names[name]: component.id
        for component in reversed(components)
        for name in component.facts.reconciles
        if component.id not in crds and name in names
    }
    for link in links:
        source = by_id.get(link.source)
        if link.how is How.CRD and link.target in crds and source is not None and source.kind is Kind.CONTROLLER:
            found.setdefault(link.target, source.id)
    for part in components:
        beside = _beside(part, components) if part.id in crds and part.id not in found else None
        if beside is not None:
            found[part.id] = beside
    return found


def _beside(crd: Component, components: Iterable[Component]) -> ComponentId | None:
    """
    Return the one controller that a file of *crd* installs as well, as operators are shipped; None when there is none.
    """
    files = {(place.repo, place.path) for place in crd.evidence}
    controllers = [
        part.id
        for part in components
        if part.kind is Kind.CONTROLLER and any((place.repo, place.path) in files for place in part.evidence)
    ]
    return controllers[0] if len(controllers) == 1 else None


def _folded(boxes: list[Box], links: Sequence[Link], calm: int) -> list[Box]:
    """
    Return at most sixty boxes: above *calm*, what is alike is drawn together, then the largest groups of one kind.
    """
    boxes = _fold(boxes, _alike(boxes, links), calm)
    for group in (_by_system, _by_built, _by_kind):
        boxes = _fold(boxes, group, MOST_BOXES)
    return _without_room(boxes)


def _without_room(boxes: list[Box]) -> list[Box]:
    """
    Return at most sixty boxes, the smallest of the groups that were asked for drawn as one without a name.
    """
    surplus = len(boxes) - MOST_BOXES
    if surplus <= 0:
        return boxes
    groups = sorted((box for box in boxes if box.title), key=lambda box: (len(box.members), box.title))
    small = groups[: surplus + 1]
    rest = replace(reduce(_joined, small), title="")
    return [*(box for box in boxes if box not in small), rest]


def _alike(boxes: Sequence[Box], links: Iterable[Link]) -> Callable[[Box], Hashable]:
    """
    Return what tells boxes apart that are of one kind and linked to the same others.
    """
    box_of = {part.id: index for index, box in enumerate(boxes) for part in (*box.members, *box.crds)}
    ends: dict[int, set[tuple[bool, int]]] = {}
    for link in links:
        source, target = box_of.get(link.source), box_of.get(link.target)
        if source is not None and target is not None and source != target:
            ends.setdefault(source, set()).add((True, target))
            ends.setdefault(target, set()).add((False, source))
    return lambda box: (box.kind, box.built, box.title, frozenset(ends.get(box_of[box.members[0].id], ())))


def _by_system(box: Box) -> Hashable:
    first = box.members[0]
    return first.evidence[0].repo, first.system, box.kind, box.title


def _by_built(box: Box) -> Hashable:
    return box.kind, box.built, box.title


def _by_kind(box: Box) -> Hashable:
    return box.kind, box.title


def _fold(boxes: list[Box], group: Callable[[Box], Hashable], most: int) -> list[Box]:
    sizes = Counter(group(box) for box in boxes)
    surplus = len(boxes) - most
    chosen: set[Hashable] = set()
    for key, size in sorted(sizes.items(), key=lambda item: -item[1]):
        if surplus <= 0 or size == 1:
            break
        chosen.add(key)
        surplus -= size - 1
    joined: dict[Hashable, Box] = {}
    for index, box in enumerate(boxes):
        key = group(box) if group(box) in chosen else index
        joined[key] = _joined(joined[key], box) if key in joined else box
    return list(joined.values())


def _joined(one: Box, other: Box) -> Box:
    return Box(
        "",
        one.kind if one.kind is other.kind else None,
        one.built if one.built is other.built else None,
        one.members + other.members,
        one.crds + other.crds,
    )


def _numbered(boxes: Sequence[Box], gone: set[ComponentId]) -> tuple[Box, ...]:
    ordered = sorted(boxes, key=_place)
    return tuple(
        replace(box, id=f"n{index}", gone=any(part.id in gone for part in (*box.members, *box.crds)))
        for index, box in enumerate(ordered)
    )


def _place(box: Box) -> tuple[int, str, str]:
    """
    Return what orders the boxes: layer by layer, and groups of mixed kinds after them.
    """
    if box.kind is None:
        return len(LAYERS), box.title or "", box.members[0].id
    return list(LAYERS).index(LAYER_OF[box.kind]), box.kind, box.members[0].id


def _arrows(links: Iterable[Link], box_of: dict[ComponentId, str]) -> tuple[list[Arrow], int]:
    """
    Return the arrows between boxes, and the number of links that stay within one.
    """
    between: dict[tuple[str, str], list[Link]] = {}
    inner = 0
    for link in links:
        ends = box_of.get(link.source), box_of.get(link.target)
        if ends[0] is None or ends[1] is None:
            continue
        if ends[0] == ends[1]:
            inner += 1
        else:
            between.setdefault((ends[0], ends[1]), []).append(link)
    return [_arrow(source, target, found) for (source, target), found in between.items()], inner


def _arrow(source: str, target: str, links: Sequence[Link]) -> Arrow:
    hows = tuple(how for how in How if any(link.how is how for link in links))
    surest = min((link.confidence for link in links), key=lambda confidence: confidence.rank)
    return Arrow(source, target, hows, surest, len(links))


def _strongest_first(arrow: Arrow) -> tuple[int, int, str, str]:
    return arrow.confidence.rank, -arrow.links, arrow.source, arrow.target


def _notes(assessment: Assessment, drawn: Map, inner: int, arrows: Sequence[Arrow]) -> Iterable[Note]:
    folded = [box for box in drawn.boxes if box.folded]
    inside = sum(len(box.crds) for box in drawn.boxes if not box.folded)
    known = components_by_id(assessment)
    cut = sum(arrow.links for arrow in arrows) - sum(arrow.links for arrow in drawn.arrows)
    counts = (
        Note(Omission.FOLDED, sum(len(box.members) + len(box.crds) for box in folded), len(folded)),
        Note(Omission.CRDS, inside),
        Note(Omission.NOT_LIVE, sum(component not in drawn.box_of for component in known)),
        Note(Omission.INNER, inner),
        Note(Omission.CUT, cut),
        Note(Omission.UNLABELLED, 0 if drawn.labelled else len(drawn.arrows)),
        Note(Omission.GUESSES, sum(arrow.confidence is Confidence.LOW for arrow in drawn.arrows)),
    )
    return (note for note in counts if note.n)
