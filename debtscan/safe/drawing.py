"""
Pictures of graphs, drawn by the `graphviz-pure` program that the wheel of that name installs.
"""

import os
import sys
import sysconfig
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from debtscan.safe import process

_WHEEL = "graphviz-pure"


def draw_svg(dot: str, deadline: float = 20) -> str | None:
    """
    Return the graph *dot* as an `<svg>` element, or None when it cannot be drawn in time.
    """
    program = _program()
    if program is None:
        return None
    text = dot.encode("utf-8", "backslashreplace")
    try:
        drawn = process.run([str(program), "-Tsvg"], process.clean_environment(), deadline, text)
    except process.ProcessError:
        return None
    picture = drawn.decode("utf-8", "replace")
    start = picture.find("<svg")
    return picture[start:].strip() if start >= 0 else None


@lru_cache(maxsize=1)
def _program() -> Path | None:
    """
    Return the program as installed beside this interpreter; PATH is never searched.
    """
    name = f"{_WHEEL}.exe" if os.name == "nt" else _WHEEL
    beside = (Path(sysconfig.get_path("scripts")), Path(sys.executable).parent)
    candidates = [*(folder / name for folder in beside), *_recorded(name)]
    return next((path for path in candidates if path.is_file() and os.access(path, os.X_OK)), None)


def _recorded(name: str) -> list[Path]:
    """
    Return where the wheel itself says that it put the program.
    """
    try:
        return [Path(str(file.locate())).resolve() for file in files(_WHEEL) or () if file.name == name]
    except PackageNotFoundError:
        return []
