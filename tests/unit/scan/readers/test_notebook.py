import json
from typing import Any

import pytest

from debtscan.model.declaration import CodeFacts, Declaration, File, ProgramSpec, Reading, ScheduleSpec
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence
from debtscan.scan.readers import notebook
from debtscan.scan.readers.notebook import READER

PROGRAM = Declaration("program", "explore", ProgramSpec("notebook"), None, Confidence.MEDIUM)


def read(value: Any) -> Reading:  # noqa: ANN401 - notebooks of every shape
    """
    Return the reading of a notebook with this content.
    """
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return READER.read(File("lab/explore.ipynb", data))


def code(source: Any, kind: str = "code") -> dict[str, Any]:  # noqa: ANN401 - notebooks of every shape
    """
    Return one cell with an output that must not be looked at.
    """
    return {"cell_type": kind, "source": source, "outputs": [{"text": ["import hidden"]}], "metadata": {}}


def test_code_cells_are_read_as_python() -> None:
    """
    Magics are left out, text cells and outputs too; places are cells.
    """
    found = read(
        {
            "cells": [
                code("# import words", "markdown"),
                code(["%matplotlib inline\n", "!pip install x\n", "import redis\n", "for x in y:\n", "    %time x\n"]),
                code("%%bash\nimport shell\n"),
                code("url = 'http://api.internal/x'\nschedule_every = 1"),
            ]
        }
    )

    assert found.declarations == (PROGRAM,)
    assert [(ref.key, ref.line) for ref in found.references] == [
        ("cell[1]:import:redis", None),
        ("cell[3]:string", None),
    ]
    assert found.code == CodeFacts("notebook", lines=7)
    assert found.problems == ()


def test_declarations_of_cells_have_no_line() -> None:
    """
    A schedule in a notebook is one; its program is the notebook itself.
    """
    found = read({"cells": [code("import schedule\nschedule.every().day.do(work)\na()\nb()\nc()\n")]})

    assert [(type(item.spec), item.line) for item in found.declarations] == [(ProgramSpec, None), (ScheduleSpec, None)]


def test_broken_cells_are_partly_read() -> None:
    """
    Imports are still found.
    """
    found = read({"cells": [code("import os\nprint 'x'")]})

    assert [problem.reason for problem in found.problems] == [Reason.PARTIAL]
    assert [ref.key for ref in found.references] == ["cell[1]:import:os"]


def test_old_notebooks_have_worksheets() -> None:
    """
    Format 3 keeps cells a level deeper, under another name.
    """
    found = read({"worksheets": [{"cells": [{"cell_type": "code", "input": ["import os"]}]}]})

    assert [ref.key for ref in found.references] == ["cell[1]:import:os"]


def test_other_languages_are_only_declared() -> None:
    """
    Their cells are no Python.
    """
    found = read({"cells": [code("library(x)")], "metadata": {"kernelspec": {"language": "R"}}})

    assert found == Reading((PROGRAM,))


@pytest.mark.parametrize("data", [b'{"cells":', b"[]", b'{"cells": [3]}', b"\xff\xfe", b'{"cells": {"a": 1}}', b""])
def test_what_is_no_notebook_is_a_problem(data: bytes) -> None:
    """
    The parser's words are kept.
    """
    found = read(data)

    assert [problem.reason for problem in found.problems] == [Reason.BROKEN]


def test_too_large_notebooks_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Data does not become code by its ending.
    """
    monkeypatch.setattr(notebook, "_MAX_BYTES", 3)

    assert [problem.reason for problem in read(b"{   }").problems] == [Reason.TOO_LARGE]


def test_notebooks_are_known_by_their_ending() -> None:
    """
    Nothing else is one.
    """
    assert [READER.wants(path) for path in ("a.ipynb", "a.py")] == [True, False]
