import random

from debtscan.measure.effort_trend import compared, months_of, trend_of
from debtscan.model.component import ComponentId, PersonId
from debtscan.model.effort_index import HandOver, Judged, Verdict
from tests.unit.measure.judged import judged


def history(*means: float, seed: int = 1, months: int = 12) -> list[Judged]:
    """
    Return two commits a day of two people, operations as likely as *means* say, each for so many months.
    """
    draw = random.Random(seed)
    days = round(30.44 * months)
    return [
        judged(number * days + day + 0.4, f"P{day % 2}", float(draw.random() < mean), "web")
        for number, mean in enumerate(means)
        for day in range(days)
    ]


def test_a_change_is_dated_and_has_its_interval() -> None:
    """
    From three in ten to seven in ten after a year: one change, near its month, larger than its interval.
    """
    found = trend_of(months_of(history(0.3, 0.7)), (), (), "full")

    (change,) = found.changes
    assert change.month in {"2024-12", "2025-01", "2025-02"}
    assert change.difference.low is not None
    assert change.difference.low > 0.2
    assert change.before.value is not None
    assert change.after.value is not None
    assert change.before.value < 0.4
    assert change.after.value > 0.6
    assert found.last_half_year is Verdict.CANNOT_TELL


def test_quiet_histories_show_hardly_any_change() -> None:
    """
    Of forty histories without any change at most four show one.
    """
    called = [
        bool(trend_of(months_of(history(0.5, seed=seed, months=24)), (), (), "full").changes) for seed in range(40)
    ]

    assert sum(called) <= 4


def test_two_changes_are_both_found() -> None:
    """
    Up for a year and down again: two changes, in order of time.
    """
    found = trend_of(months_of(history(0.2, 0.8, 0.2)), (), (), "full")

    assert len(found.changes) == 2
    first, second = found.changes
    assert first.month < second.month
    assert (first.difference.value or 0) > 0 > (second.difference.value or 0)


def test_the_last_half_year_is_compared_with_the_one_before() -> None:
    """
    Higher, lower, or not to be told, with the difference beside it.
    """
    verdicts = [
        trend_of(months_of(history(*means, months=6)), (), (), "full").last_half_year
        for means in ((0.2, 0.8), (0.8, 0.2), (0.5, 0.5))
    ]

    assert verdicts == [Verdict.HIGHER, Verdict.LOWER, Verdict.CANNOT_TELL]


def test_too_little_is_not_compared() -> None:
    """
    A single commit, or none, gives no trend and says why; a change without any spread is still one.
    """
    mark = HandOver(ComponentId("web"), PersonId("P1"), "2024-03-01", 1.0, 0.0)
    nothing = trend_of([], (), (mark,), "none")
    certain = [judged(15 * number, f"P{number % 2}", float(number > 12)) for number in range(25)]

    assert nothing.changes == ()
    assert nothing.hand_overs == (mark,)
    assert nothing.difference.basis.method == "too_few_author_days"
    assert compared(months_of([judged(1)]), [], "full")[0] is Verdict.CANNOT_TELL
    assert len(trend_of(months_of(certain), (), (), "full").changes) == 1
    assert trend_of(months_of([judged(9 * number, p_ops=0.5) for number in range(40)]), (), (), "full").changes == ()
