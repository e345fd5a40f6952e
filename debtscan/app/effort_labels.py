"""
The file of labels: read, written, and begun.
"""

from pathlib import Path

import msgspec

from debtscan.base.errors import DebtscanError
from debtscan.measure.sample import Unit, cuts_of
from debtscan.model.effort_index import Labels
from debtscan.render.json import write
from debtscan.safe.files import read_config
from debtscan.safe.output import write_output

LABELS = "debtscan-labels.json"
LARGEST = 5_000_000  # bytes


def read_labels(path: Path) -> Labels | None:
    """
    Return the labels kept in *path*, None where there is no such file.
    """
    data = read_config(path, limit=LARGEST)
    if data is None:
        return None
    try:
        found = msgspec.json.decode(data, type=Labels)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DebtscanError(
            f"{path}: no file of labels ({error})", "mend it, or begin another one with --labels"
        ) from None
    commits = [label.commit for label in found.labels]
    twice = next((commit for commit in commits if commits.count(commit) > 1), None)
    if twice is not None:
        raise DebtscanError(f"{path}: commit {twice} has two labels", "keep the one that is right")
    return found


def write_labels(path: Path, labels: Labels) -> None:
    """
    Put *labels* into *path*; the same labels give the same bytes.
    """
    write_output(path, write(labels))


def begun(frame: list[Unit], seed: str) -> Labels:
    """
    Return labels without any answer for a draw from *frame*.
    """
    return Labels(seed=seed, commits=len(frame), cuts=cuts_of(frame))
