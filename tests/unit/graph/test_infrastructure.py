"""
Terraform, charts and releases.
"""

import pytest

from debtscan.model.declaration import (
    PART,
    Declaration,
    ImageRef,
    PathRef,
    ReleaseSpec,
    ResourceSpec,
    ScheduleSpec,
    StackSpec,
    Store,
    WorkloadSpec,
)
from debtscan.model.words import Built, How, Status
from tests.unit.graph.estate import (
    Parts,
    arrows,
    calls_module,
    chart,
    ci,
    component,
    evidence,
    file,
    host,
    ids,
    named,
    needs,
    owned,
    path,
    release,
    resource,
    shop,
    stack,
    stores,
    workload,
)


def test_folder_that_makes_one_thing_is_that_thing() -> None:
    """
    A bucket with its Terraform folder is one component.
    """
    result = shop(
        file("tf/bucket/main.tf", stack("bucket"), resource("aws_s3_bucket", "models")), file("tf/bucket/variables.tf")
    )

    assert ids(result) == ["shop:datastore:models"]
    entry = component(result, "shop:datastore:models")
    assert (entry.built, entry.facts.provider, entry.facts.product) == (Built.MANAGED, "aws", "Amazon S3")
    assert owned(result, "shop:datastore:models") == ["tf/bucket/main.tf", "tf/bucket/variables.tf"]


def test_folder_that_makes_several_things_deploys_them() -> None:
    """
    The folder is a component of its own, named by its path without the words that only say Terraform.
    """
    result = shop(
        file("terraform/prod/main.tf", stack("prod"), resource("aws_s3_bucket", "models")),
        file("terraform/prod/data.tf", stack("prod"), resource("aws_db_instance", "orders", count=3)),
        file("main.tf", stack("root")),
    )

    assert ids(result) == ["shop:datastore:models", "shop:datastore:orders", "shop:iac:prod", "shop:iac:root"]
    assert component(result, "shop:datastore:orders").facts.instances == 3
    assert evidence(result, "shop:iac:prod")[0] == ("terraform/prod/main.tf", "Terraform folder")
    assert arrows(result) == [
        "shop:iac:prod -deploy-> shop:datastore:models",
        "shop:iac:prod -deploy-> shop:datastore:orders",
    ]


def test_one_thing_at_the_root_takes_no_folder() -> None:
    """
    The root of a repository is more than its Terraform.
    """
    result = shop(file("main.tf", stack("root"), resource("aws_s3_bucket", "models")), file("README.py"))

    assert owned(result, "shop:datastore:models") == ["main.tf"]


def test_small_parts_and_looked_up_things_are_none() -> None:
    """
    Roles, node pools and networks are parts of others; a data source is made elsewhere; an unknown type says nothing.
    """
    result = shop(
        file(
            "tf/main.tf",
            resource("aws_iam_role", "worker"),
            resource("google_container_node_pool", "gpu"),
            resource("aws_s3_bucket", "foreign", data=True),
            resource("acme_thing", "x"),
        )
    )

    assert ids(result) == []


def test_things_of_one_name_and_all_secrets_are_counted() -> None:
    """
    An owner names the secret store once, not each secret; two buckets of one name in one folder are two of one.
    """
    result = shop(
        file(
            "tf/main.tf",
            resource("aws_secretsmanager_secret", "a"),
            resource("aws_s3_bucket", "models", "one"),
            resource("aws_s3_bucket", "models", "two", count=4),
        ),
        file("tf/more/main.tf", resource("aws_secretsmanager_secret", "b")),
    )

    assert [(entry.id, entry.facts.instances) for entry in result.components] == [
        ("shop:datastore:AWS-Secrets-Manager", 2),
        ("shop:datastore:models", 5),
    ]


def test_thing_with_a_name_that_says_nothing_is_called_by_its_product() -> None:
    """
    "main" and "this" are no names.
    """
    result = shop(file("tf/main.tf", resource("google_container_cluster", "this")))

    assert ids(result) == ["shop:cluster:Google-Kubernetes-Engine"]


def test_module_is_linked_where_it_is_the_estates_own() -> None:
    """
    The folder is the module, or the one thing that the folder makes; remote modules are none.
    """
    result = shop(
        file("live/main.tf", stack("live"), calls_module("modules/bucket"), calls_module("modules/net")),
        file("live/x.tf", stack("live"), calls_module("hashicorp/consul", local=False), calls_module("modules/none")),
        file("modules/bucket/main.tf", stack("bucket"), resource("aws_s3_bucket", "models")),
        file("modules/net/main.tf", stack("net"), resource("aws_vpc", "v")),
        file("plain/main.tf", resource("aws_db_instance", "orders")),
        file("more/main.tf", stack("more"), calls_module("plain")),
    )

    assert arrows(result) == [
        "shop:iac:live -module-> shop:datastore:models",
        "shop:iac:live -module-> shop:iac:net",
        "shop:iac:more -module-> shop:datastore:orders",
    ]


def test_chart_of_several_workloads_deploys_them() -> None:
    """
    A chart of one workload, or with one of its own name, is evidence; of several others it is a component.
    """
    result = shop(
        file("charts/all/Chart.yaml", chart("all")),
        file("charts/all/templates/a.yaml", workload("api")),
        file("charts/all/templates/b.yaml", workload("web")),
        file("charts/front/Chart.yaml", chart("front")),
        file("charts/front/templates/a.yaml", workload("front")),
        file("charts/front/templates/b.yaml", workload("front-cache")),
        file("charts/lone/Chart.yaml", chart("lone")),
        file("charts/lone/templates/x.yaml", workload("{{ .Release.Name }}")),
        file("Chart.yaml", chart("root")),
    )

    assert ids(result) == [
        "shop:chart:all",
        "shop:chart:root",
        "shop:service:api",
        "shop:service:front",
        "shop:service:front-cache",
        "shop:service:lone",
        "shop:service:web",
    ]
    assert ("charts/front/Chart.yaml", "Helm chart") in evidence(result, "shop:service:front")
    assert arrows(result) == [
        "shop:chart:all -deploy-> shop:service:api",
        "shop:chart:all -deploy-> shop:service:web",
    ]


def test_release_of_a_known_chart_is_that_product_once() -> None:
    """
    Two installations in one repository are one component of the product; an unknown chart is a service of its name.
    """
    result = shop(
        file("a/helmfile.yaml", release("metrics", "prometheus-community/prometheus")),
        file("b/helmfile.yaml", release("metrics-b", "prometheus-community/prometheus"), release("odd", "else/oddity")),
        file("c/helmfile.yaml", release("bare", "repo/")),
    )

    assert [(entry.id, entry.built, entry.capability, entry.aliases) for entry in result.components] == [
        ("shop:monitoring:Prometheus", Built.OSS, "observability", ("metrics", "prometheus")),
        ("shop:service:bare", Built.OSS, "service_runtime", ()),
        ("shop:service:oddity", Built.OSS, "service_runtime", ("odd",)),
    ]


def test_part_of_a_chart_from_elsewhere_owns_no_file() -> None:
    """
    The chart that names it installs it; the values that it stands in, and what they need, stay those of the chart.
    """
    result = shop(
        file("deploy/Chart.yaml", chart("deploy"), release("hub", "hub", "https://charts.test", by="chart")),
        file(
            "deploy/values.yaml",
            release("builder", "hub/builder", "https://charts.test", by=PART),
            needs(ImageRef("acme/web:1"), How.IMAGE, key="values:web.image"),
        ),
        file("deploy/templates/web.yaml", workload("web", "acme/web:1")),
        file("deploy/templates/api.yaml", workload("api", "acme/api:1")),
        file("ci.yaml", ci("github", "ci"), needs(PathRef("deploy/values.yaml"), How.DEPLOY, "ci")),
    )

    assert owned(result, "shop:service:builder") == []
    assert [link for link in arrows(result) if "builder" in link] == [
        "shop:chart:deploy -module-> shop:service:builder"
    ]
    assert evidence(result, "shop:service:builder")[0] == ("deploy/values.yaml", "Helm release")


def test_release_of_an_own_chart_is_a_link() -> None:
    """
    By name, by folder or by file, what the estate holds itself is installed, not bought.
    """
    result = shop(
        file("charts/web/Chart.yaml", chart("web")),
        file("charts/web/templates/a.yaml", workload("web")),
        file("charts/umbrella/Chart.yaml", chart("umbrella"), release("web", "web", by="chart")),
        file(
            "live/main.tf",
            stack("live"),
            release("web", "charts/web", by="terraform"),
            release("x", "./somewhere"),
            release("y", "y", "file://../y"),
            release("z", ""),
            release("w", "charts/web/templates"),
        ),
        file("ops/values.yaml", release("web", "web")),
    )

    assert ids(result) == ["shop:chart:umbrella", "shop:iac:live", "shop:service:web"]
    assert arrows(result) == [
        "shop:chart:umbrella -module-> shop:service:web",
        "shop:iac:live -deploy-> shop:service:web",
    ]


def test_cluster_is_found_by_its_name_and_resources_by_their_address() -> None:
    """
    Settings name a cluster, Terraform its resources.
    """
    result = shop(
        file(
            "tf/a/main.tf",
            resource("google_container_cluster", "training"),
            named("terraform", "tf/a:google_container_cluster.training", source="none"),
        ),
        file("k8s/a.yaml", workload("web"), named("cluster", "training", source="Deployment//web")),
        file("k8s/b.yaml", workload("api"), named("resource", "google_container_cluster.training")),
        file("k8s/c.yaml", workload("c"), named("workload", "web"), named("chart", "umbrella"), named("chart", "web")),
        file("k8s/off/d.yaml", workload("d"), named("workload", "nobody"), status=Status.EXAMPLE),
        file("charts/u/Chart.yaml", chart("umbrella")),
    )

    assert arrows(result) == [
        "shop:service:api -step-> shop:cluster:training",
        "shop:service:c -step-> shop:chart:umbrella",
        "shop:service:c -step-> shop:service:web",
        "shop:service:web -step-> shop:cluster:training",
    ]


def test_folder_that_calls_modules_is_more_than_the_thing_it_makes() -> None:
    """
    An environment with one store of its own and a module is both: the environment and the store.
    """
    result = shop(
        file("envs/prod/main.tf", stack("prod"), resource("aws_s3_bucket", "models"), calls_module("modules/eks")),
        file("modules/eks/main.tf", stack("eks"), resource("aws_eks_cluster", "shop")),
    )

    assert ids(result) == ["shop:cluster:shop", "shop:datastore:models", "shop:iac:envs-prod"]


def test_chart_from_elsewhere_is_a_product_whatever_wraps_it() -> None:
    """
    A chart of the estate that bears a product's name and depends on the product does not hide it.
    """
    wrapper = chart("redis") + release("redis", "redis", "https://charts.example.com/redis", by="chart")

    result = shop(file("charts/redis/Chart.yaml", wrapper))

    assert ids(result) == ["shop:chart:redis", "shop:datastore:Redis"]
    assert arrows(result) == ["shop:chart:redis -module-> shop:datastore:Redis"]


def template(name: str) -> Parts:
    """
    Return a stack of a file of its own.
    """
    return (Declaration("stack", name, StackSpec("cloudformation")),)


def declared(type_: str, address: str) -> Parts:
    """
    Return a resource of a template.
    """
    return (Declaration(address, address, ResourceSpec("cloudformation", type_, address)),)


def test_each_template_is_a_stack_of_its_own() -> None:
    """
    Two in one folder share it with nobody, one alone owns it; the address of a resource holds in its file.
    """
    queue, function = declared("AWS::SQS::Queue", "Jobs"), declared("AWS::Lambda::Function", "Load")
    result = shop(
        file("cfn/a.yaml", template("a"), queue, function, named("terraform", "cfn/a.yaml:Load", How.TRIGGER, "Jobs")),
        file("cfn/b.yaml", template("b"), declared("AWS::S3::Bucket", "Models"), calls_module("cfn/a.yaml")),
        file("one/template.yaml", template("one"), declared("AWS::S3::Bucket", "Only")),
        file("one/README.py"),
    )

    assert arrows(result) == [
        "shop:iac:a -deploy-> shop:queue:Jobs",
        "shop:iac:a -deploy-> shop:service:Load",
        "shop:iac:b -deploy-> shop:datastore:Models",
        "shop:iac:b -module-> shop:iac:a",
        "shop:queue:Jobs -trigger-> shop:service:Load",
    ]
    assert owned(result, "shop:datastore:Only") == ["one/README.py", "one/template.yaml"]


def test_dashboards_are_counted_and_need_nothing() -> None:
    """
    They show what others do; a system that alerts is named once.
    """
    result = shop(
        file(
            "tf/main.tf",
            stack("tf"),
            resource("aws_sqs_queue", "jobs"),
            resource("aws_cloudwatch_dashboard", "a"),
            resource("aws_cloudwatch_dashboard", "b", count=3),
            named("terraform", "tf:aws_sqs_queue.jobs", source="aws_cloudwatch_dashboard.a"),
        )
    )

    assert component(result, "shop:monitoring:CloudWatch-dashboard").facts.instances == 4
    assert [arrow for arrow in arrows(result) if "-deploy->" not in arrow] == []


def test_program_that_makes_resources_is_its_stacks() -> None:
    """
    What it imports, the stack imports, and its code is not counted for each resource.
    """
    stack_ = (Declaration("stack", "ShopStack", StackSpec("cdk")),)
    result = shop(
        file(
            "infra/stack.py",
            stack_,
            (Declaration("Jobs", "Jobs", ResourceSpec("cdk", "AWS::SQS::Queue", "Jobs")),),
            (Declaration("Models", "Models", ResourceSpec("cdk", "AWS::S3::Bucket", "Models")),),
            stores(Store.BUCKET, "raw", "s3"),
        )
    )

    assert arrows(result) == [
        "shop:iac:ShopStack -deploy-> shop:datastore:Models",
        "shop:iac:ShopStack -data-> shop:datastore:raw",
        "shop:iac:ShopStack -deploy-> shop:queue:Jobs",
    ]
    assert owned(result, "shop:queue:Jobs") == []


def test_plays_install_products_once_and_services_of_their_roles() -> None:
    """
    Plays of a folder are one; packages of no product, and services whose role is a product, are none.
    """
    play = (Declaration("stack", "ops", StackSpec("ansible")),)
    unit = (Declaration("service:web", "web", WorkloadSpec("ansible", "systemd")),)
    database = (Declaration("service:redis", "redis", WorkloadSpec("ansible", "systemd")),)
    result = shop(
        file("ops/site.yml", play, release("redis", "redis", by="ansible"), path("./roles/web", How.DEPLOY, "stack")),
        file("ops/more.yml", play, release("vim", "vim", by="ansible"), release("nginx", "nginx", by="ansible")),
        file("ops/roles/web/tasks/main.yml", unit, release("redis", "redis", by="ansible")),
        file("ops/roles/redis/tasks/main.yml", database),
    )

    assert ids(result) == [
        "shop:datastore:Redis",
        "shop:gateway:nginx",
        "shop:iac:ops",
        "shop:service:web",
    ]
    assert arrows(result) == [
        "shop:iac:ops -deploy-> shop:datastore:Redis",
        "shop:iac:ops -deploy-> shop:gateway:nginx",
        "shop:iac:ops -deploy-> shop:service:web",
    ]


def test_what_roles_put_into_crontabs_is_one() -> None:
    """
    Whichever role says it.
    """
    lines = [(Declaration("cron:x", name, ScheduleSpec("ansible", "* 3 * * *", "x")),) for name in ("a", "b")]
    result = shop(file("roles/a/tasks/main.yml", lines[0]), file("roles/b/tasks/main.yml", lines[1]))

    assert ids(result) == ["shop:scheduler:crontab"]
    assert len(component(result, "shop:scheduler:crontab").facts.schedules) == 2


def test_manifests_applied_from_an_address_are_the_product_that_lies_there() -> None:
    """
    The file at the end of the address is only a part of it.
    """
    address = "https://github.com/jetstack/cert-manager/releases/download/v1/cert-manager.crds.yaml"
    result = shop(file("deploy.sh", release("cert-manager", address, address, by="kubectl")))

    assert ids(result) == ["shop:controller:cert-manager"]


def test_chart_that_installs_charts_of_others_is_mixed() -> None:
    """
    One that installs only charts of the estate is the owner's.
    """
    wraps = chart("umbrella") + release("redis", "redis", "https://charts.example.com/redis", by="chart")
    own = chart("own") + release("web", "web", "file://../web", by="chart")
    result = shop(file("charts/umbrella/Chart.yaml", wraps), file("charts/own/Chart.yaml", own))

    assert component(result, "shop:chart:umbrella").built is Built.MIXED
    assert component(result, "shop:chart:own").built is Built.BESPOKE


def test_library_of_chart_parts_is_no_component() -> None:
    """
    Nothing of it runs.
    """
    result = shop(
        file("charts/a/Chart.yaml", chart("a"), release("common", "common", "https://charts.example.com", by="chart"))
    )

    assert ids(result) == ["shop:chart:a"]


def test_part_of_a_chart_answers_to_the_names_that_charts_give() -> None:
    """
    Its own, and the release's before it; a release by other means has names of its own making.
    """

    def reached(host_: str, by: str = "chart") -> list[str]:
        result = shop(
            file("c/Chart.yaml", chart("shop"), release("redis", "redis", "https://charts.example.com", by=by)),
            file("c/templates/api.yaml", workload("api", "acme/api:1"), host(host_, "Deployment//api")),
        )
        return [arrow for arrow in arrows(result) if " -call-> " in arrow]

    assert reached("redis") == reached("shop-redis-master") == ["shop:service:api -call-> shop:datastore:Redis"]
    assert reached("shop-redis-master", "helm") == reached("other-redis") == []


@pytest.mark.parametrize(
    ("uses", "status"),
    [
        ([("charts/all/Chart.yaml", Status.DISABLED)], Status.DISABLED),
        ([("charts/all/Chart.yaml", Status.DISABLED), ("charts/Chart.yaml", Status.LIVE)], Status.LIVE),
        ([("elsewhere/Chart.yaml", Status.DISABLED)], Status.LIVE),
        ([], Status.LIVE),
    ],
)
def test_part_that_no_values_switch_on_is_disabled(uses: list[tuple[str, Status]], status: Status) -> None:
    """
    Where one chart around it does, or it may be installed alone, it is in use.
    """
    dependency = ReleaseSpec("part", "file://./parts/part", by="chart")
    others = [file(path_, (Declaration("dependency:part", "part", dependency, status=on),)) for path_, on in uses]
    result = shop(file("charts/all/parts/part/Chart.yaml", chart("part")), *others)

    assert component(result, "shop:chart:part").status is status
