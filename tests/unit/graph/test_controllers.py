"""
Home-made Kubernetes APIs and everything around them.
"""

from debtscan.model.words import Built, Status
from tests.unit.graph.estate import (
    GROUP,
    api,
    api_type,
    arrows,
    component,
    controller,
    crd,
    custom,
    dockerfile,
    evidence,
    file,
    ids,
    owned,
    program,
    shop,
    workload,
)


def test_foreign_definition_is_somebody_elses() -> None:
    """
    A vendored definition of a known group has the capability of its project; its objects are no news.
    """
    result = shop(
        file("crds/a.yaml", crd("PyTorchJob", "kubeflow.org")),
        file("x.yaml", custom("PyTorchJob", "x", "kubeflow.org")),
    )

    entry = component(result, "shop:crd:PyTorchJob")
    assert ids(result) == ["shop:crd:PyTorchJob"]
    assert (entry.built, entry.capability) == (Built.OSS, "training_jobs")
    assert entry.aliases == ("kubeflow.org/PyTorchJob", "pytorchjobs.kubeflow.org")


def test_own_controller_makes_a_foreign_definition_home_made() -> None:
    """
    Own code beats every list: so does an own type; a controller in a test does not.
    """
    definition = file("crds/a.yaml", crd("PyTorchJob", "kubeflow.org"))
    reconciler = controller("PyTorchJob", "kubeflow.org")

    with_code = shop(definition, file("op/a.go", reconciler))
    with_type = shop(definition, file("op/types.go", api_type("PyTorchJob", "kubeflow.org")))
    with_test = shop(definition, file("op/a.go", reconciler, status=Status.TEST))

    built = [component(result, "shop:crd:PyTorchJob").built for result in (with_code, with_type, with_test)]
    assert built == [Built.BESPOKE, Built.BESPOKE, Built.OSS]


def test_reconciler_that_no_program_starts_is_a_controller_by_itself() -> None:
    """
    It is linked with its API even where the code does not say the group.
    """
    result = shop(file("crds/a.yaml", crd("TrainJob")), file("op/a.go", controller("TrainJob", "", name="Trainer")))

    assert arrows(result) == ["shop:controller:Trainer -crd-> shop:crd:TrainJob"]
    assert component(result, "shop:controller:Trainer").capability == "training_jobs"


def test_reconciler_at_the_root_claims_its_file_alone() -> None:
    """
    The whole repository is not its folder.
    """
    result = shop(file("a.go", controller("Thing")), file("b.py"))

    assert owned(result, "shop:controller:ThingReconciler") == ["a.go"]


def test_reconcilers_far_from_a_program_go_to_the_one_whose_name_speaks_of_their_kind() -> None:
    """
    Where no name says so, the first of the nearest programs that operate has it.
    """
    result = shop(
        *(
            part
            for name in ("build", "deploy")
            for part in (
                file(f"cmd/{name}/Dockerfile", dockerfile(name, runs="/manager")),
                file(f"cmd/{name}/main.go", program(name, language="go", operates=True)),
            )
        ),
        file("controllers/build/b.go", controller("BuildJob")),
        file("controllers/deploy/d.go", controller("DeployJob")),
        file("controllers/sub/o.go", controller("Other")),
    )

    assert ids(result) == ["shop:controller:build", "shop:controller:deploy"]
    assert component(result, "shop:controller:deploy").facts.reconciles == (f"{GROUP}/DeployJob",)


def test_reconciler_of_a_program_that_nothing_packs_is_that_programs() -> None:
    """
    A repository without any image still has one controller, not a program and a reconciler apart.
    """
    result = shop(
        file("cmd/manager/main.go", program("main", language="go", operates=True)),
        file("cmd/old/main.go", program("main", language="go", operates=True), status=Status.EXAMPLE),
        file("controllers/a.go", controller("TrainJob")),
        file("controllers/b.go", controller("BuildJob")),
    )

    assert ids(result) == ["shop:controller:manager"]
    assert owned(result, "shop:controller:manager") == ["cmd/manager/main.go", "controllers/a.go", "controllers/b.go"]


def test_definition_without_group_or_kind_is_left_out() -> None:
    """
    What cannot be named is no component; nor is a type in code that no manifest defines.
    """
    result = shop(
        file("crds/a.yaml", crd("TrainJob", "")), file("crds/b.yaml", crd("", GROUP)), file("t.go", api_type("Solo"))
    )

    assert ids(result) == []


def test_definition_without_plural_has_one_alias() -> None:
    """
    The plural is optional.
    """
    result = shop(file("crds/a.yaml", crd("TrainJob", plural="")))

    assert component(result, "shop:crd:TrainJob").aliases == (f"{GROUP}/TrainJob",)


def test_same_definition_twice_is_one() -> None:
    """
    The copy in the chart proves the same API, the living one first.
    """
    result = shop(
        file("a/crd.yaml", crd("TrainJob"), status=Status.EXAMPLE), file("chart/crds/crd.yaml", crd("TrainJob"))
    )

    assert [path for path, _ in evidence(result, "shop:crd:TrainJob")] == ["chart/crds/crd.yaml", "a/crd.yaml"]


def test_object_whose_purpose_an_owner_would_name_is_a_component() -> None:
    """
    A training job is a pipeline, a microservice a service; a setting of the operator is neither.
    """
    result = shop(
        file("crds/a.yaml", crd("TrainJob"), crd("Microservice"), crd("Quota")),
        file("jobs/a.yaml", custom("TrainJob", "nightly")),
        file("jobs/b.yaml", custom("Microservice", "ranker")),
        file("jobs/c.yaml", custom("Quota", "small")),
    )

    assert ids(result) == [
        "shop:crd:Microservice",
        "shop:crd:Quota",
        "shop:crd:TrainJob",
        "shop:pipeline:nightly",
        "shop:service:ranker",
    ]
    assert component(result, "shop:service:ranker").capability == "service_runtime"


def test_object_that_runs_containers_takes_the_kind_of_its_api() -> None:
    """
    A workload of a home-made kind is the pipeline or service that the kind speaks of; else it stays as it is.
    """
    result = shop(
        file("crds/a.yaml", crd("TrainJob"), crd("Thing")),
        file("jobs/a.yaml", workload("nightly", kind="TrainJob", group=GROUP, version=f"{GROUP}/v1")),
        file("jobs/b.yaml", workload("thing", kind="Thing", group=GROUP, version=f"{GROUP}/v1")),
    )

    assert [entry.id for entry in result.components if ":crd:" not in entry.id] == [
        "shop:pipeline:nightly",
        "shop:service:thing",
    ]


def test_object_of_a_services_name_is_that_service() -> None:
    """
    The program and the object that deploys it are one component.
    """
    result = shop(
        file("crds/a.yaml", crd("Microservice")),
        file("ranker/Dockerfile", dockerfile("ranker", runs="python main.py")),
        file("ranker/main.py", program("ranker", serves=True)),
        file("ranker/deploy.yaml", custom("Microservice", "ranker")),
    )

    assert ids(result) == ["shop:crd:Microservice", "shop:service:ranker"]
    assert evidence(result, "shop:service:ranker")[0] == ("ranker/main.py", "main program")
    assert arrows(result) == ["shop:service:ranker -crd-> shop:crd:Microservice"]


def test_grant_is_no_use() -> None:
    """
    A role that may read an API does not depend on it; code that makes objects of it does.
    """
    result = shop(
        file("crds/a.yaml", crd("TrainJob")),
        file("k8s/web.yaml", workload("web", "acme/web:1"), api("TrainJob", source="ClusterRole//web")),
        file("submit/main.py", program("submit", serves=True), api("trainjobs", "")),
        file("other/main.py", program("other", serves=True), api("TrainJob", "else.example")),
    )

    assert arrows(result) == ["shop:service:submit -crd-> shop:crd:TrainJob"]
