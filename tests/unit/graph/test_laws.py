"""
What holds for every estate: order, lines and layout change nothing that should stay.
"""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from debtscan.graph.link import Linked
from debtscan.model.declaration import Reading, Store
from debtscan.model.estate import Repo, SourceFile
from debtscan.model.words import How, Status
from tests.unit.graph.estate import (
    api_type,
    arrows,
    chart,
    ci,
    code,
    compose,
    controller,
    crd,
    crontab,
    custom,
    dag,
    dockerfile,
    endpoint,
    file,
    host,
    ids,
    imports,
    linked,
    named,
    package,
    path,
    program,
    publish,
    questions,
    release,
    repo,
    resource,
    stack,
    stores,
    timer,
    workload,
)

PLATFORM = repo(
    "platform",
    file("api/Dockerfile", dockerfile("api", runs="python main.py", copies=["."])),
    file("api/main.py", program("api", serves=True), imports("common.log"), stores(Store.BUCKET, "acme-models", "s3")),
    file("api/model.py", code()),
    file("batch/Dockerfile", dockerfile("batch", runs="python main.py")),
    file("batch/main.py", program("batch", framework="click"), imports("common.log"), timer("nightly")),
    file("common/log.py", code()),
    file("web/main.py", program("web", serves=True), imports("common.log"), host("gone")),
    file("lib/setup.py", package("acme-lib")),
    file("chart/Chart.yaml", chart("api"), release("redis", "bitnami/redis")),
    file("chart/templates/all.yaml", workload("api", "acme/api:1"), endpoint("api", {"app": "api"})),
    file("east/compose.yaml", compose("cache", "redis:7"), compose("edge", "acme/edge:1")),
    file("west/compose.yaml", compose("cache", "redis:7"), named("compose", "cache", How.CALL, "services.cache")),
    file("crds/a.yaml", crd("TrainJob"), crd("PyTorchJob", "kubeflow.org")),
    file("operator/Dockerfile", dockerfile("operator", runs="/manager")),
    file("operator/main.go", program("operator", language="go", operates=True)),
    file("operator/controllers/a.go", controller("TrainJob"), code("go", 40)),
    file("operator/api/a.go", api_type("TrainJob")),
    file("jobs/nightly.yaml", custom("TrainJob", "nightly")),
    file("ops/crontab", crontab(("0 3 * * *", "ops/clean.py"))),
    file("ops/clean.py", program("clean")),
    file("tf/main.tf", stack("tf"), resource("aws_s3_bucket", "acme-models"), resource("aws_db_instance", "orders")),
    file("Makefile", ci("make", "Makefile"), publish("acme/api:1", recipe="api/Dockerfile")),
    file("tests/probe.yaml", workload("probe", "acme/api:1"), status=Status.TEST),
)
FLOWS = repo(
    "flows",
    file("dags/load.py", dag("load", images=["gcr.io/acme-x/etl:1"])),
    file("dags/report.py", dag("report", waits_for=["load", "gone"], images=["acme/batch:2"])),
    file("k8s/api.yaml", workload("viewer", "acme/api:2"), host("api", "Deployment//viewer")),
    file(".github/workflows/a.yml", ci("github", "Build"), path("dags", How.DEPLOY, "ci")),
)
ESTATE = linked(PLATFORM, FLOWS)


def _each_file(source: Repo, change: object) -> Repo:
    assert callable(change)
    return structs.replace(source, files=tuple(change(entry) for entry in source.files))


def _named(result: Linked) -> tuple[list[str], list[str], list[str]]:
    return ids(result), arrows(result), questions(result)


def test_estate_of_the_laws_has_something_of_everything() -> None:
    """
    Laws about nothing would hold too.
    """
    kinds = {entry.kind.value for entry in ESTATE.components}

    assert kinds >= {"service", "job", "pipeline", "crd", "controller", "scheduler", "ci", "datastore", "library"}
    assert len(ESTATE.links) > 10
    assert {entry.why for entry in ESTATE.unresolved} == {"no_build", "no_such_host", "no_such_pipeline"}


@settings(max_examples=25, deadline=None)
@given(st.permutations(PLATFORM.files), st.permutations(FLOWS.files), st.booleans())
def test_order_of_files_and_repositories_changes_nothing(
    platform: list[SourceFile], flows: list[SourceFile], turned: bool
) -> None:
    """
    The whole answer is the same, value by value.
    """
    repos = [structs.replace(PLATFORM, files=tuple(platform)), structs.replace(FLOWS, files=tuple(flows))]

    assert linked(*(reversed(repos) if turned else repos)) == ESTATE


@settings(max_examples=25, deadline=None)
@given(st.integers(min_value=1, max_value=500))
def test_moved_lines_change_no_id_and_no_link(shift: int) -> None:
    """
    Only the lines in the evidence move.
    """

    def moved(entry: SourceFile) -> SourceFile:
        reading = Reading(
            tuple(structs.replace(part, line=(part.line or 0) + shift) for part in entry.reading.declarations),
            tuple(structs.replace(part, line=(part.line or 0) + shift) for part in entry.reading.references),
            code=entry.reading.code,
        )
        return structs.replace(entry, reading=reading)

    result = linked(_each_file(PLATFORM, moved), _each_file(FLOWS, moved))

    assert _named(result) == _named(ESTATE)
    assert result.files == ESTATE.files


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_reordered_documents_of_a_file_change_no_id_and_no_link(data: st.DataObject) -> None:
    """
    Sorting a manifest or moving a function is no change of the platform.
    """

    def shuffled(entry: SourceFile) -> SourceFile:
        declarations = data.draw(st.permutations(entry.reading.declarations))
        references = data.draw(st.permutations(entry.reading.references))
        return structs.replace(entry, reading=Reading(tuple(declarations), tuple(references), code=entry.reading.code))

    assert _named(linked(_each_file(PLATFORM, shuffled), _each_file(FLOWS, shuffled))) == _named(ESTATE)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(["deploy", "infra/prod", "src", "Platform/apps"]))
def test_folder_that_only_says_how_things_are_kept_changes_no_id(folder: str) -> None:
    """
    A repository of manifests moved into "deploy/" keeps the ids of all that it holds.
    """
    manifests = repo(
        "ops",
        file("east/web.yaml", workload("web", "acme/web:1")),
        file("west/web.yaml", workload("web", "acme/other:1"), host("bus", "Deployment//web")),
        file("bus.yaml", workload("bus", "rabbitmq:3")),
        file("tf/main.tf", resource("aws_s3_bucket", "models")),
    )
    moved = Repo(
        "ops",
        tuple(structs.replace(entry, path=f"{folder}/{entry.path}") for entry in manifests.files),
        tuple(f"{folder}/{path}" for path in manifests.paths),
    )

    assert _named(linked(moved)) == _named(linked(manifests))


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from([entry.path for entry in PLATFORM.files])))
def test_every_link_and_question_is_of_a_component_that_exists(gone: set[str]) -> None:
    """
    Whatever files are missing, ids are unique, links end somewhere, and each component can be checked.
    """
    rest = structs.replace(PLATFORM, files=tuple(entry for entry in PLATFORM.files if entry.path not in gone))

    result = linked(rest, FLOWS)

    known = ids(result)
    assert len(known) == len(set(known))
    assert {end for link in result.links for end in (link.source, link.target)} <= set(known)
    assert {entry.from_ for entry in result.unresolved} <= set(known)
    assert all(entry.evidence for entry in result.components)
    assert set(result.files) == set(known)
