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
from debtscan.model.signal import Aspect, Signal, Why
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
_VAGUE = frozenset({"pipeline_orchestration", "custom_controller", "etl"})  # a telling word of the name says more
_OF_MODELS = frozenset({"training_code", "inference_code", "model", "online_serving", "distributed_training"})


def status_of(board: Board, draft: Draft) -> Status:
    """
    Return live when some evidence is in use, else what the best evidence says.
    """
    said = statuses_of(board, draft)
    if draft.status is not None or not said:
        return draft.status or Status.LIVE
    return Status.LIVE if any(signal.value == Status.LIVE for signal in said) else Status(said[0].value)


def statuses_of(board: Board, draft: Draft) -> list[Signal]:
    """
    Return what each piece of evidence says about the status, the best first.
    """
    items = [item for item in draft.items if not isinstance(item.spec, EndpointSpec)]
    if draft.items:
        return [Signal(item.status, Why.FOUND, "", item.evidence()) for item in items]
    places = [place for place in draft.evidence if (place.repo, place.path) in board.files]
    return [Signal(board.files[place.repo, place.path].status, Why.FOUND, "", place) for place in places]


def evidence_of(draft: Draft) -> tuple[Evidence, ...]:
    """
    Return the places that prove *draft*, the best first: program, CRD or DAG; manifests; folders; the owners' word.
    """
    items = sorted(draft.items, key=lambda item: (item.status is not Status.LIVE, _rank(draft, item)))
    found = [item.evidence() for item in items] + list(draft.evidence)
    covered = {(place.repo, place.path) for place in found}
    folders = [Evidence(repo, f"{folder}/", None, None, "folder") for repo, folder in sorted(draft.folders) if folder]
    files = [
        Evidence(repo, path, None, None, "module") for repo, path in sorted(draft.files) if (repo, path) not in covered
    ]
    return tuple(dict.fromkeys([*_once(found), *folders, *files, *draft.declared]))


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
    return next((signal.value for signal in capabilities_of(draft, used)), None)


def capabilities_of(draft: Draft, used: tuple[TechnologyUse, ...]) -> list[Signal]:
    """
    Return what speaks for a capability, the strongest first: before all else, what the owners say.
    """
    heard = [signal for aspect, signal in reversed(draft.signals) if aspect is Aspect.CAPABILITY]
    declared = [signal for signal in heard if signal.why is Why.DECLARED]
    return [*declared, *found_capabilities(draft, used, [signal for signal in heard if signal not in declared])]


def found_capabilities(draft: Draft, used: tuple[TechnologyUse, ...], heard: list[Signal]) -> list[Signal]:
    """
    Return what the files say about the capability, the strongest first; *heard* is what was decided before.
    """
    if draft.capability is not None:
        decided = [signal for signal in heard if signal.value == draft.capability][:1]
        words = _by_words(draft) if draft.capability in _VAGUE else ()
        return [*words, *(decided or [Signal(draft.capability, Why.FOUND)]), *heard]
    if draft.product is not None or draft.kind is Kind.LIBRARY:
        return []  # a product of no capability in the catalogue; what a library imports says little of its purpose
    by_kind = _BY_KIND.get(draft.kind)
    kind = [Signal(by_kind, Why.KIND, draft.kind)] if by_kind else []
    return [*_by_words(draft), *kind, *_by_use(draft, used)]


def _by_use(draft: Draft, used: tuple[TechnologyUse, ...]) -> Iterator[Signal]:
    if draft.kind is Kind.SERVICE:
        for use in used:
            if not _OF_MODELS.isdisjoint(use.capabilities):
                # what loads a model and answers requests serves it
                yield Signal("online_serving", Why.TECHNOLOGY, use.signal, use.evidence)
                break
    named = [use for use in used if use.capabilities]
    counts = Counter(use.capabilities[0] for use in named)
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        use = next(use for use in named if use.capabilities[0] == name)
        yield Signal(name, Why.TECHNOLOGY, use.signal, use.evidence)
    if draft.kind in {Kind.SERVICE, Kind.UI}:
        yield Signal("service_runtime", Why.KIND, draft.kind)


def _by_words(draft: Draft) -> Iterator[Signal]:
    """
    Yield the capability that the name speaks of, then what the folder does; the more telling words come first.
    """
    name, folder = normal_name(draft.name), normal_name(draft.path.rpartition("/")[0])
    for why, text, patterns in ((Why.NAME, name, _PATTERNS), (Why.FOLDER, folder, _PATTERNS[:4])):
        for pattern, capability in patterns:
            word = pattern.search(text)
            if word is not None:
                yield Signal(capability, why, word[2])
                break


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
