"""
What a component is for: the one capability of the catalogue that fits it best.

A name says much about some kinds and little about others: a *service* called "report" serves, a *pipeline* called so
moves data. So each word counts only for the kinds that it tells something about.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from debtscan.graph.drafts import Draft
from debtscan.graph.places import normal_name
from debtscan.model.component import TechnologyUse
from debtscan.model.signal import Aspect, Signal, Why
from debtscan.model.words import Built, Kind

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
    Kind.CLI: "service_runtime",
}
_VAGUE = frozenset(  # any better word wins
    {"pipeline_orchestration", "custom_controller", "etl", "ci", "artifact_store", "data_store"}
)
_ALL = frozenset(Kind)
_CI = frozenset({Kind.CI})
_FLOWS = frozenset({Kind.PIPELINE, Kind.JOB})
_STORES = frozenset({Kind.DATASTORE, Kind.REGISTRY, Kind.IAC})
_ACTIVE = _ALL - _CI - {Kind.DATASTORE, Kind.REGISTRY, Kind.QUEUE}
_OTHERS = _ACTIVE - {Kind.PIPELINE}
_WORKERS = frozenset({Kind.SERVICE, Kind.JOB, Kind.CONTROLLER, Kind.CRD, Kind.SCHEDULER})


class _Word(Struct, frozen=True):
    pattern: re.Pattern[str]
    capability: str
    kinds: frozenset[Kind]
    strong: bool  # outweighs what the code imports
    folder: bool  # tells as much when a folder is called so


def _word(pattern: str, capability: str, kinds: frozenset[Kind], *, strong: bool = True, folder: bool = False) -> _Word:
    return _Word(re.compile(rf"(^|-)({pattern})(-|$)"), capability, kinds, strong, folder)


_WORDS = (
    _word(r"infra-?costs?|finops|(cloud-?)?costs?|billing", "cost_control", _ALL),
    _word(r"security|slsa|provenance|codeql|trivy|vulnerabilit\w*|shred(der)?|gdpr", "security_policy", _ALL),
    _word(r"cd|deploy\w*|releases?|rollout\w*", "cd", _CI),
    _word(r"migrations?|migrate|alembic|flyway|liquibase", "data_store", frozenset({Kind.JOB})),
    _word(r"tf-?state|terraform-(remote-)?state", "infrastructure_as_code", _STORES),
    _word(r"etl|ingest\w*|exports?|imports?|extract\w*|backfill\w*", "etl", _FLOWS),
    _word(r"autoscal\w*|scaler|resource-(controller|manager)", "autoscaling", _OTHERS, folder=True),
    _word(r"forecast\w*", "training_jobs", _FLOWS),
    _word(r"train\w*|retrain\w*|fine-?tun\w*", "training_jobs", _ACTIVE, folder=True),
    _word(
        r"batch-(predict\w*|infer\w*|scor\w*)|(predict\w*|infer\w*|scor\w*)-batch",
        "batch_inference",
        _ACTIVE,
        folder=True,
    ),
    _word(r"model-?load\w*", "cd", _WORKERS - {Kind.SERVICE}),
    _word(
        r"predict\w*|infer\w*|serving|serve|model-?server|scor(e|er|ing)|classif\w*|recommend\w*|embedding\w*",
        "online_serving",
        _ACTIVE,
        folder=True,
    ),
    _word(r"feature-?store", "feature_store", _STORES),
    _word(r"features?(-?store)?", "feature_store", _OTHERS),
    _word(r"model-?(registry|repo|store|db)", "model_registry", _OTHERS | _STORES),
    _word(r"mlflow|experiment-?tracking", "experiment_tracking", _ACTIVE),
    _word(r"experiments?|tracking", "experiment_tracking", _OTHERS - {Kind.JOB}),
    _word(r"label\w*|annotat\w*", "labelling", _OTHERS),
    _word(r"load-?test\w*", "load_test", _ALL),
    _word(r"clients?|sdk", "service_runtime", frozenset({Kind.SERVICE, Kind.JOB, Kind.LIBRARY, Kind.CLI})),
    _word(r"pre-?commit|lint\w*|unit-?tests?", "ci", frozenset({Kind.SERVICE, Kind.JOB})),
    _word(r"(image-?)?build(er|s|ing)?", "image_build", _OTHERS),
    _word(r"monitor\w*|alert\w*", "observability", frozenset({Kind.PIPELINE})),
    _word(r"clean\w*|prun\w*", "cluster_management", frozenset({Kind.PIPELINE})),
    _word(r"drift|monitor\w*|alert\w*|exporter", "observability", _OTHERS),
    _word(r"metrics?", "observability", _OTHERS, strong=False),
    _word(r"logs?|logging", "log_collection", _OTHERS, strong=False),
    _word(r"deploy\w*|releases?|rollout\w*", "cd", _OTHERS, strong=False),
    _word(r"etl|ingest\w*|exports?|imports?|extract\w*|backfill\w*", "etl", _OTHERS, strong=False),
    _word(r"load(er)?|transform\w*|preprocess\w*|sync", "etl", _OTHERS - {Kind.SERVICE}, strong=False),
    _word(r"proxy|gateway|router|ingress|redirect\w*", "service_networking", _OTHERS, strong=False),
    _word(r"evaluat\w*", "training_evaluation", _ACTIVE, strong=False),
    _word(r"reports?|reporting|dashboards?|looker|tableau", "report", _OTHERS - {Kind.JOB}, strong=False),
    _word(r"notebooks?|jupyter\w*", "notebook_platform", _OTHERS, strong=False),
    _word(r"clean\w*|prun\w*|gc|backups?|rotat\w*", "cluster_management", _OTHERS, strong=False),
    _word(r"batch|enqueue\w*|dequeue\w*", "batch_inference", _WORKERS, strong=False),
)
_BUCKETS = frozenset({"Amazon S3", "Google Cloud Storage", "Azure Blob Storage", "Azure Storage", "MinIO"})
_ARTEFACTS = frozenset(
    {
        "model",
        "models",
        "artifact",
        "artifacts",
        "mlflow",
        "release",
        "releases",
        "package",
        "packages",
        "images",
        "builds",
    }
)
_OF_MODELS = frozenset({"training_code", "inference_code", "model", "online_serving", "distributed_training"})
_ANY_SERVICE = "service_runtime"  # a web framework counts as inference code too, but tells nothing of models


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
    return [*declared, *_found(draft, used, [signal for signal in heard if signal not in declared])]


def _found(draft: Draft, used: tuple[TechnologyUse, ...], heard: list[Signal]) -> list[Signal]:
    """
    Return what the files say about the capability, the strongest first; *heard* is what was decided before.
    """
    if draft.capability is not None:
        decided = [signal for signal in heard if signal.value == draft.capability][:1]
        vague = draft.capability in _VAGUE or (draft.kind is Kind.CRD and draft.capability == _ANY_SERVICE)
        words = _by_words(draft, used) if vague else ()
        plain = [Signal("data_store", Why.KIND, draft.kind)] if _is_plain_bucket(draft) else []
        return [*words, *plain, *(decided or [Signal(draft.capability, Why.FOUND)]), *heard]
    if draft.product is not None:
        return []  # a product of no capability in the catalogue
    if draft.kind is Kind.LIBRARY:
        return list(_by_name(draft, strong=True))  # what a library imports says little of its purpose
    by_kind = _BY_KIND.get(draft.kind)
    kind = [Signal(by_kind, Why.KIND, draft.kind)] if by_kind else []
    return [*_by_words(draft, used), *kind, *_by_use(draft, used)]


def _is_plain_bucket(draft: Draft) -> bool:
    """
    Tell whether *draft* is a bucket whose name speaks of no artefacts: it holds data like any other store.
    """
    bucket = draft.kind is Kind.DATASTORE and draft.capability == "artifact_store" and draft.product in _BUCKETS
    return bucket and _ARTEFACTS.isdisjoint(normal_name(draft.name).split("-"))


def _by_words(draft: Draft, used: tuple[TechnologyUse, ...]) -> Iterator[Signal]:
    """
    Yield what the name speaks of, then what the folder does; loading models outweighs weak words.
    """
    yield from _by_name(draft, strong=True)
    yield from _serving(draft, used)
    yield from _by_name(draft, strong=False)
    folder = normal_name(draft.path.rpartition("/")[0])
    yield from _spoken(folder, draft.kind, Why.FOLDER, (word for word in _WORDS if word.folder))


def _by_name(draft: Draft, *, strong: bool) -> Iterator[Signal]:
    words = (word for word in _WORDS if word.strong is strong)
    yield from _spoken(normal_name(draft.name), draft.kind, Why.NAME, words)


def _spoken(text: str, kind: Kind, why: Why, words: Iterable[_Word]) -> Iterator[Signal]:
    """
    Yield what the first word of *words* in *text* speaks of.
    """
    for word in words:
        match = word.pattern.search(text) if kind in word.kinds else None
        if match is not None:
            yield Signal(word.capability, why, match[2])
            return


def _serving(draft: Draft, used: tuple[TechnologyUse, ...]) -> Iterator[Signal]:
    """
    Yield online serving for a service of the estate's own that loads models.
    """
    if draft.kind is not Kind.SERVICE or draft.built is Built.OSS or _only_works(draft):
        return
    for use in used:
        if not _OF_MODELS.isdisjoint(use.capabilities) and _ANY_SERVICE not in use.capabilities:
            yield Signal("online_serving", Why.TECHNOLOGY, use.signal, use.evidence)
            return


def _only_works(draft: Draft) -> bool:
    """
    Tell whether *draft* takes work from a queue: what loads a model there does not answer requests with it.
    """
    return "worker" in normal_name(draft.name).split("-")


def _by_use(draft: Draft, used: tuple[TechnologyUse, ...]) -> Iterator[Signal]:
    if draft.kind in {Kind.SERVICE, Kind.UI}:
        yield Signal(_ANY_SERVICE, Why.KIND, draft.kind)
        return
    named = [use for use in used if use.capabilities]
    counts = Counter(use.capabilities[0] for use in named)
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        use = next(use for use in named if use.capabilities[0] == name)
        yield Signal(name, Why.TECHNOLOGY, use.signal, use.evidence)
