"""
What a component is for.
"""

import pytest

from debtscan.graph.capability import capability_of
from debtscan.graph.drafts import Draft
from debtscan.model.component import TechnologyUse
from debtscan.model.evidence import Evidence
from debtscan.model.words import Built, Kind

PLACE = Evidence("shop", "x/y.yaml")
TORCH = TechnologyUse("torch", "library", ("training_code",), PLACE)
WEB = TechnologyUse("web", "framework", ("inference_code", "service_runtime"), PLACE)


def _draft(name: str, kind: Kind = Kind.SERVICE, path: str = "y.yaml", capability: str | None = None) -> Draft:
    return Draft(name, kind, evidence=[Evidence("shop", path)], capability=capability)


@pytest.mark.parametrize(
    ("name", "path", "capability"),
    [
        ("model-trainer", "a.yaml", "training_jobs"),
        ("TrainRanker", "a.yaml", "training_jobs"),
        ("batch-predict", "a.yaml", "batch_inference"),
        ("predictor", "a.yaml", "online_serving"),
        ("drift-watch", "a.yaml", "observability"),
        ("web", "training/a.yaml", "training_jobs"),
        ("web", "exports/a.yaml", "service_runtime"),
        ("constraint", "a.yaml", "service_runtime"),
        ("client", "serving/a.yaml", "service_runtime"),
        ("sync", "a.yaml", "service_runtime"),
    ],
)
def test_name_speaks_of_the_capability_then_the_folder(name: str, path: str, capability: str) -> None:
    """
    Only telling words of a folder count, and a word within another word is none.
    """
    assert capability_of(_draft(name, path=path), ()) == capability


@pytest.mark.parametrize(
    ("name", "kind", "before", "capability"),
    [
        ("report", Kind.PIPELINE, "etl", "etl"),
        ("report", Kind.SERVICE, None, "report"),
        ("metric_export", Kind.PIPELINE, "etl", "etl"),
        ("search_alert", Kind.PIPELINE, "etl", "observability"),
        ("demand_forecasting", Kind.PIPELINE, "etl", "training_jobs"),
        ("model-loader", Kind.JOB, None, "cd"),
        ("api-migrations", Kind.JOB, None, "data_store"),
        ("cd-flows", Kind.CI, "ci", "cd"),
        ("sync", Kind.JOB, None, "etl"),
        ("enqueuer", Kind.JOB, None, "batch_inference"),
        ("Deploy models", Kind.CI, "ci", "cd"),
        ("Train and test", Kind.CI, "ci", "ci"),
        ("Infracost", Kind.CI, "ci", "cost_control"),
        ("train-data", Kind.DATASTORE, "artifact_store", "artifact_store"),
        ("ml-tf-state", Kind.DATASTORE, "artifact_store", "infrastructure_as_code"),
        ("orders-client", Kind.LIBRARY, None, "service_runtime"),
    ],
)
def test_word_counts_only_for_the_kinds_that_it_tells_something_about(
    name: str, kind: Kind, before: str | None, capability: str
) -> None:
    """
    A report of a pipeline is moved data; a bucket with training data is a bucket.
    """
    assert capability_of(_draft(name, kind, capability=before), ()) == capability


@pytest.mark.parametrize(
    ("kind", "capability"),
    [
        (Kind.CI, "ci"),
        (Kind.DATASTORE, "data_store"),
        (Kind.LIBRARY, None),
        (Kind.CLI, "service_runtime"),
        (Kind.UI, "service_runtime"),
        (Kind.JOB, None),
    ],
)
def test_kind_speaks_where_no_word_does(kind: Kind, capability: str | None) -> None:
    """
    What a library is for cannot be told from its kind.
    """
    assert capability_of(_draft("x", kind), ()) == capability


def test_technologies_speak_last() -> None:
    """
    The capability that most of them have, the first by name where they are equal.
    """
    uses = [TechnologyUse(name, "library", (name,) if name else (), PLACE) for name in ("etl", "cd", "etl", "")]

    assert capability_of(_draft("x", Kind.JOB), tuple(uses)) == "etl"
    assert capability_of(_draft("x", Kind.JOB), tuple(uses[:2])) == "cd"


def test_what_was_decided_stays_unless_the_name_says_more() -> None:
    """
    "pipeline" and "controller" are weak words; a product without capability has none.
    """
    pipeline, store, product = _draft("retrain", Kind.PIPELINE), _draft("train"), _draft("train")
    pipeline.capability, store.capability, product.product = "pipeline_orchestration", "dwh", "Thing"

    assert [capability_of(draft, ()) for draft in (pipeline, store, product)] == ["training_jobs", "dwh", None]


def test_service_that_loads_models_serves_them() -> None:
    """
    A job that does so trains or scores; a web framework alone says nothing of models; a weak word yields.
    """
    oss = _draft("ranker")
    oss.built = Built.OSS

    assert capability_of(_draft("ranker"), (TORCH,)) == "online_serving"
    assert capability_of(_draft("proxy"), (WEB, TORCH)) == "online_serving"
    assert capability_of(_draft("proxy"), (WEB,)) == "service_networking"
    assert capability_of(_draft("ranker"), (WEB,)) == "service_runtime"
    assert capability_of(_draft("ranker", Kind.JOB), (TORCH,)) == "training_code"
    assert capability_of(oss, (TORCH,)) == "service_runtime"
    assert capability_of(_draft("ranker-worker"), (TORCH,)) == "service_runtime"
