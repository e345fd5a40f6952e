import random
from statistics import mean

import pytest

from debtscan.measure.corrected_index import Method, corrected_index
from debtscan.measure.sample import Unit, cuts_of, drawn, frame_of
from debtscan.model.effort_index import Judged, Label, Labels, LabelWord
from tests.unit.measure.judged import judged

OPS, DEV, UNCLEAR = LabelWord.OPS, LabelWord.DEV, LabelWord.UNCLEAR


def history(size: int, seed: int = 3) -> tuple[list[Judged], dict[str, bool]]:
    """
    Return commits by fits and starts, judged too low and not too well, and which of them are operations in truth.
    """
    draw = random.Random(seed)
    commits, truths, day = [], {}, 0.0
    for _ in range(size):
        day += draw.choice((0.01, 0.02, 0.5, 2))
        truth = draw.random() < 0.55
        said = min(1.0, max(0.0, draw.gauss(0.6 if truth else 0.25, 0.2)))
        commits.append(judged(day, f"P{draw.randrange(5)}", said))
        truths[commits[-1].commit] = truth
    return commits, truths


def answers(sample: list[Unit], truths: dict[str, bool], cuts: tuple[float, ...]) -> Labels:
    """
    Return the labels that somebody who knows would give.
    """
    given = tuple(Label(unit.commit, OPS if truths[unit.commit] else DEV) for unit in sample)
    return Labels("s", len(truths), cuts, given)


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("size", [150, 1_000])
def test_the_whole_way_holds_the_truth(method: Method, size: int) -> None:
    """
    Drawn in proportion to effort and answered, the corrected share holds the true one in most of two hundred draws.
    """
    commits, truths = history(size)
    frame = frame_of(commits, "0")
    truth = sum(unit.hours for unit in frame if truths[unit.commit]) / sum(unit.hours for unit in frame)
    found = []
    for seed in range(200):
        frame = frame_of(commits, str(seed))
        cuts = cuts_of(frame)
        share = corrected_index(frame, answers(drawn(frame, cuts), truths, cuts), method, "full").share
        assert share.value is not None
        assert share.low is not None
        assert share.high is not None
        found.append((share.low <= truth <= share.high, share.high - share.low, share.value - truth))

    assert mean(holds for holds, _, _ in found) >= 0.93
    assert mean(width for _, width, _ in found) < 0.27
    assert abs(mean(off for _, _, off in found)) < 0.01


def test_too_few_labels_correct_nothing() -> None:
    """
    Nine usable labels are not enough, and unclear ones are no help.
    """
    commits, truths = history(100)
    frame = frame_of(commits, "s")
    given = answers(frame[:9], truths, ())
    more = Labels("s", 100, (), (*given.labels, *(Label(unit.commit, UNCLEAR) for unit in frame[9:20])))

    found = corrected_index(frame, more, Method.PPI, "full")

    assert (found.share.value, found.share.basis.method, found.share.basis.n) == (None, "fewer_than_10_labels", 9)
    assert (found.used, found.unclear) == (9, 11)
    assert found.low_if_dev is not None
    assert found.high_if_ops == pytest.approx(found.low_if_dev + 11 / 20)


def test_labels_of_other_histories_are_named() -> None:
    """
    A label whose commit is unknown changes nothing but the list of such.
    """
    commits, truths = history(100)
    frame = frame_of(commits, "s")
    given = answers(frame[:30], truths, ())
    stray = Labels("s", 100, (), (*given.labels, Label("f" * 40, OPS)))

    found = corrected_index(frame, stray, Method.PPI, "full")

    assert found.unknown == ("f" * 40,)
    assert found.share == corrected_index(frame, given, Method.PPI, "full").share


def test_all_labelled_is_no_estimate_any_more() -> None:
    """
    Where every commit has a label the share is what the labels say.
    """
    commits, truths = history(30)
    frame = frame_of(commits, "s")

    share = corrected_index(frame, answers(frame, truths, ()), Method.PPI, "full").share

    assert share.value == share.low == share.high
    assert share.basis.method == "all_labelled"


def test_no_history_is_said() -> None:
    """
    Without a commit there is neither a raw nor a corrected share.
    """
    found = corrected_index([], Labels("s", 0, ()), Method.PPI, "none")

    assert (found.share.value, found.raw, found.low_if_dev, found.high_if_ops) == (None, None, None, None)


def test_a_thin_stratum_goes_with_its_neighbour() -> None:
    """
    A stratum with one answer, or none, at either end does not stop the strata.
    """
    commits, truths = history(100)
    frame = frame_of(commits, "s")
    cuts = (0.0001, 0.5, 0.99, 0.9999)

    share = corrected_index(frame, answers(frame[:40], truths, cuts), Method.STRATA, "full").share

    assert share.value is not None
    assert share.basis.method == "strata"
