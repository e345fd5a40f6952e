"""
A cluster for machine learning is reported when there is another one.
"""

import pytest

from debtscan.judge.matchers.ml_cluster import NAMES, Params, match
from debtscan.judge.matching import Match
from debtscan.model.component import Component
from debtscan.model.words import How, Kind
from tests.unit.judge.sample import component, graph, link, place

PARAMS = Params(words=("ml", "gpu", "training"), capabilities=("training_jobs",))


def cluster(name: str, capability: str | None = "cluster_management") -> Component:
    """
    Return a rented cluster.
    """
    return component(name, Kind.CLUSTER, built=None, capability=capability)


def test_a_cluster_for_learning_beside_another_is_reported() -> None:
    """
    The other cluster is a further place.
    """
    learning, shop = cluster("ml-training"), cluster("shop", None)

    found = list(match(graph(learning, shop), PARAMS))

    values = {"name": "ml-training", "others": "shop", "count": "1"}
    assert found == [Match(learning.id, (place("ml-training.yaml"), place("shop.yaml")), values)]
    assert values.keys() == NAMES


def test_what_runs_on_it_tells_as_well() -> None:
    """
    A cluster whose users all are for learning is for learning, whatever its name.
    """
    blue, shop = cluster("kiku"), cluster("shop")
    job, web = component("job", Kind.JOB, capability="training_jobs"), component("web", Kind.SERVICE)
    alone = graph(blue, shop, job, web, links=(link(job, blue, How.DEPLOY), link(web, shop, How.DEPLOY)))
    mixed = graph(blue, shop, job, web, links=(link(job, blue, How.DEPLOY), link(web, blue, How.DEPLOY)))

    assert [found.component for found in match(alone, PARAMS)] == [blue.id]
    assert list(match(mixed, PARAMS)) == []


@pytest.mark.parametrize(
    "names", [("ml",), ("ml-dev", "ml-prod"), ("gpu-staging", "gpu-eks"), ("shop", "core"), ("html", "core")]
)
def test_one_cluster_stages_of_one_and_others_are_not_reported(names: tuple[str, ...]) -> None:
    """
    Stages are copies of one cluster, and a word inside a word is none.
    """
    assert list(match(graph(*map(cluster, names)), PARAMS)) == []


def test_other_kinds_of_clusters_are_no_place_to_move_to() -> None:
    """
    A Spark cluster is not where services of machine learning go.
    """
    assert list(match(graph(cluster("ml"), cluster("spark", "etl")), PARAMS)) == []
