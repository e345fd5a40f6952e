"""
The last look at each draft: its status, its capability, its language, and the order of its evidence.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from debtscan.graph.drafts import Board, Draft, Item
from debtscan.graph.places import normal_name
from debtscan.model.component import TechnologyUse
from debtscan.model.declaration import (
    ChartSpec,
    CiSpec,
    ControllerSpec,
    CrdSpec,
    CustomResourceSpec,
    EndpointSpec,
    ImageBuildSpec,
    PackageSpec,
    PipelineSpec,
    ProgramSpec,
    ReleaseSpec,
    ResourceSpec,
    ScheduleSpec,
    Spec,
    StackSpec,
    WorkloadSpec,
)
from debtscan.model.evidence import Evidence
from debtscan.model.words import Kind, Status

_RANK: tuple[type, ...] = (
    ControllerSpec,
    CrdSpec,
    PipelineSpec,
    CiSpec,
    ProgramSpec,
    ScheduleSpec,
    CustomResourceSpec,
    WorkloadSpec,
    ResourceSpec,
    ReleaseSpec,
    ChartSpec,
    StackSpec,
    PackageSpec,
    ImageBuildSpec,
    EndpointSpec,
)
_BY_KIND = {
    Kind.CI: "ci",
    Kind.CLUSTER: "cluster_management",
    Kind.SCHEDULER: "workflow_scheduling",
    Kind.PIPELINE: "pipeline_orchestration",
    Kind.DATASTORE: "data_store",
    Kind.QUEUE: "streaming",
    Kind.GATEWAY: "service_networking",
    Kind.MONITORING: "observability",
    Kind.IAC: "infrastructure_as_code",
    Kind.CONTROLLER: "custom_controller",
    Kind.CHART: "cd",
    Kind.REGISTRY: "artifact_store",
    Kind.IDENTITY: "security_policy",
}
_WORDS: tuple[tuple[str, str], ...] = (
    (r"autoscal\w*|scaler|resource-(controller|manager)", "autoscaling"),
    (r"train\w*|retrain\w*|fine-?tun\w*", "training_jobs"),
    (r"batch-(predict\w*|infer\w*|scor\w*)|(predict\w*|infer\w*|scor\w*)-batch", "batch_inference"),
    (
        r"predict\w*|infer\w*|serving|serve|model-?server|scor(e|er|ing)|classif\w*|recommend\w*|embedding\w*",
        "online_serving",
    ),
    (r"features?(-?store)?", "feature_store"),
    (r"model-?(registry|repo|store|db)", "model_registry"),
    (r"experiments?|tracking|mlflow", "experiment_tracking"),
    (r"drift|monitor\w*|alert\w*|metrics?|exporter", "observability"),
    (r"label\w*|annotat\w*", "labelling"),
    (r"(image-?)?build(er|s)?", "image_build"),
    (r"deploy\w*|release\w*|rollout\w*", "cd"),
    (r"etl|ingest\w*|exports?|imports?|extract\w*|load(er)?|transform\w*|preprocess\w*|backfill\w*|sync", "etl"),
    (r"proxy|gateway|router|ingress|redirect\w*", "service_networking"),
    (r"evaluat\w*", "training_evaluation"),
    (r"reports?|reporting", "report"),
    (r"load-?test\w*", "load_test"),
    (r"notebooks?|jupyter\w*", "notebook_platform"),
    (r"clean\w*|prun\w*|gc|backups?|rotat\w*", "cluster_management"),
)
_PATTERNS = tuple((re.compile(rf"(^|-)({pattern})(-|$)"), capability) for pattern, capability in _WORDS)


_OF_MODELS = frozenset({"training_code", "inference_code", "model", "online_serving", "distributed_training"})


def status_of(board: Board, draft: Draft) -> Status:
    """
    Return live when some evidence is in use, else what the best evidence says.
    """
    statuses = [item.status for item in draft.items if not isinstance(item.spec, EndpointSpec)]
    if not draft.items:
        statuses = [board.files[e.repo, e.path].status for e in draft.evidence if (e.repo, e.path) in board.files]
    if not statuses or Status.LIVE in statuses:
        return Status.LIVE
    return statuses[0]


def evidence_of(draft: Draft) -> tuple[Evidence, ...]:
    """
    Return the places that prove *draft*, the best first: main program, CRD or DAG; then manifests; then folders.
    """
    items = sorted(draft.items, key=lambda item: (item.status is not Status.LIVE, _rank(draft, item)))
    found = [item.evidence() for item in items] + list(draft.evidence)
    covered = {(place.repo, place.path) for place in found}
    folders = [Evidence(repo, f"{folder}/", None, None, "folder") for repo, folder in sorted(draft.folders) if folder]
    files = [
        Evidence(repo, path, None, None, "module") for repo, path in sorted(draft.files) if (repo, path) not in covered
    ]
    return tuple(dict.fromkeys([*_once(found), *folders, *files]))


def _once(places: Iterable[Evidence]) -> Iterator[Evidence]:
    """
    Yield the first evidence of each file: several objects of one manifest are one place to open.
    """
    seen: set[tuple[str, str]] = set()
    for place in places:
        if (place.repo, place.path) not in seen:
            seen.add((place.repo, place.path))
            yield place


def _rank(draft: Draft, item: Item[Spec]) -> int:
    spec = item.spec
    if isinstance(spec, ProgramSpec) and (
        spec.language == "shell" or not (spec.serves or spec.framework or spec.operates)
    ):
        return len(_RANK) if draft.has(WorkloadSpec) else _RANK.index(ProgramSpec)
    return _RANK.index(type(spec)) if type(spec) in _RANK else len(_RANK) + 1


def capability_of(draft: Draft, used: tuple[TechnologyUse, ...]) -> str | None:
    """
    Return the one capability that fits best: decided before, by its words, by its kind, by its technologies.
    """
    if draft.capability is not None:
        vague = draft.capability in {"pipeline_orchestration", "custom_controller", "etl"}
        return (_by_words(draft) if vague else None) or draft.capability
    if draft.product is not None or draft.kind is Kind.LIBRARY:
        return None  # a product of no capability in the catalogue; what a library imports says little of its purpose
    return _by_words(draft) or _BY_KIND.get(draft.kind) or _by_use(draft, used)


def _by_use(draft: Draft, used: tuple[TechnologyUse, ...]) -> str | None:
    if draft.kind is Kind.SERVICE and any(not _OF_MODELS.isdisjoint(use.capabilities) for use in used):
        return "online_serving"  # what loads a model and answers requests serves it
    counts = Counter(use.capabilities[0] for use in used if use.capabilities)
    if counts:
        return min(counts, key=lambda name: (-counts[name], name))
    return "service_runtime" if draft.kind in {Kind.SERVICE, Kind.UI} else None


def _by_words(draft: Draft) -> str | None:
    """
    Return the capability that the name speaks of, else what the folder does; the more telling words come first.
    """
    for text in (normal_name(draft.name), normal_name(draft.path.rpartition("/")[0])):
        for pattern, capability in _PATTERNS if text == normal_name(draft.name) else _PATTERNS[:4]:
            if pattern.search(text):
                return capability
    return None


def language_of(board: Board, draft: Draft, files: Iterable[tuple[str, str]]) -> str | None:
    """
    Return the language of most lines of its own code, else the language of its best evidence.
    """
    lines: Counter[str] = Counter()
    for place in files:
        file = board.files.get(place)
        if file is not None and file.reading.code is not None and file.status is Status.LIVE:
            lines[file.reading.code.language] += file.reading.code.lines
    if lines:
        return min(lines, key=lambda name: (-lines[name], name))
    name = draft.path.rsplit("/", 1)[-1].lower()
    for pattern, language in (
        (r"dockerfile|containerfile", "Dockerfile"),
        (r"\.ya?ml", "YAML"),
        (r"\.tf$", "HCL"),
        (r"\.sh$", "Shell"),
        (r"makefile", "Make"),
    ):
        if re.search(pattern, name):
            return language
    return None
