"""
Links that nobody writes down: what builds, installs, reconciles, deploys or imports what.
"""

import pytest

from debtscan.model.component import ComponentId, Link
from debtscan.model.declaration import Declaration, ScheduleSpec, Store
from debtscan.model.evidence import Evidence
from debtscan.model.words import Confidence, How, Status
from tests.unit.graph.estate import (
    GROUP,
    arrows,
    chart,
    ci,
    code,
    compose,
    controller,
    crd,
    crontab,
    dag,
    dockerfile,
    file,
    imports,
    linked,
    package,
    path,
    program,
    publish,
    release,
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
OPERATOR = file("operator/main.go", program("operator", language="go", operates=True))


def test_link_that_is_implied_says_where_it_can_be_checked() -> None:
    """
    The place is the declaration that implies it, and the link is sure.
    """
    result = shop(
        *API, file(".github/workflows/a.yml", ci("github", "Build"), publish("api:1", recipe="api/Dockerfile"))
    )

    place = Evidence("shop", ".github/workflows/a.yml", 2, "publish:api:1", "build")
    assert result.links == (
        Link(ComponentId("shop:ci:Build"), ComponentId("shop:service:api"), How.BUILD, Confidence.HIGH, (place,)),
    )


def test_ci_builds_an_image_of_its_repository_by_folder_or_name() -> None:
    """
    Without a Dockerfile the context says which, without both the name of the image; an unknown image is nobody's.
    """
    result = shop(
        *API,
        file("web/Dockerfile", dockerfile("web", runs="python main.py")),
        file("web/main.py", program("web", serves=True)),
        file(".github/workflows/a.yml", ci("github", "Folder"), publish("x:1", context="web")),
        file(".github/workflows/b.yml", ci("github", "Name"), publish("api:1")),
        file(".github/workflows/c.yml", ci("github", "Unknown"), publish("other:1")),
    )

    assert arrows(result) == ["shop:ci:Folder -build-> shop:service:web", "shop:ci:Name -build-> shop:service:api"]


def test_pipeline_that_builds_an_image_builds_its_component() -> None:
    """
    What a service publishes, it does not build: only CI, jobs, tools and pipelines do.
    """
    build = publish("api:1", recipe="api/Dockerfile")
    result = shop(
        *API,
        file("dags/build.py", dag("build"), build),
        file("web/main.py", program("web", serves=True), build),
    )

    assert arrows(result) == ["shop:pipeline:build -build-> shop:service:api"]


def test_release_is_deployed_by_the_folder_that_installs_it() -> None:
    """
    A Terraform folder deploys its releases, a chart depends on its parts, a command is of the file that it stands in.
    """
    result = shop(
        file("live/main.tf", stack("live"), release("cache", "bitnami/redis", by="terraform")),
        file("charts/all/Chart.yaml", chart("all"), release("metrics", "prometheus-community/prometheus", by="chart")),
        file(".github/workflows/a.yml", ci("github", "Deploy"), release("odd", "else/oddity")),
        file("ops/helmfile.yaml", release("lone", "else/lonely")),
        file("both/main.tf", stack("both")),
        file("both/deploy.yml", ci("gitlab", "Apply"), release("part", "else/part")),
    )

    assert arrows(result) == [
        "shop:chart:all -module-> shop:monitoring:Prometheus",
        "shop:ci:Apply -deploy-> shop:service:part",
        "shop:ci:Deploy -deploy-> shop:service:oddity",
        "shop:iac:live -deploy-> shop:datastore:Redis",
    ]


def test_what_one_file_installs_does_not_install_each_other() -> None:
    """
    Two products that a script installs stand side by side in it; neither deploys the other.
    """
    install = file("install.yaml", release("cache", "bitnami/redis"), release("lone", "else/lonely"))

    assert arrows(shop(install)) == []


def test_release_of_an_own_chart_is_of_its_own_repository_only() -> None:
    """
    A chart of that name in another repository is not known to be the one.
    """
    own = (
        file("charts/web/Chart.yaml", chart("web")),
        file("charts/web/templates/a.yaml", workload("web", "acme/w:1")),
    )
    live = file("live/main.tf", stack("live"), release("front", "charts/web", by="terraform"))

    beside = file("k8s/bus.yaml", workload("bus", "acme/bus:1"))
    near = linked(repo("shop", *own, beside, live), repo("other", *own))
    far = linked(repo("other", *own), repo("shop", live))

    assert arrows(near) == ["shop:iac:live -deploy-> shop:service:web"]
    assert [arrow for arrow in arrows(far) if "other:service:web" in arrow] == []


@pytest.mark.parametrize(
    ("group", "kind", "found"),
    [
        (GROUP, "TrainJob", True),
        ("", "TrainJob", True),
        ("other.example", "TrainJob", False),
        (GROUP, "Scoring", False),
    ],
)
def test_controller_depends_on_the_api_that_it_reconciles(group: str, kind: str, found: bool) -> None:
    """
    Code that does not name the group means the definition of that kind; another group or kind is another API.
    """
    result = shop(
        file("crds/a.yaml", crd("TrainJob")), OPERATOR, file("operator/a.go", controller(kind, group)[:1], code("go"))
    )

    assert [arrow for arrow in arrows(result) if "crd:TrainJob" in arrow] == (
        ["shop:controller:operator -crd-> shop:crd:TrainJob"] if found else []
    )


def test_folder_deploys_what_it_makes_and_not_what_lies_deeper() -> None:
    """
    A folder of its own below it answers for its own things; without one, the folder around it does.
    """
    result = shop(
        file("tf/main.tf", stack("prod"), resource("aws_s3_bucket", "a"), resource("aws_s3_bucket", "b")),
        file("tf/deep/main.tf", stack("deep"), resource("aws_s3_bucket", "c"), resource("aws_s3_bucket", "d")),
        file("tf/loose/main.tf", resource("aws_s3_bucket", "e")),
        file("other/main.tf", resource("aws_s3_bucket", "f")),
    )

    assert arrows(result) == [
        "shop:iac:tf -deploy-> shop:datastore:a",
        "shop:iac:tf -deploy-> shop:datastore:b",
        "shop:iac:tf -deploy-> shop:datastore:e",
        "shop:iac:tf-deep -deploy-> shop:datastore:c",
        "shop:iac:tf-deep -deploy-> shop:datastore:d",
    ]


def test_only_a_crontab_triggers_by_the_command_that_it_runs() -> None:
    """
    A schedule that the cloud keeps names its target itself, and a crontab that is not in use triggers nothing.
    """
    command = "python /srv/ops/clean.py"
    rule = Declaration("schedule:rule", "rule", ScheduleSpec("eventbridge", "0 3 * * *", command))
    result = shop(
        file("ops/crontab", crontab(("0 3 * * *", command))),
        file("ops/clean.py", program("clean")),
        file("ops/old/crontab", crontab(("0 3 * * *", command)), status=Status.EXAMPLE),
        file("ops/rules.tf", (rule,)),
    )

    place = Evidence("shop", "ops/crontab", 1, "cron:0", "trigger")
    scheduler, job = ComponentId("shop:scheduler:crontab"), ComponentId("shop:job:clean")
    assert result.links == (Link(scheduler, job, How.TRIGGER, Confidence.HIGH, (place,)),)


def test_chart_deploys_what_its_own_templates_make() -> None:
    """
    Other repositories, folders that begin alike, files beside the templates and a bucket in use are not the chart's.
    """
    both = (workload("a", "acme/a:1"), workload("b", "acme/b:1"))
    use = stores(Store.BUCKET, "models", "s3", "Deployment//a")
    result = linked(
        repo(
            "shop",
            file("charts/all/Chart.yaml", chart("all")),
            file("charts/all/templates/all.yaml", *both, use),
            file("charts/all/templates-old/c.yaml", workload("c", "acme/c:1")),
            file("charts/all/d.yaml", workload("d", "acme/d:1")),
        ),
        repo("other", file("charts/all/templates/e.yaml", workload("e", "acme/e:1"))),
    )

    assert arrows(result) == [
        "shop:chart:all -deploy-> shop:service:a",
        "shop:chart:all -deploy-> shop:service:b",
        "shop:service:a -data-> shop:datastore:models",
    ]


def test_code_that_imports_a_component_depends_on_it() -> None:
    """
    A test that imports it does not, nor is a pipeline imported, nor does a component depend on itself.
    """
    result = shop(
        file("web/main.py", program("web", serves=True), imports("store.main"), imports("dags.load"), imports("web.x")),
        file("web/x.py", code()),
        file("web/test_main.py", imports("etl.main"), status=Status.TEST),
        file("etl/main.py", program("etl", serves=True)),
        file("store/main.py", program("store", serves=True)),
        file("dags/load.py", dag("load")),
    )

    assert result.links == (
        Link(
            ComponentId("shop:service:web"),
            ComponentId("shop:service:store"),
            How.IMPORT,
            Confidence.HIGH,
            (Evidence("shop", "web/main.py", None, "import:store/main.py", "import"),),
        ),
    )


def test_import_means_who_owns_the_very_file_or_folder() -> None:
    """
    A program beside others in one folder is itself, and a Go package is the component in it, not the one around it.
    """
    web = ("cmd/web/main.go", program("web", language="go", serves=True))
    result = shop(
        file(*web, imports("example.com/acme/shop/store/api", ecosystem="go")),
        file("store/main.go", program("store", language="go", serves=True)),
        file("store/api/main.go", program("api", language="go", serves=True)),
        file("page.py", program("page", serves=True), imports("bell")),
        file("bell.py", program("bell", serves=True)),
    )

    assert arrows(result) == [
        "shop:service:page -import-> shop:service:bell",
        "shop:service:web -import-> shop:service:api",
    ]


def test_go_package_without_a_program_belongs_to_the_component_around_it() -> None:
    """
    Who imports a part depends on the whole.
    """
    result = shop(
        file(
            "cmd/web/main.go",
            program("web", language="go", serves=True),
            imports("example.com/acme/shop/store/types", ecosystem="go"),
        ),
        file("store/main.go", program("store", language="go", serves=True)),
        file("store/types/a.go", code("go")),
    )

    assert arrows(result) == ["shop:service:web -import-> shop:service:store"]


def test_reconciler_that_names_no_kind_works_on_the_only_one_beside_it() -> None:
    """
    Beside means below the same top folder; of two nobody can tell, and a named group is elsewhere.
    """
    here, there = file("a/crd.yaml", crd("Model")), file("b/crd.yaml", crd("Route"))
    unnamed = file("a/main.go", controller("Kind", ""), program("op", language="go", operates=True))
    named = file("a/main.go", controller("Kind", "x.example"), program("op", language="go", operates=True))
    second = file("a/more.yaml", crd("Build"))

    assert arrows(shop(unnamed, here, there)) == ["shop:controller:op -crd-> shop:crd:Model"]
    assert arrows(shop(unnamed, here, second)) == []
    assert arrows(shop(named, here)) == []


def test_build_of_a_folder_makes_only_what_has_a_recipe_there() -> None:
    """
    A store or a schedule that lies below the context is not built from it.
    """
    around = (
        file("api/infra/db.tf", resource("aws_s3_bucket", "models")),
        file("api/lib/Dockerfile", dockerfile("lib")),
    )
    build = file("ci.yml", ci("github", "Build"), path("api", How.BUILD, "ci"))
    bare = file("ci.yml", ci("github", "Build"), path("tool", How.BUILD, "ci"))

    assert "shop:ci:Build -build-> shop:service:api" in arrows(shop(*API, *around, build))
    assert not [arrow for arrow in arrows(shop(*API, *around, build)) if "models" in arrow]
    assert arrows(shop(bare, file("tool/main.py", program("tool", serves=True)), *around)) == [
        "shop:ci:Build -build-> shop:service:tool"
    ]
    assert arrows(shop(bare, file("tool/setup.py", package("tool")))) == ["shop:ci:Build -build-> shop:library:tool"]
    assert arrows(shop(bare, file("tool/db.tf", resource("aws_s3_bucket", "models")))) == []


def test_processes_of_one_image_import_nothing_of_each_other() -> None:
    """
    Each has its own copy of the code; another image that takes it in does import it.
    """
    shared = (
        file("app/Dockerfile", dockerfile("app", runs="python main.py", copies=["."])),
        file("app/main.py", program("app", serves=True), imports("app.tasks")),
        file("app/tasks.py", program("tasks", framework="celery"), imports("app.main")),
        file("k8s/api.yaml", workload("api", "acme/app:1")),
        file("k8s/worker.yaml", workload("worker", "acme/app:1")),
        file("ci.yml", publish("acme/app:1", recipe="app/Dockerfile")),
    )

    assert arrows(shop(*shared)) == []


def test_service_is_built_and_builds_nothing() -> None:
    """
    The context of its image holds the recipes of others too.
    """
    result = shop(
        *API,
        file("docker-compose.yml", compose("web", "acme/web:1"), path("api", How.BUILD, "services.web")),
    )

    assert arrows(result) == []


def test_makefile_that_calls_itself_calls_nothing_else() -> None:
    """
    What else its commands name lies in it too.
    """
    result = shop(
        file(
            "Makefile", ci("make", "Makefile"), publish("api:1", recipe="api/Dockerfile"), path("Makefile", source="ci")
        ),
        *API,
    )

    assert arrows(result) == ["shop:ci:Makefile -build-> shop:service:api"]
