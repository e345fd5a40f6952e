"""
Time debtscan against `radon cc` and against itself (cold and warm) on one tree, all in one run, and print the ratios.

    python benchmarks/speed.py TREE [ROUNDS]

Absolute seconds of shared machines say little, so the three commands take turns and the medians of their ratios count.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROUNDS = 5


def seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """
    Return how long *command* takes.
    """
    started = time.perf_counter()
    subprocess.run(command, check=True, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def measure(tree: Path, rounds: int) -> None:
    """
    Print the medians over *rounds* of each command, and the two ratios that are promised.
    """
    radon = [str(Path(sys.executable).with_name("radon")), "cc", str(tree)]
    times: dict[str, list[float]] = {"radon cc": [], "cold": [], "warm": []}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "DEBTSCAN_CACHE_DIR": folder}
            scan = [sys.executable, "-m", "debtscan", "scan", str(tree), "-q", "-o", f"{folder}/result.json"]
            times["radon cc"].append(seconds(radon, environment))
            times["cold"].append(seconds(scan, environment))
            times["warm"].append(seconds(scan, environment))
    for name, values in times.items():
        print(f"{name:9} {statistics.median(values):6.2f} s   ({min(values):.2f} to {max(values):.2f})")
    cold = statistics.median(c / r for c, r in zip(times["cold"], times["radon cc"], strict=True))
    warm = statistics.median(w / c for w, c in zip(times["warm"], times["cold"], strict=True))
    print(f"cold scan / radon cc  {cold:.2f}   (at most 2.5)")
    print(f"warm scan / cold scan {warm:.2f}   (at most 0.5)")


def main() -> int:
    """
    Measure the tree that is named, or say that there is none.
    """
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():  # noqa: PLR2004 - the program and one word
        print("skipped: give the folder of a checkout, e.g. of a repository with a few thousand files")
        return 0
    measure(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS)  # noqa: PLR2004 - and a second word
    return 0


if __name__ == "__main__":
    sys.exit(main())
