"""
Count how often the corrected index holds the truth, and print docs/effort-calibration.md.

    python benchmarks/calibration.py [LABELS [PREDICTIONS ...]]

LABELS is a folder of label files (JSON Lines with sha, repo, subject, paths, bot, label); PREDICTIONS are files of what
`debtscan effort --commits` prints, or of anything else with `commit` and `p_ops`. Predictions must come from a judge
that was not trained on the repository that it judges. What is absent is skipped, and said.
"""

import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import sqrt
from pathlib import Path
from statistics import mean, variance
from typing import NamedTuple

from debtscan.measure.calibration import Corrected, Labelled, corrected_mean, ppi_mean
from debtscan.measure.intervals import Interval, Moments, wilson

DRAWS = 1_000
SIZES = (30, 50, 80)
COMMITS = 2_000
TRUTH, FOUND, FALSE_ALARM = 0.42, 0.72, 0.10  # of the simulation, as in the literature's example
LEAST = 10  # labels of one repository
WORDS = re.compile(  # the plain word rule, a weak judge beside the real one
    r"(?i)\b(fix(e[sd])?|bug|revert|bump|upgrade|updates?|hotfix|error|fail(s|ed|ure)?|broken|release|flaky|deprecated?)\b"
    "|修正|不具合|バグ|障害|戻す|ロールバック|更新|バージョンアップ"
)


class Row(NamedTuple):
    """
    One labelled commit of the pool.
    """

    repo: str
    commit: str
    said: Labelled


Draw = Callable[[random.Random, int], tuple[Sequence[Labelled], Moments, float]]


def main() -> int:
    """
    Print the page.
    """
    print(HEAD)
    print("## Simulated truths\n")
    print(f"{DRAWS:,} draws; {COMMITS:,} commits, truth {TRUTH}, {FOUND} of operations found, {FALSE_ALARM} false.\n")
    print_table(partial(simulated, truth=TRUTH), "simulation")
    for truth in (0.1, 0.9):
        print(f"\n### The same with a truth of {truth}\n")
        print_table(partial(simulated, truth=truth), f"simulation {truth}")
    folder = Path(sys.argv[1]) if sys.argv[1:] else None
    if folder is None or not folder.is_dir():
        print("\nskipped: the pool of labels is not here (see the top of benchmarks/calibration.py)")
        return 0
    rows = list(read_labels(folder))
    print_pool("the plain word rule", rows)
    predictions = {key: value for name in sys.argv[2:] for key, value in read_predictions(Path(name))}
    if predictions:
        print_pool("debtscan's judge, trained without the repository", judged(rows, predictions))
    else:
        print("\nskipped: no file of predictions was given")
    return 0


def simulated(draw: random.Random, size: int, truth: float) -> tuple[Sequence[Labelled], Moments, float]:
    """
    Return labels and the moments of all other predictions of a made-up repository.
    """
    truths = [draw.random() < truth for _ in range(COMMITS)]
    all_ = [Labelled(float(one), float(draw.random() < (FOUND if one else FALSE_ALARM))) for one in truths]
    return all_[:size], Moments.of(one.predicted for one in all_[size:]), truth


def print_pool(judge: str, rows: Sequence[Row]) -> None:
    """
    Print what draws with replacement from *rows* give.
    """
    said = [row.said for row in rows]
    everything = Moments.of(one.predicted for one in said)
    truth = mean(one.truth for one in said)
    print(f"\n## The pool of labels, predicted by {judge}\n")
    print(
        f"{DRAWS:,} draws with replacement of {len(said)} commits; truth {truth:.3f}, raw index {everything.mean:.3f}."
    )
    drift = spread_between(rows)
    print(f"Between repositories the raw index is off by {drift:.3f} (standard deviation beyond that of the labels).\n")
    print_table(lambda draw, size: (draw.choices(said, k=size), everything, truth), judge)


def print_table(take: Draw, seed: str) -> None:
    """
    Print for each size and method how many of the intervals hold the truth, and how wide they are.
    """
    print("| labels | method | holds the truth | mean width | mean error |\n|---|---|---|---|---|")
    for size in SIZES:
        draw = random.Random(f"debtscan-calibration:{seed}:{size}")  # noqa: S311 - a simulation, no secret
        draws = [take(draw, size) for _ in range(DRAWS)]
        for name, method in METHODS.items():
            found = [(method(labelled, rest), truth) for labelled, rest, truth in draws]
            holds = mean(interval.low <= truth <= interval.high for interval, truth in found)
            width = mean(interval.width for interval, _ in found)
            off = mean(interval.value - truth for interval, truth in found)
            print(f"| {size} | {name} | {holds:.3f} | {width:.3f} | {off:+.3f} |")


def labels_alone(labelled: Sequence[Labelled], rest: Moments) -> Interval:
    """
    Return Wilson's interval of the labels.
    """
    del rest
    return wilson(sum(one.truth == 1 for one in labelled), len(labelled))


def interval_of(method: Callable[[Sequence[Labelled], Moments], Corrected]) -> Callable[..., Interval]:
    """
    Return *method* without all but its interval.
    """
    return lambda labelled, rest: method(labelled, rest).interval


METHODS: dict[str, Callable[[Sequence[Labelled], Moments], Interval]] = {
    "labels alone (Wilson)": labels_alone,
    "PPI++, plain": interval_of(ppi_mean),
    "PPI++, cross-fit (used)": interval_of(corrected_mean),
}


def read_labels(folder: Path) -> Iterator[Row]:
    """
    Yield the labelled commits, predicted by the word rule; those marked unclear are left out, as the index does.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["label"] in {"dev", "ops"}:
                says = float(row["bot"] or WORDS.search(row["subject"]) is not None)
                yield Row(row["repo"], row["sha"], Labelled(float(row["label"] == "ops"), says))


def read_predictions(path: Path) -> Iterator[tuple[str, float]]:
    """
    Yield commit and prediction.
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["commit"], float(row["p_ops"])


def judged(rows: Sequence[Row], predictions: dict[str, float]) -> list[Row]:
    """
    Return the rows that have a prediction, with it.
    """
    known = [row for row in rows if row.commit in predictions]
    if len(known) < len(rows):
        print(f"\n{len(rows) - len(known)} labelled commits have no prediction and are left out.")
    return [row._replace(said=Labelled(row.said.truth, predictions[row.commit])) for row in known]


def spread_between(rows: Sequence[Row]) -> float:
    """
    Return the standard deviation of the raw index' error between repositories, without that which few labels explain.
    """
    errors: list[float] = []
    noise: list[float] = []
    for repo in sorted({row.repo for row in rows}):
        off = [row.said.predicted - row.said.truth for row in rows if row.repo == repo]
        if len(off) >= LEAST:
            errors.append(mean(off))
            noise.append(variance(off) / len(off))
    return sqrt(max(0.0, mean(error**2 for error in errors) - mean(noise))) if errors else 0.0


HEAD = """# How often the corrected index is right

Written by `python benchmarks/calibration.py LABELS PREDICTIONS`; do not edit. An interval of 95 % should hold the truth
in 0.93 to 0.98 of the draws (below, it promises too much; above, it is wider than it need be), and predictions are
worth using only where it is no wider than that of the labels alone.
"""

if __name__ == "__main__":
    sys.exit(main())
