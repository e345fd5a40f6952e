"""
What one person built who is gone is reported.
"""

import pytest

from debtscan.judge.matchers.sole_builder import NAMES, Params, match
from debtscan.judge.matching import Match
from debtscan.model.component import ComponentHistory
from debtscan.model.words import Built, Kind
from tests.unit.judge.sample import BUILDER, MEMBER, UNKNOWN, component, graph, history, place


def found(past: ComponentHistory | None, built: Built = Built.BESPOKE, params: Params | None = None) -> list[Match]:
    """
    Return what is said of one service with that past.
    """
    return list(match(graph(component("web", Kind.SERVICE, built=built, history=past)), params or Params()))


def test_a_component_of_a_departed_builder_is_reported() -> None:
    """
    The message gives figures, never the person.
    """
    matches = found(history(BUILDER, MEMBER, builder=BUILDER, share=0.9))

    values = {"name": "web", "share": "90%", "commits": "20", "living": "1", "last_change": "2020-02-06"}
    assert [(m.evidence, m.values) for m in matches] == [((place("web.yaml"),), values)]
    assert values.keys() == NAMES


@pytest.mark.parametrize(
    "past",
    [
        None,
        history(BUILDER),
        history(BUILDER, builder=BUILDER, share=None),
        history(BUILDER, builder=BUILDER, share=0.5),
        history(MEMBER, builder=MEMBER, share=1.0),
        history(UNKNOWN, builder=UNKNOWN, share=1.0),
        history(BUILDER, builder=BUILDER, share=1.0, commits=4),
        history(BUILDER, MEMBER, UNKNOWN, builder=BUILDER, share=0.9),
    ],
)
def test_builders_who_are_here_or_were_not_alone_are_not_reported(past: ComponentHistory | None) -> None:
    """
    Nor is what has too little history, or several people who know it.
    """
    assert found(past) == []


def test_only_own_code_is_reported() -> None:
    """
    Nobody built what was only installed; a wrapper was built.
    """
    past = history(BUILDER, builder=BUILDER, share=1.0)

    assert found(past, Built.OSS) == []
    assert len(found(past, Built.MIXED)) == 1


def test_the_bounds_are_a_choice() -> None:
    """
    A stricter pack wants surer departures.
    """
    past = history(BUILDER, builder=BUILDER, share=0.9)

    assert found(past, params=Params(likelihood=0.99)) == []
    assert found(past, params=Params(share=0.95)) == []
    assert found(past, params=Params(commits=30)) == []
