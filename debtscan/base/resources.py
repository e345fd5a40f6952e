"""
Where the files that ship with debtscan lie.
"""

from importlib.resources import files
from pathlib import Path


def bundled(name: str) -> Path:
    """
    Return the folder *name* ("rules", "report_templates", "weights" or "examples").

    In a wheel it lies inside the package; in a checkout it lies beside it, because editable installs ignore hatchling's
    force-include.
    """
    packaged = Path(str(files("debtscan"))) / "_data" / name
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / name
