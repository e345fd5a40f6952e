"""
Who is meant by a host, a path, a name or an API, the nearest first.
"""

import pytest

from debtscan.graph.board import Board
from debtscan.graph.directory import Directory
from debtscan.model.declaration import ApiRef, Declaration, EndpointSpec, NameRef, PipelineSpec
from debtscan.model.estate import SourceFile
from debtscan.model.evidence import Evidence
from debtscan.model.words import How, Kind
from tests.unit.graph.estate import (
    GROUP,
    api_type,
    arrows,
    chart,
    compose,
    crd,
    dag,
    dockerfile,
    endpoint,
    file,
    host,
    named,
    pipeline,
    program,
    repo,
    resource,
    shop,
    stack,
    workload,
)


def _drawn(*files: SourceFile, kind: Kind = Kind.SERVICE) -> Directory:
    """
    Return the directory of one repository "shop" in which each declaration is a component.
    """
    table = Board([repo("shop", *files)])
    for item in table.items:
        table.start(item, kind)
    return Directory(table)


def test_host_is_answered_by_the_nearest_of_its_name() -> None:
    """
    Two systems with a "bus" each call their own; a caller far from both is told the first.
    """
    call = host("bus", "Deployment//web")
    result = shop(
        *(file(f"{system}/bus.yaml", workload("bus", f"acme/{system}:1")) for system in ("east", "west")),
        file("east/web.yaml", workload("web", "acme/web-e:1"), call),
        file("west/web.yaml", workload("web", "acme/web-w:1"), call),
        file("far/web.yaml", workload("web", "acme/web-f:1"), call),
    )

    assert [arrow for arrow in arrows(result) if "-call->" in arrow] == [
        "shop:service:east:web -call-> shop:service:east:bus",
        "shop:service:far:web -call-> shop:service:east:bus",
        "shop:service:west:web -call-> shop:service:west:bus",
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Cache", ["shop-cache"]),
        ("shop-cache", ["shop-cache"]),
        ("bus.prod.svc", ["bus"]),
        ("train", []),
        ("bus.eu-west-1.example.com", []),
        ("bus.svc.example", []),
    ],
)
def test_only_what_listens_answers_at_a_host(name: str, found: list[str]) -> None:
    """
    Workloads and network names do, by their name or compose key in any case; pipelines and buckets do not.
    """
    directory = _drawn(
        file("compose.yaml", compose("cache", "redis:7", shown="shop-cache")),
        file("k8s/bus.yaml", endpoint("Bus")),
        file("wf/train.yaml", pipeline("train", "argo")),
        file("tf/main.tf", resource("aws_s3_bucket", "train")),
    )

    answering = directory.at_host(name, Evidence("shop", "k8s/web.yaml"))

    assert [draft.name.lower() for draft in answering] == found


def test_host_of_the_own_repository_is_nearer_than_a_folder_that_looks_alike() -> None:
    """
    Another repository answers only where the own one has nobody, and then the nearest folder's.
    """
    table = Board(
        [
            repo("far", file("a/bus.yaml", workload("bus")), file("b/bus.yaml", workload("bus"))),
            repo("shop", file("z/bus.yaml", workload("bus"))),
        ]
    )
    for item in table.items:
        table.start(item, Kind.SERVICE)
    directory = Directory(table)

    found = [
        (draft.repo, draft.path)
        for name in ("shop", "new")
        for draft in directory.at_host("bus", Evidence(name, "b/web.yaml"))
    ]

    assert found == [("shop", "z/bus.yaml"), ("far", "b/bus.yaml")]


def test_workload_and_its_network_name_in_one_file_answer_once() -> None:
    """
    A Service of the workload's own name adds no second component to choose from.
    """
    result = shop(
        file("k8s/api.yaml", workload("api", "acme/api:1"), endpoint("api", {"app": "api"})),
        file("k8s/web.yaml", workload("web"), host("api", "Deployment//web")),
    )

    assert arrows(result) == ["shop:service:web -call-> shop:service:api"]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("jobs", ["a", "b"]),
        ("jobs/", ["a", "b"]),
        ("job", []),
        ("jobs/a.yaml", ["a"]),
        ("jobs/*", ["a", "b"]),
        ("*/b.yaml", ["b"]),
        ("jobs?*", []),
        ("api", ["api"]),
        ("api/lib/x.py", ["api"]),
        ("./api", ["api"]),
        ("api/gone.py", []),
        ("deploy/a", ["a"]),
        ("elsewhere.txt", []),
        ("", []),
        ("/", []),
    ],
)
def test_path_means_each_component_there_once(target: str, found: list[str]) -> None:
    """
    A folder is not a longer one that begins alike, and only files that exist belong to somebody.
    """
    table = Board(
        [
            repo(
                "shop",
                file("jobs/a.yaml", workload("a")),
                file("jobs/b.yaml", workload("b")),
                file("jobs-old/c.yaml", workload("c")),
                file("api/main.py", program("api")),
                also=["api/lib/x.py", "deploy/a/values.txt"],
            )
        ]
    )
    for item in table.items:
        table.start(item, Kind.SERVICE)
    api, *_, a, _ = sorted(table.drafts, key=lambda draft: draft.path)
    api.folders.add(("shop", "api"))
    a.folders.add(("shop", "deploy/a"))

    assert [draft.name for draft in Directory(table).at_path("shop", target)] == found


@pytest.mark.parametrize(
    ("space", "name", "found"),
    [
        ("dag", "loadOrders", ["load_orders"]),
        ("pipeline", "load-orders", ["load_orders"]),
        ("workflow-template", "load_orders", []),
        ("workflow-template", "fit", ["fit"]),
        ("pipeline", "fit", ["fit"]),
        ("dag", "fit", []),
        ("workload", "web", ["web"]),
        ("workload", "cache", []),
        ("compose", "cache", ["shop-cache"]),
        ("compose", "shop-cache", []),
        ("resource", "models", ["models"]),
        ("resource", "aws_s3_bucket.store", ["models"]),
        ("terraform", "one:aws_s3_bucket.store", ["models"]),
        ("terraform", "two:aws_s3_bucket.store", []),
        ("cluster", "models", []),
        ("cluster", "gpu", ["gpu"]),
        ("chart", "umbrella", ["umbrella"]),
        ("unheard-of", "web", []),
    ],
)
def test_name_is_looked_up_in_its_own_space(space: str, name: str, found: list[str]) -> None:
    """
    A DAG, a workload and a bucket of one name are three things; spelling does not matter.
    """
    directory = _drawn(
        file("one/dag.py", (Declaration("dag:x", "load_orders", PipelineSpec("airflow")),)),
        file("one/fit.yaml", pipeline("fit", "argo")),
        file("one/web.yaml", workload("web")),
        file("one/compose.yaml", compose("cache", "redis:7", shown="shop-cache")),
        file("one/main.tf", resource("aws_s3_bucket", "models", "store"), resource("aws_eks_cluster", "gpu")),
        file("one/Chart.yaml", chart("umbrella")),
        file("one/Dockerfile", dockerfile("web")),
    )

    picked = directory.by_name(NameRef(space, name), Evidence("shop", "one/x.yaml"))

    assert [draft.name for draft in picked] == found


def test_name_of_the_own_repository_and_of_the_nearest_folder_is_meant() -> None:
    """
    Elsewhere it is meant only where the own repository has none, and never for what has to stand beside.
    """
    table = Board(
        [
            repo("far", file("a/dag.py", dag("load")), file("a/compose.yaml", compose("db", "x:1"))),
            repo("shop", file("a/dag.py", dag("load")), file("b/dag.py", dag("load"))),
        ]
    )
    for item in table.items:
        table.start(item, Kind.PIPELINE)
    directory = Directory(table)

    def places(space: str, name: str, place: Evidence) -> list[tuple[str, str]]:
        return [(draft.repo, draft.path) for draft in directory.by_name(NameRef(space, name), place)]

    assert places("dag", "load", Evidence("shop", "b/report.py")) == [("shop", "b/dag.py")]
    assert places("dag", "load", Evidence("shop", "a/report.py")) == [("shop", "a/dag.py")]
    assert places("dag", "load", Evidence("new", "a/report.py")) == [("far", "a/dag.py")]
    assert places("compose", "db", Evidence("shop", "a/compose.yaml")) == []
    assert places("compose", "db", Evidence("far", "b/compose.yaml")) == []
    assert places("compose", "db", Evidence("far", "a/compose.yaml")) == [("far", "a/compose.yaml")]


@pytest.mark.parametrize(
    ("group", "kind", "found"),
    [
        (GROUP, "TrainJob", ["TrainJob"]),
        (GROUP, "trainjobs", ["TrainJob"]),
        ("", "trainjob", ["TrainJob"]),
        ("other.example", "TrainJob", []),
        (GROUP, "Scoring", ["Scoring"]),
        ("", "Unknown", []),
        ("", "", []),
    ],
)
def test_api_is_found_by_kind_or_plural_in_its_group(group: str, kind: str, found: list[str]) -> None:
    """
    A use that names no group may mean any; one that names another group means none of these.
    """
    table = Board(
        [
            repo(
                "shop",
                file("crds/a.yaml", crd("TrainJob")),
                file("api/types.go", api_type("TrainJob"), api_type("Scoring")),
                file("k8s/web.yaml", workload("TrainJob")),
            )
        ]
    )
    first, second, scoring, web = (item for item in sorted(table.items, key=lambda item: item.path != "crds/a.yaml"))
    definition = table.start(first, Kind.CRD, "TrainJob")
    table.claim(definition, second)
    table.start(scoring, Kind.CRD)
    table.start(web, Kind.SERVICE)

    assert [draft.name for draft in Directory(table).of_api(ApiRef(group, kind))] == found


def test_module_is_the_folder_before_what_the_folder_makes() -> None:
    """
    Folders below it and other repositories are other modules.
    """
    directory = _drawn(
        file("modules/net/a.tf", resource("aws_vpc", "v")),
        file("modules/net/main.tf", stack("net")),
        file("modules/net/deep/main.tf", stack("deep")),
        file("modules/data/main.tf", resource("aws_s3_bucket", "models"), resource("aws_s3_bucket", "logs")),
    )

    found = {
        (name, folder): [draft.name for draft in directory.of_module(name, folder)]
        for name, folder in [
            ("shop", "modules/net"),
            ("shop", "modules/data"),
            ("shop", "modules"),
            ("x", "modules/net"),
        ]
    }

    assert found == {
        ("shop", "modules/net"): ["net"],
        ("shop", "modules/data"): ["models"],
        ("shop", "modules"): [],
        ("x", "modules/net"): [],
    }


def test_empty_estate_knows_nobody() -> None:
    """
    Every question has an answer, also where there is nothing.
    """
    directory = Directory(Board([repo("shop")]))
    place = Evidence("shop", "x")

    assert [
        directory.at_host("api", place),
        list(directory.at_path("shop", "api")),
        list(directory.at_path("shop", "api/*")),
        directory.by_name(NameRef("dag", "load"), place),
        directory.of_api(ApiRef("", "TrainJob")),
        directory.of_module("shop", ""),
    ] == [[], [], [], [], [], []]


def test_workload_that_is_named_is_a_link_in_the_manner_of_the_reference() -> None:
    """
    What an operator scales or restarts by name is called by it.
    """
    result = shop(
        file("k8s/web.yaml", workload("web"), named("workload", "batchRunner", How.CALL, "Deployment//web")),
        file("k8s/batch.yaml", workload("batch-runner")),
    )

    assert arrows(result) == ["shop:service:web -call-> shop:service:batch-runner"]


def _endpoint(namespace: str, *hosts: str) -> tuple[Declaration, ...]:
    spec = EndpointSpec("Ingress", namespace=namespace, selector={"app": "shop"}, hosts=hosts)
    return (Declaration("Ingress//shop", "shop", spec),)


def test_host_with_a_namespace_is_one_that_the_estate_knows() -> None:
    """
    "shop.prod" is a service in a namespace of the estate, "shop.com" somebody's site; an Ingress has its own host.
    """
    directory = _drawn(file("k8s/shop.yaml", _endpoint("prod", "shop.acme.example")))
    here = Evidence("shop", "k8s/web.yaml")

    found = [
        len(directory.at_host(name, here)) for name in ("shop.prod", "shop.com", "shop.acme.example", "shop.x.svc")
    ]

    assert found == [1, 0, 1, 1]


def test_names_that_are_all_template_mean_nothing() -> None:
    """
    Two expressions are not the same name only because neither says one.
    """
    assert arrows(shop(file("dags/a.py", dag("{{ name }}")), file("dags/b.py", dag("b", waits_for=["{{ x }}"])))) == []


def test_stars_stay_in_a_folder_or_cross_them_and_never_stall() -> None:
    """
    One star is a part of a name, two are any depth; many of them cost no more.
    """
    files = [file(path, workload(path[-6])) for path in ("k8s/a.yaml", "k8s/x/y/b.yaml", f"k8s/{'k' * 60}.yaml")]
    directory = _drawn(*files)

    found = {
        written: [draft.name for draft in directory.at_path("shop", written)]
        for written in ("k8s/**/*.yaml", "k8s/*.yaml", f"k8s/{'*' * 40}!")
    }

    assert found == {"k8s/**/*.yaml": ["a", "k", "b"], "k8s/*.yaml": ["a", "k"], f"k8s/{'*' * 40}!": []}
