"""
Complex code that is changed often is reported.
"""

import pytest

from debtscan.judge.matchers.hotspot import NAMES, Params, match
from debtscan.judge.matching import Match
from debtscan.model.component import Metrics
from debtscan.model.words import Built, Kind
from tests.unit.judge.sample import component, graph, place

WORST = place("main.py", "sort_out", 12)


def test_the_worst_function_is_the_primary_place() -> None:
    """
    Both figures are in the message.
    """
    one = component("sorter", Kind.JOB, metrics=Metrics(complexity_max=20, changes_12m=12, worst=WORST))

    found = list(match(graph(one), Params()))

    values = {"name": "sorter", "complexity": "20", "changes": "12"}
    assert found == [Match(one.id, (WORST, place("sorter.yaml")), values)]
    assert values.keys() == NAMES


def test_without_a_worst_function_the_component_itself_is_the_place() -> None:
    """
    A reader may count without knowing the place.
    """
    one = component("sorter", Kind.JOB, metrics=Metrics(complexity_max=30, changes_12m=30))

    assert [found.evidence for found in match(graph(one), Params())] == [(place("sorter.yaml"),)]


@pytest.mark.parametrize(
    ("built", "complexity", "changes"),
    [
        (Built.BESPOKE, 19, 50),
        (Built.BESPOKE, 50, 11),
        (Built.BESPOKE, 50, None),
        (Built.OSS, 50, 50),
    ],
)
def test_one_figure_alone_is_not_enough(built: Built, complexity: int, changes: int | None) -> None:
    """
    Quiet or simple code, code without history and code of others are left alone.
    """
    one = component("x", Kind.JOB, built=built, metrics=Metrics(complexity_max=complexity, changes_12m=changes))

    assert list(match(graph(one), Params())) == []
