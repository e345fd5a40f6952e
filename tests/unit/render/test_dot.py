# ruff: noqa: RUF001 - Japanese sentences and the signs that reports use
"""
The map as DOT: shapes and lines tell what words tell, and no name breaks out of its label.
"""

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from debtscan.model.assessment import Assessment
from debtscan.model.component import ComponentId
from debtscan.model.knowledge import ComponentCoupling
from debtscan.model.words import Kind, Lang
from debtscan.render import dot
from debtscan.render.dot import box_lines, dot_of
from debtscan.render.map import build_map
from tests.unit.render.sample import HOSTILE, TRAIN, apart, hostile, large, platform

ROWS = {str(TRAIN.id): "#c7"}


def _node(text: str, name: str) -> str:
    return next(line for line in text.split("\n") if f'label="{name}' in line)


def test_every_kind_has_a_shape() -> None:
    """
    The shape tells the kind besides the words.
    """
    assert set(dot._SHAPES) == set(Kind)


def test_a_box_says_what_it_is() -> None:
    """
    Name, kind, whose code, CRD and missing builder are words; a thick line and a class say the same.
    """
    text = dot_of(build_map(platform()), Lang.EN, ROWS)

    node = _node(text, "train-controller")
    assert r'label="train-controller\ncontroller · home-made\nCRD TrainJob\n× builder gone"' in node
    assert 'class="kind-controller built-bespoke gone"' in node
    assert 'shape="component", style="filled", penwidth="2.4"' in node
    assert 'URL="#c7"' in node


def test_layers_are_frames_in_their_order() -> None:
    """
    Only layers that hold something are drawn.
    """
    text = dot_of(build_map(platform()), Lang.EN, ROWS)

    assert re.findall(r"subgraph cluster_(\w+)", text) == [
        "code",
        "schedule",
        "pipeline",
        "service",
        "data",
        "cluster",
    ]


def test_arrows_say_how_and_how_sure() -> None:
    """
    The word is on the arrow; a guess is dotted and a likely link is dashed.
    """
    lines = dot_of(build_map(platform()), Lang.EN, ROWS).split("\n")

    edges = [line for line in lines if re.match(r"n\d+ -> n\d+ \[id", line)]
    assert len(edges) == 18
    assert sum('style="dotted"' in edge and 'label="data"' in edge for edge in edges) == 1
    assert sum('style="dashed"' in edge for edge in edges) == 1
    assert all(re.search(r'class="(high|medium|low) from-n\d+ to-n\d+"', edge) for edge in edges)


def test_japanese_labels_get_their_room() -> None:
    """
    Graphviz does not know how wide Japanese is.
    """
    text = dot_of(build_map(platform()), Lang.JA, ROWS)

    assert '<td width="31" height="13" fixedsize="true">データ</td>' in text
    assert r"× 作った人が不在" in text


@pytest.mark.parametrize("make", [platform, hostile, large])
def test_the_same_map_gives_the_same_text(make: Callable[[], Assessment]) -> None:
    """
    Nothing depends on order of hashing or time.
    """
    first, second = (dot_of(build_map(make()), Lang.EN, ROWS) for _ in range(2))

    assert first == second


def test_no_name_breaks_out_of_its_label() -> None:
    """
    Quotes, backslashes and entities are shown as they are; every attribute is closed again on its own line.
    """
    text = dot_of(build_map(hostile()), Lang.EN, {})

    for line in text.split("\n"):
        bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", line)
        assert '"' not in bare
        assert bare.count("[") == bare.count("]")
    assert "&lt;" not in text
    assert "{{ 7*7 }} {% raw %} ${PAT…" in text
    assert r"\\x1b[31mred\\x9b2J\\x07" in text


def test_entities_are_not_read_by_graphviz() -> None:
    """
    A name with an ampersand keeps it.
    """
    assert dot._quoted('a&amp;"b\\n') == r'"a&amp;amp;\"b\\n"'


def test_a_folded_box_counts_and_names() -> None:
    """
    The number and kind come first, some names follow.
    """
    box = next(box for box in build_map(large(300)).boxes if len(box.members) > 5)

    lines = box_lines(box, Lang.EN)

    assert lines[0].startswith(f"{len(box.members)} × ")
    assert lines[1:6] == [part.name for part in box.members[:5]]
    assert lines[6] == "…"


def test_many_crds_are_counted() -> None:
    """
    Four are named, the others counted.
    """
    drawn = build_map(platform())
    box = next(box for box in drawn.boxes if box.members[0].name == "deploy-controller")
    many = replace(box, crds=box.crds * 4)

    assert box_lines(many, Lang.EN)[-2:] == ["+4 more CRDs", "× builder gone"]


def test_boxes_without_arrows_stand_in_rows() -> None:
    """
    Invisible edges keep lonely boxes from making one tall column.
    """
    text = dot_of(build_map(replace(platform(), links=())), Lang.EN, {})

    assert text.count("style=invis") > 3


def test_a_box_without_row_leads_to_the_table() -> None:
    """
    A link never leads nowhere.
    """
    text = dot_of(build_map(platform()), Lang.EN, {ComponentId("other"): "#c1"})

    assert set(re.findall(r'URL="([^"]*)"', text)) == {"#components"}


def test_names_are_cut() -> None:
    """
    One endless name does not make an endless box.
    """
    drawn = build_map(hostile())

    assert all(len(line) <= 40 for box in drawn.boxes for line in box_lines(box, Lang.EN))
    assert len(drawn.boxes) == len(HOSTILE)


def test_a_line_of_what_changes_together_has_no_head_and_moves_no_box() -> None:
    """
    It stands behind the arrows.
    """
    pair = ComponentCoupling(*apart(), 70, 8, 0.001, linked=False)

    text = dot_of(build_map(replace(platform(), coupling=(pair,))), Lang.EN)

    line = next(line for line in text.splitlines() if 'id="t0"' in line)
    assert 'dir="none"' in line
    assert 'constraint="false"' in line
    assert 'style="dashed"' in line
