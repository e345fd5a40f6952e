"""
Results that were kept: a command takes folders or one of these.
"""

from collections.abc import Sequence
from pathlib import Path

from debtscan.app.assess import Options, assess
from debtscan.base.errors import DebtscanError
from debtscan.model.assessment import Assessment
from debtscan.render.json import parse
from debtscan.safe.files import read_config

LARGEST = 500_000_000  # bytes of a kept result


def load_result(path: Path) -> Assessment:
    """
    Return the assessment kept in *path*.
    """
    data = read_config(path, limit=LARGEST)
    if data is None:
        raise DebtscanError(f"{path}: no such file", "debtscan scan -o result.json, then debtscan report result.json")
    return parse(data, str(path))


def assessed(words: Sequence[str], options: Options) -> Assessment:
    """
    Return the kept result when *words* is one JSON file, else the assessment of the folders.
    """
    return load_result(Path(words[0])) if is_kept(words) else assess(words, options)


def is_kept(words: Sequence[str]) -> bool:
    """
    Tell whether *words* is one kept result.
    """
    return len(words) == 1 and words[0].endswith(".json") and Path(words[0]).is_file()
