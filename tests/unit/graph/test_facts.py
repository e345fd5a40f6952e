"""
What rules may ask of a component.
"""

from debtscan.model.component import ApiUse, CrdUse, ImageUse, NamedUse
from debtscan.model.declaration import RollbackRef, SecretRef
from debtscan.model.evidence import Evidence
from debtscan.model.words import How, Status
from tests.unit.graph.estate import (
    CATALOG,
    GROUP,
    api_type,
    board,
    chart,
    ci,
    component,
    config,
    controller,
    crd,
    custom,
    dockerfile,
    endpoint,
    file,
    host,
    imports,
    needs,
    path,
    program,
    requires,
    shop,
    workload,
)


def test_images_are_told_with_their_pins_and_origins() -> None:
    """
    What runs and what is built on, each once for each place.
    """
    result = shop(
        file("x/Dockerfile", dockerfile("x", runs="python main.py")),
        file("x/main.py", program("x", serves=True)),
        file(
            "k8s/x.yaml",
            workload("x", "acme/x:latest", "acme/x:latest"),
            host("gone", "Deployment//x"),
        ),
    )

    key = "Deployment//x:spec.template.spec.containers[x].image"
    assert component(result, "shop:service:x").facts.images == (
        ImageUse("acme/x:latest", False, True, False, Evidence("shop", "k8s/x.yaml", 2, key, "image")),
        ImageUse("python:3.11", True, False, True, Evidence("shop", "x/Dockerfile", 2, "FROM[0]", "image")),
    )


def test_api_versions_are_told_with_their_end() -> None:
    """
    Workloads, endpoints, definitions and objects of custom kinds; what says no version says nothing.
    """
    old = shop(
        file("crds/a.yaml", crd("TrainJob"), crd("Microservice"), api_type("TrainJob")),
        file("a.yaml", workload("a", kind="CronJob", version="batch/v1beta1"), endpoint("a", {"app": "a"})),
        file("b.yaml", custom("Microservice", "b"), custom("Microservice", "c", version=f"{GROUP}/v2")),
        file("d.yaml", workload("d", version="")),
    )

    def apis(name: str) -> list[tuple[str, str, bool]]:
        return [(use.version, use.kind, use.end is not None) for use in component(old, name).facts.apis]

    assert apis("shop:job:a") == [("batch/v1beta1", "CronJob", True), ("v1", "Service", False)]
    assert apis("shop:service:b") == [(f"{GROUP}/v1", "Microservice", False)]
    assert apis("shop:service:c") == [(f"{GROUP}/v2", "Microservice", False)]
    assert apis("shop:crd:TrainJob") == [("apiextensions.k8s.io/v1", "CustomResourceDefinition", False)]
    assert apis("shop:service:d") == []
    assert component(old, "shop:service:b").facts.apis[0] == ApiUse(
        f"{GROUP}/v1", "Microservice", Evidence("shop", "b.yaml", 1, "Microservice//b", "custom resource")
    )


def test_technologies_are_told_once_with_the_first_place() -> None:
    """
    By import and by requirement; what tests import says nothing.
    """
    result = shop(
        file("x/main.py", program("x", serves=True), imports("kopf"), imports("os"), path("none")),
        file("x/more.py", imports("kopf")),
        file("x/requirements.txt", requires("mlflow"), requires("left-alone-lib")),
        file("x/test_x.py", imports("airflow"), status=Status.TEST),
    )

    uses = component(result, "shop:service:x").facts.technologies
    assert [(use.evidence.path, use.evidence.key) for use in uses] == [
        ("x/main.py", f"import:{CATALOG.signal_of_import('python', 'kopf')[0].id}"),
        ("x/requirements.txt", f"import:{CATALOG.signal_of_package('python', 'mlflow')[0].id}"),
    ]


def test_definition_tells_its_api_and_what_it_is_for() -> None:
    """
    A home-made kind speaks of its purpose; that of a known project needs no guess.
    """
    result = shop(file("a.yaml", crd("TrainJob")), file("b.yaml", crd("PyTorchJob", "kubeflow.org")))

    assert [component(result, f"shop:crd:{kind}").facts.crd for kind in ("TrainJob", "PyTorchJob")] == [
        CrdUse(GROUP, "TrainJob", "trainjobs", home_made=True, purpose="training"),
        CrdUse("kubeflow.org", "PyTorchJob", "pytorchjobs", home_made=False, purpose=None),
    ]


def test_code_tells_its_frameworks_and_what_it_reconciles() -> None:
    """
    Sorted, each once; replicas are those of the workload.
    """
    result = shop(
        file("op/Dockerfile", dockerfile("op", runs="python main.py")),
        file("op/main.py", program("op", framework="kopf", operates=True), controller("B"), controller("A")),
        file("k8s/op.yaml", workload("op", "acme/op:1", replicas=3)),
    )

    facts = component(result, "shop:controller:op").facts
    assert (facts.frameworks, facts.reconciles, facts.replicas) == (("kopf",), (f"{GROUP}/A", f"{GROUP}/B"), 3)


def test_supporting_objects_are_facts_only_of_who_owns_them() -> None:
    """
    A ConfigMap makes no component.
    """
    table = board(file("a.yaml", config("ConfigMap", "a")), file("Chart.yaml", chart("x")))

    assert [item.caption for item in table.items] == ["Helm chart", "ConfigMap"]
    assert shop(file("a.yaml", config("ConfigMap", "a"))).components == ()


def test_secrets_and_ways_back_are_told_by_name() -> None:
    """
    Each secret once, no ConfigMap, and the commands in the files of who runs them.
    """
    source = "Deployment//x"
    result = shop(
        file(
            "k8s/x.yaml",
            workload("x"),
            needs(SecretRef("token"), How.ENV, source, "env"),
            needs(SecretRef("token"), How.ENV, source),
            needs(SecretRef("plain", "ConfigMap"), How.ENV, source),
        ),
        file("Makefile", ci("make"), needs(RollbackRef("helm rollback x"), How.DEPLOY, None, "undo")),
    )

    way_back = NamedUse("helm rollback x", Evidence("shop", "Makefile", 2, "undo", "rollback"))
    assert component(result, "shop:service:x").facts.secrets == (
        NamedUse("token", Evidence("shop", "k8s/x.yaml", 2, "env", "secret")),
    )
    assert [one.facts.rollbacks for one in result.components if one.facts.rollbacks] == [(way_back,)]
