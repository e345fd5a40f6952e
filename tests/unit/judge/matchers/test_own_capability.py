"""
Home-made capabilities are reported, surely or as a suspicion.
"""

import pytest

from debtscan.judge.matchers.own_capability import NAMES, Params, match
from debtscan.judge.matching import Match
from debtscan.model.component import Facts, TechnologyUse
from debtscan.model.words import Built, Confidence, Kind
from tests.unit.judge.sample import component, graph, link, place

PARAMS = Params(("model_registry",))
HINT = TechnologyUse("home_made_registry", "home_made_hint", ("model_registry",), place("store.py", "import"))
BOUGHT = TechnologyUse("mlflow", "off_the_shelf", ("experiment_tracking", "model_registry"), place("main.py"))
LIBRARY = TechnologyUse("sqlalchemy", "library", ("data_store",), place("db.py"))


def test_own_code_that_is_the_capability_is_reported() -> None:
    """
    Hints are further places; those who depend on it are counted.
    """
    registry = component(
        "registry", Kind.SERVICE, capability="model_registry", facts=Facts(technologies=(HINT, LIBRARY))
    )
    web = component("web", Kind.SERVICE)

    found = list(match(graph(registry, web, links=(link(web, registry),)), PARAMS))

    evidence = (place("registry.yaml"), place("store.py", "import"))
    assert found == [Match(registry.id, evidence, {"name": "registry", "users": "1"})]
    assert found[0].values.keys() == NAMES


def test_a_habit_alone_is_a_suspicion() -> None:
    """
    The place of the habit comes first, and the confidence is low.
    """
    training = component("training", Kind.JOB, capability="training_jobs", facts=Facts(technologies=(HINT,)))

    found = list(match(graph(training), PARAMS))

    evidence = (place("store.py", "import"), place("training.yaml"))
    assert found == [Match(training.id, evidence, {"name": "training", "users": "0"}, Confidence.LOW)]


@pytest.mark.parametrize(
    ("built", "kind", "capability", "uses"),
    [
        (Built.BESPOKE, Kind.SERVICE, "model_registry", (BOUGHT,)),
        (Built.BESPOKE, Kind.JOB, "training_jobs", (BOUGHT, HINT)),
        (Built.OSS, Kind.SERVICE, "model_registry", ()),
        (Built.MIXED, Kind.SERVICE, "model_registry", ()),
        (Built.BESPOKE, Kind.DATASTORE, "model_registry", ()),
        (Built.BESPOKE, Kind.PIPELINE, "model_registry", ()),
        (Built.BESPOKE, Kind.SERVICE, "online_serving", (LIBRARY,)),
    ],
)
def test_products_stores_and_other_capabilities_are_not_reported(
    built: Built, kind: Kind, capability: str, uses: tuple[TechnologyUse, ...]
) -> None:
    """
    Who uses a product for it has not made it, and a pipeline that is named after it is not the thing.
    """
    one = component("x", kind, built=built, capability=capability, facts=Facts(technologies=uses))

    assert list(match(graph(one), PARAMS)) == []
