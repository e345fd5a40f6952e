import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.measure.commit_hours import LONGEST_SESSION, SHORTEST, hours_of
from debtscan.model.effort_index import Weights
from tests.unit.measure.judged import HOUR, judged

DAY = 24


def at(*hours: float, author: str = "P1") -> list:  # type: ignore[type-arg]
    """
    Return commits at those hours.
    """
    return [judged(hour / DAY, author) for hour in hours]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (Weights.LONGEST, [2, 0.5, 2]),
        (Weights.LONG, [1, 0.5, 1]),
        (Weights.HOURLY, [0.5, 0.5, 0.5]),
        (Weights.EQUAL, [1.5, 1.5, 1.5]),
    ],
)
def test_a_commit_takes_the_time_since_the_last_one_or_the_lead(weights: Weights, expected: list[float]) -> None:
    """
    Commits at 0:00, 0:30 and 5:00 are two sessions under every pair of constants.
    """
    assert hours_of(at(0, 0.5, 5), weights) == pytest.approx(expected)


def test_sessions_are_of_one_author() -> None:
    """
    Somebody else's commit in between neither ends nor feeds a session; the order of the input is kept.
    """
    commits = [*at(1), *at(0.5, author="P2"), *at(0)]

    assert hours_of(commits) == pytest.approx([1, 2, 2])


def test_a_night_of_commits_is_one_long_day() -> None:
    """
    A session longer than eight hours shares eight hours; commits of one second weigh a minute.
    """
    long = at(*range(20))
    burst = at(0, 0)

    assert sum(hours_of(long)) == pytest.approx(LONGEST_SESSION)
    assert hours_of(burst) == pytest.approx([2, SHORTEST])


@given(st.lists(st.integers(0, 200 * HOUR), max_size=30))
def test_weights_are_positive_and_blind_to_order(seconds: list[int]) -> None:
    """
    Every commit weighs something, and shuffled input gives the same sum.
    """
    commits = at(*(second / HOUR for second in seconds))

    for weights in Weights:
        assert all(hours > 0 for hours in hours_of(commits, weights))
        assert sum(hours_of(commits, weights)) == pytest.approx(sum(hours_of(commits[::-1], weights)))
