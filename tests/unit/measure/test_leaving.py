from debtscan.graph.system import SystemGraph
from debtscan.measure.leaving import leaving
from debtscan.model.component import Component, Link
from debtscan.model.estimate import Basis, Estimate
from debtscan.model.people import Loss
from debtscan.model.words import Confidence, How, Status
from tests.unit.measure.past import A, B, C, component, identity, person


def graph(*components: Component, links: tuple[tuple[str, str], ...] = ()) -> SystemGraph:
    """
    Return a platform of A, who may be gone, B and C, who are there.
    """
    people = (person(A, 0.1, low=0, high=0.6), person(B, 0.1), person(C, 0.9))
    made = tuple(Link(identity(a), identity(b), How.CALL, Confidence.HIGH, ()) for a, b in links)
    return SystemGraph(components, made, people=people)


def test_what_nobody_else_knows_is_orphaned_with_what_depends_on_it() -> None:
    """
    Only live components count; the successor stays and is no author.
    """
    found = leaving(
        graph(
            component("api", A, successor=A, people=(A, C, B)),
            component("web", A, B),
            component("old", C),
            component("try", A, status=Status.EXAMPLE),
            component("new"),
            component("ui", B),
            links=(("web", "api"), ("ui", "web"), ("try", "api")),
        ),
        (A,),
    )

    risk = (identity("ui"), identity("web"))
    assert found.orphaned == (Loss(identity("api"), None, B, risk),)
    assert (found.single, found.at_risk, found.live, found.unknown) == ((identity("web"),), risk, 4, 1)


def test_the_share_without_a_knower_has_the_range_of_judging_departures() -> None:
    """
    Those who have left already are counted before; the leavers for certain after.
    """
    found = leaving(graph(component("api", A), component("old", C), component("ui", B), component("web", A, B)), (B,))

    basis = Basis("departure_threshold_range", 4, "full")
    assert found.before == Estimate(0.25, 0.25, 0.5, "share", basis)
    assert found.after == Estimate(0.5, 0.5, 1.0, "share", basis)
    assert [loss.successor for loss in found.orphaned] == [None]


def test_without_history_there_is_no_share() -> None:
    """
    Null, never zero.
    """
    assert leaving(graph(component("new")), (A,)).after.value is None
