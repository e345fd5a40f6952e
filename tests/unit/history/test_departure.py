from hypothesis import given, settings
from hypothesis import strategies as st

from debtscan.history.departure import departure
from debtscan.model.words import Grade

WEEKLY = list(range(0, 700, 7))


def value(days: list[int], now: int) -> float:
    """
    Return the plain probability.
    """
    found = departure(days, now, Grade.FULL)[0].value
    assert found is not None
    return found


def test_a_regular_person_is_active_shortly_after_and_gone_long_after() -> None:
    """
    The same silence of a year means departure for one who came weekly.
    """
    estimate, reason = departure(WEEKLY, WEEKLY[-1] + 5, Grade.FULL)
    later, later_reason = departure(WEEKLY, WEEKLY[-1] + 365, Grade.FULL)

    assert (reason, later_reason) == ("active", "silent_longer_than_ever")
    assert estimate.value is not None
    assert later.value is not None
    assert estimate.value < 0.1
    assert later.value > 0.9
    assert (later.unit, later.basis.method, later.basis.n, later.basis.history) == (
        "share",
        "gap_survival_range",
        len(WEEKLY),
        "full",
    )


def test_the_same_silence_says_less_of_a_person_with_long_pauses() -> None:
    """
    It is the own rhythm that decides, not a number of days.
    """
    yearly = [0, 300, 620, 960]

    assert value(yearly, yearly[-1] + 200) < value(WEEKLY, WEEKLY[-1] + 200)


def test_one_day_says_little() -> None:
    """
    A single active day has its own reason and a wide range.
    """
    estimate, reason = departure([10], 40, Grade.FULL)

    assert reason == "one_day_only"
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.high - estimate.low > 0.3


def test_a_long_but_known_pause_has_its_reason() -> None:
    """
    Longer than usual is not longer than ever.
    """
    days = [*range(0, 200, 2), 700, *range(701, 900)]

    assert departure(days, days[-1] + 400, Grade.FULL)[1] == "silent_longer_than_usual"


@settings(deadline=None)
@given(st.sets(st.integers(0, 3_000), min_size=1, max_size=30), st.integers(0, 3_000), st.integers(0, 500))
def test_longer_silence_never_makes_departure_less_likely(days: set[int], silence: int, more: int) -> None:
    """
    The estimate is a share within its own range, and grows with the silence.
    """
    ordered = sorted(days)
    estimate = departure(ordered, ordered[-1] + silence, Grade.FULL)[0]

    assert estimate.low is not None
    assert estimate.value is not None
    assert estimate.high is not None
    assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1
    assert value(ordered, ordered[-1] + silence + more) >= estimate.value - 0.002
