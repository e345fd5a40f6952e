"""
A chain and all that depends on a component, for a terminal.
"""

import pytest
from msgspec.structs import replace

from debtscan.app.graph import chain_between, reach_of
from debtscan.model.assessment import Assessment
from debtscan.model.component import ComponentId
from debtscan.model.words import Direction, Lang, Status
from debtscan.render.columns import width
from debtscan.render.graph.answers import chain_text, reach_text
from debtscan.render.options import RenderOptions
from tests.unit.render.sample import COMPONENTS, LINKS, TRAIN, hostile, platform


def _chain(source: str, target: str, assessment: Assessment | None = None) -> str:
    found = assessment or platform()
    return chain_text(chain_between(found, source, target), found, RenderOptions())


def _reach(name: str, direction: Direction = Direction.DEPENDENTS, assessment: Assessment | None = None) -> str:
    found = assessment or platform()
    return reach_text(reach_of(found, name, direction), found, RenderOptions())


def test_a_chain_says_how_and_where() -> None:
    """
    One step a line, its links below.
    """
    assert _chain("retrain-cron", "warehouse") == (
        "retrain-cron reaches warehouse in 2 steps:\n"
        "  retrain-cron → nightly-training\n"
        "      triggers  ml-platform/pipelines/nightly.yaml:9\n"
        "  nightly-training → warehouse\n"
        "      data  ml-platform/pipelines/nightly.yaml:9\n"
    )


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("warehouse", "export-cron", "The other way, export-cron reaches warehouse in 1 step:"),
        (
            "nightly-training",
            "training-cluster",
            "Nor the other way. Both are linked by 3 links that lead different ways:",
        ),
        ("grafana", "warehouse", "Nor the other way: nothing links them."),
    ],
)
def test_where_there_is_no_chain_it_says_what_there_is(source: str, target: str, said: str) -> None:
    """
    First that there is none.
    """
    lines = _chain(source, target).splitlines()

    assert lines[:2] == [f"No chain of links leads from {source} to {target}.", said]


def test_a_guess_is_called_one_and_a_link_may_lack_evidence() -> None:
    """
    Nobody takes a doubt for a fact.
    """
    bare = replace(platform(), links=tuple(replace(link, evidence=()) for link in LINKS))

    assert "      data (a guess)  ml-platform/pipelines/nightly.yaml:9\n" in _chain("export-cron", "warehouse")
    assert "      data (a guess)\n" in _chain("export-cron", "warehouse", bare)


def test_one_component_needs_no_chain() -> None:
    """
    By whichever words it was called.
    """
    assert _chain("train-controller", TRAIN.id) == "train-controller and train-controller are one component.\n"


def test_dependents_come_by_their_distance() -> None:
    """
    Those farther away with the first component on their way.
    """
    assert _reach("warehouse") == (
        "3 components depend on warehouse, 2 directly.\n"
        "\n"
        "directly\n"
        "  nightly-training  pipeline · data\n"
        "  export-cron       scheduler · data\n"
        "\n"
        "2 links away\n"
        "  retrain-cron      scheduler · via nightly-training · triggers\n"
    )


def test_dependencies_go_the_other_way() -> None:
    """
    How the first component is used is said where it stands.
    """
    lines = _reach("retrain-cron", Direction.DEPENDENCIES).splitlines()

    assert lines[0] == "retrain-cron depends on 5 components, 1 directly."
    assert "  nightly-training  pipeline · triggers" in lines
    assert "  warehouse         data store · via nightly-training" in lines


@pytest.mark.parametrize(
    ("direction", "said"),
    [
        (Direction.DEPENDENTS, "Nothing depends on grafana.\n"),
        (Direction.DEPENDENCIES, "grafana depends on nothing.\n"),
    ],
)
def test_nothing_is_said_to_be_nothing(direction: Direction, said: str) -> None:
    """
    In one line.
    """
    assert _reach("grafana", direction) == said


def test_what_is_not_in_use_says_why_and_equal_names_are_told_apart() -> None:
    """
    An example that uses the warehouse is no reason to keep it.
    """
    twin = replace(COMPONENTS[0], id=ComponentId("ml-platform:ci:twin"), name="retrain-cron", status=Status.EXAMPLE)
    link = replace(LINKS[0], source=twin.id, target=ComponentId("ml-platform:datastore:warehouse"))
    assessment = replace(platform(), components=(*COMPONENTS, twin), links=(*LINKS, link))

    text = _reach("warehouse", assessment=assessment)

    assert "  retrain-cron (cluster)    cluster · example" in text
    assert "  retrain-cron (scheduler)  scheduler · via nightly-training" in text


@pytest.mark.parametrize("lang", list(Lang))
def test_no_answer_is_wider_than_the_screen(lang: Lang) -> None:
    """
    And none acts on it.
    """
    found = hostile()
    first, last = found.components[0].id, found.components[-1].id
    text = chain_text(chain_between(found, last, first), found, RenderOptions(lang=lang)) + reach_text(
        reach_of(found, first, Direction.DEPENDENCIES), found, RenderOptions(lang=lang)
    )

    assert all(width(line) <= 80 for line in text.splitlines() if "→" in line or "·" in line)
    assert "\x1b" not in text
    assert "\u202e" not in text
