"""
Python source as a syntax tree, and what is left to read where it has none.
"""

import ast
import re
import warnings

from debtscan.model.declaration import Problem
from debtscan.model.evidence import Reason

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([A-Za-z_.][\w.]*)[ \t]+import\b|import[ \t]+([A-Za-z_][\w.]*))", re.MULTILINE
)


def parse(text: str) -> ast.Module | Problem:
    """
    Return the tree of *text*, or why there is none: Python 2, a broken file, or one that the parser cannot bear.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        return Problem(Reason.BROKEN, error.msg or "not valid Python", error.lineno)
    except (ValueError, RecursionError, MemoryError) as error:
        return Problem(Reason.BROKEN, str(error) or type(error).__name__)


def imports_by_line(text: str) -> list[tuple[str, int]]:
    """
    Return the modules that lines of *text* seem to import, with their lines: all that can be had without a tree.
    """
    return [(match[1] or match[2], text.count("\n", 0, match.start()) + 1) for match in _IMPORT.finditer(text)]


def lines_of_code(text: str, comment: str = "#") -> int:
    """
    Return the number of lines that are neither blank nor comment only.
    """
    return sum(1 for line in text.split("\n") if (word := line.lstrip()) and not word.startswith(comment))
