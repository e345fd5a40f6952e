"""
Who means whom: hosts, paths, commands, stores.
"""

import pytest

from debtscan.model.declaration import Declaration, EndpointSpec, HostRef, SecretRef, Store
from debtscan.model.words import Built, How, Status
from tests.unit.graph.estate import (
    CATALOG,
    Parts,
    arrows,
    chart,
    ci,
    code,
    command,
    component,
    compose,
    crd,
    crontab,
    dockerfile,
    endpoint,
    evidence,
    file,
    host,
    ids,
    imports,
    linked,
    named,
    needs,
    package,
    path,
    pipeline,
    program,
    questions,
    repo,
    requires,
    resource,
    shop,
    stores,
    workload,
)

WEB = "Deployment//web"
TRAIN = program("train", serves=True)


@pytest.mark.parametrize(
    ("name", "found", "asked"),
    [
        ("api", True, False),
        ("api-svc.prod.svc.cluster.local", True, False),
        ("api.prod", False, False),
        ("kubernetes.default.svc", False, False),
        ("metadata.google.internal", False, False),
        ("gone", False, True),
        ("gone.prod.svc", False, True),
        ("api.example.com", False, False),
        ("localhost", False, False),
        ("{{ host }}", False, False),
    ],
)
def test_host_is_a_service_of_the_estate_or_a_question(name: str, found: bool, asked: bool) -> None:
    """
    Hosts of the internet are neither; what a template computes cannot be asked.
    """
    result = shop(
        file("k8s/web.yaml", workload("web"), host(name, WEB)),
        file("k8s/api.yaml", workload("api"), endpoint("api-svc", {"app": "api"})),
    )

    assert arrows(result) == (["shop:service:web -call-> shop:service:api"] if found else [])
    assert questions(result) == ([f"shop:service:web ? {name} (no_such_host)"] if asked else [])


@pytest.mark.parametrize(
    ("name", "links"),
    [("shop.test", []), ("api-svc", ["shop:chart:all -env-> shop:service:api"])],
)
def test_values_of_a_chart_name_its_public_hosts(name: str, links: list[str]) -> None:
    """
    What the world calls a part of it is no dependency; a name within the cluster is one.
    """
    public = EndpointSpec("Ingress", selector={"app": "api"}, hosts=("shop.test",))
    result = shop(
        file("all/Chart.yaml", chart("all")),
        file("all/values.yaml", needs(HostRef(name), How.ENV, key="values:api.host")),
        file("all/templates/web.yaml", workload("web")),
        file("all/templates/api.yaml", workload("api"), endpoint("api-svc", {"app": "api"})),
        file("all/templates/public.yaml", (Declaration("Ingress//api", "api", public),)),
    )

    assert [link for link in arrows(result) if "-env->" in link] == links


def test_host_of_the_own_repository_is_meant_first() -> None:
    """
    Another repository's service of that name is meant only where there is none at home.
    """
    api = file("k8s/api.yaml", workload("api"))
    caller = file("k8s/web.yaml", workload("web"), host("api", WEB))

    assert arrows(linked(repo("a", api, caller), repo("b", api))) == ["a:service:web -call-> a:service:api"]
    assert arrows(linked(repo("a", caller), repo("b", api))) == ["a:service:web -call-> b:service:api"]


def test_compose_neighbour_is_found_by_its_key() -> None:
    """
    The name shown may be another; a neighbour of another folder is none.
    """
    result = shop(
        file(
            "compose.yaml",
            compose("web", "acme/web"),
            compose("cache", "acme/cache", shown="shop-cache"),
            host("cache", "services.web"),
            named("compose", "cache", How.CALL, "services.web"),
        ),
        file("other/compose.yaml", compose("lonely", "acme/l"), named("compose", "cache", How.CALL, "services.lonely")),
    )

    assert arrows(result) == ["shop:service:web -call-> shop:service:shop-cache"]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("api/main.py", ["api"]),
        ("api", ["api"]),
        ("./api/", ["api"]),
        ("jobs/*.yaml", ["a", "b"]),
        ("jobs", ["a", "b"]),
        ("api/notes.txt", ["api"]),
        ("none", []),
        ("", []),
    ],
)
def test_path_means_what_lies_there(target: str, found: list[str]) -> None:
    """
    A file, a folder, a glob, or a file that belongs to a component without proving it.
    """
    result = shop(
        file(".github/workflows/x.yml", ci("github", "x"), path(target, How.DEPLOY, "ci")),
        file("api/Dockerfile", dockerfile("api", runs="python main.py")),
        file("api/main.py", program("api", serves=True)),
        file("jobs/a.yaml", workload("a")),
        file("jobs/b.yaml", workload("b")),
        also=["api/notes.txt"],
    )

    assert arrows(result) == [f"shop:ci:x -deploy-> shop:service:{name}" for name in found]


def test_path_that_is_mounted_or_taken_in_is_no_dependency() -> None:
    """
    Data and copied files are contents.
    """
    result = shop(
        file("k8s/web.yaml", workload("web"), path("k8s/api.yaml", How.DATA, WEB)),
        file("k8s/api.yaml", workload("api")),
    )

    assert arrows(result) == []


def test_command_runs_the_file_that_it_names() -> None:
    """
    From the root or from the folder of the file that says so; the own file and words that are no paths are skipped.
    """
    result = shop(
        file(".github/workflows/x.yml", ci("github", "x"), command("python api/main.py --now", How.STEP, "ci")),
        file("api/main.py", program("api", serves=True), command("python main.py")),
        file("web/main.py", program("web", serves=True), command("python ../x.py ./tool.py"), command("make all")),
        file("web/tool.py", program("tool")),
    )

    assert arrows(result) == ["shop:ci:x -step-> shop:service:api"]


def test_schedule_triggers_what_others_would_call() -> None:
    """
    Deploying, stepping and calling from a scheduler is triggering.
    """
    result = shop(
        file("cron/crontab", crontab(("0 3 * * *", "jobs/a.yaml"))), file("jobs/a.yaml", workload("a", kind="Job"))
    )

    assert arrows(result) == ["shop:scheduler:crontab -trigger-> shop:job:a"]


@pytest.mark.parametrize(
    ("use", "store"),
    [
        (stores(Store.BUCKET, "acme-models", "s3"), "shop:datastore:acme-models"),
        (stores(Store.BUCKET, "acme-models", "s3a"), "shop:datastore:acme-models"),
        (stores(Store.BUCKET, "", "gs"), "shop:datastore:Google-Cloud-Storage"),
        (stores(Store.BUCKET, "${BUCKET}", "gs"), "shop:datastore:Google-Cloud-Storage"),
        (stores(Store.TABLE, "sales.orders", "bigquery"), "shop:datastore:BigQuery"),
        (stores(Store.TOPIC, "orders", "kafka"), "shop:queue:Kafka"),
        (stores(Store.CACHE, "", "redis"), "shop:datastore:Redis"),
        (stores(Store.BUCKET, "x", "unheard-of"), None),
    ],
)
def test_store_that_nobody_declares_is_known_by_its_use(use: Parts, store: str | None) -> None:
    """
    A bucket is a component by its name, a warehouse or a queue as a whole; an unknown provider is none.
    """
    result = shop(file("train/main.py", TRAIN, use), file("train/more.py", use))

    assert [name for name in ids(result) if ":service:" not in name] == ([store] if store else [])
    assert arrows(result) == ([f"shop:service:train -data-> {store}"] if store else [])
    if store:
        assert [place for place, _ in evidence(result, store)] == ["train/main.py", "train/more.py"]


def test_store_that_is_declared_is_that_one() -> None:
    """
    By name, by the dataset of a table, or by its product where the reference names nothing.
    """
    result = shop(
        file("tf/a.tf", resource("aws_s3_bucket", "acme-models")),
        file("tf/b.tf", resource("google_bigquery_dataset", "sales")),
        file("train/main.py", TRAIN, stores(Store.BUCKET, "acme-models", "s3")),
        file("etl/main.py", program("etl", serves=True), stores(Store.TABLE, "p.sales.orders", "bigquery")),
        file("etl/x.py", stores(Store.TABLE, "p.other.orders", "bigquery")),
        file("any/main.py", program("any", serves=True), stores(Store.BUCKET, "", "s3")),
    )

    assert [arrow for arrow in arrows(result) if "data" in arrow] == [
        "shop:service:any -data-> shop:datastore:acme-models",
        "shop:service:etl -data-> shop:datastore:sales",
        "shop:service:train -data-> shop:datastore:acme-models",
    ]


def test_store_uses_nothing_and_a_test_uses_no_store() -> None:
    """
    A database that names a bucket is no user, and what tests write does not count.
    """
    result = shop(
        file("k8s/db.yaml", workload("db", "postgres:15"), stores(Store.BUCKET, "backup", "s3", "Deployment//db")),
        file("train/main.py", TRAIN, stores(Store.BUCKET, "", "gs")),
        file("train/test_x.py", stores(Store.BUCKET, "fixture", "s3"), status=Status.TEST),
    )

    assert ids(result) == ["shop:datastore:Google-Cloud-Storage", "shop:datastore:db", "shop:service:train"]
    assert component(result, "shop:datastore:Google-Cloud-Storage").built is Built.MANAGED


def test_image_of_somebody_else_is_no_question() -> None:
    """
    Bases, products and templates need no answer; an image that only the estate can have built does.
    """
    result = shop(
        file("api/Dockerfile", dockerfile("api", runs="python main.py", base="acme/base:1")),
        file("api/main.py", program("api", serves=True)),
        file("k8s/web.yaml", workload("web", "web=acme/web:1", "proxy=envoyproxy/envoy:v1", "x=${IMG}")),
    )

    assert questions(result) == ["shop:service:web ? acme/web:1 (no_build)"]


def test_image_of_the_estate_is_a_link_to_its_component() -> None:
    """
    A base image that is built here is a dependency of those that build on it.
    """
    result = shop(
        file("base/Dockerfile", dockerfile("base", runs="python main.py")),
        file("base/main.py", program("base", serves=True)),
        file("api/Dockerfile", dockerfile("api", runs="python main.py", base="acme/base:1")),
        file("api/main.py", program("api", serves=True)),
    )

    assert arrows(result) == ["shop:service:api -image-> shop:service:base"]


def test_library_asks_nothing_and_facts_are_no_links() -> None:
    """
    What a library names is for its users to say; secrets, imports and packages of others are facts.
    """
    result = shop(
        file("lib/setup.py", package("lib"), host("gone")),
        file(
            "api/main.py",
            program("api", serves=True),
            needs(SecretRef("token"), How.ENV),
            imports("fastapi"),
            requires("fastapi"),
        ),
    )

    assert (arrows(result), questions(result)) == ([], [])


def test_object_beside_several_components_is_no_ones() -> None:
    """
    What an object of nobody needs is not put down to all that stand in its file.
    """
    result = shop(
        file("all.yaml", workload("a"), workload("b"), endpoint("x"), host("c", "Service//x")),
        file("one.yaml", workload("d"), endpoint("y"), host("c", "Service//y")),
        file("crd.yaml", crd("Thing"), host("c")),
        file("c.yaml", workload("c")),
        file("nobody.py", code(), host("c")),
    )

    assert arrows(result) == ["shop:service:d -call-> shop:service:c"]


def test_pipelines_are_named_in_the_space_of_their_engine() -> None:
    """
    A template of a workflow is not a DAG, but any pipeline may be named as a pipeline.
    """
    result = shop(
        file("wf/a.yaml", pipeline("train", "argo")),
        file("k8s/a.yaml", workload("a"), named("workflow-template", "train", How.TRIGGER, "Deployment//a")),
        file("k8s/b.yaml", workload("b"), named("pipeline", "train", How.TRIGGER, "Deployment//b")),
    )

    assert arrows(result) == [
        "shop:service:a -trigger-> shop:pipeline:train",
        "shop:service:b -trigger-> shop:pipeline:train",
    ]


def test_catalogue_knows_the_products_that_these_tests_speak_of() -> None:
    """
    A product that left the catalogue would empty some of the tests above.
    """
    assert [CATALOG.product_of_image(image) is not None for image in ("postgres:15", "envoyproxy/envoy:v1")] == [
        True,
        True,
    ]
