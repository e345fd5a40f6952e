"""
The map as Backstage's catalogue.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from debtscan.app.graph import Wanted, view_of
from debtscan.app.persons import shown
from debtscan.model.assessment import Assessment
from debtscan.model.component import ComponentId
from debtscan.model.words import PeopleMode, Status
from debtscan.render.graph.backstage import render
from debtscan.render.options import RenderOptions
from tests.unit.render.sample import COMPONENTS, PEOPLE, TRAIN, empty, hostile, large, platform

NAME = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")
TAG = re.compile(r"[a-z0-9+#]+(-[a-z0-9+#]+)*")


def _documents(assessment: Assessment, *, everything: bool = False) -> list[Mapping[str, Any]]:
    text = render(view_of(assessment, Wanted(everything=everything)), RenderOptions())
    return [document for document in yaml.safe_load_all(text) if document]


def _named(documents: list[Mapping[str, Any]], name: str) -> Mapping[str, Any]:
    return next(document for document in documents if document["metadata"]["name"] == name)


@pytest.mark.parametrize("make", [platform, hostile, empty, lambda: large(300)])
def test_every_document_is_one_that_backstage_takes(make: Callable[[], Assessment]) -> None:
    """
    Names are of its form, none twice in a kind, and every relation leads to an entity of the file.
    """
    documents = _documents(make())

    known = [f"{one['kind'].lower()}:{one['metadata']['name'].lower()}" for one in documents]
    assert len(set(known)) == len(known)
    for one in documents:
        assert one["apiVersion"] == "backstage.io/v1alpha1"
        assert NAME.fullmatch(one["metadata"]["name"])
        assert len(one["metadata"]["name"]) <= 63
        assert all(TAG.fullmatch(tag) and len(tag) <= 63 for tag in one["metadata"].get("tags", ()))
        assert all(isinstance(value, str) for value in one["metadata"].get("annotations", {}).values())
        assert one["spec"]["owner"]
        assert {link.lower() for link in one["spec"].get("dependsOn", ())} <= set(known)
        assert one["kind"] == "System" or one["spec"]["type"]
        assert "system" not in one["spec"] or f"system:{one['spec']['system'].lower()}" in known


def test_a_component_says_what_it_is() -> None:
    """
    With its evidence, and an owner who is still there.
    """
    assert _named(_documents(platform()), "train-controller") == {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "Component",
        "metadata": {
            "name": "train-controller",
            "title": "train-controller",
            "description": "controller, home-made",
            "annotations": {
                "debtscan/id": TRAIN.id,
                "debtscan/evidence": "ml-platform/controllers/train-controller/main.go:31",
                "debtscan/built": "bespoke",
                "debtscan/status": "live",
                "debtscan/builder": "P1",
                "debtscan/operators": "P2",
                "debtscan/owner": "inferred: most commits in the last 12 months",
            },
            "tags": ["bespoke", "controller", "go"],
        },
        "spec": {
            "type": "controller",
            "lifecycle": "production",
            "owner": "user:P2",
            "system": "controllers",
            "dependsOn": ["resource:TrainJob", "resource:training-cluster"],
        },
    }


def test_nobody_owns_what_only_the_departed_and_bots_know() -> None:
    """
    Nor what has no history, or no persons.
    """
    gone = tuple(replace(one, bot=True) for one in PEOPLE)

    for assessment in (
        replace(platform(), people=gone),
        replace(platform(), components=tuple(replace(one, history=None) for one in COMPONENTS)),
        shown(platform(), PeopleMode.NONE),
    ):
        document = _named(_documents(assessment), "train-controller")
        assert document["spec"]["owner"] == "unknown"
        assert "debtscan/owner" not in document["metadata"]["annotations"]


def test_names_of_persons_are_written_only_where_they_are_kept() -> None:
    """
    As a name that Backstage takes.
    """
    named = replace(platform(), people=(PEOPLE[0], replace(PEOPLE[1], name="Ada O'Quill"), *PEOPLE[2:]))

    document = _named(_documents(named), "train-controller")

    assert document["spec"]["owner"] == "user:Ada-O-Quill"
    assert document["metadata"]["annotations"]["debtscan/operators"] == "Ada O'Quill"


def test_life_cycles_follow_the_status() -> None:
    """
    What is not in use comes along only when asked for.
    """
    parts = tuple(
        replace(TRAIN, id=ComponentId(f"r:job:{status}"), name=status.value, status=status, system=None)
        for status in (Status.LIVE, Status.DISABLED, Status.EXAMPLE)
    )
    assessment = replace(platform(), components=parts, links=())

    cycles = {one["metadata"]["name"]: one["spec"]["lifecycle"] for one in _documents(assessment, everything=True)}

    assert cycles == {"live": "production", "disabled": "deprecated", "example": "experimental"}
    assert "example" not in {one["metadata"]["name"] for one in _documents(assessment)}


def test_equal_names_are_told_apart() -> None:
    """
    By the id, by the kind, and by a number where these are taken, too.
    """
    ids = ("a:job:web", "a:job-web", "a-job:web", "a-job-web")
    parts = tuple(replace(TRAIN, id=ComponentId(name), name="web", system=None) for name in ids)

    names = [one["metadata"]["name"] for one in _documents(replace(platform(), components=parts, links=()))]

    assert names == ["web", "a-job-web", "controller-web", "web-2"]


def test_words_that_yaml_takes_for_values_stay_words() -> None:
    """
    A component may be called "yes" or "1e3".
    """
    words = ["yes", "1e3", "null", "2024-01-01", "~", "-"]
    parts = tuple(replace(TRAIN, id=ComponentId(f"r:job:{word}"), name=word) for word in words)

    documents = _documents(replace(platform(), components=parts, links=()))

    assert [one["metadata"]["title"] for one in documents if one["kind"] != "System"] == words
