"""
A miniature becomes a folder that can be read, with a history that git believes.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from debtscan.catalog.document import FaultyDataError
from debtscan.catalog.miniature import Staged, Step, stage, write_repository

HISTORY = """now: 2024-06-01
commits:
- {author: P-builder, date: 2019-12-31, paths: [app/], message: First version, times: 2}
- {author: P-member, date: 2024-05-01, paths: [app/deep/b.txt], message: Mend b}
"""


def case(folder: Path, history: str | None) -> Path:
    """
    Write a case of three files.
    """
    (folder / "app" / "deep").mkdir(parents=True)
    (folder / "app" / "a.txt").write_text("a\n", encoding="utf-8")
    (folder / "app" / "deep" / "b.txt").write_text("b\n", encoding="utf-8")
    (folder / "app.txt").write_text("beside the folder\n", encoding="utf-8")
    (folder / "expected.txt").write_text("app/a.txt\n", encoding="utf-8")
    if history is not None:
        (folder / "history.yaml").write_text(history, encoding="utf-8")
    return folder


def git(folder: Path, *words: str) -> str:
    """
    Return what git says in *folder*, without any configuration of this machine.
    """
    program = shutil.which("git")
    assert program is not None
    clean = {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(folder),
    }
    return subprocess.run([program, *words], cwd=folder, env=clean, check=True, capture_output=True, text=True).stdout


def test_a_case_without_history_is_only_copied(tmp_path: Path) -> None:
    """
    What belongs to the case and not to its tree stays behind.
    """
    staged = stage(case(tmp_path / "case", None), tmp_path / "out")

    assert staged == Staged(tmp_path / "out", None)
    assert sorted(path.name for path in (tmp_path / "out").rglob("*") if path.is_file()) == [
        "a.txt",
        "app.txt",
        "b.txt",
    ]


def test_a_history_becomes_commits_that_git_can_read(tmp_path: Path) -> None:
    """
    Authors, days and touched paths are as told, the last tree is the tree of the case, and git finds no fault.
    """
    staged = stage(case(tmp_path / "case", HISTORY), tmp_path / "out")

    log = git(staged.path, "log", "--reverse", "--date=short", "--format=%an <%ae> %ad %s", "--name-only")
    assert staged.now == "2024-06-01"
    assert log.split("\n") == [
        "P-builder <p-builder@example.com> 2019-12-31 First version",
        "",
        "app.txt",
        "app/a.txt",
        "app/deep/b.txt",
        "P-builder <p-builder@example.com> 2020-01-01 First version",
        "",
        "app/a.txt",
        "app/deep/b.txt",
        "P-member <p-member@example.com> 2024-05-01 Mend b",
        "",
        "app/deep/b.txt",
        "",
    ]
    git(staged.path, "read-tree", "HEAD")
    assert git(staged.path, "status", "--porcelain") == ""
    git(staged.path, "fsck", "--strict")


def test_without_a_clock_the_last_commit_is_now(tmp_path: Path) -> None:
    """
    Repeated commits are a day apart.
    """
    text = "commits:\n- {author: A, date: 2020-02-28, paths: [app/], times: 3}\n"

    staged = stage(case(tmp_path / "case", text), tmp_path / "out")

    assert staged.now == "2020-03-01"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("commits: []\n", "commits: there are none"),
        ("commits:\n- {author: A, date: 2020-01-01, paths: [nowhere/]}\n", "the case holds no 'nowhere/'"),
        ("commits:\n- {author: A, date: yesterday, paths: [app/]}\n", "date: 'yesterday' is no day"),
        ("commits:\n- {author: A, paths: [app/]}\n", "key 'date' is missing"),
    ],
)
def test_a_history_that_does_not_fit_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """
    A typing error must not turn into a case that passes by accident.
    """
    folder = case(tmp_path / "case", text)

    with pytest.raises(FaultyDataError, match=message):
        stage(folder, tmp_path / "out")


def test_equal_steps_give_equal_ids(tmp_path: Path) -> None:
    """
    The id depends on what was committed alone.
    """
    steps = [Step("A", "2020-01-01", "One", {"x/y": b"1", "x.z": b"2"}), Step("A", "2020-01-02", "Two", {"x/y": b"3"})]

    first = write_repository(tmp_path / "one" / ".git", steps)
    second = write_repository(tmp_path / "two" / ".git", steps)

    assert first == second
    assert git(tmp_path / "one", "rev-parse", "HEAD").strip() == first
