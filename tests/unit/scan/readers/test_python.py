import pytest

from debtscan.model.declaration import File, Reading
from debtscan.model.evidence import Reason
from debtscan.scan.readers import python
from debtscan.scan.readers.python import READER


@pytest.mark.parametrize(
    ("path", "data", "expected"),
    [
        ("a/b.py", b"x = 1", True),
        ("bin/run", b"#!/usr/bin/env python3\nx = 1", True),
        ("bin/run", b"#!/bin/sh\n", False),
        ("Makefile", b"all:", False),
        ("a/b.yaml", b"#!/usr/bin/env python3", False),
    ],
)
def test_python_is_known_by_name_or_first_line(path: str, data: bytes, expected: bool) -> None:
    """
    Scripts often have no ending.
    """
    assert (READER.wants(path) and READER.claims(File(path, data))) is expected


def test_a_file_is_read() -> None:
    """
    The reading is that of the source.
    """
    found = READER.read(File("a.py", b"import os\n"))

    assert [ref.key for ref in found.references] == ["import:os"]


def test_a_file_that_is_too_deep_is_partly_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Recursion never leaves the reader.
    """

    def fail(*_: str) -> Reading:
        raise RecursionError

    monkeypatch.setattr(python, "read_python", fail)

    found = READER.read(File("a.py", b"import os\n"))

    assert [problem.reason for problem in found.problems] == [Reason.PARTIAL]
