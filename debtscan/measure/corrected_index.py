"""
The index corrected by a file of labels.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from debtscan.measure.calibration import FEWEST, RARE, Corrected, Labelled, Stratum, corrected_mean, stratified
from debtscan.measure.intervals import Interval, Moments
from debtscan.measure.sample import Unit, stratum_of
from debtscan.measure.shares import estimate, unknown
from debtscan.model.effort_index import Calibration, Labels, LabelWord
from debtscan.model.estimate import Basis, Estimate


class Method(StrEnum):
    """
    How labels correct the index.
    """

    PPI = "ppi"
    STRATA = "strata"


def corrected_index(frame: Sequence[Unit], labels: Labels, method: Method, grade: str) -> Calibration:
    """
    Return the share of operations in *frame* as *labels* correct it; labels of commits outside of it are named.

    Commits labelled unclear are left out; what they could do to the labels' own share is said beside it.
    """
    words = {label.commit: label.label for label in labels.labels}
    units = {unit.commit for unit in frame}
    known = [unit for unit in frame if words.get(unit.commit) in {LabelWord.DEV, LabelWord.OPS}]
    unclear = sum(words.get(unit.commit) is LabelWord.UNCLEAR for unit in frame)
    ops = sum(words[unit.commit] is LabelWord.OPS for unit in known)
    asked = len(known) + unclear
    return Calibration(
        share=_share(frame, known, words, labels.cuts, method, grade),
        raw=round(_mean(frame), 3) if frame else None,
        used=len(known),
        unclear=unclear,
        unknown=tuple(sorted(commit for commit in words if commit not in units)),
        low_if_dev=round(ops / asked, 3) if asked else None,
        high_if_ops=round((ops + unclear) / asked, 3) if asked else None,
    )


def _share(  # noqa: PLR0913, PLR0917 - what the two methods need
    frame: Sequence[Unit],
    known: Sequence[Unit],
    words: Mapping[str, LabelWord],
    cuts: Sequence[float],
    method: Method,
    grade: str,
) -> Estimate:
    if len(known) < FEWEST:
        return unknown("fewer_than_10_labels", len(known), grade)
    truths = {unit.commit: float(words[unit.commit] is LabelWord.OPS) for unit in known}
    rest = [unit for unit in frame if unit.commit not in words]
    if not rest:
        share = sum(truths[unit.commit] * unit.hours for unit in known) / sum(unit.hours for unit in known)
        return estimate(Interval(share, share, share), Basis("all_labelled", len(known), grade))
    operations = round(sum(truths.values()))
    if method is Method.STRATA:
        found, name = _by_strata(frame, known, truths, cuts), "strata"
    else:
        found, name = _by_ppi(frame, known, truths, rest), "ppi_cross_fit"
    if min(operations, len(known) - operations) < RARE and method is Method.PPI:
        name = "wilson_few_of_one_kind"
    return estimate(found.interval, Basis(name, len(known), grade))


def _by_ppi(
    frame: Sequence[Unit], known: Sequence[Unit], truths: Mapping[str, float], rest: Sequence[Unit]
) -> Corrected:
    weights = _design_weights(frame, known)
    labelled = [
        Labelled(weight * truths[unit.commit], weight * unit.predicted)
        for unit, weight in zip(known, weights, strict=True)
    ]
    return corrected_mean(labelled, moments_of(rest))


def _design_weights(frame: Sequence[Unit], known: Sequence[Unit]) -> list[float]:
    """
    Return what each answer stands for, one on average.

    Units were drawn in proportion to effort, so all weigh the same, but for those so large that they are always drawn.
    """
    total = sum(unit.hours for unit in frame)
    raw = [unit.hours / min(1.0, len(known) * unit.hours / total) for unit in known]
    return [weight * len(raw) / sum(raw) for weight in raw]


def moments_of(units: Sequence[Unit]) -> Moments:
    """
    Return the moments of the predictions, weighted by effort; n is the number of equal units that would tell as much.
    """
    hours = sum(unit.hours for unit in units)
    mean = _mean(units)
    var = sum(unit.hours * (unit.predicted - mean) ** 2 for unit in units) / hours
    return Moments(max(1, round(hours**2 / sum(unit.hours**2 for unit in units))), mean, var)


def _by_strata(
    frame: Sequence[Unit], known: Sequence[Unit], truths: Mapping[str, float], cuts: Sequence[float]
) -> Corrected:
    """
    Return the mean over strata; one with fewer than two answers goes with its neighbour.
    """
    total = sum(unit.hours for unit in frame)
    strata: list[Stratum] = []
    weight = 0.0
    answers: tuple[float, ...] = ()
    for number in range(len(cuts) + 1):
        weight += sum(unit.hours for unit in frame if stratum_of(unit.predicted, cuts) == number) / total
        answers = (*answers, *(truths[unit.commit] for unit in known if stratum_of(unit.predicted, cuts) == number))
        if len(answers) > 1:
            strata.append(Stratum(weight, answers))
            weight, answers = 0.0, ()
    last = strata.pop()
    strata.append(Stratum(last.weight + weight, (*last.truths, *answers)))
    return stratified(strata)


def _mean(units: Sequence[Unit]) -> float:
    return sum(unit.hours * unit.predicted for unit in units) / sum(unit.hours for unit in units)
