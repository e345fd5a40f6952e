# ruff: noqa: RUF001 - the signs of the map
"""
The map in Mermaid's language.
"""

import re

import pytest
from msgspec.structs import replace

from debtscan.app.graph import Wanted, view_of
from debtscan.model.knowledge import ComponentCoupling
from debtscan.model.view import GraphView
from debtscan.model.words import Collapse, Kind
from debtscan.render.graph import mermaid
from debtscan.render.graph.mermaid import render
from debtscan.render.options import RenderOptions
from tests.unit.render.sample import apart, hostile, large, platform

LINE = re.compile(
    r"flowchart LR|  %% [^%]+|  accTitle: [^;]+(#\d+;[^;]*)*|  accDescr: [^;#]+"
    r"|  +subgraph layer_\w+\[\"[^\"]*\"\]|  end"
    r"|  +n\d+[\[({>/]+\"[^\"\n`%*]+\"[\])}/\\]+|  n\d+ (-->|-\.->)(\|\"[^\"]*\"\|)? n\d+|  classDef \w+ [\w#:, .-]+"
    r"|  class [n\d,]+ \w+"
)


def test_every_kind_has_a_shape() -> None:
    """
    The shape tells the kind besides the words.
    """
    assert set(mermaid._SHAPES) == set(Kind)


@pytest.mark.parametrize("collapse", [None, Collapse.SYSTEM])
def test_every_line_is_one_of_ours(collapse: Collapse | None) -> None:
    """
    Whatever the components are called.
    """
    for assessment in (platform(), hostile(), large(300)):
        text = render(view_of(assessment, Wanted(collapse=collapse)), RenderOptions())

        assert [line for line in text.splitlines() if not LINE.fullmatch(line)] == []


def test_boxes_stand_in_their_layers_and_arrows_say_how_sure() -> None:
    """
    A guess is dotted and has a question mark.
    """
    text = render(view_of(platform(), Wanted()), RenderOptions())

    assert re.findall(r"subgraph layer_(\w+)", text) == ["code", "schedule", "pipeline", "service", "data", "cluster"]
    assert text.count("  end\n") == 6
    assert '[["train-controller<br>controller · home-made<br>CRD TrainJob<br>× builder gone"]]' in text
    assert '-.->|"data #63;"|' in text


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.b-c_d_e", "a.b-c_d_e"),
        ("推薦 1", "推薦 1"),
        ('"x"', "#34;x#34;"),
        ("1. x", "1#46; x"),
        ("- x", "#45; x"),
        ("#quot;", "#35;quot#59;"),
        ("%%{init}%%", "#37;#37;#123;init#125;#37;#37;"),
        (r"a\nb", "a#92;#8203;nb"),
        ("$$x$$", "#36;#8203;#36;x#36;#8203;#36;"),
        ("fa:fa-car", "fa#58;#8203;fa-car"),
        ("_a_", "#95;a#95;"),
        ("`a`", "#96;a#96;"),
        ("<b>", "#60;b#62;"),
    ],
)
def test_a_name_is_shown_as_it_is(name: str, written: str) -> None:
    """
    Whatever acts in Mermaid or in its Markdown is a number; what acts even then is kept apart by an unseen sign.
    """
    assert mermaid._text(name) == written


def test_groups_stand_in_no_layer() -> None:
    """
    A system holds several kinds.
    """
    text = render(view_of(platform(), Wanted(collapse=Collapse.SYSTEM)), RenderOptions())

    assert "subgraph" not in text
    assert '[["ml-platform/controllers<br>8 components<br>4 × controller<br>4 × custom' in text


def test_what_changes_together_is_joined_by_a_line_without_a_head() -> None:
    """
    Dashed, behind the arrows, and explained in the comments.
    """
    pair = ComponentCoupling(*apart(), 70, 8, 0.001, linked=False)

    lines = render(GraphView(replace(platform(), coupling=(pair,))), RenderOptions()).splitlines()

    assert sum(re.fullmatch(r"  n\d+ -\.- n\d+", line) is not None for line in lines) == 1
    assert any("dashed line without a head" in line for line in lines if line.startswith("  %% "))
