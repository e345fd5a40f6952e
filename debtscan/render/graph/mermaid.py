"""
The map in Mermaid's language: for Markdown pages, wikis and merge requests that draw it.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from debtscan.base.messages import say
from debtscan.model.view import GraphView
from debtscan.model.words import Built, Confidence, Kind, Lang
from debtscan.render.boxes import Box
from debtscan.render.dot import arrow_words, box_lines
from debtscan.render.graph.caption import notes, title
from debtscan.render.labels import labelled
from debtscan.render.map import LAYER_OF, LAYERS, Arrow, Map, map_of
from debtscan.render.options import RenderOptions

_SHAPES = {
    Kind.SERVICE: ("(", ")"),
    Kind.JOB: ("[", "]"),
    Kind.PIPELINE: (">", "]"),
    Kind.CRD: ("[/", "\\]"),
    Kind.CONTROLLER: ("[[", "]]"),
    Kind.CLUSTER: ("[[", "]]"),
    Kind.SCHEDULER: ("{{", "}}"),
    Kind.CI: ("{{", "}}"),
    Kind.DATASTORE: ("[(", ")]"),
    Kind.QUEUE: ("[/", "/]"),
    Kind.REGISTRY: ("[(", ")]"),
    Kind.GATEWAY: ("{{", "}}"),
    Kind.MONITORING: ("([", "])"),
    Kind.LIBRARY: ("[", "]"),
    Kind.CLI: ("[", "]"),
    Kind.UI: ("(", ")"),
    Kind.CHART: ("[", "]"),
    Kind.IAC: ("[", "]"),
    Kind.IDENTITY: ("{{", "}}"),
}
_CLASSES = {
    "bespoke": "fill:#fdf0e9,stroke:#b3441e,stroke-width:3px,color:#1f2328",
    "mixed": "fill:#fbf4dd,stroke:#8a6100,stroke-width:2px,stroke-dasharray:6 3,color:#1f2328",
    "oss": "fill:#eef4fa,stroke:#2f5d8a,stroke-width:1px,color:#1f2328",
    "managed": "fill:#edf7f2,stroke:#2d6e55,stroke-width:2px,stroke-dasharray:2 3,color:#1f2328",
    "unknown": "fill:#f5f6f7,stroke:#6b7280,stroke-width:1px,color:#1f2328",
    "focus": "stroke-width:5px",
}
_ARROWS = {Confidence.HIGH: "-->", Confidence.MEDIUM: "-.->", Confidence.LOW: "-.->"}
_GUESS = " ?"
# Whatever else stands in a label is written as its number: quotes end it, "#" and ";" make entities, "%{" directives,
# "*", "_" and "`" Markdown, "<" HTML, and a dot or dash behind a word a list.
_PLAIN = frozenset(" /,@·×+…")  # noqa: RUF001 - the sign that counts
# These act although they are written as numbers: a line break, a formula, an icon. An unseen sign keeps them apart.
_ACTING = re.compile(r"\\(?=n)|\$(?=\$)|:(?=fa-)")
_APART = "\\g<0>\u200b"


def render(view: GraphView, options: RenderOptions) -> str:
    """
    Return a flow chart, with what it shows and what it leaves out as comments and as its description.
    """
    view = replace(view, assessment=labelled(view.assessment, options.lang))
    drawn, lang = map_of(view), options.lang
    said = notes(drawn, lang)
    lines = ["flowchart LR", *(f"  %% {line}" for line in said)]
    lines.append(f"  accTitle: {_text(title(view, lang))}")
    lines += [f"  accDescr: {' '.join(said).replace(';', ',')}"] if said else []
    lines += _boxes(drawn, lang)
    lines += [f"  {_arrow(arrow, lang, labelled=drawn.labelled)}" for arrow in drawn.arrows]
    lines += [f"  {pair.one} -.- {pair.other}" for pair in drawn.together]
    lines += _classes(drawn.boxes)
    return "\n".join(lines) + "\n"


def _boxes(drawn: Map, lang: Lang) -> Iterable[str]:
    if not drawn.layered:
        yield from (f"  {_box(box, lang)}" for box in drawn.boxes)
        return
    for layer in LAYERS:
        boxes = [box for box in drawn.boxes if box.kind and LAYER_OF[box.kind] == layer]
        if boxes:
            yield f'  subgraph layer_{layer}["{_text(say(f"layer.{layer}", lang))}"]'
            yield from (f"    {_box(box, lang)}" for box in boxes)
            yield "  end"


def _box(box: Box, lang: Lang) -> str:
    left, right = _SHAPES[box.kind] if box.kind else ("(", ")")
    label = "<br>".join(_text(line) for line in box_lines(box, lang))
    return f'{box.id}{left}"{label}"{right}'


def _arrow(arrow: Arrow, lang: Lang, *, labelled: bool) -> str:
    words = (arrow_words(arrow, lang) if labelled else "") + (_GUESS if arrow.confidence is Confidence.LOW else "")
    label = f'|"{_text(words)}"|' if words else ""
    return f"{arrow.source} {_ARROWS[arrow.confidence]}{label} {arrow.target}"


def _classes(boxes: Sequence[Box]) -> Iterable[str]:
    for built in (*Built, None):
        ids = [box.id for box in boxes if box.built is built]
        if ids:
            yield from _class(built or "unknown", ids)
    focus = [box.id for box in boxes if box.focus]
    if focus:
        yield from _class("focus", focus)


def _class(name: str, ids: Sequence[str]) -> Iterable[str]:
    yield f"  classDef {name} {_CLASSES[name]}"
    yield f"  class {','.join(ids)} {name}"


def _text(text: str) -> str:
    """
    Return *text*, one line without controls, so that Mermaid shows it literally.
    """
    apart = _ACTING.sub(_APART, text)
    return "".join(
        char if char.isalnum() or char in _PLAIN else _entity(apart, index) for index, char in enumerate(apart)
    )


def _entity(text: str, index: int) -> str:
    """
    Return a sign of *text* as its number, unless it is a dot, dash or underscore within a word: these are safe.
    """
    char = text[index]
    inside = 0 < index < len(text) - 1 and text[index - 1].isalnum() and text[index + 1].isalnum()
    return char if char in ".-_" and inside else f"#{ord(char)};"
