import pytest

from debtscan.measure.interest import WORKING_DAYS, Window, interest_of, most_active
from debtscan.model.effort_index import Verdict
from tests.unit.measure.judged import DAY, START, judged

NOW = START + 366 * DAY  # New Year's Day: the months looked at are those of one year
YEAR = range(0, 366, 2)


def test_a_full_time_operator_costs_a_month_of_days_each_month() -> None:
    """
    Somebody with commits every second day, all of them operations of one component, costs all working days.
    """
    (web,) = interest_of([judged(day, "P1", 1.0, "web") for day in YEAR], Window(NOW))

    assert web.days.value == pytest.approx(WORKING_DAYS)
    assert web.days.low is not None
    assert 0 < web.days.low < WORKING_DAYS
    assert web.moved is Verdict.CANNOT_TELL
    assert (web.days.unit, web.days.basis.method, web.days.basis.n) == ("days/month", "full_time_range", 183)


def test_occasional_work_is_a_part_of_a_person() -> None:
    """
    One commit a month is no full-time person: half of one by the usual limit, more or less by the others.
    """
    (web,) = interest_of([judged(30.5 * month + 14, "P1", 1.0, "web") for month in range(12)], Window(NOW))

    assert web.days.value is not None
    assert web.days.low is not None
    assert web.days.high is not None
    assert web.days.low < web.days.value < WORKING_DAYS * 0.75
    assert web.days.high > 1.5 * web.days.value


def test_the_owners_know_how_many_are_full_time() -> None:
    """
    With one and a half full-time people stated, two who are always there cost one and a half months of days each month.
    """
    work = [judged(day + hour, person, 1.0, "web") for day in YEAR for hour, person in ((0.1, "P1"), (0.2, "P2"))]

    (part,) = interest_of(work, Window(NOW, fte=1.5))
    (most,) = interest_of(work, Window(NOW, fte=5))

    assert part.days.value == pytest.approx(1.5 * WORKING_DAYS)
    assert most.days.value == pytest.approx(2 * WORKING_DAYS)
    assert most_active(work, Window(NOW)) == 2


@pytest.mark.parametrize(("first", "second", "moved"), [(0.1, 1.0, Verdict.HIGHER), (1.0, 0.1, Verdict.LOWER)])
def test_a_clear_move_is_called(first: float, second: float, moved: Verdict) -> None:
    """
    Ten times the operations of the half year before is a difference larger than its interval.
    """
    work = [judged(day, "P1", first if day < 183 else second, "web") for day in YEAR]

    assert interest_of(work, Window(NOW))[0].moved is moved


def test_bots_the_future_and_a_handful_of_commits_say_nothing() -> None:
    """
    Bots cost nobody's days, later commits are not known yet, and four commits are too few.
    """
    bots = [judged(day, "B", 1.0, "web", bot=True) for day in YEAR]
    later = [judged(day, "P1", 1.0, "web") for day in range(400, 440)]
    few = [judged(day, "P1", 1.0, "web") for day in range(200, 204)]

    (found,) = interest_of([*bots, *later, *few], Window(NOW))

    assert (found.days.value, found.days.basis.method, found.days.basis.n) == (None, "too_few_commits", 4)
    assert interest_of([], Window(NOW)) == ()
