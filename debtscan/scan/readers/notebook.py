"""
Jupyter notebooks: the source of their code cells, read as Python. Outputs are never looked at.
"""

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from debtscan.model.declaration import Declaration, File, Problem, ProgramSpec, Reading, Reference
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence
from debtscan.scan.naming import stem_of
from debtscan.scan.python.source import read_python
from debtscan.scan.reader import Reader

_MAX_BYTES = 20_000_000
_MAX_SOURCE = 2_000_000
_PYTHON = ("", "python", "python2", "python3", "ipython")


class _Cell(Struct, frozen=True):
    cell_type: str = ""
    source: str | list[str] = ""
    input: str | list[str] = ""  # of format 3


class _Sheet(Struct, frozen=True):
    cells: tuple[_Cell, ...] = ()


class _Kernel(Struct, frozen=True):
    language: str = ""
    name: str = ""


class _Metadata(Struct, frozen=True):
    kernelspec: _Kernel = _Kernel()
    language_info: _Kernel = _Kernel()


class _Notebook(Struct, frozen=True):
    cells: tuple[_Cell, ...] = ()
    worksheets: tuple[_Sheet, ...] = ()
    metadata: _Metadata = _Metadata()


_DECODER = msgspec.json.Decoder(_Notebook)


def wants(path: str) -> bool:
    """
    Return whether the name says notebook.
    """
    return path.endswith(".ipynb")


def read(file: File) -> Reading:
    """
    Return the program that *file* is, with what its cells import and name; places are cells, as JSON has no lines.
    """
    if len(file.data) > _MAX_BYTES:
        return Reading(problems=(Problem(Reason.TOO_LARGE, "notebook"),))
    try:
        notebook = _DECODER.decode(file.data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Reading(problems=(Problem(Reason.BROKEN, str(error).split("\n", 1)[0], 1),))
    cells = [_source(cell) for cell in _cells(notebook) if cell.cell_type == "code"]
    program = Declaration("program", stem_of(file.path), ProgramSpec("notebook"), None, Confidence.MEDIUM)
    if not _is_python(notebook):
        return Reading((program,))
    return _read_cells(file.path, cells, program)


def _cells(notebook: _Notebook) -> tuple[_Cell, ...]:
    return notebook.cells or tuple(cell for sheet in notebook.worksheets for cell in sheet.cells)


def _is_python(notebook: _Notebook) -> bool:
    kernel, info = notebook.metadata.kernelspec, notebook.metadata.language_info
    return (info.name or kernel.language).lower() in _PYTHON


def _source(cell: _Cell) -> str:
    source = cell.source or cell.input
    return source if isinstance(source, str) else "".join(source)


def _read_cells(path: str, cells: list[str], program: Declaration) -> Reading:
    text = "\n".join(_plain(cell) for cell in cells)[:_MAX_SOURCE]
    found = read_python(path, text)
    firsts = _first_lines(cells)
    kept = [item for item in found.declarations if not isinstance(item.spec, ProgramSpec)]
    return replace(
        found,
        declarations=(program, *(replace(item, line=None) for item in kept)),
        references=tuple(_placed(ref, firsts) for ref in found.references),
        problems=tuple(Problem(Reason.PARTIAL, problem.detail) for problem in found.problems),
        code=replace(found.code, language="notebook", worst_line=None) if found.code else None,
    )


def _plain(cell: str) -> str:
    """
    Return the code of *cell* with magics and shell lines commented out, each line in its place.
    """
    if cell.lstrip().startswith("%%"):
        return "\n".join("#" for _ in cell.split("\n"))
    lines = []
    for line in cell.split("\n"):
        word = line.lstrip()
        indent = line[: len(line) - len(word)]
        lines.append(f"{indent}pass" if word[:1] in {"%", "!", "?"} else line)
    return "\n".join(lines)


def _first_lines(cells: list[str]) -> list[int]:
    line, firsts = 1, []
    for cell in cells:
        firsts.append(line)
        line += cell.count("\n") + 1
    return firsts


def _placed(ref: Reference, firsts: list[int]) -> Reference:
    cell = sum(1 for first in firsts if first <= (ref.line or 1))
    return replace(ref, line=None, key=f"cell[{cell}]:{ref.key or ''}")


READER = Reader(name="notebook", version=1, wants=wants, read=read)
