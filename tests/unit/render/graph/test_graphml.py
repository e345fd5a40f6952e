"""
The map as GraphML, read by networkx.
"""

import io
from collections.abc import Callable
from typing import cast

import networkx as nx
import pytest
from msgspec.structs import replace

from debtscan.app.graph import Wanted, view_of
from debtscan.model.assessment import Assessment
from debtscan.model.component import ComponentId
from debtscan.model.words import Collapse, How
from debtscan.render.graph.graphml import render
from debtscan.render.options import RenderOptions
from tests.unit.render.sample import COMPONENTS, HOSTILE, LINKS, TRAIN, empty, hostile, large, platform


def _read(assessment: Assessment, wanted: Wanted = Wanted()) -> "nx.MultiDiGraph[str]":  # noqa: B008 - frozen
    text = render(view_of(assessment, wanted), RenderOptions())
    return cast("nx.MultiDiGraph[str]", nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True))


@pytest.mark.parametrize("make", [platform, hostile, lambda: large(300), empty])
def test_networkx_reads_every_component_and_link(make: Callable[[], Assessment]) -> None:
    """
    As many as there are, each under its name.
    """
    assessment = make()

    graph = _read(assessment)

    assert (len(graph), graph.number_of_edges()) == (len(assessment.components), len(assessment.links))
    assert graph.is_directed()


def test_values_have_their_types() -> None:
    """
    Numbers are numbers, and what is not known is not there.
    """
    graph = _read(platform(), Wanted(collapse=Collapse.KIND))

    assert graph.nodes[TRAIN.id] == {
        "name": "train-controller",
        "kind": "controller",
        "built": "bespoke",
        "status": "live",
        "live": True,
        "language": "Go",
        "repo": "ml-platform",
        "system": "controllers",
        "group": "kind:controller",
        "path": "controllers/train-controller/main.go",
        "line": 31,
        "lines": 420,
        "complexity": 97,
    }
    first = LINKS[0]
    assert list(graph.get_edge_data(first.source, first.target).values()) == [
        {
            "how": "data",
            "confidence": "medium",
            "repo": "ml-platform",
            "path": "pipelines/nightly.yaml",
            "line": 9,
            "places": 1,
        }
    ]


def test_each_way_of_depending_is_an_edge() -> None:
    """
    Also between the same two, and without evidence.
    """
    doubled = replace(LINKS[0], how=How.BUILD, evidence=())

    graph = _read(replace(platform(), links=(replace(LINKS[0], how=How.ENV), doubled)))

    assert [edge["how"] for edge in graph.get_edge_data(doubled.source, doubled.target).values()] == ["env", "build"]


def test_names_are_shown_as_they_are() -> None:
    """
    With what XML cannot hold made visible, and never two nodes in one.
    """
    twins = tuple(replace(COMPONENTS[0], id=ComponentId(name)) for name in ("a\x1bb", r"a\x1bb"))

    names = {data["name"] for _, data in _read(hostile()).nodes(data=True)}

    assert '"/><img src=x onerror=alert(1)>' in names
    assert r"bytes\xff\x80.yaml" in names
    assert len(names) == len(HOSTILE)
    assert sorted(_read(replace(platform(), components=twins, links=()))) == [r"a\x1bb", r"a\x1bb#2"]
