import pytest

from debtscan.measure.authorship import Authorship
from debtscan.measure.component_knowledge import component_knowledge
from debtscan.measure.knowledge import Known
from debtscan.model.component import ComponentHistory, ComponentKnowledge, PersonId
from debtscan.model.words import Knowing
from tests.unit.measure.past import A, B, C, D, person


def file(*authors: PersonId, **degrees: float) -> Authorship:
    """
    Return what is known of one file.
    """
    return Authorship({PersonId(name): degree for name, degree in degrees.items()}, frozenset(authors))


def known(changes: int, reviewers: tuple[PersonId, ...] = (), grade: str = "full") -> Known:
    """
    Return a history with so many changes in the last year.
    """
    return Known(ComponentHistory(None, None, None, None, grade=grade), changes, reviewers)


def test_authors_of_less_than_a_tenth_do_not_know_a_component() -> None:
    """
    Most files first; whoever is there but no author, with the highest degree, is the successor.
    """
    files = [file(A, P1=4.0)] * 11 + [file(A, B, P1=4.0, P2=4.0, P3=1.0)] * 2 + [file(D, P4=4.0)]
    people = {A: person(A, 0.9), B: person(B, 0.1), C: person(C, 0.1), D: person(D, 0.2)}

    found = component_knowledge(files, known(0, (D,)), people, 3)

    assert (found.authors, found.successor, found.reviewers) == ((A, B), D, (D,))
    assert (found.state, found.files, found.truck_factor, found.reach) == (Knowing.SINGLE, 14, 1, 3)
    assert (found.dormant, found.alarm, found.lost and found.lost.value) == (True, False, 0.09)


@pytest.mark.parametrize(
    ("gone", "changes", "alarm", "state"),
    [(0.9, 2, True, Knowing.ORPHAN), (0.9, 0, False, Knowing.ORPHAN), (0.1, 2, False, Knowing.SINGLE)],
)
def test_one_author_gone_and_still_changed_is_the_alarm(gone: float, changes: int, alarm: bool, state: Knowing) -> None:
    """
    Each of the three alone is none.
    """
    found = component_knowledge([file(A, P1=4.0)], known(changes), {A: person(A, gone)}, 0)

    assert (found.alarm, found.state) == (alarm, state)


def test_two_authors_who_are_there_share_it() -> None:
    """
    And a reviewer may succeed where nobody else is left.
    """
    people = {A: person(A, 0.1), B: person(B, 0.1), C: person(C, 0)}

    found = component_knowledge([file(A, B, P1=4.0, P2=4.0)], known(1, (C,)), people, 0)

    assert (found.state, found.successor, found.alarm) == (Knowing.SHARED, C, False)


def test_without_a_history_nobody_can_say() -> None:
    """
    Nor in a shallow one that lacks the authors; in a full one nobody is an author then.
    """
    assert component_knowledge([], None, {}, 2) == ComponentKnowledge(Knowing.UNKNOWN, reach=2)
    assert component_knowledge([file(P1=1.0)], known(1, grade="shallow"), {}, 0).state is Knowing.UNKNOWN
    assert component_knowledge([file(P1=1.0)], known(1), {}, 0).state is Knowing.ORPHAN
