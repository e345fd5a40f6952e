"""
Count the commits that debtscan mines against `git rev-list --count HEAD`, and print the table of docs/people.md.

    python benchmarks/history.py GIT_DIRECTORY ...

Blobs may be missing; `paths` counts the commits (no merges, no roots of shallow clones) whose paths could be read.
"""

import subprocess
import sys
import time
from pathlib import Path

from debtscan.history.log import read_history
from debtscan.model.history import History
from debtscan.safe.git import open_repository


def main() -> int:
    """
    Print one row a repository; return 1 when a commit is missing anywhere.
    """
    if len(sys.argv) < 2:  # noqa: PLR2004 - the script and one folder
        print("skipped: give git directories (see the top of this file)")
        return 0
    print("| repository | commits | mined | without paths | grade | seconds |\n|---|---|---|---|---|---|")
    complete = [_row(Path(word)) for word in sys.argv[1:]]  # every row is printed, also after a bad one
    return int(not all(complete))


def _row(folder: Path) -> bool:
    repository = open_repository(folder)
    if repository is None or repository.head is None:
        print(f"skipped: {folder} holds no commit", file=sys.stderr)
        return True
    with repository:
        begun = time.monotonic()
        history = read_history(repository, revision=repository.head)
        seconds = time.monotonic() - begun
    count = _count(folder, repository.head)
    name = folder.parent.name.replace("+", "/") if "+" in folder.parent.name else folder.name
    print(f"| {name} | {count} | {history.count} | {_unread(history)} | {history.grade} | {seconds:.2f} |")
    return count == history.count == len(history.changes)


def _count(folder: Path, head: str) -> int:
    command = ["git", "--no-replace-objects", "-C", str(folder), "rev-list", "--count", head]
    return int(subprocess.run(command, capture_output=True, check=True).stdout)


def _unread(history: History) -> int:
    said = [problem.detail for problem in history.problems if "paths of" in problem.detail]
    return int(said[0].split()[2]) if said else 0


if __name__ == "__main__":
    sys.exit(main())
