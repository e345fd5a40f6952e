"""
What a piece of Python says, in a form that tests compare.
"""

from textwrap import dedent

from debtscan.model.declaration import Declaration, ImportRef, Reading, Spec, Target
from debtscan.model.words import How
from debtscan.scan.python.source import read_python


def read(text: str, path: str = "jobs/work.py") -> Reading:
    """
    Return the reading of *text* in the file *path*.
    """
    return read_python(path, dedent(text))


def declared(text: str, kind: type[Spec], path: str = "jobs/work.py") -> list[Declaration]:
    """
    Return the declarations of one *kind*.
    """
    return [item for item in read(text, path).declarations if isinstance(item.spec, kind)]


def needed(text: str, path: str = "jobs/work.py") -> list[tuple[Target, How, int | None]]:
    """
    Return every target but imports, with how it is needed and the line.
    """
    references = read(text, path).references
    return [(ref.target, ref.how, ref.line) for ref in references if not isinstance(ref.target, ImportRef)]


def imported(text: str, path: str = "jobs/work.py") -> list[tuple[str, tuple[str, ...]]]:
    """
    Return the modules that are imported, with the calls made on them.
    """
    targets = [ref.target for ref in read(text, path).references]
    return [(target.module, target.calls) for target in targets if isinstance(target, ImportRef)]
