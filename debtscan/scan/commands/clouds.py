"""
Commands of the cloud vendors: what they create, deploy, and where they put data.
"""

import re
from collections.abc import Iterator

from debtscan.model.declaration import (
    ImageRef,
    NameRef,
    PathRef,
    ResourceSpec,
    ScheduleSpec,
    Store,
    StoreRef,
)
from debtscan.model.words import How, Status
from debtscan.scan.commands.call import Call, Handler, Item, Options, options
from debtscan.scan.commands.images import publish
from debtscan.scan.places import plain, resolve
from debtscan.scan.strings import targets_in
from debtscan.scan.vocabulary import listed

_FLAGS = listed(
    "--quiet -q --async --no-traffic --recursive --delete --force --yes -y --only-show-errors "
    "--no-progress --allow-unauthenticated --no-allow-unauthenticated --gen2 --no-fail-on-empty-changeset "
    "--dryrun --exact-timestamps --no-cli-pager --wait --nouse_legacy_sql --replace --preemptible "
    "--enable-autoscaling --no-paginate --autodetect"
)

_GCLOUD = {
    "run deploy": "google_cloud_run_service",
    "run jobs deploy": "google_cloud_run_v2_job",
    "run jobs create": "google_cloud_run_v2_job",
    "functions deploy": "google_cloudfunctions_function",
    "container clusters create": "google_container_cluster",
    "container clusters create-auto": "google_container_cluster",
    "dataproc clusters create": "google_dataproc_cluster",
    "composer environments create": "google_composer_environment",
    "ai endpoints create": "google_vertex_ai_endpoint",
    "pubsub topics create": "google_pubsub_topic",
    "pubsub subscriptions create": "google_pubsub_subscription",
    "sql instances create": "google_sql_database_instance",
    "redis instances create": "google_redis_instance",
    "artifacts repositories create": "google_artifact_registry_repository",
    "storage buckets create": "google_storage_bucket",
    "iam service-accounts create": "google_service_account",
    "tasks queues create": "google_cloud_tasks_queue",
    "deploy releases create": "google_clouddeploy_delivery_pipeline",
}
_AWS = {
    ("eks", "create-cluster"): ("aws_eks_cluster", "--name"),
    ("lambda", "create-function"): ("aws_lambda_function", "--function-name"),
    ("sagemaker", "create-training-job"): ("aws_sagemaker_training_job", "--training-job-name"),
    ("sagemaker", "create-endpoint"): ("aws_sagemaker_endpoint", "--endpoint-name"),
    ("sagemaker", "create-model"): ("aws_sagemaker_model", "--model-name"),
    ("sagemaker", "create-pipeline"): ("aws_sagemaker_pipeline", "--pipeline-name"),
    ("ecr", "create-repository"): ("aws_ecr_repository", "--repository-name"),
    ("sqs", "create-queue"): ("aws_sqs_queue", "--queue-name"),
    ("sns", "create-topic"): ("aws_sns_topic", "--name"),
    ("dynamodb", "create-table"): ("aws_dynamodb_table", "--table-name"),
    ("s3api", "create-bucket"): ("aws_s3_bucket", "--bucket"),
    ("rds", "create-db-instance"): ("aws_db_instance", "--db-instance-identifier"),
    ("ecs", "create-service"): ("aws_ecs_service", "--service-name"),
    ("emr", "create-cluster"): ("aws_emr_cluster", "--name"),
}
_AWS_DEPLOYS = {
    ("ecs", "update-service"): "--service",
    ("lambda", "update-function-code"): "--function-name",
    ("lambda", "invoke"): "--function-name",
    ("batch", "submit-job"): "--job-definition",
    ("eks", "update-kubeconfig"): "--name",
    ("sagemaker", "update-endpoint"): "--endpoint-name",
    ("sagemaker", "start-pipeline-execution"): "--pipeline-name",
    ("stepfunctions", "start-execution"): "--state-machine-arn",
}
_AZ = {
    "aks create": "azurerm_kubernetes_cluster",
    "functionapp create": "azurerm_function_app",
    "containerapp create": "azurerm_container_app",
    "containerapp up": "azurerm_container_app",
    "acr create": "azurerm_container_registry",
    "storage account create": "azurerm_storage_account",
    "ml workspace create": "azurerm_machine_learning_workspace",
    "webapp create": "azurerm_linux_web_app",
}
_LOCAL_CLUSTERS = {"kind": "kind", "k3d": "k3d", "minikube": "minikube"}
_TABLE = re.compile(r"(?:[\w-]+[:.])?(\w+)\.(\w+)(?:\$\w+)?")


def created(call: Call, tool: str, type_: str, name: str, status: Status | None = None) -> Iterator[Item]:
    """
    Yield the cloud resource that the command makes.
    """
    if name and not name.startswith("-"):
        yield call.declare(
            f"resource:{type_}:{plain(name)}", name, ResourceSpec(tool, type_, f"{type_}.{plain(name)}"), status
        )


def gcloud(call: Call) -> Iterator[Item]:
    """
    Yield what a gcloud command deploys, creates, builds or starts.
    """
    found = options(call.args, _FLAGS)
    words = tuple(word for word in found.rest if word not in {"alpha", "beta", "ga"})
    text = " ".join(words)
    for prefix, type_ in _GCLOUD.items():
        if text.startswith(f"{prefix} "):
            yield from created(call, "gcloud", type_, words[len(prefix.split())])
            yield from _deployed(call, found)
    if text.startswith("container clusters get-credentials "):
        yield call.refer(NameRef("cluster", plain(words[3])), How.DEPLOY)
    elif text.startswith("builds submit"):
        yield from _cloud_build(call, found, words[2:])
    elif text.startswith("scheduler jobs create") and len(words) > 4:  # noqa: PLR2004 - scheduler jobs create KIND NAME
        yield from _scheduled(call, found, words[4])
    elif (words[-1:] and words[-1].endswith((".py", ".jar"))) or text.startswith(
        ("dataproc jobs submit", "ai custom-jobs")
    ):
        yield from _submitted(call, found, words)
    yield from _stores(call)


def _deployed(call: Call, found: Options) -> Iterator[Item]:
    image = found.first("--image", "--container-image-uri")
    if image:
        yield call.refer(ImageRef(plain(image)), How.DEPLOY)
    source = found.first("--source")
    if source:
        yield from call.refer_path(source, How.DEPLOY)
    topic = found.first("--trigger-topic")
    if topic:
        yield call.refer(StoreRef(Store.TOPIC, plain(topic), "pubsub"), How.TRIGGER)
    bucket = found.first("--trigger-bucket")
    if bucket:
        yield call.refer(StoreRef(Store.BUCKET, plain(bucket).removeprefix("gs://"), "gs"), How.TRIGGER)


def _cloud_build(call: Call, found: Options, rest: tuple[str, ...]) -> Iterator[Item]:
    config = found.first("--config")
    tag = found.first("--tag", "-t")
    if config:
        yield from call.refer_path(config, How.BUILD)
    elif tag:
        yield from publish(call, Options({"-t": (tag,)}, rest or (".",)))
    else:
        yield from call.refer_path("cloudbuild.y*ml", How.BUILD)


def _scheduled(call: Call, found: Options, name: str) -> Iterator[Item]:
    spec = ScheduleSpec("cloudscheduler", found.first("--schedule") or None, plain(found.first("--uri")))
    yield call.declare(f"schedule:{plain(name)}", name, spec)
    topic = found.first("--topic")
    if topic:
        yield call.refer(StoreRef(Store.TOPIC, plain(topic), "pubsub"), How.TRIGGER)


def _submitted(call: Call, found: Options, words: tuple[str, ...]) -> Iterator[Item]:
    for word in (*words, found.first("--config")):
        if word.endswith((".py", ".yaml", ".yml", ".json")):
            yield from call.refer_path(word, How.TRIGGER)


def _stores(call: Call) -> Iterator[Item]:
    for word in call.args:
        for target in targets_in(word):
            if isinstance(target, StoreRef):
                yield call.refer(target, How.DATA)


def gsutil(call: Call) -> Iterator[Item]:
    """
    Yield the buckets that are read or written, and the local folders that go there.
    """
    yield from _stores(call)
    found = options(call.args, _FLAGS | {"-m", "-r", "-R", "-d", "-n", "-c"})
    if found.rest[:1] and found.rest[0] in {"cp", "rsync", "mv", "sync"} and "://" in found.rest[-1]:
        for source in found.rest[1:-1]:
            if "://" not in source:
                yield from call.refer_path(source, How.DEPLOY)


def bq(call: Call) -> Iterator[Item]:
    """
    Yield the tables that a bq command makes, loads or reads.
    """
    found = options(call.args, _FLAGS)
    action = next((word for word in found.rest if word in {"load", "mk", "query", "extract", "cp", "rm"}), "")
    for word in found.rest:
        table = _TABLE.fullmatch(word)
        if table and action in {"load", "mk", "extract", "cp"} and not word.endswith((".json", ".csv", ".py", ".sql")):
            yield call.refer(StoreRef(Store.TABLE, f"{table[1]}.{table[2]}", "bigquery"), How.DATA)
    yield from _stores(call)


def aws(call: Call) -> Iterator[Item]:
    """
    Yield what an aws command creates, updates or copies.
    """
    found = options(call.args, _FLAGS)
    pair = (found.rest[0], found.rest[1]) if len(found.rest) > 1 else ("", "")
    if pair in _AWS:
        type_, name = _AWS[pair]
        yield from created(call, "aws", type_, found.first(name))
    if pair in _AWS_DEPLOYS:
        yield from _updated(call, found.first(_AWS_DEPLOYS[pair]), "cluster" if pair[0] == "eks" else "resource")
    if pair[0] == "s3":
        yield from gsutil(Call(call.name, found.rest[1:], call.line, call.folder, call.source, call.key))
        return
    if pair in {("cloudformation", "deploy"), ("cloudformation", "create-stack"), ("cloudformation", "update-stack")}:
        file = found.first("--template-file", "--template-body").removeprefix("file://")
        yield from call.refer_path(file or "template.y*ml", How.DEPLOY)
    yield from _stores(call)


def _updated(call: Call, name: str, space: str) -> Iterator[Item]:
    name = name.rpartition(":")[2]
    if name:
        yield call.refer(NameRef(space, plain(name)), How.DEPLOY)


def az(call: Call) -> Iterator[Item]:
    """
    Yield what an az command creates, builds or submits.
    """
    found = options(call.args, _FLAGS)
    text = " ".join(found.rest)
    name = found.first("--name", "-n")
    for prefix, type_ in _AZ.items():
        if text == prefix:
            yield from created(call, "az", type_, name)
    if text.startswith("acr build"):
        yield from publish(call, Options({**found.named, "-t": found.all("-t", "--image")}, found.rest[2:]))
    elif text.startswith("aks get-credentials") and name:
        yield call.refer(NameRef("cluster", plain(name)), How.DEPLOY)
    elif found.rest[:1] == ("ml",):
        for file in found.all("-f", "--file"):
            yield from call.refer_path(file, How.TRIGGER if "job" in found.rest else How.DEPLOY)
    yield from _stores(call)


def eksctl(call: Call) -> Iterator[Item]:
    """
    Yield the cluster that eksctl creates or changes.
    """
    found = options(call.args, frozenset({"--managed", "--fargate", "--approve"}))
    file = found.first("-f", "--config-file")
    name = found.first("--name", "--cluster") or (found.rest[2] if len(found.rest) > 2 else "")  # noqa: PLR2004 - create cluster NAME
    if found.rest[:2] == ("create", "cluster"):
        yield from created(call, "eksctl", "aws_eks_cluster", name or "eks")
    elif found.rest[:1] and found.rest[0] in {"create", "upgrade", "scale", "utils"} and name:
        yield call.refer(NameRef("cluster", plain(name)), How.DEPLOY)
    if file and found.rest[:1] != ("delete",):
        yield from call.refer_path(file, How.DEPLOY)


def local_cluster(call: Call) -> Iterator[Item]:
    """
    Yield the cluster on the own machine, marked as local.
    """
    found = options(call.args)
    if (
        found.rest[:2] == ("create", "cluster")
        or found.rest[:2] == ("cluster", "create")
        or found.rest[:1] == ("start",)
    ):
        name = found.first("--name", "-n", "-p") or (found.rest[2] if len(found.rest) > 2 else call.name)  # noqa: PLR2004 - create cluster NAME
        yield from created(call, call.name, f"{_LOCAL_CLUSTERS[call.name]}_cluster", name, Status.LOCAL)
        file = resolve(found.first("--config"), call.folder) if found.first("--config") else None
        if file:
            yield call.refer(PathRef(file), How.DEPLOY)


HANDLERS: dict[str, Handler] = {
    "gcloud": gcloud,
    "gsutil": gsutil,
    "bq": bq,
    "aws": aws,
    "s3cmd": gsutil,
    "rclone": gsutil,
    "az": az,
    "eksctl": eksctl,
    "kind": local_cluster,
    "k3d": local_cluster,
    "minikube": local_cluster,
}
