from debtscan.measure.offboarding import Silence, silences
from tests.unit.measure.past import DAY, A, B


def test_things_are_abandoned_when_all_their_authors_are_silent() -> None:
    """
    Silent for exactly so many days is not yet gone; what has no author was never anybody's.
    """
    authors = [frozenset({A}), frozenset({A, B}), frozenset({B}), frozenset()]

    assert silences(authors, {A: 0, B: 80 * DAY}, 100 * DAY, (20, 50, 100)) == (
        Silence(20, 1, 1),
        Silence(50, 1, 1),
        Silence(100, 0, 0),
    )
