import random

import pytest

from debtscan.measure.shares import DRAWN, Piece, _bootstrap, _jackknife, interval_of, share_of


def pieces(days: int, seed: int = 1) -> list[Piece]:
    """
    Return pieces of one author on that many days.
    """
    draw = random.Random(seed)
    return [
        Piece(("P1", day), hours := draw.uniform(0.5, 4), hours * draw.random())
        for day in range(days)
        for _ in range(2)
    ]


def test_the_share_is_of_hours() -> None:
    """
    Two days of which one is all operations and three times as long give three quarters.
    """
    found = share_of(
        [Piece(("P1", day), 3 if day % 2 else 1, 3 if day % 2 else 0) for day in range(20)], "s", "full", 0
    )

    assert found.value == pytest.approx(0.75)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.75 < found.high
    assert (found.basis.method, found.basis.n, found.basis.history) == ("bootstrap_author_days", 20, "full")


@pytest.mark.parametrize(("days", "why"), [(0, "no_commits"), (1, "too_few_author_days"), (4, "too_few_author_days")])
def test_too_little_says_nothing(days: int, why: str) -> None:
    """
    Below five days of authors there is no value, and the basis says why.
    """
    found = share_of(pieces(days), "s", "full")

    assert (found.value, found.low, found.high) == (None, None, None)
    assert (found.basis.method, found.basis.n) == (why, days)


def test_the_same_seed_gives_the_same_ends() -> None:
    """
    Nothing but the seed and the pieces, in any order, goes into the interval.
    """
    some = pieces(30)

    assert share_of(some, "s", "full") == share_of(some[::-1], "s", "full")
    assert share_of(some, "s", "full") != share_of(some, "t", "full")


def test_what_is_worked_out_is_what_would_be_drawn() -> None:
    """
    For many days the jackknife's ends are those of the bootstrap within a hundredth.
    """
    clusters = [(piece.ops, piece.hours) for piece in pieces(2 * DRAWN)]

    drawn, worked_out = _bootstrap(clusters, "s"), _jackknife(clusters)

    assert interval_of(clusters, "s") == ("jackknife_author_days", worked_out)
    assert (drawn.value, drawn.low, drawn.high) == pytest.approx(
        (worked_out.value, worked_out.low, worked_out.high), abs=0.01
    )


def test_the_error_of_the_judge_widens() -> None:
    """
    However many commits there are, the interval stays as wide as the judge's own error makes it.
    """
    found = share_of(pieces(3_000), "s", "full", 0.06)

    assert found.low is not None
    assert found.high is not None
    assert found.high - found.low > 2 * 1.95 * 0.06
