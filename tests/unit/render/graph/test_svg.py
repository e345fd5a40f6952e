"""
The map as a picture of its own.
"""

from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from debtscan.app.graph import Wanted, view_of
from debtscan.base.errors import DebtscanError
from debtscan.model.knowledge import ComponentCoupling
from debtscan.model.view import GraphView
from debtscan.model.words import Lang
from debtscan.render.graph import svg
from debtscan.render.options import RenderOptions
from debtscan.render.summary import live
from tests.unit.render.sample import apart, empty, hostile, large, platform

SVG = "{http://www.w3.org/2000/svg}"


def _drawn(view: GraphView, lang: Lang = Lang.EN) -> ET.Element:
    return ET.fromstring(svg.render(view, RenderOptions(lang=lang)))


def test_the_picture_says_what_it_is() -> None:
    """
    Title and description are its own; each box and arrow has a title.
    """
    root = _drawn(GraphView(platform()))

    assert root.get("aria-labelledby") == "map-title map-desc"
    assert [root[0].text, root[0].get("id")] == ["Map of ml-platform + ml-services, 2022-04-20", "map-title"]
    assert (root[1].text or "").startswith("16 boxes and 18 arrows; an arrow leads")
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert "build-images → ranking: builds (sure)" in titles
    assert len(titles) == 1 + 16 + 18


def test_lines_and_colours_are_explained() -> None:
    """
    In the language asked for.
    """
    words = [text.text for text in _drawn(GraphView(platform()), Lang.JA).iter(f"{SVG}text")]

    assert {"自作", "OSS", "マネージド", "確実", "推測"} <= set(words)
    assert words[0] == "ml-platform + ml-servicesの地図、2022-04-20"


def test_lines_without_heads_are_drawn_and_explained() -> None:
    """
    Where things change together though no link is known; else the legend does not speak of them.
    """
    one, other = apart()
    pair = ComponentCoupling(one, other, 70, 8, 0.001, linked=False)

    found = _drawn(GraphView(replace(platform(), coupling=(pair,))))

    titles = [title.text or "" for title in found.iter(f"{SVG}title")]
    words = [text.text for text in found.iter(f"{SVG}text")]
    assert [title for title in titles if title.endswith("change together: 70%, 8 commits")]
    assert "change together" in words
    assert any((word or "").startswith("1 dashed line without a head") for word in words)
    assert "change together" not in [text.text for text in _drawn(GraphView(platform())).iter(f"{SVG}text")]


def test_every_name_is_text() -> None:
    """
    Nothing that a name holds becomes an element or an address.
    """
    root = _drawn(GraphView(hostile()))

    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg",
        "g",
        "title",
        "desc",
        "rect",
        "text",
        "path",
        "polygon",
        "polyline",
        "ellipse",
    }
    assert not any("href" in name or name.startswith("on") for element in root.iter() for name in element.attrib)
    assert "<script>alert(1)</script>" in [text.text for text in root.iter(f"{SVG}text")]


def test_nothing_to_draw_is_said() -> None:
    """
    The picture is valid all the same.
    """
    words = [text.text for text in _drawn(GraphView(empty())).iter(f"{SVG}text")]

    assert words == ["Map of void, 2022-04-20", "There is nothing to draw."]


def test_what_cannot_be_drawn_is_an_error_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Other formats need no drawing.
    """
    monkeypatch.setattr(svg, "draw_svg", lambda _: None)

    with pytest.raises(DebtscanError, match="could not be drawn") as caught:
        svg.render(GraphView(platform()), RenderOptions())

    assert "-f mermaid" in caught.value.hint


def test_one_box_has_room_for_its_words() -> None:
    """
    The heading and the notes are not cut off by a small picture.
    """
    one = replace(platform(), components=live(platform())[:1], links=())

    root = _drawn(GraphView(one, beyond=40))

    assert float(root.get("width", "0")) > 600


def test_the_whole_text_lies_in_the_picture() -> None:
    """
    The last line of the notes, too.
    """
    root = _drawn(view_of(large(300), Wanted()))

    own = [float(text.get("y", "0")) for text in root.findall(f"{SVG}text")]
    assert max(own) < float(root.get("height", "0"))
