"""
APIs of the platform's own making are reported by what they are for.
"""

from typing import Literal

from debtscan.judge.matchers.home_made_crd import NAMES, Params, match
from debtscan.judge.matching import Match
from debtscan.model.component import Component, CrdUse, Facts
from debtscan.model.words import How, Kind, Status
from tests.unit.judge.sample import component, graph, link, place


def crd(kind: str, purpose: str | None, *, home_made: bool = True, status: Status = Status.LIVE) -> Component:
    """
    Return an API.
    """
    use = CrdUse("ml.kumo.internal", kind, f"{kind.lower()}s", home_made, purpose)
    return component(kind, Kind.CRD, facts=Facts(crd=use), status=status)


TRAIN = crd("TrainJob", "training")
OPERATOR, NIGHTLY = component("operator", Kind.CONTROLLER), component("nightly", Kind.PIPELINE)


def kinds(*purposes: Literal["training", "build", "deploy", "microservice", "other"]) -> list[str]:
    """
    Return the kinds that are reported for these purposes.
    """
    system = graph(TRAIN, crd("Tenant", None), crd("PyTorchJob", "training", home_made=False))
    return [found.values["kind"] for found in match(system, Params(purposes))]


def test_an_api_is_reported_with_its_controller_and_users() -> None:
    """
    The definition is the primary place, the controller the second; all dependents are counted.
    """
    system = graph(TRAIN, OPERATOR, NIGHTLY, links=(link(OPERATOR, TRAIN, How.CRD), link(NIGHTLY, TRAIN, How.CRD)))

    found = list(match(system, Params(("training",))))

    values = {"kind": "TrainJob", "group": "ml.kumo.internal", "plural": "trainjobs", "users": "2"}
    assert found == [Match(TRAIN.id, (place("TrainJob.yaml"), place("operator.yaml")), values)]
    assert values.keys() == NAMES


def test_only_the_wanted_purposes_are_reported() -> None:
    """
    "other" are those whose words tell nothing; what others made is never reported.
    """
    assert kinds("training") == ["TrainJob"]
    assert kinds("other") == ["Tenant"]
    assert kinds("build", "deploy") == []


def test_examples_and_unread_definitions_are_left_alone() -> None:
    """
    Only live APIs with their facts count.
    """
    system = graph(crd("TrainJob", "training", status=Status.EXAMPLE), component("unread", Kind.CRD))

    assert list(match(system, Params(("training", "other")))) == []


def test_a_definition_without_plural_shows_its_kind() -> None:
    """
    Types in code do not always say it.
    """
    bare = component("X", Kind.CRD, facts=Facts(crd=CrdUse("g", "X", "", home_made=True, purpose=None)))

    assert [found.values["plural"] for found in match(graph(bare), Params(("other",)))] == ["X"]
