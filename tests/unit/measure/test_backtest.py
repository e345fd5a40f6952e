import pytest

from debtscan.measure.backtest import back_test, by_effort
from debtscan.model.component import ComponentId
from debtscan.model.effort_index import Judged
from tests.unit.measure.judged import DAY, START, judged

NOW = START + 400 * DAY
NAMES = [f"c{number:02}" for number in range(12)]


def work(start: int, names: list[str]) -> list[Judged]:
    """
    Return operations on components, each on one day less than the one before.
    """
    return [
        judged(start + day + rank / 20, "P1", 0.9, name)
        for rank, name in enumerate(names)
        for day in range(24 - 2 * rank)
    ]


def test_a_ranking_that_stays_true_hits() -> None:
    """
    The same order before and after: all five of the top are the costliest, with more effort than the mean.
    """
    found = back_test([*work(0, NAMES), *work(300, NAMES)], NOW, "full")

    assert (found.day, found.components, found.top, found.hits) == ("2024-08-05", 12, 5, 5)
    assert (found.hit_rate.value, found.hit_rate.high) == (1.0, 1.0)
    assert found.hit_rate.low == pytest.approx(0.566)
    assert found.lift.low is not None
    assert found.lift.low > 1.2


def test_a_bad_ranking_is_said_as_well() -> None:
    """
    The opposite order after: no hit, and less effort than the mean.
    """
    found = back_test([*work(0, NAMES), *work(300, NAMES[::-1])], NOW, "full")

    assert (found.hits, found.hit_rate.value) == (0, 0.0)
    assert found.lift.high is not None
    assert found.lift.high < 1


def test_the_ranking_knows_nothing_of_what_came_later() -> None:
    """
    Another ranking is asked, and sees only commits of before.
    """
    seen: list[Judged] = []

    def ranking(judged: object) -> list[ComponentId]:
        seen.extend(judged)  # type: ignore[arg-type]
        return [ComponentId(name) for name in NAMES[::-1]]

    found = back_test([*work(0, NAMES), *work(300, NAMES[::-1])], NOW, "full", ranking)

    assert found.hits == 5
    assert max(one.when for one in seen) < NOW - 183 * DAY


def test_too_little_cannot_be_tested() -> None:
    """
    Fewer than ten ranked components, or no operations since, leave no figure but the reason.
    """
    few = back_test([*work(0, NAMES[:4]), *work(300, NAMES[:4])], NOW, "full")
    quiet = back_test(work(0, NAMES), NOW, "full")

    assert (few.hit_rate.value, few.hit_rate.basis.method) == (None, "too_few_components")
    assert (quiet.lift.value, quiet.lift.basis.method) == (None, "no_operations_since")
    assert by_effort([]) == []
