"""
Score debtscan on real platforms whose components were listed by hand, and print the table of docs/accuracy.md.

    python benchmarks/accuracy.py CHECKOUTS TRUTHS EVALUATOR

CHECKOUTS holds one work tree a repository, TRUTHS one <owner>+<name>.yaml for each, named like those trees; EVALUATOR
is the script that compares a result with such a file (`--table RESULTS TRUTHS`). What is absent is skipped, and said.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ARGUMENTS = 3


def main() -> int:
    """
    Scan every platform that is there, print the evaluator's table, and return its exit code.
    """
    if len(sys.argv) != ARGUMENTS + 1 or not all(Path(word).exists() for word in sys.argv[1:]):
        print("skipped: give the folders of work trees and truths and the evaluator's path (see the top of this file)")
        return 0
    checkouts, truths, evaluator = map(Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as results:
        for truth in sorted(truths.glob("*.yaml")):
            tree = checkouts / truth.stem
            if not tree.is_dir():
                print(f"skipped: {truth.stem} has no work tree in {checkouts}")
                continue
            result = Path(results) / f"{truth.stem}.json"
            subprocess.run([sys.executable, "-m", "debtscan", "scan", str(tree), "-q", "-o", str(result)], check=True)
        return subprocess.run([sys.executable, str(evaluator), "--table", results, str(truths)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
