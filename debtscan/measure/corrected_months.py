"""
The months of the index, corrected by labels: one weight for the predictions and one correction for all of them.

Labels are too few to correct each month by itself. What the correction of the older labels differs from that of the
newer ones says how far one correction for all may be off, and widens every month.
"""

from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import fmean

from msgspec import structs

from debtscan.measure.calibration import Labelled, power
from debtscan.measure.corrected_index import moments_of
from debtscan.measure.intervals import Interval, normal_quantile
from debtscan.measure.sample import Unit
from debtscan.measure.shares import JUDGE_ERROR, estimate
from debtscan.model.effort_index import Calibration, Labels, LabelWord, Share
from debtscan.model.estimate import Basis, Estimate

_SIDE = normal_quantile()


def corrected_months(
    months: Sequence[Share], frame: Sequence[Unit], labels: Labels, found: Calibration, when: Mapping[str, int]
) -> tuple[Share, ...]:
    """
    Return *months* with the correction of the index in each share; unchanged where the labels corrected nothing.

    *found* is what the labels made of the whole index, *when* tells the date of each commit.
    """
    words = {label.commit: label.label for label in labels.labels if label.label is not LabelWord.UNCLEAR}
    known = sorted((unit for unit in frame if unit.commit in words), key=lambda unit: when[unit.commit])
    rest = [unit for unit in frame if unit.commit not in words]
    value, low, high = found.share.value, found.share.low, found.share.high
    if value is None or low is None or high is None or not rest:
        return tuple(months)
    labelled = [Labelled(float(words[unit.commit] is LabelWord.OPS), unit.predicted) for unit in known]
    weight = power(labelled, moments_of(rest))
    shift = value - weight * moments_of(frame).mean
    common = sqrt(((high - low) / 2) ** 2 + (_SIDE * _drift(labelled, weight)) ** 2)
    return tuple(structs.replace(month, share=_share(month.share, weight, shift, common)) for month in months)


def _drift(labelled: Sequence[Labelled], weight: float) -> float:
    """
    Return half of the difference between the correction by the older half of the labels and by the newer one.
    """
    off = [one.truth - weight * one.predicted for one in labelled]
    middle = len(off) // 2
    return abs(fmean(off[:middle]) - fmean(off[middle:])) / 2


def _share(raw: Estimate, weight: float, shift: float, common: float) -> Estimate:
    if raw.value is None or raw.low is None or raw.high is None:
        return raw
    value = weight * raw.value + shift
    # The raw ends hold the judge's own error, which the labels have taken away.
    below, above = (
        sqrt(weight**2 * max(0.0, (end - raw.value) ** 2 - (_SIDE * JUDGE_ERROR) ** 2) + common**2)
        for end in (raw.low, raw.high)
    )
    interval = Interval(value, value - below, value + above).within_share()
    return estimate(interval, Basis("corrected_author_days", raw.basis.n, raw.basis.history))
