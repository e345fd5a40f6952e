import pytest

from debtscan.measure.pairing import is_critical, plan_pairings
from debtscan.model.component import Person, PersonId
from debtscan.model.people import Pairing
from debtscan.model.words import Criticality, Status
from tests.unit.measure.past import A, B, C, D, component, identity, person


def people(**gone: float) -> dict[PersonId, Person]:
    """
    Return persons by id with the probability that they are gone.
    """
    return {PersonId(one): person(PersonId(one), value) for one, value in gone.items()}


@pytest.mark.parametrize(
    ("criticality", "reach", "status", "critical"),
    [
        (None, 1, Status.LIVE, True),
        (None, 0, Status.LIVE, False),
        (Criticality.LOW, 9, Status.LIVE, False),
        (Criticality.HIGH, 0, Status.LIVE, True),
        (Criticality.CRITICAL, 9, Status.TEST, False),
    ],
)
def test_critical_is_what_owners_say_or_much_depends_on(
    criticality: Criticality | None, reach: int, status: Status, critical: bool
) -> None:
    """
    Only in use.
    """
    assert is_critical(component("a", A, reach=reach, status=status, criticality=criticality)) is critical


def test_one_pairing_covers_all_that_a_teacher_knows() -> None:
    """
    Whoever touched more of it learns; what two people know needs nothing.
    """
    plan = plan_pairings(
        [
            component("a", A, reach=1),
            component("b", A, reach=5, people=(C,)),
            component("c", A, B, reach=1),
            component("d", A),
        ],
        people(P1=0.1, P2=0.1, P3=0.1),
    )

    assert plan.pairings == (Pairing(C, A, (identity("b"), identity("a"))),)
    assert (plan.critical, plan.lacking, plan.left, plan.unknown) == (3, 2, (), ())


def test_what_nobody_is_left_to_teach_is_learnt_from_the_code_and_passed_on() -> None:
    """
    The first learner teaches the second.
    """
    plan = plan_pairings([component("a", D, reach=1, reviewers=(B,))], people(P1=0.1, P2=0.1, P4=0.9))

    assert plan.pairings == (Pairing(B, None, (identity("a"),)), Pairing(A, B, (identity("a"),)))


def test_where_people_are_missing_the_rest_is_said() -> None:
    """
    One person cannot be two, and without history nobody knows what to teach.
    """
    plan = plan_pairings([component("a", A, reach=1), component("n", reach=1)], people(P1=0.1))

    assert (plan.pairings, plan.left, plan.unknown) == ((), (identity("a"),), (identity("n"),))
