import random
from statistics import mean
from typing import Any

import numpy as np
import ppi_py
import pytest

from debtscan.measure.calibration import (
    Corrected,
    Labelled,
    Stratum,
    corrected_mean,
    power,
    ppi_cross_fit,
    ppi_mean,
    stratified,
)
from debtscan.measure.intervals import Interval, Moments, wilson

DRAWS = 1_000
LABELS = 50
TRUTH, FOUND, FALSE_ALARM, COMMITS = 0.42, 0.72, 0.10, 2_000

WORKED = (
    [Labelled(1, 1)] * 20 + [Labelled(1, 0)] * 5 + [Labelled(0, 1)] * 4 + [Labelled(0, 0)] * 21
)  # in counts, as the paper's example is
REST = Moments.of([1.0] * 800 + [0.0] * 1200)


def holds(interval: Interval, truth: float) -> bool:
    """
    Tell whether the interval holds the truth.
    """
    return interval.low <= truth <= interval.high


def simulated(draw: random.Random, share: float = TRUTH) -> list[Labelled]:
    """
    Return commits with their truth and what a judge of that sensitivity predicts.
    """
    truths = [draw.random() < share for _ in range(COMMITS)]
    return [Labelled(float(truth), float(draw.random() < (FOUND if truth else FALSE_ALARM))) for truth in truths]


def test_worked_example() -> None:
    """
    PPI++, PPI and the mean of the labels agree with a published worked example to four digits.
    """
    best, plain, labels = ppi_mean(WORKED, REST), ppi_mean(WORKED, REST, 1), ppi_mean(WORKED, REST, 0)

    assert best.weight == pytest.approx(0.6490, abs=1e-4)
    assert (best.interval.low, best.interval.value, best.interval.high) == pytest.approx(
        (0.3407, 0.4481, 0.5554), abs=6e-5
    )
    assert (plain.interval.low, plain.interval.value, plain.interval.high) == pytest.approx(
        (0.3006, 0.42, 0.5394), abs=6e-5
    )
    assert (labels.interval.low, labels.interval.value, labels.interval.high) == pytest.approx(
        (0.3614, 0.5, 0.6386), abs=6e-5
    )


@pytest.mark.parametrize("seed", range(8))
def test_numbers_are_those_of_the_reference_package(seed: int) -> None:
    """
    Value and interval equal what ppi-python says, for hard and soft predictions, tuned and with a weight given.
    """
    draw = random.Random(seed)
    truths = [float(draw.random() < 0.4) for _ in range(400)]
    predicted = [min(1.0, max(0.0, 0.3 + 0.4 * truth + draw.gauss(0, 0.1 + seed / 20))) for truth in truths]
    size = 20 + 10 * seed
    labelled = [Labelled(truth, said) for truth, said in zip(truths[:size], predicted[:size], strict=True)]
    given = None if seed % 2 else seed / 8
    arrays: Any = [np.array(values) for values in (truths[:size], predicted[:size], predicted[size:])]

    found = ppi_mean(labelled, Moments.of(predicted[size:]), given, level=0.9)

    value = float(np.squeeze(ppi_py.ppi_mean_pointestimate(*arrays, lam=given)))
    low, high = (float(np.squeeze(end)) for end in ppi_py.ppi_mean_ci(*arrays, alpha=0.1, lam=given))
    assert (found.interval.value, found.interval.low, found.interval.high) == pytest.approx(
        (value, low, high), abs=1e-9
    )


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """
    Of the intervals of seeded draws of 50 labels 0.93 to 0.98 hold the truth; they are narrower than of labels alone.
    """
    draw = random.Random("debtscan-calibration")
    rows = []
    for _ in range(DRAWS):
        commits = simulated(draw)
        labelled, rest = commits[:LABELS], Moments.of(one.predicted for one in commits[LABELS:])
        rows.append((corrected_mean(labelled, rest).interval, wilson(sum(one.truth == 1 for one in labelled), LABELS)))

    assert 0.93 <= mean(holds(interval, TRUTH) for interval, _ in rows) <= 0.98
    assert mean(interval.width for interval, _ in rows) <= 0.24
    assert mean(interval.width for interval, _ in rows) <= mean(alone.width for _, alone in rows)


def test_strata_hold_the_truth_as_often_as_they_say() -> None:
    """
    The same for labels drawn in proportion from those predicted operations and those predicted development.
    """
    draw = random.Random("debtscan-strata")
    rows = []
    for _ in range(DRAWS):
        commits = simulated(draw)
        parts = [[one.truth for one in commits if one.predicted == said] for said in (0, 1)]
        sizes = [round(LABELS * len(part) / COMMITS) for part in parts]
        strata = [Stratum(len(part) / COMMITS, tuple(part[:size])) for part, size in zip(parts, sizes, strict=True)]
        rows.append(stratified(strata).interval)

    assert 0.93 <= mean(holds(interval, TRUTH) for interval in rows) <= 0.98
    assert mean(interval.width for interval in rows) <= 0.24


def test_strata_agree_with_the_worked_example() -> None:
    """
    Weights of 0.4 and 0.6 with 20 and 4 of 25 each give 0.416, a little wider than the plain normal interval.
    """
    found = stratified([Stratum(0.4, (1.0,) * 20 + (0.0,) * 5), Stratum(0.6, (1.0,) * 4 + (0.0,) * 21)])

    assert found.labels == 50
    assert found.weight is None
    assert found.interval.value == pytest.approx(0.416)
    assert 0.5248 - 0.3072 < found.interval.width < 0.235


def test_labels_of_one_kind_still_leave_doubt() -> None:
    """
    Where every label says the same the interval has a width, and stays a share.
    """
    found = stratified([Stratum(0.5, (1.0,) * 20), Stratum(0.5, (1.0,) * 20)])

    assert found.interval.value == found.interval.high == 1.0
    assert 0.9 < found.interval.low < 1.0


@pytest.mark.parametrize(("share", "labels"), [(0.03, 20), (0.1, 50), (0.9, 20)])
def test_rare_kinds_do_not_make_the_interval_too_sure(share: float, labels: int) -> None:
    """
    Where nearly all labels agree, also where all do, the interval still holds the truth.
    """
    draw = random.Random(f"debtscan-rare:{share}")
    found = []
    for _ in range(300):
        commits = simulated(draw, share)
        rest = Moments.of(one.predicted for one in commits[labels:])
        found.append(corrected_mean(commits[:labels], rest).interval)

    assert mean(holds(interval, share) for interval in found) >= 0.93


def test_useless_predictions_get_no_weight() -> None:
    """
    Predictions that never vary, or that say the contrary, are left out of the correction.
    """
    constant = [Labelled(float(number % 3 == 0), 0.5) for number in range(30)]
    contrary = [Labelled(float(number % 3 == 0), float(number % 3 != 0)) for number in range(30)]

    assert power(constant, Moments.of([0.5] * 90)) == 0
    assert ppi_cross_fit(contrary, REST) == Corrected(ppi_cross_fit(contrary, REST).interval, 0.0, 30)
    assert ppi_cross_fit(contrary, REST).interval.value == pytest.approx(1 / 3)
