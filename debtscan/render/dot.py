"""
The map in Graphviz's language: kinds are shapes, whose code it is is a line style, layers are frames, all is text.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from msgspec import Struct

from debtscan.base.messages import say
from debtscan.model.words import Built, Confidence, Kind, Lang
from debtscan.render.boxes import Box
from debtscan.render.columns import cut, cut_left
from debtscan.render.map import LAYER_OF, LAYERS, Arrow, Map, Together
from debtscan.safe.text import for_terminal

_NAME_COLUMNS = 26
_MOST_CRDS = 4
_MOST_NAMES = 5
_MOST_KINDS = 4
_FOCUS_PEN = 2.0
_GRID = 4  # boxes without arrows stand in rows of this many
_NAME_SIZE, _SMALL_SIZE, _EDGE_SIZE, _LAYER_SIZE = 13.0, 11.0, 10.0, 12.0  # points
_LINE_HEIGHT = 16.0
_POINTS = 72.0  # to the inch

_SHAPES = {
    Kind.SERVICE: "box",
    Kind.JOB: "box",
    Kind.PIPELINE: "cds",
    Kind.CRD: "note",
    Kind.CONTROLLER: "component",
    Kind.CLUSTER: "box3d",
    Kind.SCHEDULER: "octagon",
    Kind.CI: "hexagon",
    Kind.DATASTORE: "cylinder",
    Kind.QUEUE: "parallelogram",
    Kind.REGISTRY: "folder",
    Kind.GATEWAY: "house",
    Kind.MONITORING: "ellipse",
    Kind.LIBRARY: "tab",
    Kind.CLI: "tab",
    Kind.UI: "box",
    Kind.CHART: "folder",
    Kind.IAC: "box3d",
    Kind.IDENTITY: "hexagon",
}
# Room beside and above the text, in points, where the outline of a shape cuts into it.
_ROOM = {
    "cds": (40, 12),
    "component": (40, 12),
    "box3d": (28, 20),
    "octagon": (44, 16),
    "hexagon": (58, 10),
    "cylinder": (26, 26),
    "parallelogram": (60, 10),
    "house": (26, 40),
    "ellipse": (60, 22),
    "folder": (26, 20),
    "tab": (26, 20),
}
_PLAIN_ROOM = (26, 12)


class Look(Struct, frozen=True):
    """
    How a box is drawn where no style sheet says otherwise.
    """

    style: str
    pen: float
    line: str
    fill: str


LOOKS = {
    Built.BESPOKE: Look("filled", 2.4, "#b3441e", "#fdf0e9"),
    Built.MIXED: Look("filled,dashed", 2.0, "#8a6100", "#fbf4dd"),
    Built.OSS: Look("filled", 1.0, "#2f5d8a", "#eef4fa"),
    Built.MANAGED: Look("filled,dotted", 1.6, "#2d6e55", "#edf7f2"),
    None: Look("filled", 0.7, "#6b7280", "#f5f6f7"),
}
_DEFAULTS = (
    'graph [rankdir=LR, bgcolor="transparent", nodesep=0.2, ranksep=0.55, pad=0.1, fontname="Helvetica", fontsize=12];',
    'node [fontname="Helvetica", fontsize=11, fixedsize=true];',
    'edge [fontname="Helvetica", fontsize=10, color="#6b7280", fontcolor="#4b5563", arrowsize=0.7];',
)
_FRAME = 'style="rounded"; class="layer"; color="#c9ced6"; fontcolor="#4b5563"; labeljust=l; margin=14;'
TOGETHER = "#7a4fa3"  # of the lines between what changes together
_STYLES = {Confidence.HIGH: "solid", Confidence.MEDIUM: "dashed", Confidence.LOW: "dotted"}


def dot_of(drawn: Map, lang: Lang, row_of: dict[str, str] | None = None) -> str:
    """
    Return *drawn* as DOT; *row_of* gives the address that a component's box leads to, None = boxes lead nowhere.

    Same map, same text.
    """
    lines = ["digraph map {", *_DEFAULTS]
    if not drawn.layered:
        lines += [*(_node(box, lang, row_of) for box in drawn.boxes), *_grid(drawn.boxes, drawn.arrows)]
    for layer in LAYERS if drawn.layered else ():
        boxes = [box for box in drawn.boxes if box.kind and LAYER_OF[box.kind] == layer]
        if boxes:
            lines += _frame(layer, boxes, drawn.arrows, lang, row_of)
    lines += [_edge(arrow, index, lang, labelled=drawn.labelled) for index, arrow in enumerate(drawn.arrows)]
    lines += [_line(pair, index) for index, pair in enumerate(drawn.together)]
    return "\n".join([*lines, "}", ""])


def _frame(
    layer: str, boxes: Sequence[Box], arrows: Iterable[Arrow], lang: Lang, row_of: dict[str, str] | None
) -> list[str]:
    label = _sized(say(f"layer.{layer}", lang), _LAYER_SIZE)
    head = f'subgraph cluster_{layer} {{ id="layer-{layer}"; label={label}; {_FRAME}'
    return [head, *(_node(box, lang, row_of) for box in boxes), *_grid(boxes, arrows), "}"]


def _grid(boxes: Iterable[Box], arrows: Iterable[Arrow]) -> list[str]:
    """
    Return unseen edges that put the boxes without arrows in rows.
    """
    linked = {end for arrow in arrows for end in (arrow.source, arrow.target)}
    alone = [box.id for box in boxes if box.id not in linked]
    return [
        f"{left} -> {right} [style=invis];"
        for index, (left, right) in enumerate(pairwise(alone))
        if (index + 1) % _GRID
    ]


def _node(box: Box, lang: Lang, row_of: dict[str, str] | None) -> str:
    lines = box_lines(box, lang)
    shape, look = _SHAPES[box.kind] if box.kind else "box", LOOKS[box.built]
    beside, above = _ROOM.get(shape, _PLAIN_ROOM)
    wide = max(_points(line, _NAME_SIZE if index == 0 else _SMALL_SIZE) for index, line in enumerate(lines)) + beside
    high = _LINE_HEIGHT * len(lines) + above
    rounded = ",rounded" if shape == "box" and box.kind is not Kind.JOB else ""
    classes = [f"kind-{box.kind or 'mixed'}", f"built-{box.built or 'unknown'}", *(["gone"] if box.gone else [])]
    values = {
        "id": box.id,
        "class": " ".join([*classes, *(["focus"] if box.focus else [])]),
        "label": "\n".join(lines),
        **_address(box, row_of),
        "shape": shape,
        "style": look.style + rounded,
        "penwidth": f"{look.pen + (_FOCUS_PEN if box.focus else 0):g}",
        "color": look.line,
        "fillcolor": look.fill,
        "width": f"{wide / _POINTS:.3f}",
        "height": f"{high / _POINTS:.3f}",
        "peripheries": "2" if box.folded and shape not in {"cds", "component", "box3d", "cylinder"} else "1",
    }
    return f"{box.id} [{_attributes(values)}];"


def _address(box: Box, row_of: dict[str, str] | None) -> dict[str, str]:
    if row_of is None:
        return {}
    return {"URL": "#components" if box.folded else row_of.get(box.members[0].id, "#components")}


def box_lines(box: Box, lang: Lang) -> list[str]:
    """
    Return what stands in *box*: its name or count, its kind and whose code it is, its CRDs, and a missing builder.
    """
    if box.kind is None or box.title is not None:
        lines = _group_lines(box, lang)
        return [*lines, say("map.gone_mark", lang)] if box.gone else lines
    kind = say(f"kind.{box.kind}", lang)
    built = say(f"built.{box.built or 'unknown'}", lang)
    if box.folded:
        names = [cut(for_terminal(part.name), _NAME_COLUMNS - 6) for part in box.members[:_MOST_NAMES]]
        lines = [say("map.folded", lang, n=len(box.members), kind=kind), *names]
        lines += ["…"] if len(box.members) > len(names) else []
        if box.built:
            lines[0] += f" · {built}"
    else:
        lines = [cut(for_terminal(box.members[0].name), _NAME_COLUMNS), f"{kind} · {built}"]
    lines += [f"CRD {cut(for_terminal(crd.name), _NAME_COLUMNS - 4)}" for crd in box.crds[:_MOST_CRDS]]
    if len(box.crds) > _MOST_CRDS:
        lines.append(say("map.crds_more", lang, n=len(box.crds) - _MOST_CRDS))
    return [*lines, say("map.gone_mark", lang)] if box.gone else lines


def _group_lines(box: Box, lang: Lang) -> list[str]:
    """
    Return the name of a group, how much it holds, and of what kinds.
    """
    counts = Counter(part.kind for part in (*box.members, *box.crds)).most_common()
    kinds = [say("map.folded", lang, n=n, kind=say(f"kind.{kind}", lang)) for kind, n in counts[:_MOST_KINDS]]
    name = cut_left(for_terminal(box.title), _NAME_COLUMNS) if box.title else say("graph.rest", lang)
    total = say("graph.components", lang, n=len(box.members) + len(box.crds))
    return [name, total, *kinds, *(["…"] if len(counts) > len(kinds) else [])]


def arrow_words(arrow: Arrow, lang: Lang) -> str:
    """
    Return how the source uses the target.
    """
    return say("list.and", lang).join(say(f"how.{how}", lang) for how in arrow.hows)


def _edge(arrow: Arrow, index: int, lang: Lang, *, labelled: bool) -> str:
    values = {
        "id": f"e{index}",
        "class": f"{arrow.confidence} from-{arrow.source} to-{arrow.target}",
        "style": _STYLES[arrow.confidence],
    }
    label = f", label={_sized(arrow_words(arrow, lang), _EDGE_SIZE)}" if labelled else ""
    return f"{arrow.source} -> {arrow.target} [{_attributes(values)}{label}];"


def _line(pair: Together, index: int) -> str:
    """
    Return the line of two boxes that change together: without a head, and moving no box.
    """
    values = {
        "id": f"t{index}",
        "class": f"together from-{pair.one} to-{pair.other}",
        "style": "dashed",
        "dir": "none",
        "constraint": "false",
        "color": TOGETHER,
    }
    return f"{pair.one} -> {pair.other} [{_attributes(values)}];"


def _attributes(values: dict[str, str]) -> str:
    return ", ".join(f"{key}={_quoted(value)}" for key, value in values.items())


def _sized(text: str, size: float) -> str:
    """
    Return *text*, one of our own words, as a label; Graphviz does not know how wide Japanese is, so it is told.
    """
    if text.isascii():
        return _quoted(text)
    cell = f'<td width="{_points(text, size):.0f}" height="{size * 1.3:.0f}" fixedsize="true">{escape(text)}</td>'
    return f'<<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr>{cell}</tr></table>>'


def _quoted(text: str) -> str:
    """
    Return *text* as a DOT string that shows it literally: no escape of Graphviz's and no entity in it is in force.
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;").replace("\n", "\\n")
    return f'"{escaped}"'


def _points(text: str, size: float) -> float:
    return size * sum(_em(char) for char in text)


def _em(char: str) -> float:
    """
    Return about how wide *char* is in a sans-serif face, so that the boxes fit without measuring fonts.
    """
    if not char.isascii():
        return 1.02 if char > "\u02ff" else 0.6
    if char in "iljtfr.,:;'|!()[] ":
        return 0.34
    return 0.86 if char in "mwMW@%" else 0.66 if char.isupper() else 0.57
