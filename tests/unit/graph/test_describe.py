"""
Status, language and the order of evidence.
"""

import pytest

from debtscan.graph.describe import evidence_of, language_of
from debtscan.graph.drafts import Draft
from debtscan.model.evidence import Evidence
from debtscan.model.words import Kind, Status
from tests.unit.graph.estate import (
    Parts,
    board,
    code,
    component,
    dockerfile,
    endpoint,
    evidence,
    file,
    program,
    shop,
    workload,
)

PLACE = Evidence("shop", "x/y.yaml")


def _draft(name: str, kind: Kind = Kind.SERVICE, path: str = "y.yaml") -> Draft:
    return Draft(name, kind, evidence=[Evidence("shop", path)])


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("a/Dockerfile", "Dockerfile"),
        ("a/x.yml", "YAML"),
        ("a/main.tf", "HCL"),
        ("run.sh", "Shell"),
        ("Makefile", "Make"),
        ("crontab", None),
    ],
)
def test_language_without_code_is_that_of_the_best_evidence(path: str, language: str | None) -> None:
    """
    By the name of the file.
    """
    assert language_of(board(), _draft("x", path=path), [("shop", "unread.bin")]) == language


def test_language_is_that_of_most_living_lines() -> None:
    """
    Tests do not count; of equal languages the first by name is told.
    """
    table = board(
        file("a.py", code("python", 10)),
        file("b.go", code("go", 10)),
        file("c.js", code("javascript", 99), status=Status.TEST),
        file("d.yaml"),
    )
    places = [("shop", path) for path in ("a.py", "b.go", "c.js", "d.yaml")]

    assert language_of(table, _draft("x"), places) == "go"


def test_component_lives_where_any_evidence_does() -> None:
    """
    Else it is what its best evidence says; a Service that is left over keeps nothing alive.
    """
    live = shop(file("a.yaml", workload("a"), status=Status.EXAMPLE), file("k8s/a.yaml", workload("a")))
    dead = shop(
        file("old/a.yaml", workload("a"), status=Status.DISABLED), file("old/b.yaml", endpoint("a", {"app": "a"}))
    )

    assert component(live, "shop:service:a").status is Status.LIVE
    assert component(dead, "shop:service:a").status is Status.DISABLED


@pytest.mark.parametrize(
    ("main", "first"),
    [
        (program("x", serves=True), "x/main.py"),
        (program("x", framework="celery"), "x/main.py"),
        (program("x"), "k8s/x.yaml"),
        (program("x", language="shell"), "k8s/x.yaml"),
    ],
)
def test_plain_script_proves_less_than_the_workload_that_runs_it(main: Parts, first: str) -> None:
    """
    A program that serves or has a framework comes first.
    """
    result = shop(
        file("x/Dockerfile", dockerfile("x", runs="python x/main.py")),
        file("x/main.py", main),
        file("k8s/x.yaml", workload("x", "acme/x:1")),
    )

    assert evidence(result, "shop:service:x")[0][0] == first


def test_script_without_workload_is_still_a_program() -> None:
    """
    Where nothing runs it, the script proves best.
    """
    result = shop(file("x/Dockerfile", dockerfile("x", runs="python x/main.py")), file("x/main.py", program("x")))

    assert evidence(result, "shop:job:x")[0] == ("x/main.py", "main program")


def test_each_file_is_one_place_to_open() -> None:
    """
    Several objects of a manifest are one place; files that prove nothing come last.
    """
    draft = _draft("x")
    draft.evidence = [PLACE, Evidence("shop", "x/y.yaml", 9), Evidence("shop", "z.yaml")]
    draft.files, draft.folders = {("shop", "x/y.yaml"), ("shop", "m.py")}, {("shop", ""), ("shop", "f")}

    assert evidence_of(board(), draft) == (
        PLACE,
        Evidence("shop", "z.yaml"),
        Evidence("shop", "f/", None, None, "folder"),
        Evidence("shop", "m.py", None, None, "module"),
    )
