"""
Objects of other groups than Kubernetes' own: those with containers inside are workloads, the others just resources.
"""

import re
from collections.abc import Iterator

from debtscan.model.declaration import ApiRef, CustomResourceSpec, NameRef, SecretRef, WorkloadSpec
from debtscan.model.words import Confidence, How, Status
from debtscan.safe.yaml import Mapping, Sequence, Value
from debtscan.scan.draft import Draft, Place
from debtscan.scan.kubernetes.manifest import Manifest, nested, text_map
from debtscan.scan.kubernetes.pods import is_pod_spec, main_command, refer_container, refer_pod
from debtscan.scan.scalars import count, switch
from debtscan.scan.strings import is_image

# Kinds that run pods even where no container is written down.
_RUNNING = frozenset(
    {"InferenceService", "InferenceGraph", "LLMInferenceService", "SeldonDeployment", "Model", "BentoDeployment"}
    | {"RayCluster", "RayService", "RayJob", "SparkApplication", "ScheduledSparkApplication", "FlinkDeployment"}
    | {"PyTorchJob", "TFJob", "MPIJob", "XGBoostJob", "PaddleJob", "JAXJob", "MXJob", "TrainJob", "Notebook"}
    | {"Rollout", "ScaledJob", "DaskCluster", "DaskJob", "JobSet", "Prometheus", "Alertmanager", "Kafka", "TrialJob"}
)
_PATTERNS = re.compile(r"(Template|Runtime|Class|Profile|Policy|Default)$")  # kinds that run nothing by themselves
_PARTS = frozenset({"containers", "initContainers", "ephemeralContainers", "env", "envFrom", "volumes"})
_SILENT = frozenset({"image", "name", "value", "description", "summary", "command", "args"})
_DEPTH = 40
_SCHEDULE = re.compile(r"(schedule|cron|cronSchedule|cronExpression)$", re.IGNORECASE)
_CRON = re.compile(r"@(hourly|daily|weekly|monthly|yearly|annually|every\b.*)|[\d*/,?LW#-]+(\s+[\w*/,?#-]+){4,6}")
_REFERENCE = re.compile(r"(\w+?)(Ref|Reference)$")
_WORKLOADS = frozenset({"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "Rollout"})
_CONFIG_KINDS = {"secret": "Secret", "configmap": "ConfigMap", "credential": "Secret", "secretkey": "Secret"}


def read_custom(manifest: Manifest, draft: Draft) -> None:
    """
    Add the custom resource *manifest* with its images, settings, references and the kind that it is made of.
    """
    parts = list(_outside(manifest.spec or manifest.body, "spec" if manifest.spec else ""))
    pods = [part for _, part, pod in parts if pod]
    runs = not _PATTERNS.search(manifest.kind) and (bool(pods) or manifest.kind in _RUNNING)
    place = manifest.declared(_workload(manifest, pods) if runs else _resource(manifest), draft, _status(manifest))
    draft.refer(place.at("kind", manifest.line), ApiRef(manifest.group, manifest.kind), How.CRD)
    for where, part, pod in parts:
        if pod:
            _refer_pod_like(part, place.at(where, part.line), draft)
        if where and not where.startswith("metadata"):
            _refer_part(where, part, place, draft)


def _workload(manifest: Manifest, pods: list[Mapping]) -> WorkloadSpec:
    return WorkloadSpec(
        platform="custom",
        type=manifest.kind,
        group=manifest.group,
        version=manifest.version,
        namespace=manifest.namespace,
        labels=text_map(manifest.spec.mapping("template").mapping("metadata").mapping("labels")),
        schedule=schedule_of(manifest.spec),
        command=next((line for pod in pods if (line := main_command(pod, manifest.name))), ""),
        replicas=count(manifest.spec, "replicas"),
    )


def _resource(manifest: Manifest) -> CustomResourceSpec:
    schedule = schedule_of(manifest.spec)
    return CustomResourceSpec(manifest.group, manifest.version, manifest.kind, manifest.namespace, schedule)


def schedule_of(value: Mapping) -> str | None:
    """
    Return the first cron expression under a key that speaks of schedules, or None.
    """
    for _, mapping in nested(value):
        for key in mapping:
            if _SCHEDULE.search(key) and _CRON.fullmatch(mapping.string(key).strip()):
                return mapping.string(key).strip()
    return None


def _status(manifest: Manifest) -> Status | None:
    return Status.DISABLED if switch(manifest.spec, "suspend") else None


def _outside(value: Value, key: str = "", depth: int = 0) -> Iterator[tuple[str, Mapping, bool]]:
    """
    Yield the mappings below *value* with their places, and whether each is a pod or container: its parts are left out.
    """
    if depth > _DEPTH:
        return
    if isinstance(value, Sequence):
        for number, item in enumerate(value):
            yield from _outside(item, f"{key}[{number}]", depth + 1)
    elif isinstance(value, Mapping):
        pod = is_pod_spec(value) or _runs_image(value.string("image"))
        yield key, value, pod
        for name, item in value.items():
            if not (pod and name in _PARTS) and isinstance(item, Mapping | Sequence):
                yield from _outside(item, f"{key}.{name}" if key else name, depth + 1)


def _runs_image(text: str) -> bool:
    return is_image(text) or (text[:1] in {"$", "{"} and "\n" not in text)


def _refer_pod_like(pod: Mapping, place: Place, draft: Draft) -> None:
    if pod.string("image"):
        refer_container(pod, place, draft)
    if is_pod_spec(pod):
        refer_pod(pod, place, draft)


def _refer_part(where: str, part: Mapping, place: Place, draft: Draft) -> None:
    """
    Add images, hosts, buckets and named objects that stand outside of containers.
    """
    for key, value in part.items():
        here = place.at(f"{where}.{key}", part.line_of(key))
        if isinstance(value, str):
            _refer_text(key, value, here, draft)
        elif isinstance(value, Mapping) and (match := _REFERENCE.match(key)):
            _refer_named(match[1], value, here, draft)


def _refer_text(key: str, value: str, place: Place, draft: Draft) -> None:
    if key != "image" and key.lower().endswith("image") and is_image(value):
        draft.image(place, value, Confidence.MEDIUM)
    elif key not in _SILENT and "{{" not in key:
        draft.setting(place, key, value, Confidence.MEDIUM)
    elif key == "value":
        draft.text(place, value, Confidence.MEDIUM)


def _refer_named(what: str, value: Mapping, place: Place, draft: Draft) -> None:
    name, kind = value.string("name"), value.string("kind")
    if not name:
        return
    if kind in {"Secret", "ConfigMap"} or what.lower() in _CONFIG_KINDS:
        draft.refer(place, SecretRef(name, kind or _CONFIG_KINDS[what.lower()]), How.ENV)
    elif kind in _WORKLOADS or what in {"scaleTarget", "target", "workload"}:
        draft.refer(place, NameRef("workload", name), How.TRIGGER, Confidence.MEDIUM)
    else:
        draft.refer(place, NameRef("resource", name), How.CRD, Confidence.MEDIUM)
