import random
from collections import Counter

from debtscan.measure.sample import cuts_of, drawn, frame_of, stratum_of
from tests.unit.measure.judged import judged

DRAW = random.Random(7)
COMMITS = [judged(number + DRAW.random(), f"P{number % 3}", DRAW.random()) for number in range(400)]
BOT = judged(3, "B", 1.0, bot=True)


def test_strata_have_equal_effort_and_are_drawn_alike() -> None:
    """
    Fifty of four hundred come ten from each of five strata.
    """
    frame = frame_of([*COMMITS, BOT], "s")
    cuts = cuts_of(frame)

    sample = drawn(frame, cuts)

    assert len(cuts) == 4
    assert len({unit.commit for unit in sample}) == 50
    assert set(Counter(stratum_of(unit.predicted, cuts) for unit in sample).values()) <= {9, 10, 11}
    assert BOT.commit not in {unit.commit for unit in sample}


def test_the_draw_goes_by_the_seed_alone() -> None:
    """
    The order of the history is nothing to it; another seed draws others; more labels keep those that there are.
    """
    frame = frame_of(COMMITS, "s")
    cuts = cuts_of(frame)
    few = {unit.commit for unit in drawn(frame, cuts, 30)}

    assert drawn(frame, cuts) == drawn(frame_of(COMMITS[::-1], "s"), cuts)
    assert drawn(frame, cuts) != drawn(frame_of(COMMITS, "t"), cuts)
    assert few <= {unit.commit for unit in drawn(frame, cuts, 50)}


def test_larger_commits_are_drawn_more_often() -> None:
    """
    Two hours are drawn about eight times as often as a quarter of an hour.
    """
    commits = [judged(day + hour, "P1", 0.5) for day in range(300) for hour in (0, 0.25 / 24)]
    large = {one.commit for one in commits[::2]}

    counts = Counter(unit.commit in large for seed in range(20) for unit in drawn(frame_of(commits, str(seed)), (), 30))

    assert 5 < counts[True] / counts[False] < 12


def test_everything_is_drawn_where_there_is_little() -> None:
    """
    A history smaller than the sample is drawn whole; one prediction for all is one stratum; nothing stays nothing.
    """
    same = frame_of([judged(day) for day in range(7)], "s")

    assert cuts_of(same) == ()
    assert sorted(unit.commit for unit in drawn(same, ())) == sorted(unit.commit for unit in same)
    assert cuts_of([]) == ()
    assert drawn([], ()) == []
