import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import (
    CustomResourceSpec,
    Declaration,
    HostRef,
    ImageRef,
    ModuleRef,
    NameRef,
    PathRef,
    Problem,
    Reading,
    Reference,
    ReleaseSpec,
    ResourceSpec,
    ScheduleSpec,
    StackSpec,
    Store,
    StoreRef,
    TieSpec,
    WorkloadSpec,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How, Status
from debtscan.scan.readers.terraform import READER, read
from debtscan.scan.terraform_specs import module_type
from tests.unit.scan.said import one, reader_of, specs, ties

PROD = reader_of(read, "infra/envs/prod/main.tf")


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("a/main.tf", True), ("a/main.tofu", True), ("live/terragrunt.hcl", True), ("a.hcl", False), ("a.tfvars", True)],
)
def test_files_are_known_by_their_names(path: str, wanted: bool) -> None:
    """
    Terraform, OpenTofu and Terragrunt with their settings, but no other HCL.
    """
    assert READER.wants(path) is wanted


def test_a_folder_is_a_stack_with_its_resources() -> None:
    """
    The file declares its folder and each resource; names are literals, else labels; count = 0 is switched off.
    """
    found = PROD(
        'resource "aws_s3_bucket" "models" {\n  bucket = "acme-models"\n  count  = 2\n}\n'
        'resource "aws_sqs_queue" "jobs" {\n  name  = "${var.env}-jobs"\n  count = 0\n}\n'
        'data "aws_eks_cluster" "ml" {\n  name = "ml"\n}\n'
    )

    bucket = ResourceSpec("terraform", "aws_s3_bucket", "aws_s3_bucket.models", count=2)
    queue = ResourceSpec("terraform", "aws_sqs_queue", "aws_sqs_queue.jobs", count=0, named="${var.env}-jobs")
    cluster = ResourceSpec("terraform", "aws_eks_cluster", "data.aws_eks_cluster.ml", data=True)
    assert found == Reading(
        (
            Declaration("stack", "prod", StackSpec("terraform"), 1),
            Declaration("aws_s3_bucket.models", "acme-models", bucket, 1),
            Declaration("aws_sqs_queue.jobs", "jobs", queue, 5, status=Status.DISABLED),
            Declaration("data.aws_eks_cluster.ml", "ml", cluster, 9),
        )
    )


def test_inputs_without_providers_make_a_module() -> None:
    """
    A folder that only takes inputs is meant to be called.
    """
    assert one(PROD('variable "x" {}\n'), "stack").spec == StackSpec("terraform", module=True, makes=False)
    assert one(PROD('variable "x" {}\nprovider "aws" {}\n'), "stack").spec == StackSpec("terraform", makes=False)
    backend = 'variable "x" {}\nterraform {\n  backend "s3" {}\n}\n'
    assert one(PROD(backend), "stack").spec == StackSpec("terraform", makes=False)
    assert [each.name for each in reader_of(read, "main.tf")('variable "x" {}').declarations] == ["terraform"]


def test_module_calls_lead_to_folders_or_registries() -> None:
    """
    Local sources become folders of the repository; well-known modules declare what they make.
    """
    found = PROD(
        'module "net" {\n  source = "../../modules/net"\n}\n'
        'module "eks" {\n  source       = "terraform-aws-modules/eks/aws"\n'
        '  cluster_name = "ml"\n  nodes = module.net.ids\n  subnets = module.net.x\n  count = 0\n}\n'
        'module "far" {\n  source = "git::https://example.com/x.git"\n}\n'
        'module "none" {}\nmodule "out" {\n  source = "../../../../x"\n}\n'
    )

    cluster = ResourceSpec("terraform", "aws_eks_cluster", "module.eks", count=0)
    assert found.declarations[1:] == (Declaration("module.eks", "ml", cluster, 4, status=Status.DISABLED),)
    assert found.references == (
        Reference("stack", ModuleRef("infra/modules/net", local=True), How.MODULE, 2, "module.net"),
        Reference("stack", ModuleRef("terraform-aws-modules/eks/aws", False, 0), How.MODULE, 5, "module.eks"),
        Reference("module.eks", NameRef("terraform", "infra/envs/prod:module.net"), How.ENV, 7, "module.eks.nodes"),
        Reference("stack", ModuleRef("git::https://example.com/x.git", local=False), How.MODULE, 12, "module.far"),
        Reference("stack", ModuleRef("../../../../x", local=False), How.MODULE, 16, "module.out"),
    )


def test_the_state_lies_in_a_bucket() -> None:
    """
    A backend with a literal bucket is a store; others say nothing.
    """
    found = PROD(
        'terraform {\n  backend "gcs" {\n    bucket = "state"\n  }\n}\n'
        'terraform {\n  backend "local" {}\n}\nterraform {\n  backend "s3" {}\n}\n'
    )

    assert found.references == (
        Reference("stack", StoreRef(Store.BUCKET, "state", "gs"), How.DATA, 3, "terraform.backend"),
    )


def test_an_installed_chart_is_a_release() -> None:
    """
    Charts of others keep repository and version, own charts and values files are links.
    """
    found = PROD(
        'resource "helm_release" "db" {\n  name = "db"\n'
        '  chart = "postgresql"\n  repository = "https://charts.example.com"\n'
        '  version = var.v\n  namespace = "data"\n  values = [file("${path.module}/../values.yaml")]\n}\n'
        'resource "helm_release" "web" {\n  chart = "${path.module}/../../charts/web"\n  repository = local.r\n}\n'
        'resource "helm_release" "odd" {\n  chart = var.chart\n  version = "1"\n}\nresource "helm_release" "empty" {}\n'
    )

    assert specs(found)[1:] == [
        ("db", ReleaseSpec("postgresql", "https://charts.example.com", "var.v", "data", "terraform")),
        ("web", ReleaseSpec("./infra/charts/web", "local.r", "", "", "terraform")),
        ("odd", ReleaseSpec("var.chart", "", "1", "", "terraform")),
        ("empty", ReleaseSpec("", "", "", "", "terraform")),
    ]
    assert ties(found) == [(PathRef("infra/envs/values.yaml"), How.DEPLOY), (PathRef("infra/charts/web"), How.DEPLOY)]


def test_resources_need_each_other() -> None:
    """
    References in the same folder are needs, triggers where the type schedules; looked-up data and order are none.
    """
    found = PROD(
        'resource "aws_lambda_function" "f" {\n  handler = "f.run"\n  role = aws_iam_role.r.arn\n'
        '  image_uri = "1.dkr.ecr.x.amazonaws.com/f:1"\n'
        "  depends_on = [aws_sqs_queue.q]\n  self = aws_lambda_function.f.arn\n  vpc = data.aws_vpc.main.id\n}\n"
        'resource "aws_cloudwatch_event_target" "t" {\n  arn = "${aws_lambda_function.f.arn}"\n}\n'
    )

    here = "infra/envs/prod:"
    assert ties(found) == [
        (ImageRef("1.dkr.ecr.x.amazonaws.com/f:1"), How.IMAGE),
        (NameRef("terraform", f"{here}aws_lambda_function.f"), How.TRIGGER),
    ]


def test_declarations_that_only_join_others_are_ties() -> None:
    """
    A rule starts its first target, a bucket each of those that it notifies; without both ends there is nothing to join.
    """
    found = PROD(
        'resource "aws_cloudwatch_event_target" "t" {\n  rule = aws_cloudwatch_event_rule.nightly.name\n'
        "  arn = aws_ecs_cluster.main.arn\n  ecs_target {\n    task_definition_arn = aws_ecs_task_definition.etl.arn\n"
        '  }\n}\nresource "aws_s3_bucket_notification" "n" {\n  bucket = aws_s3_bucket.in.id\n  lambda_function {\n'
        "    lambda_function_arn = module.load.arn\n  }\n  queue {\n    queue_arn = aws_sqs_queue.q.arn\n  }\n}\n"
        'resource "aws_apigatewayv2_integration" "i" {\n  api_id = aws_apigatewayv2_api.web.id\n'
        "  integration_uri = aws_lambda_function.web.arn\n}\n"
        'resource "aws_cloudwatch_log_subscription_filter" "l" {\n'
        "  log_group_name  = aws_cloudwatch_log_group.app.name\n  destination_arn = aws_lambda_function.ship.arn\n}\n"
        'resource "aws_sns_topic_subscription" "far" {\n  topic_arn = var.topic\n  endpoint = aws_sqs_queue.q.arn\n}\n'
    )

    notified = "aws_s3_bucket_notification"
    log = "aws_cloudwatch_log_subscription_filter"
    assert [(each.key, each.spec) for each in found.declarations[1:]] == [
        (
            "aws_cloudwatch_event_target.t",
            TieSpec("aws_cloudwatch_event_target", "aws_cloudwatch_event_rule.nightly", "aws_ecs_task_definition.etl"),
        ),
        (f"{notified}.n", TieSpec(notified, "aws_s3_bucket.in", "module.load")),
        (f"{notified}.n#2", TieSpec(notified, "aws_s3_bucket.in", "aws_sqs_queue.q")),
        (
            "aws_apigatewayv2_integration.i",
            TieSpec("aws_apigatewayv2_integration", "aws_apigatewayv2_api.web", "aws_lambda_function.web", How.CALL),
        ),
        (f"{log}.l", TieSpec(log, "aws_cloudwatch_log_group.app", "aws_lambda_function.ship", How.DATA)),
        (
            "aws_sns_topic_subscription.far",
            ResourceSpec("terraform", "aws_sns_topic_subscription", "aws_sns_topic_subscription.far"),
        ),
    ]


def test_functions_lead_to_their_code() -> None:
    """
    By an archive, by its name, by a folder; what lies in a bucket already does not.
    """
    found = PROD(
        'data "archive_file" "src" {\n  source_dir = "${path.module}/../../../src/score"\n}\n'
        'resource "aws_lambda_function" "a" {\n  filename = data.archive_file.src.output_path\n}\n'
        'resource "aws_lambda_function" "b" {\n  filename = "${path.module}/build/b.zip"\n}\n'
        'resource "aws_lambda_function" "c" {\n  filename = "c.zip"\n}\n'
        'resource "aws_lambda_function" "d" {\n  filename = "${local.dir}/d"\n  source_dir = var.x\n}\n'
        'module "e" {\n  source = "terraform-aws-modules/lambda/aws"\n  source_path = "../../../src/e"\n}\n'
    )

    here = "infra/envs/prod"
    built = [(each.source, each.target) for each in found.references if each.how is How.BUILD]
    assert built == [
        ("data.archive_file.src", PathRef("src/score")),
        ("aws_lambda_function.a", NameRef("terraform", f"{here}:data.archive_file.src")),
        ("aws_lambda_function.b", PathRef(f"{here}/build/b")),
        ("aws_lambda_function.b", PathRef(f"{here}/build")),
        ("aws_lambda_function.c", PathRef(f"{here}/c")),
        ("aws_lambda_function.d", PathRef("${local.dir}/d")),
        ("aws_lambda_function.d", PathRef("${var.x}")),
        ("module.e", PathRef("src/e")),
    ]


def test_containers_and_steps_are_read_where_they_are_put_together() -> None:
    """
    Images of task definitions keep their expressions; what a state machine names are its steps.
    """
    found = PROD(
        'resource "aws_ecs_task_definition" "web" {\n  container_definitions = jsonencode([{\n    name  = "web"\n'
        '    image = "${aws_ecr_repository.web.repository_url}:1"\n  }, { image = var.sidecar }])\n}\n'
        'resource "aws_sfn_state_machine" "flow" {\n'
        "  definition = jsonencode({ States = { A = { Resource = aws_lambda_function.a.arn } } })\n}\n"
        'resource "google_cloud_run_service" "run" {\n  image = 3 + 4\n}\n'
    )

    here = "infra/envs/prod"
    assert ties(found) == [
        (NameRef("terraform", f"{here}:aws_ecr_repository.web"), How.ENV),
        (ImageRef("${aws_ecr_repository.web.repository_url}:1"), How.IMAGE),
        (ImageRef("${var.sidecar}"), How.IMAGE),
        (NameRef("terraform", f"{here}:aws_lambda_function.a"), How.STEP),
    ]


def test_a_function_may_say_itself_what_starts_it() -> None:
    """
    That is no need of it; its handler is kept.
    """
    found = PROD(
        'resource "google_cloudfunctions2_function" "f" {\n  handler = "f.run"\n  event_trigger {\n'
        "    pubsub_topic = google_pubsub_topic.t.id\n  }\n  depends_on = [google_storage_bucket_object.zip]\n}\n"
    )

    kind, here = "google_cloudfunctions2_function", "infra/envs/prod"
    assert [each.spec for each in found.declarations[1:]] == [
        ResourceSpec("terraform", kind, f"{kind}.f", handler="f.run"),
        TieSpec(kind, "google_pubsub_topic.t", f"{kind}.f"),
    ]
    assert ties(found) == [(NameRef("terraform", f"{here}:google_storage_bucket_object.zip"), How.BUILD)]


def test_settings_give_values_to_variables() -> None:
    """
    A file of settings declares the texts and the sizes of what it sets, a folder those of its locals and defaults.
    """
    settings = reader_of(read, "infra/envs/prod.tfvars")
    found = settings('image = "acme/web:1"\nteams = { a = 1, b = 2 }\nflag = true\nempty = []\n')
    folder = PROD('locals {\n  a = "x-${var.e}"\n  c = f(1)\n}\nvariable "v" {\n  default = ["1", "2"]\n}\n')

    assert found.declarations == (
        Declaration(
            "settings",
            "prod",
            StackSpec("tfvars", False, False, {"var.image": "acme/web:1"}, {"var.teams": 2, "var.empty": 0}),
            1,
        ),
    )
    assert one(folder, "stack").spec == StackSpec("terraform", True, False, {"local.a": "x-${var.e}"}, {"var.v": 2})


@pytest.mark.parametrize(
    ("line", "count", "each", "status"),
    [
        ("for_each = {}", 0, "", Status.DISABLED),
        ('for_each = toset(["a", "b",])', 2, "", None),
        ("for_each = local.teams", None, "local.teams", None),
        ("count = length(var.teams)", None, "var.teams", None),
        ("count = var.on ? 1 : 0", None, "", None),
    ],
)
def test_a_resource_says_how_many_it_is(line: str, count: int | None, each: str, status: Status | None) -> None:
    """
    By a number, by a literal collection, or by one that stands elsewhere.
    """
    found = one(PROD(f'resource "aws_sqs_queue" "q" {{\n  {line}\n}}\n'), "aws_sqs_queue.q")

    assert found.spec == ResourceSpec("terraform", "aws_sqs_queue", "aws_sqs_queue.q", count=count, each=each)
    assert found.status is status


@pytest.mark.parametrize(
    ("source", "type_"),
    [
        ("registry.example.com/acme/lambda/aws", "aws_lambda_function"),
        ("git::https://example.com/acme/terraform-aws-eks.git?ref=v1", "aws_eks_cluster"),
        ("git@example.com:acme/terraform-google-pubsub.git", "google_pubsub_topic"),
        ("terraform-google-modules/kubernetes-engine/google//modules/private-cluster", "google_container_cluster"),
        ("terraform-aws-modules/eks/aws//modules/karpenter", ""),
        ("acme/labels/null", ""),
    ],
)
def test_a_well_known_module_says_what_it_makes(source: str, type_: str) -> None:
    """
    By its name, whoever publishes it; a part of it that only adds something makes nothing.
    """
    assert module_type(source) == type_


def test_schedules_are_declared_with_their_time() -> None:
    """
    A rule with an expression runs at fixed times, literal or not.
    """
    found = PROD(
        'resource "aws_cloudwatch_event_rule" "n" {\n  name = "nightly"\n  schedule_expression = "rate(1 day)"\n}\n'
        'resource "google_cloud_scheduler_job" "j" {\n  schedule = var.s\n'
        '}\nresource "aws_cloudwatch_event_rule" "e" {}\n'
    )

    schedules = [each for each in found.declarations if isinstance(each.spec, ScheduleSpec)]
    assert schedules == [
        Declaration("aws_cloudwatch_event_rule.n:schedule", "nightly", ScheduleSpec("eventbridge", "rate(1 day)"), 3),
        Declaration("google_cloud_scheduler_job.j:schedule", "j", ScheduleSpec("cloudscheduler", None), 6),
    ]


def test_kubernetes_objects_keep_their_kind() -> None:
    """
    Workloads are workloads, manifests are custom resources where their kind can be told.
    """
    found = PROD(
        'resource "kubernetes_deployment_v1" "web" {\n  metadata {\n    name = "web"\n  }\n}\n'
        'resource "kubectl_manifest" "p" {\n  yaml_body = <<Y\napiVersion: k.example.com/v1\nkind: Pool\nY\n}\n'
        'resource "kubernetes_manifest" "q" {\n  manifest = { apiVersion = "v1", kind = "Thing" }\n}\n'
        'resource "kubernetes_manifest" "r" {\n  manifest = local.x\n}\n'
    )

    assert specs(found)[1:] == [
        ("web", WorkloadSpec("kubernetes", "Deployment")),
        ("p", CustomResourceSpec("k.example.com", "v1", "Pool")),
        ("q", CustomResourceSpec("", "v1", "Thing")),
        ("r", ResourceSpec("terraform", "kubernetes_manifest", "kubernetes_manifest.r")),
    ]


def test_strings_name_stores_and_hosts_inside() -> None:
    """
    Buckets and names inside a cluster count, addresses of vendors do not.
    """
    found = PROD(
        'locals {\n  a = "s3://data/x"\n  b = "http://db.shop.svc.cluster.local:5432"\n'
        '  c = "https://www.googleapis.com/auth/x"\n'
        '  description = "s3://told/x"\n}\nresource "aws_x" "y" {\n  uri = "gs://other"\n}\n'
    )

    assert found.references == (
        Reference("stack", StoreRef(Store.BUCKET, "data", "s3"), How.DATA, 2, "stack.a", Confidence.MEDIUM),
        Reference(
            "stack",
            HostRef("db.shop.svc.cluster.local", "http://db.shop.svc.cluster.local:5432"),
            How.ENV,
            3,
            "stack.b",
            Confidence.MEDIUM,
        ),
        Reference("aws_x.y", StoreRef(Store.BUCKET, "other", "gs"), How.DATA, 8, "aws_x.y.uri", Confidence.MEDIUM),
    )


def test_terragrunt_sources_and_dependencies_are_modules() -> None:
    """
    What a unit includes and depends on are folders.
    """
    live = reader_of(read, "live/prod/app/terragrunt.hcl")
    found = live(
        'terraform {\n  source = "../../../modules//app"\n}\ndependency "net" {\n  config_path = "../net"\n}\n'
        'dependencies {\n  paths = ["../a", "../../../../out"]\n  other = 1\n}\nterraform {\n  source = "git::x"\n}\n'
    )

    assert one(found, "stack").spec == StackSpec("terragrunt")
    assert ties(found) == [
        (ModuleRef("modules/app", local=True), How.MODULE),
        (ModuleRef("live/prod/net", local=True), How.MODULE),
        (ModuleRef("live/prod/a", local=True), How.MODULE),
        (ModuleRef("git::x", local=False), How.MODULE),
    ]


def test_a_file_that_is_commented_out_is_disabled() -> None:
    """
    Comments only: switched off; nothing at all: nothing; nonsense: broken.
    """
    off = PROD('# resource "aws_sqs_queue" "jobs" {\n#   name = "jobs"\n# }\n')
    assert (off.status, [each.name for each in off.declarations]) == (Status.DISABLED, ["prod", "jobs"])
    assert PROD('/*\nmodule "m" {}\n*/').status is Status.DISABLED
    assert PROD("# only prose = [\n") == Reading(status=Status.DISABLED)
    assert PROD("\n") == Reading()
    assert PROD("<<<<").problems == (Problem(Reason.BROKEN, "no block could be read", 1),)


def test_a_broken_block_costs_itself_only() -> None:
    """
    The others are read, and the ledger says where it broke.
    """
    found = PROD('resource "aws_a" "one" {\n  x = [1,\n\nresource "aws_b" "two" {\n  name = "b"\n}\n')

    assert ("aws_b.two" in {each.key for each in found.declarations}, [each.reason for each in found.problems]) == (
        True,
        [Reason.PARTIAL],
    )


def test_an_unclosed_brace_hides_nothing() -> None:
    """
    A block that stands inside another by mistake is a block all the same.
    """
    found = PROD('resource "aws_a" "one" {\n  resource "aws_b" "two" {\n  }\n}\n')

    assert [each.key for each in found.declarations] == ["stack", "aws_a.one", "aws_b.two"]


@given(
    st.lists(
        st.sampled_from(
            ['resource "a_b" "c" {', "}", "x = [", "{", '"', "${", "<<E", "E", 'module "m" {', 'source = "./x"', "/*"]
        ),
        max_size=15,
    )
)
def test_any_mixture_of_lines_is_read(lines: list[str]) -> None:
    """
    Broken files give what they give, never an exception.
    """
    assert PROD("\n".join(lines)).code is None
