"""
What spoke for and against each property is what the decisions themselves heard.
"""

import ast
from pathlib import Path

import pytest

import debtscan.graph
from debtscan.graph.drafts import Draft
from debtscan.model.evidence import Evidence
from debtscan.model.signal import Aspect, Signal, Weighed, Why
from debtscan.model.words import Built, Kind, Status
from tests.unit.graph.estate import (
    api_type,
    component,
    controller,
    crd,
    custom,
    dockerfile,
    file,
    imports,
    program,
    publish,
    resource,
    shop,
    workload,
)

MODULES = sorted(Path(debtscan.graph.__file__).parent.glob("*.py"))


def said(weighed: Weighed) -> tuple[list[tuple[str, Why, str]], list[tuple[str, Why, str]]]:
    """
    Return value, reason and path of what spoke for and against.
    """

    def short(signal: Signal) -> tuple[str, Why, str]:
        return signal.value, signal.why, signal.evidence.path if signal.evidence else ""

    return [short(signal) for signal in weighed.for_], [short(signal) for signal in weighed.against]


def test_own_recipe_beats_the_name_of_a_product() -> None:
    """
    The Dockerfile speaks for own code, the name of the image against it.
    """
    result = shop(
        file("cache/Dockerfile", dockerfile("redis", runs="./serve", copies=["."], base="scratch")),
        file("build.yaml", publish("redis", recipe="cache/Dockerfile")),
        file("k8s/redis.yaml", workload("redis", "redis:7")),
    )
    found = component(result, "shop:service:redis")

    assert found.built is Built.BESPOKE
    assert said(found.facts.signals.built) == (
        [("bespoke", Why.OWN_CODE, "cache/Dockerfile")],
        [("oss", Why.CATALOGUE, "k8s/redis.yaml")],
    )
    assert found.facts.signals.built.against[0].detail == "Redis"


def test_a_known_api_is_own_where_its_code_lies_here() -> None:
    """
    Both the type and what reconciles it are named, against the group of the catalogue.
    """
    group = "kubeflow.org"
    result = shop(
        file("crd.yaml", crd("TFJob", group)),
        file("types.go", api_type("TFJob", group)),
        file("reconcile.go", controller("TFJob", group)),
    )

    assert said(component(result, "shop:crd:TFJob").facts.signals.built) == (
        [("bespoke", Why.OWN_CODE, "types.go"), ("bespoke", Why.OWN_CODE, "reconcile.go")],
        [("oss", Why.CATALOGUE, "crd.yaml")],
    )


def test_a_product_by_its_image_and_a_thing_of_the_cloud() -> None:
    """
    The catalogue decides about what the estate merely uses.
    """
    result = shop(
        file("k8s/cache.yaml", workload("cache", "redis:7")), file("main.tf", resource("aws_sqs_queue", "events"))
    )
    cache, queue = component(result, "shop:datastore:cache"), component(result, "shop:queue:events")

    assert said(cache.facts.signals.built) == ([("oss", Why.CATALOGUE, "k8s/cache.yaml")], [])
    assert said(cache.facts.signals.kind) == (
        [("datastore", Why.CATALOGUE, "k8s/cache.yaml")],
        [("service", Why.FOUND, "k8s/cache.yaml")],
    )
    assert said(queue.facts.signals.built) == ([("managed", Why.CATALOGUE, "main.tf")], [])


def test_status_and_capability_tell_what_else_was_heard() -> None:
    """
    A test beside the real thing speaks against "live"; a word of the name is stronger than what the code uses.
    """
    result = shop(
        file("api/main.py", program("trainer", serves=True), imports("sklearn")),
        file("api/Dockerfile", dockerfile("trainer", runs="python main.py")),
        file("e2e/k8s.yaml", workload("trainer", "acme/trainer:1"), status=Status.TEST),
        file("k8s/trainer.yaml", workload("trainer", "acme/trainer:1")),
    )
    signals = component(result, "shop:service:trainer").facts.signals

    assert {entry[0] for entry in said(signals.status)[0]} == {"live"}
    assert signals.capability.for_[0] == Signal("training_jobs", Why.NAME, "trainer")
    assert {signal.why for signal in signals.capability.against} == {Why.TECHNOLOGY, Why.KIND}


def test_the_first_api_decides_what_a_controller_and_an_object_are_for() -> None:
    """
    What comes later does not change it, and is not heard.
    """
    result = shop(
        file("crd.yaml", crd("TrainJob"), crd("DeployRun")),
        file("a.go", controller("TrainJob", name="main")),
        file("b.go", controller("DeployRun", name="main")),
        file("main.go", program("main", language="go", operates=True)),
        file("one.yaml", custom("TrainJob", "nightly")),
        file("two.yaml", custom("TrainJob", "nightly")),
    )
    signals = [
        found.facts.signals.capability for found in result.components if found.kind in {Kind.CONTROLLER, Kind.PIPELINE}
    ]

    assert [[signal.value for signal in weighed.for_] for weighed in signals] == [["training_jobs"]] * 2
    assert [weighed.against for weighed in signals] == [(), ()]


def test_a_later_decision_overrules_and_nothing_is_said_twice() -> None:
    """
    What was overruled stays, so that it can speak against.
    """
    place = Evidence("shop", "a.yaml")
    draft = Draft("x", Kind.SERVICE, evidence=[place])

    draft.decide(Why.FOUND, kind=Kind.JOB, built=Built.OSS)
    draft.decide(Why.OWN_CODE, built=Built.BESPOKE)
    draft.decide(Why.OWN_CODE, built=Built.BESPOKE)

    assert (draft.kind, draft.built, draft.capability) == (Kind.JOB, Built.BESPOKE, None)
    assert draft.signals == [
        (Aspect.KIND, Signal("job", Why.FOUND, "", place)),
        (Aspect.BUILT, Signal("oss", Why.FOUND, "", place)),
        (Aspect.BUILT, Signal("bespoke", Why.OWN_CODE, "", place)),
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_nothing_is_decided_without_a_reason(module: Path) -> None:
    """
    Kind, origin and capability of a draft are only set by `decide`, which keeps why.
    """
    tree = ast.parse(module.read_text(encoding="utf-8"))
    stores = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)]
    decided = {node.attr for node in stores} & {"kind", "built", "capability"}

    assert decided == ({"kind", "built", "capability"} if module.stem == "drafts" else set())
