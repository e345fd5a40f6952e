import sys
import sysconfig
from pathlib import Path

import pytest

from debtscan.safe import drawing
from debtscan.safe.drawing import draw_svg


def test_graph_becomes_one_svg_element() -> None:
    """
    The picture is an element that can stand in a page: no prolog, no document type, labels escaped.
    """
    svg = draw_svg('digraph { a [label="<b> 日本"]; a -> "b\ud800" }')

    assert svg is not None
    assert svg.startswith("<svg")
    assert svg.endswith("</svg>")
    assert "&lt;b&gt;" in svg


def test_same_graph_gives_same_bytes() -> None:
    """
    Drawing is deterministic.
    """
    assert draw_svg("digraph { a -> b; a -> c }") == draw_svg("digraph { a -> b; a -> c }")


def test_nonsense_gives_no_picture() -> None:
    """
    What is no graph is not drawn.
    """
    assert draw_svg("digraph {") is None


def test_slow_drawing_is_given_up() -> None:
    """
    A graph that takes longer than allowed is not drawn.
    """
    edges = " ".join(f"n{a} -> n{b};" for a in range(200) for b in range(200))

    assert draw_svg(f"digraph {{ {edges} }}", deadline=0.2) is None


def test_missing_program_gives_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Without the program there is no picture and no error.
    """
    monkeypatch.setattr(drawing, "_program", lambda: None)

    assert draw_svg("digraph {}") is None


def test_program_is_found_by_what_the_wheel_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    When it does not lie beside the interpreter, the installed file list knows where it is.
    """
    beside = drawing._program()
    drawing._program.cache_clear()
    monkeypatch.setattr(sysconfig, "get_path", lambda _: "/nowhere")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    recorded = drawing._program()

    drawing._program.cache_clear()
    assert beside is not None
    assert recorded == beside.resolve()


def test_wheel_that_is_not_installed_records_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    No wheel, no program.
    """
    monkeypatch.setattr(drawing, "_WHEEL", "no-such-distribution")

    assert drawing._recorded("graphviz-pure") == []


def test_drawing_nothing_prints_nothing_useful(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A program that succeeds without drawing gives no picture.
    """
    monkeypatch.setattr(drawing, "_program", lambda: Path("/bin/true"))

    assert draw_svg("digraph {}") is None
