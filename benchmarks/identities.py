"""
Score the joining of names and addresses on lists grouped by hand: pairwise precision, recall and F1.

    python benchmarks/identities.py FOLDER

FOLDER holds one CSV a repository with the columns name, email, person (a group) and bot. Nothing of it is printed but
counts.
"""

import csv
import sys
from itertools import combinations
from pathlib import Path

from debtscan.history.bots import is_bot
from debtscan.history.identity import Identity, group_identities
from debtscan.model.history import Author


def main() -> int:
    """
    Print one row a repository, and one for all together.
    """
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():  # noqa: PLR2004 - the script and one folder
        print("skipped: give the folder of the lists (see the top of this file)")
        return 0
    print("| repository | entries | persons | found | precision | recall | F1 |\n|---|---|---|---|---|---|---|")
    total = (0, 0, 0)
    for file in sorted(Path(sys.argv[1]).glob("*.csv")):
        counts = _counts(file)
        total = tuple(map(sum, zip(total, counts, strict=True)))  # type: ignore[assignment]
    _row("**all**", "", "", "", *_score(*total))
    return 0


def _counts(file: Path) -> tuple[int, int, int]:
    """
    Print the row of one list; return the pairs that are right, found and true.
    """
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    authors = [Author(row["name"], row["email"]) for row in rows]
    groups = group_identities([Identity(author, is_bot(author)) for author in authors])
    truth = [row["person"] for row in rows]
    pairs = list(combinations(range(len(rows)), 2))
    same = {pair for pair in pairs if truth[pair[0]] == truth[pair[1]]}
    found = {pair for pair in pairs if groups[pair[0]] == groups[pair[1]]}
    counts = len(same & found), len(found), len(same)
    _row(file.stem.replace("__", "/"), len(rows), len(set(truth)), len(set(groups)), *_score(*counts))
    return counts


def _score(right: int, found: int, true: int) -> tuple[str, str, str]:
    precision, recall = right / (found or 1), right / (true or 1)
    both = 2 * precision * recall / ((precision + recall) or 1)
    return f"{precision:.3f}", f"{recall:.3f}", f"{both:.3f}"


def _row(*cells: object) -> None:
    print("| " + " | ".join(map(str, cells)) + " |")


if __name__ == "__main__":
    sys.exit(main())
