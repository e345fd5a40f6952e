"""
What is counted in a Python file.
"""

import ast
import re
from collections.abc import Iterator
from typing import Any

from radon.visitors import ComplexityVisitor

from debtscan.model.declaration import CodeFacts
from debtscan.scan.python.tree import lines_of_code

_WORDS = re.compile(r"\b(?:if|and|or|for|assert|lambda)\b")
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
_SIMPLE = (
    *(ast.Expr, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Delete, ast.Raise),
    *(ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal, ast.Pass, ast.Break, ast.Continue),
)


def count(text: str, tree: ast.Module) -> CodeFacts:
    """
    Return the lines of *text* and radon's cyclomatic complexity of the functions and methods in *tree*.

    A tree too deep for radon is counted by its lines only. The tree is used up: nobody may read it afterwards.
    """
    try:
        _prune(tree, _telling_lines(text))
        functions = list(_functions(ComplexityVisitor.from_ast(tree)))
    except RecursionError:
        functions = []
    worst = max(functions, key=lambda found: found.complexity, default=None)
    return CodeFacts(
        "python",
        lines=lines_of_code(text),
        functions=len(functions),
        complexity=sum(found.complexity for found in functions),
        complexity_max=worst.complexity if worst else 0,
        worst=worst.fullname if worst else "",
        worst_line=worst.lineno if worst else None,
    )


def _telling_lines(text: str) -> list[int]:
    """
    Return for each line number how many lines up to it hold a word without which no expression adds to the complexity.
    """
    counts = [0]
    for line in text.split("\n"):
        counts.append(counts[-1] + (_WORDS.search(line) is not None))
    return counts


def _prune(node: ast.AST, counts: list[int]) -> None:
    """
    Take the statements out of *node* that cannot add to the complexity: most of what radon would visit.
    """
    for field in _BLOCKS:
        block = getattr(node, field, None)
        if not isinstance(block, list) or not block:
            continue
        block[:] = [child for child in block if not isinstance(child, _SIMPLE) or _may_count(child, counts)]
        if not block:
            block.append(ast.Pass(lineno=1, col_offset=0))  # radon expects bodies, and counts branches that are there
        for child in block:
            _prune(child, counts)


def _may_count(statement: ast.stmt, counts: list[int]) -> bool:
    last = min(statement.end_lineno or statement.lineno, len(counts) - 1)
    return counts[last] > counts[statement.lineno - 1]


def _functions(visitor: ComplexityVisitor) -> Iterator[Any]:
    """
    Yield what `radon cc` lists: functions, and the methods of classes that stand in no other class.
    """
    yield from visitor.functions
    for found in visitor.classes:
        yield from found.methods
