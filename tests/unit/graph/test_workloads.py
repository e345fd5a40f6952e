"""
Things that run: names, kinds, origins, network names.
"""

import pytest

from debtscan.model.words import Built, Kind, Status
from tests.unit.graph.estate import (
    arrows,
    component,
    compose,
    dockerfile,
    endpoint,
    evidence,
    file,
    ids,
    program,
    publish,
    shop,
    workload,
)

API = (
    file("api/Dockerfile", dockerfile("api", runs="python main.py")),
    file("api/main.py", program("api", serves=True)),
)


def test_overlays_of_one_workload_are_one() -> None:
    """
    Stages of a system are no components of their own.
    """
    result = shop(
        file("k8s/overlays/dev/web.yaml", workload("web", "acme/web:1")),
        file("k8s/overlays/prod/web.yaml", workload("web", "acme/web:2")),
    )

    assert ids(result) == ["shop:service:web"]


def test_what_runs_around_a_release_is_a_job() -> None:
    """
    Whatever its kind, and the evidence says when.
    """
    result = shop(file("shop/templates/check.yaml", workload("check", kind="Pod", hook="pre-upgrade")))

    entry = component(result, "shop:job:check")
    assert (entry.kind, entry.evidence[0].caption) == (Kind.JOB, "Pod, pre-upgrade hook")


def test_same_workload_in_two_systems_is_one_where_the_image_is_one() -> None:
    """
    The own recipe tells that two manifests far apart mean the same thing.
    """
    result = shop(
        *API,
        file("east/api.yaml", workload("api", "acme/api:1")),
        file("west/api.yaml", workload("api", "acme/api:1")),
    )

    assert ids(result) == ["shop:service:api"]


def test_same_name_without_common_image_stays_two() -> None:
    """
    Nothing says that they are one.
    """
    result = shop(
        file("east/api.yaml", workload("api", "acme/api:1")), file("west/api.yaml", workload("api", "acme/api:1"))
    )

    assert ids(result) == ["shop:service:east:api", "shop:service:west:api"]


@pytest.mark.parametrize(
    ("kind", "schedule", "expected"),
    [
        ("Deployment", None, Kind.SERVICE),
        ("StatefulSet", None, Kind.SERVICE),
        ("Job", None, Kind.JOB),
        ("CronJob", "0 3 * * *", Kind.JOB),
        ("PyTorchJob", None, Kind.JOB),
    ],
)
def test_type_of_workload_says_what_it_is(kind: str, schedule: str | None, expected: Kind) -> None:
    """
    What ends by itself is a job; what stays is a service.
    """
    result = shop(file("k8s/x.yaml", workload("x", "acme/x:1", kind=kind, schedule=schedule)))

    assert [entry.kind for entry in result.components] == [expected]


def test_product_is_known_by_its_image() -> None:
    """
    An image of everybody's makes a component of somebody else's code, with the capability of the product.
    """
    result = shop(file("k8s/db.yaml", workload("orders", "postgres:15", kind="StatefulSet")))

    db = component(result, "shop:datastore:orders")
    assert (db.built, db.capability, db.facts.product) == (Built.OSS, "data_store", "PostgreSQL")


@pytest.mark.parametrize(("kind", "schedule"), [("CronJob", "0 1 * * *"), ("Job", None), ("Backup", "0 1 * * *")])
def test_job_that_runs_a_product_is_a_job(kind: str, schedule: str | None) -> None:
    """
    A dump with the database's own image is not a database, by its type or by its schedule.
    """
    result = shop(file("k8s/dump.yaml", workload("dump", "postgres:15", kind=kind, schedule=schedule)))

    assert ids(result) == ["shop:job:dump"]


def test_image_with_own_recipe_on_a_product_is_that_product() -> None:
    """
    A Dockerfile that only configures a product does not make it home-made.
    """
    result = shop(
        file("metrics/Dockerfile", dockerfile("metrics", base="prom/prometheus:v2", copies=["metrics"])),
        file("metrics/rules.yml"),
        file("k8s/metrics.yaml", workload("metrics", "acme/metrics:1")),
    )

    metrics = component(result, "shop:monitoring:metrics")
    assert (metrics.built, metrics.facts.product) == (Built.OSS, "Prometheus")


def test_upstream_built_from_its_sources_is_mixed() -> None:
    """
    A recipe that clones somebody else's repository wraps it.
    """
    result = shop(
        file("fork/Dockerfile", dockerfile("fork", clones=("https://example.com/up/stream",))),
        file("k8s/fork.yaml", workload("fork", "acme/fork:1")),
    )

    assert component(result, "shop:service:fork").built is Built.MIXED


def test_nameless_workload_is_named_after_its_recipe() -> None:
    """
    A name that is nothing but a template says nothing.
    """
    result = shop(*API, file("k8s/x.yaml", workload("{{ .Values.name }}", "acme/api:1")))

    assert ids(result) == ["shop:service:api"]


def test_workload_without_image_or_with_init_containers_alone_has_no_recipe() -> None:
    """
    What prepares a pod is not what runs in it.
    """
    result = shop(
        *API,
        file("k8s/a.yaml", workload("empty")),
        file("k8s/b.yaml", workload("prepared", "init:prepare=acme/api:1")),
    )

    assert ids(result) == ["shop:service:api", "shop:service:empty", "shop:service:prepared"]
    assert arrows(result) == ["shop:service:prepared -image-> shop:service:api"]


def test_image_that_nothing_runs_is_what_its_program_is() -> None:
    """
    A recipe with a program is a component even without a manifest: service, controller or job.
    """
    result = shop(
        *API,
        file("op/Dockerfile", dockerfile("op", runs="python main.py")),
        file("op/main.py", program("op", framework="kopf", operates=True)),
        file("load/Dockerfile", dockerfile("load", runs="python main.py")),
        file("load/main.py", program("load", framework="click")),
        file("base/Dockerfile", dockerfile("base")),
    )

    assert ids(result) == ["shop:controller:op", "shop:job:load", "shop:service:api"]


def test_unused_recipe_on_a_product_is_that_product_with_own_parts() -> None:
    """
    Own files on a known base make a mixed component of the base's kind.
    """
    result = shop(
        file("grafana/Dockerfile", dockerfile("dashboards", base="grafana/grafana:9", copies=["boards"])),
        file("grafana/boards/a.json"),
    )

    entry = component(result, "shop:monitoring:dashboards")
    assert (entry.built, entry.facts.product) == (Built.MIXED, "Grafana")


def test_own_program_on_a_product_is_own_code() -> None:
    """
    Whatever the base image is, with or without a manifest.
    """
    files = (
        file("api/Dockerfile", dockerfile("api", runs="python main.py", base="grafana/grafana:9")),
        file("api/main.py", program("api", serves=True)),
    )
    alone = shop(*files)
    run = shop(*files, file("k8s/api.yaml", workload("api", "acme/api:1")))

    facts = [(entry.id, entry.built, entry.facts.product) for result in (alone, run) for entry in result.components]
    assert facts == [("shop:service:api", Built.BESPOKE, None)] * 2


def test_recipe_at_the_root_is_named_after_its_repository() -> None:
    """
    A repository that is one program is called by its own name.
    """
    result = shop(
        file("Dockerfile", dockerfile("Dockerfile", runs="python main.py")), file("main.py", program("x", serves=True))
    )

    assert ids(result) == ["shop:service:shop"]


def test_second_recipe_of_a_program_joins_the_component_of_the_first() -> None:
    """
    A GPU variant of an image is no component of its own.
    """
    result = shop(
        *API,
        file("k8s/api.yaml", workload("api", "acme/api:1")),
        file("gpu/Dockerfile", dockerfile("gpu", runs="python api/main.py")),
    )

    assert ids(result) == ["shop:service:api"]
    assert ("gpu/Dockerfile", "Dockerfile") in evidence(result, "shop:service:api")


def test_endpoint_goes_to_the_workload_that_it_selects_else_to_its_namesake() -> None:
    """
    A Service, an Ingress and a route are evidence, never components.
    """
    result = shop(
        file("k8s/web.yaml", workload("web", labels={"app": "web", "tier": "front"})),
        file("k8s/api.yaml", workload("api")),
        file("k8s/net/a.yaml", endpoint("front", {"tier": "front"})),
        file("k8s/net/b.yaml", endpoint("api-svc", kind="Ingress")),
        file("k8s/net/c.yaml", endpoint("nobody", {"app": "nobody"})),
        file("k8s/net/d.yaml", endpoint("${NAME}")),
    )

    assert evidence(result, "shop:service:web") == [("k8s/web.yaml", "Deployment"), ("k8s/net/a.yaml", "Service")]
    assert evidence(result, "shop:service:api") == [("k8s/api.yaml", "Deployment"), ("k8s/net/b.yaml", "Ingress")]
    assert ids(result) == ["shop:service:api", "shop:service:web"]


def test_two_deployments_of_one_image_do_not_swallow_the_compose_service() -> None:
    """
    Where it is not clear which of them is meant, all stay.
    """
    result = shop(
        *API,
        file("compose.yaml", compose("dev", "acme/api", recipe="api/Dockerfile")),
        file("k8s/a.yaml", workload("blue", "acme/api:1")),
        file("k8s/b.yaml", workload("green", "acme/api:1")),
    )

    assert ids(result) == ["shop:service:blue", "shop:service:dev", "shop:service:green"]


def test_test_workload_may_take_a_recipe_of_its_own_kind() -> None:
    """
    A test image of a test stays within the tests.
    """
    result = shop(
        file("tests/probe/Dockerfile", dockerfile("probe", runs="python main.py"), status=Status.TEST),
        file("tests/probe/main.py", program("probe", serves=True), status=Status.TEST),
        file("tests/k8s/probe.yaml", workload("probe", "acme/probe:1"), publish("acme/probe:1"), status=Status.TEST),
    )

    assert [(entry.id, entry.status) for entry in result.components] == [("shop:service:probe", Status.TEST)]
    assert len(component(result, "shop:service:probe").evidence) == 4


def test_product_that_takes_in_own_files_is_run_here() -> None:
    """
    A product with the estate's plugins in its image is a component though no manifest runs it; a mere copy is none.
    """
    own = dockerfile("airflow", base="apache/airflow:2.7.1", copies=["plugins/menu.py"])
    copied = dockerfile("grafana", base="grafana/grafana:10.0.0")

    result = shop(file("airflow/Dockerfile", own), file("grafana/Dockerfile", copied), file("plugins/menu.py"))

    assert [(entry.id, entry.built) for entry in result.components] == [("shop:scheduler:airflow", Built.MIXED)]


def test_server_with_a_configuration_is_called_after_what_it_does() -> None:
    """
    Nginx that serves files or redirects is a service of its own making; one named as a gateway is a gateway.
    """
    result = shop(
        file("a.yaml", workload("static", "nginx:1.27")),
        file("b.yaml", workload("edge-proxy", "nginx:1.27")),
    )

    static, proxy = component(result, "shop:service:static"), component(result, "shop:gateway:edge-proxy")
    assert (static.kind, static.built) == (Kind.SERVICE, Built.MIXED)
    assert (proxy.kind, proxy.built) == (Kind.GATEWAY, Built.OSS)


def test_variants_for_other_hardware_are_one_service() -> None:
    """
    The shortest name stays, the others are aliases; another program under a like name stays apart.
    """
    other = (
        file("web/Dockerfile", dockerfile("web", runs="python main.py")),
        file("web/main.py", program("web", serves=True)),
    )
    services = (
        compose("api-gpu", "acme/api:gpu", recipe="api/Dockerfile"),
        compose("api", "acme/api:1", recipe="api/Dockerfile"),
        compose("web-gpu", "acme/web:1", recipe="web/Dockerfile"),
        compose("db-test", "postgres:16"),
    )
    result = shop(*API, *other, file("docker-compose.yml", *services))

    assert ids(result) == ["shop:datastore:db-test", "shop:service:api", "shop:service:web-gpu"]
    assert "api-gpu" in component(result, "shop:service:api").aliases


@pytest.mark.parametrize(
    ("language", "framework", "kind"),
    [("scala", "", Kind.SERVICE), ("scala", "spark", Kind.JOB), ("python", "", Kind.JOB)],
)
def test_program_of_the_jvm_waits_for_work(language: str, framework: str, kind: Kind) -> None:
    """
    It is slow to start, so few run to an end but those of Spark.
    """
    result = shop(
        file("api/Dockerfile", dockerfile("api", copies=["target/stage"])),
        file("api/src/main/Main.scala", program("api", language=language, framework=framework)),
    )

    assert [found.kind for found in result.components] == [kind]


def test_workload_of_an_unknown_image_runs_the_product_of_its_name() -> None:
    """
    The image may be filled in later; a name that says more is the owner's own.
    """
    result = shop(
        file("a.yaml", workload("mariadb", "{{.Image}}")), file("b.yaml", workload("mariadb-sync", "{{ .Image }}"))
    )

    assert ids(result) == ["shop:datastore:mariadb", "shop:service:mariadb-sync"]
