import pytest

from debtscan.measure.presence import is_there, loss
from debtscan.model.estimate import Basis, Estimate
from tests.unit.measure.past import A, B, C, person


@pytest.mark.parametrize(("gone", "there"), [(0.49, True), (0.5, False), (None, False)])
def test_whoever_has_probably_not_left_is_there(gone: float | None, there: bool) -> None:
    """
    Bots and hidden persons are never there.
    """
    assert is_there(person(A, gone)) is there
    assert not is_there(None)


def test_all_are_gone_with_the_product_of_their_probabilities() -> None:
    """
    And so are the ends of the interval; bots and unknown people say nothing.
    """
    people = {A: person(A, 0.5, low=0.2, high=0.8), B: person(B, 0.4, low=0.1, high=0.5), C: person(C, None)}

    assert loss([A, B, C], people) == Estimate(0.2, 0.02, 0.4, "share", Basis("product_of_departures", 2, "full"))
    assert loss([C], people) is None
