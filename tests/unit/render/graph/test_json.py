"""
The map, a chain and what depends on a component as JSON, with their published schemas.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from debtscan.app.graph import Wanted, chain_between, reach_of, view_of
from debtscan.model.assessment import Assessment
from debtscan.model.words import Collapse, Direction
from debtscan.render.graph.json import SCHEMAS, render, render_chain, render_reach, schema
from debtscan.render.options import RenderOptions
from tests.unit.render.sample import TRAIN, empty, hostile, large, platform

SCHEMA_FOLDER = Path(__file__).parents[4] / "docs" / "schema"


def _errors(text: str, file: str) -> list[str]:
    found = Draft202012Validator(json.loads(schema(file))).iter_errors(json.loads(text))
    return [error.message for error in found]


@pytest.mark.parametrize("file", SCHEMAS)
def test_the_published_schema_is_up_to_date(file: str) -> None:
    """
    And a schema itself.
    """
    Draft202012Validator.check_schema(json.loads(schema(file)))
    assert (SCHEMA_FOLDER / file).read_text(encoding="utf-8") == schema(file)


@pytest.mark.parametrize("collapse", [None, *Collapse])
@pytest.mark.parametrize("make", [platform, hostile, empty, lambda: large(90)])
def test_the_map_is_valid(make: Callable[[], Assessment], collapse: Collapse | None) -> None:
    """
    Whatever it holds.
    """
    text = render(view_of(make(), Wanted(collapse=collapse)), RenderOptions())

    assert _errors(text, "debtscan.graph-1.schema.json") == []


def test_a_node_says_where_it_is_and_how_it_is_linked() -> None:
    """
    The part that was asked for, with its groups.
    """
    document = json.loads(render(view_of(platform(), Wanted("train-controller", 1, Collapse.KIND)), RenderOptions()))

    assert (document["schema"], document["now"]) == ("debtscan.graph/1", "2022-04-20")
    assert document["focus"] == {"component": TRAIN.id, "depth": 1}
    node = next(node for node in document["components"] if node["id"] == TRAIN.id)
    assert (node["repo"], node["uses"], node["used_by"]) == ("ml-platform", 2, 0)
    assert node["evidence"][0]["line"] == 31
    assert document["collapsed"]["by"] == "kind"
    assert [link["target"] for link in document["collapsed"]["links"]] == ["kind:cluster", "kind:crd"]


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("retrain-cron", "warehouse", ("steps", 2)),
        ("warehouse", "retrain-cron", ("backward", 2)),
        ("nightly-training", "training-cluster", ("connection", 3)),
        ("grafana", "warehouse", None),
    ],
)
def test_a_chain_is_valid_and_null_where_there_is_none(source: str, target: str, found: tuple[str, int] | None) -> None:
    """
    Each step has its links with how and where.
    """
    text = render_chain(chain_between(platform(), source, target), platform())
    document = json.loads(text)

    assert _errors(text, "debtscan.graph-path-1.schema.json") == []
    assert (document["source"]["name"], document["target"]["name"]) == (source, target)
    chains = {key: len(document[key]) for key in ("steps", "backward", "connection") if document[key] is not None}
    assert chains == (dict([found]) if found else {})
    assert all(link["evidence"] for key in chains for step in document[key] for link in step["links"])


def test_dependents_are_valid_with_distance_and_first_step() -> None:
    """
    The chain leads from the dependent to the component.
    """
    text = render_reach(reach_of(platform(), "warehouse", Direction.DEPENDENTS), platform())
    document = json.loads(text)

    assert _errors(text, "debtscan.graph-reach-1.schema.json") == []
    last = document["reached"][-1]
    assert (last["component"]["name"], last["distance"]) == ("retrain-cron", 2)
    assert [end.rpartition(":")[2] for end in last["chain"]] == ["retrain-cron", "nightly-training", "warehouse"]
    assert last["first"]["target"] == "ml-platform:pipeline:nightly-training"
    assert last["first"]["links"][0]["how"] == "trigger"
