"""
CI, Makefiles, scripts and pipelines.
"""

from debtscan.model.declaration import CiSpec, Declaration, NameRef, PathRef, Reference, Store
from debtscan.model.words import Built, Confidence, How, Status
from tests.unit.graph.estate import (
    arrows,
    chart,
    ci,
    component,
    dag,
    dockerfile,
    evidence,
    file,
    ids,
    linked,
    named,
    needs,
    owned,
    path,
    pipeline,
    program,
    publish,
    questions,
    repo,
    resource,
    shop,
    stack,
    stores,
    workload,
)

API = (
    file("api/Dockerfile", dockerfile("api", runs="python main.py")),
    file("api/main.py", program("api", serves=True)),
)


def test_hosted_ci_is_managed_and_named() -> None:
    """
    A definition without a name goes by its service, one of an unknown service by the system's own word.
    """
    result = shop(
        file(".github/workflows/a.yml", ci("github", "Build")),
        file(".circleci/config.yml", ci("circleci")),
        file("Jenkinsfile", ci("jenkins")),
    )

    assert [(entry.id, entry.built, entry.facts.product, entry.aliases) for entry in result.components] == [
        ("shop:ci:Build", Built.MANAGED, "GitHub Actions", ("GitHub Actions",)),
        ("shop:ci:CircleCI", Built.MANAGED, "CircleCI", ()),
        ("shop:ci:jenkins", Built.OSS, None, ()),
    ]


def test_part_of_a_workflow_is_no_ci_of_its_own() -> None:
    """
    An action belongs to the workflows that use it.
    """
    assert ids(shop(file(".github/actions/x/action.yml", ci("github-action", "x")))) == []


def test_gitlab_ci_on_an_own_server_is_not_managed() -> None:
    """
    Who runs the server operates the CI.
    """
    hosted = shop(file(".gitlab-ci.yml", ci("gitlab")))
    own = shop(file(".gitlab-ci.yml", ci("gitlab")), file("k8s/gitlab.yaml", workload("gitlab", "gitlab/gitlab-ce:16")))

    assert component(hosted, "shop:ci:GitLab-CI").built is Built.MANAGED
    assert component(own, "shop:ci:GitLab-CI").built is Built.OSS


def test_makefiles_that_deliver_are_one_ci() -> None:
    """
    Those that only run tests or that are examples are none.
    """
    result = shop(
        *API,
        file("Makefile", ci("make", "Makefile"), publish("api:1", recipe="api/Dockerfile")),
        file("ops/Makefile", ci("make", "ops"), path("k8s", How.DEPLOY, "ci")),
        file("lint/Makefile", ci("make", "lint")),
        file("examples/Makefile", ci("make", "x"), publish("acme/api:1"), status=Status.EXAMPLE),
    )

    assert ids(result) == ["shop:ci:Makefile", "shop:service:api"]
    assert [place for place, _ in evidence(result, "shop:ci:Makefile")] == ["Makefile", "ops/Makefile"]
    assert arrows(result) == ["shop:ci:Makefile -build-> shop:service:api"]


def test_scripts_that_build_images_join_the_makefile_or_stand_alone() -> None:
    """
    What builds comes first; scripts that build nothing, are not in use or are not of the shell are left out.
    """
    script = program("build", language="shell")
    build = publish("api:1", recipe="api/Dockerfile")
    others = (
        file("hack/test.sh", program("test", language="shell")),
        file("hack/old.sh", script, build, status=Status.EXAMPLE),
        file("hack/x.py", program("x"), build),
    )

    alone = shop(*API, file("hack/build.sh", script, build), *others)
    joined = shop(
        *API,
        file("Makefile", ci("make", "Makefile"), path("k8s", How.DEPLOY, "ci")),
        file("hack/build.sh", script, build),
        file("hack/more.sh", script, build),
    )

    assert ids(alone) == ["shop:ci:build", "shop:service:api"]
    assert ids(joined) == ["shop:ci:Makefile", "shop:service:api"]
    assert owned(joined, "shop:ci:Makefile") == ["Makefile", "hack/build.sh", "hack/more.sh"]


def test_script_that_an_image_runs_is_no_ci() -> None:
    """
    The program of a job that builds images is that job's.
    """
    result = shop(
        *API,
        file("kaniko/Dockerfile", dockerfile("kaniko", runs="sh kaniko/run.sh")),
        file("kaniko/run.sh", program("run", language="shell"), publish("api:1", recipe="api/Dockerfile")),
    )

    assert ids(result) == ["shop:job:kaniko", "shop:service:api"]
    assert arrows(result) == ["shop:job:kaniko -build-> shop:service:api"]


def test_loop_over_recipes_builds_each() -> None:
    """
    "*/Dockerfile" in a workflow is a link to every image.
    """
    result = shop(
        *API,
        file("web/Dockerfile", dockerfile("web", runs="python main.py")),
        file("web/main.py", program("web", serves=True)),
        file(".github/workflows/a.yml", ci("github", "Build"), publish("acme/$NAME", recipe="*/Dockerfile")),
    )

    assert arrows(result) == ["shop:ci:Build -build-> shop:service:api", "shop:ci:Build -build-> shop:service:web"]


def test_dag_waits_for_a_dag_and_asks_for_one_that_is_not_here() -> None:
    """
    A sensor is a trigger; a name that nobody has is a pipeline of somebody else and a question, a computed one neither.
    """
    result = shop(
        file("dags/load.py", dag("load")),
        file("dags/report.py", dag("report", waits_for=["load", "retired", "{{ params.dag }}"])),
    )

    assert arrows(result) == [
        "shop:pipeline:report -trigger-> shop:pipeline:load",
        "shop:pipeline:report -trigger-> shop:pipeline:retired",
    ]
    assert questions(result) == ["shop:pipeline:report ? retired (no_such_pipeline)"]


def test_pipeline_of_somebody_else_is_one_for_the_whole_estate() -> None:
    """
    Two repositories that wait for the same DAG mean the same; a test, a script and an unsure name prove none.
    """
    guess = Reference("dag:c", NameRef("dag", "maybe"), How.TRIGGER, confidence=Confidence.MEDIUM)
    result = linked(
        repo("east", file("dags/a.py", dag("a", waits_for=["theirs"]))),
        repo("west", file("dags/b.py", dag("b", waits_for=["Theirs"])), file("dags/c.py", dag("c"), (guess,))),
        repo("lab", file("tests/d.py", dag("d", waits_for=["lost"]), status=Status.TEST)),
        repo("ops", file("go/main.py", program("go", serves=True), named("dag", "gone", How.TRIGGER))),
    )

    assert arrows(result) == [
        "east:pipeline:a -trigger-> east:pipeline:theirs",
        "west:pipeline:b -trigger-> east:pipeline:theirs",
    ]
    assert sorted(questions(result)) == [
        "east:pipeline:a ? theirs (no_such_pipeline)",
        "ops:service:go ? gone (no_such_pipeline)",
        "west:pipeline:b ? Theirs (no_such_pipeline)",
        "west:pipeline:c ? maybe (no_such_pipeline)",
    ]


def test_image_of_a_dag_from_elsewhere_is_a_job_that_others_build() -> None:
    """
    A private image is one component for all DAGs; a public tool is none; a template says nothing.
    """
    result = shop(
        file(
            "dags/a.py",
            dag("a", images=["gcr.io/acme-x/etl:1", "python:3.11", "alpine/git:1", "quay.io/x/y", "gcr.io/x/${IMG}"]),
        ),
        file("dags/b.py", dag("b", images=["gcr.io/acme-x/etl:2"])),
        file("dags/c.py", dag("c", images=["gcr.io/acme-x/etl:2"]), status=Status.EXAMPLE),
    )

    etl = component(result, "shop:job:etl")
    assert [place.path for place in etl.evidence] == ["dags/a.py", "dags/b.py"]
    assert etl.built is Built.BESPOKE
    assert arrows(result) == ["shop:pipeline:a -image-> shop:job:etl", "shop:pipeline:b -image-> shop:job:etl"]


def test_same_pipeline_in_two_files_is_one_unless_it_is_a_project() -> None:
    """
    A compiled pipeline beside its code is one; MLprojects of one name in two folders are two, and own their folders.
    """
    result = shop(
        file("p/train.py", pipeline("train", "kfp")),
        file("p/train.yaml", pipeline("train", "kfp")),
        file("east/MLproject", pipeline("fit", "mlflow")),
        file("east/fit.py", program("fit")),
        file("west/MLproject", pipeline("fit", "mlflow")),
        file("MLproject", pipeline("root", "mlflow")),
    )

    assert ids(result) == [
        "shop:pipeline:east:fit",
        "shop:pipeline:root",
        "shop:pipeline:train",
        "shop:pipeline:west:fit",
    ]
    assert owned(result, "shop:pipeline:east:fit") == ["east/MLproject", "east/fit.py"]


def test_living_pipeline_proves_better_than_its_example() -> None:
    """
    Whatever the order of their paths.
    """
    result = shop(
        file("a/train.yaml", pipeline("train", "kfp"), status=Status.EXAMPLE),
        file("p/train.py", pipeline("train", "kfp")),
    )

    assert component(result, "shop:pipeline:train").status is Status.LIVE
    assert component(result, "shop:pipeline:train").system == "p"


def test_dbt_project_is_one_pipeline_with_all_its_models() -> None:
    """
    At the root of a repository it has the folders that it names and that exist; whoever runs it means the only one.
    """
    key = "pipeline:mart"
    folders = needs(PathRef("models"), How.IMPORT, key) + needs(PathRef("gone"), How.IMPORT, key)
    runs = named("dbt", "image-folder", How.STEP, "dag:nightly")
    result = linked(
        repo(
            "mart",
            file("dbt_project.yml", pipeline("mart", "dbt"), folders),
            file("models/a.sql", stores(Store.TABLE, "sales.x", "bigquery")),
        ),
        repo("dags", file("dags/n.py", dag("nightly"), runs)),
    )

    assert arrows(result) == [
        "dags:pipeline:nightly -step-> mart:pipeline:mart",
        "mart:pipeline:mart -data-> mart:datastore:BigQuery",
    ]
    assert owned(result, "mart:pipeline:mart") == ["dbt_project.yml", "models/a.sql"]


def test_one_of_several_dbt_projects_is_meant_by_its_folder_or_name() -> None:
    """
    Without either nobody knows which.
    """
    result = shop(
        file("a/dbt_project.yml", pipeline("stock", "dbt")),
        file("b/dbt_project.yml", pipeline("sales", "dbt")),
        file("dags/one.py", dag("one"), named("dbt", "b", How.STEP, "dag:one")),
        file("dags/two.py", dag("two"), named("dbt", "stock", How.STEP, "dag:two")),
        file("dags/any.py", dag("any"), named("dbt", "", How.STEP, "dag:any")),
    )

    assert arrows(result) == [
        "shop:pipeline:one -step-> shop:pipeline:sales",
        "shop:pipeline:two -step-> shop:pipeline:stock",
    ]


def test_workflows_that_only_look_after_issues_are_one() -> None:
    """
    One alone keeps its name; a workflow that builds is a component of its own.
    """
    stale, label = (
        (Declaration("workflow", name, CiSpec("github", upkeep=True)),) for name in ("Stale issues", "Label changes")
    )
    several = shop(
        file(".github/workflows/a.yml", stale),
        file(".github/workflows/b.yml", label),
        file(".github/workflows/c.yml", ci("github", "Build")),
    )
    alone = shop(file(".github/workflows/a.yml", stale))

    assert ids(several) == ["shop:ci:Build", "shop:ci:Repository-upkeep"]
    assert ids(alone) == ["shop:ci:Stale-issues"]


def test_delivery_of_a_stack_is_one_link() -> None:
    """
    The stack deploys what it makes; a chart beside it is deployed all the same.
    """
    result = shop(
        file(".github/workflows/a.yml", ci("github", "Deploy"), path("infra", How.DEPLOY, "ci")),
        file("infra/main.tf", stack("infra"), resource("aws_sqs_queue", "a"), resource("aws_s3_bucket", "b")),
        file("infra/chart/Chart.yaml", chart("web")),
    )

    assert [arrow for arrow in arrows(result) if arrow.startswith("shop:ci")] == [
        "shop:ci:Deploy -deploy-> shop:chart:web",
        "shop:ci:Deploy -deploy-> shop:iac:infra",
    ]


def test_definition_of_many_files_is_one() -> None:
    """
    The kinds of Taskcluster are parts of one CI.
    """
    result = shop(
        file(".taskcluster.yml", ci("taskcluster", "taskcluster")),
        file("taskcluster/kinds/build/kind.yml", ci("taskcluster", "build")),
    )

    assert ids(result) == ["shop:ci:Taskcluster"]


def test_project_of_a_cloud_is_one_with_what_it_does() -> None:
    """
    The file that says what is built belongs to the project; another one is a CI of its own.
    """
    result = shop(
        file(
            "infra/main.tf",
            stack("infra"),
            resource("aws_codebuild_project", "build"),
            resource("aws_s3_bucket", "b"),
            path("infra/buildspec.yml", How.DEPLOY, "aws_codebuild_project.build"),
        ),
        file("infra/buildspec.yml", ci("codebuild", "infra")),
        file("other/buildspec.yml", ci("codebuild", "other")),
    )

    assert [name for name in ids(result) if ":ci:" in name] == ["shop:ci:build", "shop:ci:other"]


def test_definition_where_its_service_does_not_look_is_unused() -> None:
    """
    A copy that came with somebody's code; services that are told where to look find theirs anywhere.
    """
    result = shop(
        file("kit/.travis.yml", ci("travis", "kit")),
        file(".travis.yml", ci("travis", "own")),
        file("api/.github/workflows/a.yml", ci("github", "A")),
        file("api/cloudbuild.yaml", ci("cloudbuild", "B")),
        file("examples/.travis.yml", ci("travis", "shown"), status=Status.EXAMPLE),
    )

    assert {found.name: found.status for found in result.components} == {
        "kit": Status.UNUSED,
        "own": Status.LIVE,
        "A": Status.UNUSED,
        "B": Status.LIVE,
        "shown": Status.EXAMPLE,
    }
