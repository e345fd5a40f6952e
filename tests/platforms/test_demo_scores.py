"""
The demo, assessed as one estate, gives exactly the components and links of its truth: nothing missing, nothing more.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from debtscan.app.assess import Options, assess
from debtscan.app.demo import build_demo
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component
from debtscan.model.words import Status

TRUTH: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "demo" / "truth.yaml").read_text(encoding="utf-8"))
WANTED: dict[str, dict[str, Any]] = {one["id"]: one for one in TRUTH["components"]}
CAPABILITIES: dict[str, set[str | None]] = {  # a word of the truth -> what the catalogue may call it
    "ci-cd": {"ci"},
    "deployment": {"cd"},
    "infrastructure": {None, "cluster_management", "autoscaling"},  # code management has no id
    "ingestion": {"etl"},
    "packaging": {"image_build"},
    "scheduling": {"workflow_scheduling"},
    "serving-online": {"service_runtime"},
    "training": {"training_jobs"},
    "warehouse": {"dwh"},
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """
    Return the assessment of both repositories.
    """
    folder = tmp_path_factory.mktemp("demo")
    words = [str(repository) for repository in build_demo(folder)]
    return assess(words, Options(today=date(2026, 1, 1), cache=False, workers=1))


@pytest.fixture(scope="module")
def pairs(found: Assessment) -> dict[str, str]:
    """
    Return the truth's id of each component that proves itself by the main path of one.
    """
    mains = {one["path"]: key for key, one in WANTED.items()}
    return {one.id: next((mains[path] for path in _paths(one) if path in mains), "") for one in _live(found)}


def _live(found: Assessment) -> list[Component]:
    return [component for component in found.components if component.status is Status.LIVE]


def _paths(component: Component) -> list[str]:
    return [evidence.path for evidence in component.evidence]


def test_every_component_is_found_once_and_no_other(pairs: dict[str, str]) -> None:
    """
    One found component for each of the truth.
    """
    assert sorted(pairs.values()) == sorted(WANTED)


def test_kinds_names_and_origins_are_right(found: Assessment, pairs: dict[str, str]) -> None:
    """
    What it is, what an owner calls it, and whose code it is.
    """
    wrong = [
        (component.id, wanted["id"])
        for component in _live(found)
        for wanted in [WANTED[pairs[component.id]]]
        if (component.kind, component.built) != (wanted["kind"], wanted["built"])
        or not {component.name, *component.aliases} & {wanted["name"], *wanted.get("aliases", ())}
    ]

    assert wrong == []


def test_capabilities_are_right(found: Assessment, pairs: dict[str, str]) -> None:
    """
    Each component does the task that the truth says.
    """
    wrong = [
        (component.id, component.capability)
        for component in _live(found)
        if component.capability not in CAPABILITIES[WANTED[pairs[component.id]]["capability"]]
    ]

    assert wrong == []


def test_no_component_rests_on_the_main_file_of_another(found: Assessment, pairs: dict[str, str]) -> None:
    """
    What proves one thing proves nothing else.
    """
    mains = {one["path"]: key for key, one in WANTED.items()}

    strangers = [
        (component.id, path)
        for component in _live(found)
        for path in _paths(component)
        if mains.get(path, pairs[component.id]) != pairs[component.id]
    ]

    assert strangers == []


def test_links_are_those_of_the_truth(found: Assessment, pairs: dict[str, str]) -> None:
    """
    Every link between what is in use, in its direction, and no other.
    """
    ends = [(link.source, link.target) for link in found.links if link.source in pairs and link.target in pairs]
    links = {(pairs[source], pairs[target]) for source, target in ends}
    wanted = {(edge["source"], edge["target"]) for edge in TRUTH["edges"]}

    assert (sorted(wanted - links), sorted(links - wanted)) == ([], [])


def test_the_builder_is_gone_and_known(found: Assessment) -> None:
    """
    Who built the platform, and that it is over.
    """
    builder = next(person for person in found.people if person.name == "Ren")
    built = [one.id for one in _live(found) if one.history and one.history.builder == builder.id]

    assert builder.departed is not None
    assert (builder.departed.value or 0) > 0.9
    assert len(built) >= 15
