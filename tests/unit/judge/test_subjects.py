"""
The questions that matchers share.
"""

from debtscan.graph.system import SystemGraph
from debtscan.judge.subjects import departed, is_own, live, places
from debtscan.model.component import Person, PersonId
from debtscan.model.estimate import Basis, Estimate
from debtscan.model.words import Built, Kind, Status
from tests.unit.judge.sample import BUILDER, MEMBER, UNKNOWN, component, graph, place


def test_only_live_components_of_the_kinds_are_subjects() -> None:
    """
    Without kinds all live ones are.
    """
    web, job = component("web", Kind.SERVICE), component("job", Kind.JOB)
    old = component("old", Kind.SERVICE, status=Status.EXAMPLE)
    system = graph(web, job, old)

    assert list(live(system)) == [job, web]
    assert list(live(system, Kind.SERVICE)) == [web]


def test_wrappers_are_own_code_too() -> None:
    """
    What is only installed or rented is not.
    """
    own = {built: is_own(component("x", Kind.SERVICE, built=built)) for built in (*Built, None)}

    assert own == {Built.BESPOKE: True, Built.MIXED: True, Built.OSS: False, Built.MANAGED: False, None: False}


def test_gone_are_those_above_the_likelihood() -> None:
    """
    Who was not judged, or is nobody known, counts as here.
    """
    system = graph()

    assert departed(system, [BUILDER, MEMBER, UNKNOWN, PersonId("P9")], 0.5) == {BUILDER}
    assert departed(system, [BUILDER], 0.99) == frozenset()


def test_a_judgement_that_could_not_be_made_is_no_departure() -> None:
    """
    An estimate may be without a value.
    """
    nothing = Estimate(None, None, None, "share", Basis("too few commits"))
    unsure = Person(BUILDER, None, bot=False, first="2024-01-01", last="2024-01-01", departed=nothing, reason=None)
    system = SystemGraph([], people=[unsure])

    assert departed(system, [BUILDER], 0.5) == frozenset()


def test_places_keep_their_order_and_come_once() -> None:
    """
    The first place stays the primary one.
    """
    a, b = place("a"), place("b")

    assert places([b, a], [a], [b]) == (b, a)
