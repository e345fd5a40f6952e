"""
What the map shows: at most sixty boxes, the arrows between them, and a sentence for all that is not drawn.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from debtscan.model.assessment import Assessment
from debtscan.model.component import Component, ComponentId, Link
from debtscan.model.view import GraphView
from debtscan.model.words import Confidence, How, Kind, Status
from debtscan.render.boxes import CALM, MOST_BOXES, Box, folded, grouped, with_crds
from debtscan.render.summary import components_by_id, live, missing

MOST_ARROWS = 150
MOST_PAIRS = 20  # of boxes that change together: beyond that the lines hide the arrows
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


class Arrow(Struct, frozen=True):
    """
    All links from one box to another.
    """

    source: str
    target: str
    hows: tuple[How, ...]
    confidence: Confidence  # of the surest
    links: int


class Together(Struct, frozen=True):
    """
    Two boxes whose parts change together in git, though no arrow is between them; *degree* in per cent, of the closest.
    """

    one: str
    other: str
    degree: int
    shared: int  # commits that changed both


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
    together: tuple[Together, ...] = ()

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
        boxes = grouped(boxes, view.collapsed)
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
    numbered = _numbered(folded(boxes, assessment.links, calm), gone)
    box_of = {component.id: box.id for box in numbered for component in (*box.members, *box.crds)}
    arrows, inner = _arrows(assessment.links, box_of)
    kept = sorted(sorted(arrows, key=_strongest_first)[:MOST_ARROWS], key=lambda arrow: (arrow.source, arrow.target))
    drawn = Map(numbered, tuple(kept), (), box_of, _together(assessment, box_of, arrows))
    return replace(drawn, notes=tuple(_notes(assessment, drawn, inner, arrows)))


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


def _together(assessment: Assessment, box_of: dict[ComponentId, str], arrows: Iterable[Arrow]) -> tuple[Together, ...]:
    """
    Return the pairs that change together most closely, the closest first; what an arrow tells already is left out.
    """
    told = {frozenset((arrow.source, arrow.target)) for arrow in arrows}
    found: dict[frozenset[str], Together] = {}
    for pair in sorted(assessment.coupling, key=lambda pair: (-pair.degree, -pair.shared, pair.a, pair.b)):
        one, other = sorted((box_of.get(pair.a, ""), box_of.get(pair.b, "")))
        ends = frozenset((one, other))
        if one and one != other and ends not in told:
            found.setdefault(ends, Together(one, other, pair.degree, pair.shared))
    return tuple(found.values())[:MOST_PAIRS]


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
