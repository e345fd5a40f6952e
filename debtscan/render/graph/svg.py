"""
The map as a picture of its own: SVG with a heading, a legend and what is left out, readable on any background.
"""

import re
from html import escape

from msgspec import Struct
from msgspec.structs import replace

from debtscan.base.errors import DebtscanError
from debtscan.base.messages import say
from debtscan.model.view import GraphView
from debtscan.model.words import Confidence, Lang
from debtscan.render.columns import width, wrap
from debtscan.render.dot import LOOKS, TOGETHER, Look, dot_of
from debtscan.render.graph.caption import notes, title
from debtscan.render.labels import labelled
from debtscan.render.map import map_of
from debtscan.render.options import RenderOptions
from debtscan.render.picture import picture_of
from debtscan.render.summary import estate_name
from debtscan.safe.drawing import draw_svg

_SIZE = re.compile(r'width="[\d.]+" height="[\d.]+"\s+viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
_FACES = "font-family=\"Helvetica, Arial, 'Noto Sans', 'Noto Sans JP', 'Hiragino Sans', Meiryo, sans-serif\""
_HEAD = 'xmlns="http://www.w3.org/2000/svg" role="group" aria-labelledby="map-title map-desc"'
_MARGIN = 24.0
_NARROWEST = 640.0  # points, so that the words below a small map have room
_HEADING, _SMALL = 20, 12  # points
_LINE = 18.0
_COLUMN = 6.2  # points that one column of small text takes
_MOST_LINES = 6  # of one sentence
_SAMPLE = 30  # points, of a sample in the legend
_QUIET = f'font-size="{_SMALL}" fill="#4b5563"'
_DASHED = {"dashed": ' stroke-dasharray="5,2"', "dotted": ' stroke-dasharray="1,4"'}  # as Graphviz draws them
_DASHES = {Confidence.HIGH: "", Confidence.MEDIUM: _DASHED["dashed"], Confidence.LOW: _DASHED["dotted"]}

_LINE_ALONE = f'<path d="M0 7H{_SAMPLE}" fill="none" stroke="{TOGETHER}"{_DASHED["dashed"]}/>'


class _Drawing(Struct, frozen=True):
    """
    What Graphviz drew, how large, and what it shows in words.
    """

    inner: str
    wide: float  # points
    high: float
    says: str
    together: bool = False  # lines without heads are among the arrows


def render(view: GraphView, options: RenderOptions) -> str:
    """
    Return the picture; it says with words what lines and colours say, and every box and arrow has a title.
    """
    view = replace(view, assessment=labelled(view.assessment, options.lang))
    drawn, lang = map_of(view), options.lang
    if not drawn.boxes:
        return _framed(_Drawing("", 0.0, 0.0, say("map.empty", lang)), title(view, lang), notes(drawn, lang), lang)
    svg = draw_svg(dot_of(drawn, lang))
    if svg is None:
        raise DebtscanError(say("error.no_picture", lang), say("hint.other_picture", lang))
    picture = picture_of(svg, drawn, estate_name(view.assessment), lang)
    found = _SIZE.search(picture)
    wide, high = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    inner = picture[picture.index("<g ") : picture.rindex("</svg>")]
    says = say("map.desc", lang, n=len(drawn.boxes), links=sum(arrow.links for arrow in drawn.arrows))
    return _framed(_Drawing(inner, wide, high, says, bool(drawn.together)), title(view, lang), notes(drawn, lang), lang)


def _framed(drawing: _Drawing, heading: str, below: list[str], lang: Lang) -> str:
    """
    Return *drawing* on white with *heading* over it, the legend and the sentences *below* it.
    """
    full = max(drawing.wide, _NARROWEST)
    told = below if drawing.inner else [drawing.says, *below]
    words = [line for sentence in told for line in wrap(sentence, int(full / _COLUMN), _MOST_LINES)]
    top = _MARGIN + _HEADING + _MARGIN / 2
    under = top + drawing.high + _MARGIN
    legend, rows = _legend(under, full, lang, together=drawing.together) if drawing.inner else ([], 0)
    start = under + _LINE * (rows + (0.5 if rows else 0))
    size = min(_HEADING, full / (0.6 * max(1, width(heading))))
    total = f"{full + 2 * _MARGIN:.0f}", f"{start + _LINE * len(words) + _MARGIN / 2:.0f}"
    lines = [
        f'<svg {_HEAD} {_FACES} width="{total[0]}" height="{total[1]}" viewBox="0 0 {total[0]} {total[1]}">',
        f'<title id="map-title">{escape(heading)}</title>',
        f'<desc id="map-desc">{escape(" ".join([drawing.says, *below]).strip())}</desc>',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        _words(_MARGIN, _MARGIN + size, heading, f'font-size="{size:.1f}" font-weight="bold" fill="#1f2328"'),
        f'<g transform="translate({_MARGIN:g} {top:g})">',
        drawing.inner.strip(),
        "</g>",
        *legend,
        *(_words(_MARGIN, start + _LINE * index, line, _QUIET) for index, line in enumerate(words)),
    ]
    return "\n".join([*(line for line in lines if line), "</svg>", ""])


def _words(x: float, y: float, text: str, style: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(text)}</text>'


def _legend(y: float, full: float, lang: Lang, *, together: bool) -> tuple[list[str], int]:
    """
    Return samples of the outlines and arrows with their meaning, and how many rows they take.
    """
    outlines = [(_outline(look), say(f"built.{built or 'unknown'}", lang)) for built, look in LOOKS.items()]
    arrows = [(_arrow(dashes), say(f"confidence.{sure}", lang)) for sure, dashes in _DASHES.items()]
    arrows += [(_LINE_ALONE, say("map.change", lang))] if together else []
    lines: list[str] = []
    x, rows = 0.0, 1
    for sample, label in (*outlines, *arrows):
        room = _SAMPLE + 6 + _COLUMN * width(label) + 18
        if x and x + room > full:
            x, rows = 0.0, rows + 1
        here = y + _LINE * (rows - 1)
        lines.append(f'<g transform="translate({_MARGIN + x:.1f} {here - 11:.1f})">{sample}</g>')
        lines.append(_words(_MARGIN + x + _SAMPLE + 6, here, label, _QUIET))
        x += room
    return lines, rows


def _outline(look: Look) -> str:
    dashes = next((_DASHED[style] for style in _DASHED if style in look.style), "")
    return (
        f'<rect x="1" y="1" width="{_SAMPLE - 2}" height="12" rx="2" fill="{look.fill}" stroke="{look.line}" '
        f'stroke-width="{look.pen:g}"{dashes}/>'
    )


def _arrow(dashes: str) -> str:
    return (
        f'<path d="M0 7H{_SAMPLE - 6}" fill="none" stroke="#6b7280"{dashes}/>'
        f'<path d="M{_SAMPLE - 7} 3.5L{_SAMPLE} 7L{_SAMPLE - 7} 10.5Z" fill="#6b7280"/>'
    )
