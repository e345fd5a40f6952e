"""
The map as a DOT file.
"""

import re

import pytest

from debtscan.app.graph import Wanted, view_of
from debtscan.model.words import Collapse
from debtscan.render.graph.dot import render
from debtscan.render.options import RenderOptions
from debtscan.safe.drawing import draw_svg
from tests.unit.render.sample import hostile, large, platform


def test_comments_say_what_is_shown_and_left_out() -> None:
    """
    Before the graph, a sentence a line.
    """
    lines = render(view_of(platform(), Wanted()), RenderOptions()).splitlines()

    assert lines[:2] == [
        "// Map of ml-platform + ml-services, 2022-04-20",
        "// 4 CRDs are drawn inside what serves them.",
    ]
    assert lines[lines.index("digraph map {") - 1].startswith("// ")


def test_boxes_lead_nowhere() -> None:
    """
    There is no page around this picture.
    """
    assert "URL=" not in render(view_of(platform(), Wanted()), RenderOptions())


@pytest.mark.parametrize("collapse", [None, *Collapse])
def test_graphviz_draws_every_box(collapse: Collapse | None) -> None:
    """
    As many as the text has, whatever they are called.
    """
    for assessment in (platform(), hostile(), large(300)):
        text = render(view_of(assessment, Wanted(collapse=collapse)), RenderOptions())

        svg = draw_svg(text)

        assert svg is not None
        assert len(re.findall(r'class="node ', svg)) == len(re.findall(r"^n\d+ \[id", text, re.MULTILINE)) > 0
