import random
from statistics import mean

from debtscan.measure.corrected_index import Method, corrected_index
from debtscan.measure.corrected_months import corrected_months
from debtscan.measure.effort_index import Basics, index_of, month_of
from debtscan.measure.sample import cuts_of, drawn, frame_of
from debtscan.model.effort_index import Calibration, Judged, Label, Labels, LabelWord, Share
from tests.unit.measure.judged import judged


def history(seed: int) -> tuple[list[Judged], dict[str, bool]]:
    """
    Return a year of commits, more and more operations, all judged a fifth too low, and the truth.
    """
    draw = random.Random(seed)
    commits, truths = [], {}
    for day in range(360):
        truth = draw.random() < 0.3 + day / 900
        said = min(1.0, max(0.0, draw.gauss(0.6 if truth else 0.15, 0.15)))
        commits.append(judged(day + 0.3, f"P{day % 4}", said))
        truths[commits[-1].commit] = truth
    return commits, truths


def corrected(seed: int, labels: int) -> tuple[tuple[Share, ...], tuple[Share, ...], dict[str, float]]:
    """
    Return the months as judged, as corrected, and in truth.
    """
    commits, truths = history(seed)
    frame = frame_of(commits, "s")
    cuts = cuts_of(frame)
    given = tuple(
        Label(unit.commit, LabelWord.OPS if truths[unit.commit] else LabelWord.DEV)
        for unit in drawn(frame, cuts, labels)
    )
    file = Labels("s", len(frame), cuts, given)
    found: Calibration = corrected_index(frame, file, Method.PPI, "full")
    raw = index_of(commits, Basics("full")).months
    months = corrected_months(raw, frame, file, found, {one.commit: one.when for one in commits})
    true = {month.of: mean(truths[one.commit] for one in commits if month_of(one.when) == month.of) for month in raw}
    return raw, months, true


def test_months_are_nearer_to_the_truth_and_hold_it() -> None:
    """
    Over twenty histories the corrected months are less biased than the judged ones, and nearly all hold the truth.
    """
    rows = [
        row for seed in range(20) for row in zip(*corrected(seed, 60)[:2], corrected(seed, 60)[2].values(), strict=True)
    ]

    raw_off = mean((raw.share.value or 0) - truth for raw, _, truth in rows)
    off = mean((month.share.value or 0) - truth for _, month, truth in rows)
    holds = mean((month.share.low or 0) <= truth <= (month.share.high or 0) for _, month, truth in rows)
    assert abs(off) < abs(raw_off) / 3
    assert holds >= 0.93


def test_too_few_labels_leave_months_as_they_are() -> None:
    """
    So do labels of everything: there is nothing left to predict.
    """
    few, everything = corrected(1, 5), corrected(1, 1_000)

    assert few[0] == few[1]
    assert everything[0] == everything[1]


def test_a_month_without_a_share_gets_none() -> None:
    """
    What cannot be said of a month cannot be corrected.
    """
    commits, truths = history(1)
    commits.append(judged(500, "P1"))
    truths[commits[-1].commit] = True
    frame = frame_of(commits, "s")
    file = Labels(
        "s",
        1,
        (),
        tuple(Label(unit.commit, LabelWord.OPS if truths[unit.commit] else LabelWord.DEV) for unit in frame[:50]),
    )
    found = corrected_index(frame, file, Method.PPI, "full")
    raw = index_of(commits, Basics("full")).months

    months = corrected_months(raw, frame, file, found, {one.commit: one.when for one in commits})

    assert months[-1] == raw[-1]
    assert months[0] != raw[0]
