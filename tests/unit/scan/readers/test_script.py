import pytest

from debtscan.model.declaration import Declaration, File, PathRef, ProgramSpec, Reading, Reference
from debtscan.model.words import How
from debtscan.scan.readers.script import READER, claims, read


def test_a_script_says_what_it_does() -> None:
    """
    Paths from its own folder are known, others are near.
    """
    found = read(
        File(
            "ops/deploy.sh",
            b'#!/bin/sh\nHERE=$(dirname "$0")\nkubectl apply -f $HERE/a.yaml\nkubectl apply -f b.yaml\n',
        )
    )

    assert found == Reading(
        (Declaration("script", "deploy", ProgramSpec("shell"), 1),),
        (
            Reference("script", PathRef("ops/a.yaml"), How.DEPLOY, 3),
            Reference("script", PathRef("./b.yaml"), How.DEPLOY, 4),
        ),
    )


@pytest.mark.parametrize(
    ("path", "data", "wanted", "claimed"),
    [
        ("a/run.sh", b"x", True, True),
        ("a/run.bash.j2", b"x", True, True),
        ("bin/run", b"#!/usr/bin/env bash\n", True, True),
        ("bin/run", b"#! /bin/sh -e\n", True, True),
        ("bin/run", b"#!/usr/bin/env python\n", True, False),
        ("LICENSE", b"", False, False),
        ("a.py", b"", False, False),
    ],
)
def test_scripts_are_known_by_name_or_first_line(path: str, data: bytes, wanted: bool, claimed: bool) -> None:
    """
    Files without extension count when their first line names a shell.
    """
    assert (READER.wants(path), claims(File(path, data))) == (wanted, claimed)


def test_a_script_without_extension_has_its_own_name() -> None:
    """
    Template endings are cut, and a name without ending stays.
    """
    names = [read(File(path, b"")).declarations[0].name for path in ("bin/go", "x/install.sh.tmpl")]

    assert names == ["go", "install"]
