"""
What is counted in a Python file.
"""

import ast
from collections.abc import Iterator
from typing import Any

from radon.visitors import ComplexityVisitor

from debtscan.model.declaration import CodeFacts
from debtscan.scan.python.tree import lines_of_code


def count(text: str, tree: ast.Module) -> CodeFacts:
    """
    Return the lines of *text* and radon's cyclomatic complexity of the functions and methods in *tree*.

    A tree too deep for radon is counted by its lines only.
    """
    try:
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


def _functions(visitor: ComplexityVisitor) -> Iterator[Any]:
    """
    Yield what `radon cc` lists: functions, and the methods of classes that stand in no other class.
    """
    yield from visitor.functions
    for found in visitor.classes:
        yield from found.methods
