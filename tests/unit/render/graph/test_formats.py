"""
Every format of the map has its renderer, and no name breaks out of any.
"""

import re
from collections.abc import Callable

import pytest

from debtscan.app.graph import Wanted, view_of
from debtscan.model.assessment import Assessment
from debtscan.model.component import ComponentId
from debtscan.model.view import Focus, GraphView
from debtscan.model.words import Collapse, GraphFormat, Lang
from debtscan.render.boxes import MOST_BOXES
from debtscan.render.graph import DRAWN, RENDERERS
from debtscan.render.graph.caption import left_out
from debtscan.render.map import map_of
from debtscan.render.options import RenderOptions
from tests.unit.render.sample import TRAIN, empty, hostile, large, platform

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def test_every_format_is_there() -> None:
    """
    A format that the command line offers can be written.
    """
    assert set(RENDERERS) == set(GraphFormat)
    assert set(RENDERERS) > DRAWN


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("make", [platform, hostile, empty, lambda: large(90)])
@pytest.mark.parametrize("collapse", [None, *Collapse])
@pytest.mark.parametrize("form", list(GraphFormat))
def test_a_format_is_text_that_acts_on_nothing(
    form: GraphFormat, collapse: Collapse | None, make: Callable[[], Assessment], lang: Lang
) -> None:
    """
    It can be encoded and printed, and the same input gives the same text.
    """
    view = view_of(make(), Wanted(collapse=collapse, everything=True))

    first, second = (RENDERERS[form](view, RenderOptions(lang=lang)) for _ in range(2))

    assert first == second
    assert first.endswith("\n")
    assert not ACTING.search(first)
    assert "\n::" not in first
    first.encode()


@pytest.mark.parametrize("number", [MOST_BOXES + 1, 300])
@pytest.mark.parametrize("form", sorted(DRAWN))
def test_a_picture_has_at_most_sixty_boxes_and_says_what_it_leaves_out(form: GraphFormat, number: int) -> None:
    """
    In itself, as on stderr.
    """
    view = view_of(large(number), Wanted())

    text = RENDERERS[form](view, RenderOptions())

    patterns = {
        GraphFormat.DOT: r"^n\d+ \[id",
        GraphFormat.MERMAID: r'^ +n\d+[^ ]*"',
        GraphFormat.SVG: r'class="node ',
    }
    assert 20 < len(re.findall(patterns[form], text, re.MULTILINE)) <= MOST_BOXES
    said = left_out(view, Lang.EN)
    assert [line for line in said if line not in re.sub(r"</text>\s*<text[^>]*>", " ", text)] == []
    assert any("drawn together" in line for line in said)


@pytest.mark.parametrize("form", sorted(DRAWN))
def test_up_to_sixty_components_are_drawn_one_by_one(form: GraphFormat) -> None:
    """
    Nothing is drawn together unless it was asked for.
    """
    view = view_of(large(55), Wanted())

    assert all(not box.folded for box in map_of(view).boxes)
    assert "drawn together" not in RENDERERS[form](view, RenderOptions())


@pytest.mark.parametrize("form", sorted(DRAWN | {GraphFormat.TEXT, GraphFormat.BACKSTAGE}))
def test_what_is_not_in_use_is_shown_only_when_asked_for(form: GraphFormat) -> None:
    """
    Or when it is the focus.
    """
    quiet, loud = (
        RENDERERS[form](view_of(platform(), Wanted(everything=all_)), RenderOptions()) for all_ in (False, True)
    )

    assert ("hello" in quiet, "hello" in loud) == (False, True)


@pytest.mark.parametrize("form", [GraphFormat.JSON, GraphFormat.GRAPHML])
def test_formats_for_other_tools_are_complete(form: GraphFormat) -> None:
    """
    Whether in use or not, however many, and also where groups are asked for.
    """
    text = RENDERERS[form](view_of(large(300), Wanted(collapse=Collapse.SYSTEM)), RenderOptions())

    assert all(f"part-{index:04d}" in text for index in range(300))
    assert "hello" in RENDERERS[form](view_of(platform(), Wanted()), RenderOptions())


def test_the_focus_is_named_in_the_caption() -> None:
    """
    And marked in the picture.
    """
    view = GraphView(platform(), Focus(TRAIN.id, 2))

    svg, mermaid, dot = (
        RENDERERS[form](view, RenderOptions()) for form in (GraphFormat.SVG, GraphFormat.MERMAID, GraphFormat.DOT)
    )

    assert "around train-controller, at most 2 links away</title>" in svg
    assert 'gone focus"' in dot
    assert re.search(r"class n\d+ focus$", mermaid, re.MULTILINE)


def test_a_focus_that_is_not_in_use_is_drawn() -> None:
    """
    It was asked for by name.
    """
    view = view_of(platform(), Wanted("hello"))

    assert view.focus == Focus(ComponentId("ml-platform:service:hello"), 1)
    assert [box.members[0].name for box in map_of(view).boxes] == ["hello"]
