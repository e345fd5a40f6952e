import json

import pytest

from debtscan.model.declaration import File, PackageRef
from debtscan.model.evidence import Reason
from debtscan.scan.readers import requirements
from debtscan.scan.readers.requirements import READER


def packages(path: str, text: str) -> list[tuple[PackageRef, int | None]]:
    """
    Return the distributions of a file with their lines.
    """
    found = READER.read(File(path, text.encode()))
    return [(ref.target, ref.line) for ref in found.references if isinstance(ref.target, PackageRef)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("requirements.txt", True),
        ("a/requirements-dev.txt", True),
        ("a/dev-requirements.in", True),
        ("constraints.txt", True),
        ("requirements/prod.txt", True),
        ("poetry.lock", True),
        ("uv.lock", True),
        ("Pipfile", True),
        ("Pipfile.lock", True),
        ("environment.yml", True),
        ("notes.txt", False),
        ("deployment.yml", False),
    ],
)
def test_files_are_known_by_name(path: str, expected: bool) -> None:
    """
    Every usual spelling counts.
    """
    assert READER.wants(path) is expected


def test_an_environment_must_look_like_condas() -> None:
    """
    Others use the name as well.
    """
    conda = File("environment.yml", b"dependencies:\n- numpy\n")
    other = File("environment.yml", b"apiVersion: v1\ndependencies: []\n")

    assert [READER.claims(file) for file in (conda, other, File("uv.lock", b""))] == [True, False, True]


def test_lists() -> None:
    """
    One line each; included files are read by themselves.
    """
    found = packages("requirements.txt", "# note\nflask==2\n-r base.txt\n\npandas\n")

    assert found == [(PackageRef("python", "flask", "==2"), 2), (PackageRef("python", "pandas"), 5)]


def test_locks() -> None:
    """
    Names and versions only.
    """
    found = packages("uv.lock", '[[package]]\nname = "Flask"\nversion = "2.0"\nsource = "x"\n')

    assert found == [(PackageRef("python", "flask", "==2.0"), 2)]


def test_pipfiles() -> None:
    """
    Versions may be stars, texts or tables.
    """
    text = (
        '[packages]\nflask = "*"\nlib = {git = "https://git.example.com/lib"}\n'
        '[dev-packages]\npytest = ">=8"\nodd = 3\n'
    )

    assert packages("Pipfile", text) == [
        (PackageRef("python", "flask"), 2),
        (PackageRef("python", "lib", "", "https://git.example.com/lib"), 3),
        (PackageRef("python", "pytest", ">=8"), 5),
        (PackageRef("python", "odd"), 6),
    ]


def test_pipfile_locks() -> None:
    """
    They are JSON.
    """
    text = json.dumps({"default": {"flask": {"version": "==2"}}, "develop": {"x": 1}})

    assert packages("Pipfile.lock", text) == [
        (PackageRef("python", "flask", "==2"), None),
        (PackageRef("python", "x"), None),
    ]


def test_environments() -> None:
    """
    Conda's own packages, and pip's within.
    """
    text = "dependencies:\n- conda-forge::numpy=1.2\n- python>=3\n- '='\n- pip:\n  - flask==2\n"

    assert packages("environment.yml", text) == [
        (PackageRef("python", "numpy", "1.2"), 2),
        (PackageRef("python", "python", "3"), 3),
        (PackageRef("python", "flask", "==2"), 6),
    ]
    assert packages("environment.yml", "- a\n") == []


@pytest.mark.parametrize(("path", "text"), [("Pipfile", "["), ("Pipfile.lock", "{"), ("environment.yml", "a: [")])
def test_broken_files_are_problems(path: str, text: str) -> None:
    """
    Nothing is raised.
    """
    found = READER.read(File(path, text.encode()))

    assert [problem.reason for problem in found.problems] == [Reason.BROKEN]


def test_huge_locks_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    They are said to be too large.
    """
    monkeypatch.setattr(requirements, "_MAX_LOCK", 1)

    found = READER.read(File("uv.lock", b"  "))

    assert [problem.reason for problem in found.problems] == [Reason.TOO_LARGE]
    assert READER.read(File("other", b"  ")).references == ()
