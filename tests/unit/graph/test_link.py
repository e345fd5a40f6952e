"""
Whole pictures: what an owner draws on the whiteboard is what comes out.
"""

from debtscan.model.component import ComponentId, Link, Unresolved
from debtscan.model.evidence import Evidence
from debtscan.model.words import Built, Confidence, How, Status
from tests.unit.graph.estate import (
    api_type,
    arrows,
    chart,
    ci,
    code,
    component,
    compose,
    controller,
    crd,
    custom,
    dockerfile,
    endpoint,
    evidence,
    file,
    host,
    ids,
    imports,
    linked,
    named,
    owned,
    program,
    publish,
    questions,
    repo,
    shop,
    workload,
)

API = (
    file("api/Dockerfile", dockerfile("api", runs="python main.py")),
    file("api/main.py", program("api", framework="fastapi", serves=True)),
)


def test_one_service_has_five_pieces_of_evidence() -> None:
    """
    Program, Deployment, chart, Dockerfile, Service and code folder are one component, the program first.
    """
    result = shop(
        file("ranker/Dockerfile", dockerfile("ranker", runs="python main.py", copies=["."])),
        file("ranker/main.py", program("ranker", framework="fastapi", serves=True)),
        file("ranker/model.py", code()),
        file("charts/ranker/Chart.yaml", chart("ranker")),
        file("charts/ranker/templates/deployment.yaml", workload("ranker", "acme/ranker:1.0")),
        file("charts/ranker/templates/service.yaml", endpoint("ranker", {"app": "ranker"})),
    )

    assert ids(result) == ["shop:service:ranker"]
    assert evidence(result, "shop:service:ranker") == [
        ("ranker/main.py", "main program"),
        ("charts/ranker/templates/deployment.yaml", "Deployment"),
        ("charts/ranker/Chart.yaml", "Helm chart"),
        ("ranker/Dockerfile", "Dockerfile"),
        ("charts/ranker/templates/service.yaml", "Service"),
        ("charts/ranker/", "folder"),
        ("ranker/", "folder"),
    ]
    assert owned(result, "shop:service:ranker") == [
        "charts/ranker/Chart.yaml",
        "charts/ranker/templates/deployment.yaml",
        "charts/ranker/templates/service.yaml",
        "ranker/Dockerfile",
        "ranker/main.py",
        "ranker/model.py",
    ]
    assert (arrows(result), questions(result)) == ([], [])


def test_compose_service_and_deployment_of_one_image_are_one() -> None:
    """
    The cluster's name wins, the compose name stays as an alias.
    """
    result = shop(
        *API,
        file("compose.yaml", compose("web", "acme/api", recipe="api/Dockerfile")),
        file("k8s/api.yaml", workload("api", "acme/api:1.2")),
    )

    assert ids(result) == ["shop:service:api"]
    assert component(result, "shop:service:api").aliases == ("web",)


def test_two_systems_with_the_same_names_stay_two() -> None:
    """
    Services of one name are told apart by the folders in their ids, and each links to its own neighbour.
    """
    result = shop(
        *(
            part
            for system in ("alpha", "beta")
            for part in (
                file(f"{system}/api/Dockerfile", dockerfile("api", runs="python main.py")),
                file(f"{system}/api/main.py", program("api", serves=True)),
                file(
                    f"{system}/compose.yaml",
                    compose("api", f"{system}-api", recipe=f"{system}/api/Dockerfile"),
                    named("compose", "redis", How.CALL, "services.api"),
                    compose("redis", "redis:7"),
                ),
            )
        )
    )

    assert ids(result) == [
        "shop:datastore:alpha:redis",
        "shop:datastore:beta:redis",
        "shop:service:alpha:api",
        "shop:service:beta:api",
    ]
    assert arrows(result) == [
        "shop:service:alpha:api -call-> shop:datastore:alpha:redis",
        "shop:service:beta:api -call-> shop:datastore:beta:redis",
    ]


def test_image_of_an_expression_is_found_by_its_words() -> None:
    """
    A name that is computed still says which recipe it means.
    """
    result = shop(
        file("images/operator/Dockerfile", dockerfile("operator", runs="python main.py")),
        file("images/operator/main.py", program("main", framework="kopf", operates=True)),
        file("images/worker/Dockerfile", dockerfile("worker", runs="python main.py")),
        file("images/worker/main.py", program("main", framework="celery")),
        file("deploy/controller.yaml", workload("resources", "{{ config['image_operator'] }}")),
        file("deploy/background.yaml", workload("background", "$ACME_IMAGE_WORKER")),
    )

    assert ids(result) == ["shop:controller:resources", "shop:service:background"]
    assert [entry.aliases for entry in result.components] == [("operator",), ("worker",)]


def test_images_of_one_repository_are_told_apart_by_tag() -> None:
    """
    A registry that keeps all images under one name says in the tag which is which, whatever the version.
    """
    result = shop(
        file("trainer/Dockerfile", dockerfile("trainer", runs="python main.py")),
        file("trainer/main.py", program("trainer", framework="click")),
        file("scorer/Dockerfile", dockerfile("scorer", runs="python main.py")),
        file("scorer/main.py", program("scorer", serves=True)),
        file(
            "Makefile",
            ci("make", "Makefile"),
            publish("acme/all:trainer_0.0.1", recipe="trainer/Dockerfile"),
            publish("acme/all:scorer_0.0.1", recipe="scorer/Dockerfile"),
        ),
        file("k8s/a.yaml", workload("night", "acme/all:trainer_0.0.2", kind="CronJob", schedule="0 1 * * *")),
        file("k8s/b.yaml", workload("online", "acme/all:scorer_0.0.2")),
    )

    assert ids(result) == ["shop:ci:Makefile", "shop:job:night", "shop:registry:Docker-Hub", "shop:service:online"]
    assert evidence(result, "shop:job:night")[0] == ("trainer/main.py", "main program")
    assert evidence(result, "shop:service:online")[0] == ("scorer/main.py", "main program")
    assert arrows(result) == [
        "shop:ci:Makefile -build-> shop:job:night",
        "shop:ci:Makefile -image-> shop:registry:Docker-Hub",
        "shop:ci:Makefile -build-> shop:service:online",
    ]


def test_sidecars_are_links_and_not_the_component() -> None:
    """
    The container named like the workload is the main one, in whatever order the containers stand.
    """
    result = shop(
        *API,
        file("auth/Dockerfile", dockerfile("auth", runs="python main.py")),
        file("auth/main.py", program("auth", serves=True)),
        file(
            "k8s/api.yaml",
            workload("api", "init:wait=acme/wait:1", "proxy=envoyproxy/envoy:v1", "auth=acme/auth:1", "api=acme/api:1"),
        ),
    )

    assert ids(result) == ["shop:service:api", "shop:service:auth"]
    assert evidence(result, "shop:service:api")[:2] == [("api/main.py", "main program"), ("k8s/api.yaml", "Deployment")]
    assert arrows(result) == ["shop:service:api -image-> shop:service:auth"]
    assert questions(result) == ["shop:service:api ? acme/wait:1 (no_build)"]


def test_workload_of_a_test_never_takes_a_living_recipe() -> None:
    """
    A load test that runs the image depends on the service; it is not the service, and the service is no test.
    """
    result = shop(*API, file("tests/k8s/load.yaml", workload("load", "acme/api:1"), status=Status.TEST))

    assert [(entry.id, entry.status) for entry in result.components] == [
        ("shop:service:api", Status.LIVE),
        ("shop:service:load", Status.TEST),
    ]
    assert arrows(result) == ["shop:service:load -image-> shop:service:api"]


def test_home_made_api_comes_with_its_controller_and_its_objects() -> None:
    """
    Definition, Go type, reconciler and object of a kind become a crd, a controller and a pipeline, all linked.
    """
    result = shop(
        file("crds/trainjob.yaml", crd("TrainJob")),
        file("operator/Dockerfile", dockerfile("operator", runs="/manager", copies=["."])),
        file("operator/main.go", program("operator", language="go", framework="controller-runtime", operates=True)),
        file("operator/controllers/trainjob.go", controller("TrainJob"), code("go", 99)),
        file("operator/api/types.go", api_type("TrainJob"), code("go")),
        file("k8s/operator.yaml", workload("operator", "acme/operator:1")),
        file("jobs/nightly.yaml", custom("TrainJob", "nightly")),
    )

    assert [(entry.id, entry.built, entry.capability) for entry in result.components] == [
        ("shop:controller:operator", Built.BESPOKE, "training_jobs"),
        ("shop:crd:TrainJob", Built.BESPOKE, "training_jobs"),
        ("shop:pipeline:nightly", Built.BESPOKE, "training_jobs"),
    ]
    assert evidence(result, "shop:crd:TrainJob") == [
        ("crds/trainjob.yaml", "CustomResourceDefinition"),
        ("operator/api/types.go", "CustomResourceDefinition"),
    ]
    assert evidence(result, "shop:controller:operator")[0] == ("operator/controllers/trainjob.go", "reconciler")
    assert arrows(result) == [
        "shop:controller:operator -crd-> shop:crd:TrainJob",
        "shop:pipeline:nightly -crd-> shop:crd:TrainJob",
    ]


def test_image_built_in_one_repository_runs_from_another() -> None:
    """
    An estate is linked across its repositories: the component lives where it is deployed and keeps evidence of both.
    """
    result = linked(
        repo("code", *API),
        repo("ops", file("prod/api.yaml", workload("api", "registry.acme.example/ml/api:3"))),
    )

    assert ids(result) == ["ops:service:api"]
    assert [(place.repo, place.path) for place in component(result, "ops:service:api").evidence] == [
        ("code", "api/main.py"),
        ("ops", "prod/api.yaml"),
        ("code", "api/Dockerfile"),
        ("code", "api/"),
    ]


def test_links_of_one_pair_are_one_with_all_evidence_and_best_confidence() -> None:
    """
    Two calls of the same neighbour are one link that can be checked in two places.
    """
    result = shop(
        file("k8s/web.yaml", workload("web", "acme/web:1"), host("bus", "Deployment//web")),
        file("k8s/more.yaml", workload("web", "acme/web:1"), host("bus", "Deployment//web")),
        file("k8s/bus.yaml", workload("bus", "acme/bus:1")),
    )

    web, bus = ComponentId("shop:service:web"), ComponentId("shop:service:bus")
    assert result.links == (
        Link(
            web,
            bus,
            How.CALL,
            Confidence.HIGH,
            (
                Evidence("shop", "k8s/more.yaml", 3, "host:bus", "call"),
                Evidence("shop", "k8s/web.yaml", 3, "host:bus", "call"),
            ),
        ),
    )


def test_what_stays_open_is_asked_once_with_all_its_places() -> None:
    """
    The same missing image in two files of one component is one question; a test asks nothing.
    """
    result = shop(
        file("k8s/a.yaml", workload("web", "acme/web:1")),
        file("k8s/b.yaml", workload("web", "acme/web:1")),
        file("tests/c.yaml", workload("probe", "acme/probe:1"), status=Status.TEST),
    )

    key = "Deployment//web:spec.template.spec.containers[web].image"
    assert result.unresolved[0] == Unresolved(
        "acme/web:1",
        ComponentId("shop:service:web"),
        "no_build",
        (Evidence("shop", "k8s/a.yaml", 2, key, "image"), Evidence("shop", "k8s/b.yaml", 2, key, "image")),
    )


def test_empty_estate_is_an_empty_answer() -> None:
    """
    Nothing to link is no error.
    """
    assert linked() == linked(repo("empty", also=["README.md"]))
    assert ids(linked()) == []


def test_package_imported_by_name_only_says_nothing_of_owners() -> None:
    """
    Files that no component owns or imports stay nobody's.
    """
    result = shop(*API, file("notes/try.py", imports("os"), code()))

    assert ids(result) == ["shop:service:api"]
    assert "notes/try.py" not in owned(result, "shop:service:api")
