"""
Services of own code without a test are reported.
"""

import pytest

from debtscan.judge.matchers.untested import NAMES, Params, match
from debtscan.judge.matching import Match
from debtscan.model.component import Metrics
from debtscan.model.words import Built, Kind
from tests.unit.judge.sample import component, graph, place


def test_a_service_with_code_and_no_test_is_reported() -> None:
    """
    The message gives its size.
    """
    web = component("web", Kind.SERVICE, metrics=Metrics(files=2, lines=100))

    found = list(match(graph(web), Params()))

    assert found == [Match(web.id, (place("web.yaml"),), {"name": "web", "lines": "100", "files": "2"})]
    assert found[0].values.keys() == NAMES


@pytest.mark.parametrize(
    ("kind", "built", "lines", "tests"),
    [
        (Kind.SERVICE, Built.BESPOKE, 99, 0),
        (Kind.SERVICE, Built.BESPOKE, 900, 1),
        (Kind.SERVICE, Built.OSS, 900, 0),
        (Kind.JOB, Built.BESPOKE, 900, 0),
    ],
)
def test_small_tested_and_foreign_code_is_not_reported(kind: Kind, built: Built, lines: int, tests: int) -> None:
    """
    Nor are kinds that the rule does not name.
    """
    one = component("x", kind, built=built, metrics=Metrics(files=1, lines=lines, tests=tests))

    assert list(match(graph(one), Params())) == []
