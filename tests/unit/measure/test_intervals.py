import pytest

from debtscan.measure.intervals import Interval, Moments, normal_quantile, student_quantile, wilson


@pytest.mark.parametrize(
    ("successes", "n", "level", "low", "high"),
    [
        (25, 50, 0.95, 0.3664, 0.6336),
        (8, 10, 0.95, 0.4902, 0.9433),
        (0, 20, 0.95, 0, 0.1611),
        (25, 50, 0.9, 0.3867, 0.6133),
    ],
)
def test_wilson_is_the_published_interval(successes: int, n: int, level: float, low: float, high: float) -> None:
    """
    The interval of a share equals worked examples, at its ends too.
    """
    found = wilson(successes, n, level)

    assert (found.value, found.low, found.high) == pytest.approx((successes / n, low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("freedom", "expected"), [(3, 3.1824), (8, 2.3060), (18, 2.1009), (48, 2.0106), (1e9, 1.95996)]
)
def test_student_is_near_the_table(freedom: float, expected: float) -> None:
    """
    The expansion is within two thousandths of the table even at three degrees of freedom.
    """
    assert student_quantile(freedom) == pytest.approx(expected, rel=2e-3)
    assert student_quantile(freedom) >= normal_quantile() - 1e-9


def test_moments_join() -> None:
    """
    Moments of two parts joined are those of all values; those of nothing change nothing.
    """
    one, other = [0.0, 1.0, 1.0], [0.25, 0.5]

    joined = Moments.of(one).joined(Moments.of(other))

    assert joined.n == 5
    assert (joined.mean, joined.var) == pytest.approx((0.55, 0.16), abs=1e-9)
    assert Moments.of([]).joined(Moments.of([])) == Moments(0, 0.0, 0.0)


def test_a_share_stays_a_share() -> None:
    """
    Ends outside 0 and 1 are cut off.
    """
    assert Interval(0.9, 0.7, 1.1).within_share() == Interval(0.9, 0.7, 1.0)
    assert Interval(0.9, 0.5, 1.0).width == 0.5
