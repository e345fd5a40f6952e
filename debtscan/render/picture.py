"""
The drawn map as an accessible picture for the page: text stays text, and every box and arrow says what it is.
"""

import re
from html import escape

from debtscan.base.messages import say
from debtscan.model.words import Lang
from debtscan.render.dot import arrow_words, box_lines
from debtscan.render.map import Map
from debtscan.safe.text import for_terminal

_HEAD = re.compile(r'<svg width="([\d.]+)pt" height="([\d.]+)pt"')
_WIDTH = re.compile(r'^<svg[^>]* width="([\d.]+)"')
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_TITLE = re.compile(r"<title>([^<]*)</title>\n?")
_TOOLTIP = re.compile(r' xlink:title="[^"]*"')
_SPACE = re.compile(r' xml:space="preserve"')


def picture_of(svg: str, drawn: Map, name: str, lang: Lang) -> str:
    """
    Return *svg*, as Graphviz wrote it for *drawn*, ready to stand in the page.
    """
    titles = _titles(drawn, lang)
    text = _COMMENT.sub("", svg[svg.index("<svg") :])
    text = _TITLE.sub(lambda match: _title(titles.get(match[1], "")), text)
    text = _SPACE.sub("", _TOOLTIP.sub("", text))
    text = _HEAD.sub(
        r'<svg id="map-picture" role="group" aria-labelledby="map-title map-desc" width="\1" height="\2"', text
    )
    start = text.index(">") + 1
    links = sum(arrow.links for arrow in drawn.arrows)
    head = (
        f'\n<title id="map-title">{escape(say("map.title", lang, name=for_terminal(name)))}</title>'
        f'\n<desc id="map-desc">{escape(say("map.desc", lang, n=len(drawn.boxes), links=links))}</desc>'
    )
    return text[:start] + head + text[start:].strip() + "\n"


def width_of(picture: str) -> float:
    """
    Return how wide *picture* is, in points.
    """
    found = _WIDTH.search(picture)
    return float(found[1]) if found else 0.0


def _titles(drawn: Map, lang: Lang) -> dict[str, str]:
    names = {box.id: box_lines(box, lang) for box in drawn.boxes}
    found = {box: "; ".join(lines) for box, lines in names.items()}
    for arrow in drawn.arrows:
        how = arrow_words(arrow, lang)
        sure = say(f"confidence.{arrow.confidence}", lang)
        ends = f"{names[arrow.source][0]} → {names[arrow.target][0]}"
        found[f"{arrow.source}&#45;&gt;{arrow.target}"] = f"{ends}: {how} ({sure})"
    for pair in drawn.together:
        words = {"a": names[pair.one][0], "b": names[pair.other][0], "degree": pair.degree, "shared": pair.shared}
        found[f"{pair.one}&#45;&gt;{pair.other}"] = say("map.pair", lang, **words)
    return found


def _title(text: str) -> str:
    return f"<title>{escape(text)}</title>\n" if text else ""
