"""
The past of a demo repository is worked out from today's files, and written with today's files checked out.
"""

from pathlib import Path

import msgspec
import pytest

from debtscan.app.demo import REPOSITORIES, build_demo
from debtscan.app.demo_history import History, history_stream, read_history, written_paths
from debtscan.base.errors import DebtscanError
from debtscan.base.resources import bundled

HISTORY = """
origin = "https://example.com/acme/toy.git"

[[commit]]
when = 2018-04-09T10:00:00+09:00
who = "Ren <ren@example.com>"
message = "Start"
add = ["old/a.txt", "gone.txt"]

[[commit]]
when = 2018-04-10T10:00:00+09:00
who = "Ren <ren@example.com>"
message = "Two steps"
edit = [["old/a.txt", "one", "two"], ["old/a.txt", "two\\n", "two\\nthree\\n"]]

[[commit]]
when = 2018-04-11T01:00:00+00:00
who = "Aoi <aoi@example.com>"
message = "移動する"
move = [["old/a.txt", "a.txt"]]
drop = [["gone.txt", "gone\\n"]]
edit = [["a.txt", "three", "four"]]
"""


def _changed(old: str, new: str) -> History:
    return read_history(HISTORY.replace(old, new))


def test_earlier_states_are_worked_out() -> None:
    """
    Each commit gets what it wrote: edits undone in turn, files moved back, dropped files put back.
    """
    written = written_paths(read_history(HISTORY), {"a.txt": "two\nfour\n"})

    assert written == [
        {"old/a.txt": "one\n", "gone.txt": "gone\n"},
        {"old/a.txt": "two\nthree\n"},
        {"a.txt": "two\nfour\n", "old/a.txt": None, "gone.txt": None},
    ]


def test_stream_keeps_names_and_zones() -> None:
    """
    A commit is written with its author, second and zone, its message in UTF-8, first what goes and then what comes.
    """
    stream = history_stream(read_history(HISTORY), {"a.txt": "two\nfour\n"}, "refs/heads/main")

    assert stream.endswith(
        "commit refs/heads/main\n"
        "author Aoi <aoi@example.com> 1523408400 +0000\n"
        "committer Aoi <aoi@example.com> 1523408400 +0000\n"
        "data 12\n移動する\n"
        "D gone.txt\nD old/a.txt\n"
        "M 100644 inline a.txt\ndata 9\ntwo\nfour\n\n".encode()
    )
    assert b"1523235600 +0900" in stream


@pytest.mark.parametrize(
    ("history", "files"),
    [
        (_changed('"three", "four"', '"three", "five"'), {"a.txt": "two\nfour\n"}),
        (_changed('"three", "four"', '"three", ""'), {"a.txt": "two\nfour\n"}),
        (read_history(HISTORY), {"a.txt": "two\nfour four\n"}),
        (read_history(HISTORY), {}),
        (read_history(HISTORY), {"a.txt": "two\nfour\n", "unknown.txt": ""}),
        (_changed('["old/a.txt", "gone.txt"]', '["old/a.txt", "gone.txt", "never.txt"]'), {"a.txt": "two\nfour\n"}),
    ],
    ids=["no such text", "no text", "text twice", "no such file", "never added", "added but not there"],
)
def test_a_history_that_does_not_fit_is_refused(history: History, files: dict[str, str]) -> None:
    """
    A mistake in the history must not become a wrong past.
    """
    with pytest.raises(DebtscanError, match="demo history"):
        written_paths(history, files)


def test_an_unknown_key_is_refused() -> None:
    """
    A misspelt word of a commit would silently lose what it did.
    """
    with pytest.raises(msgspec.ValidationError, match="edits"):
        _changed("edit =", "edits =")


def test_both_repositories_are_written(tmp_path: Path) -> None:
    """
    The files of today are checked out as they ship, and origin gives the repository its name.
    """
    built = build_demo(tmp_path)

    assert [path.name for path in built] == list(REPOSITORIES)
    for path in built:
        shipped = bundled("examples") / "demo" / path.name
        assert _files(path) == _files(shipped)
        assert f"url = https://example.com/acme/{path.name}.git" in (path / ".git" / "config").read_text()


def _files(root: Path) -> dict[str, bytes]:
    found = {path.relative_to(root): path for path in root.rglob("*") if path.is_file()}
    return {
        path.as_posix(): full.read_bytes()
        for path, full in found.items()
        if ".git" not in path.parts and "__pycache__" not in path.parts
    }


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    """
    Nothing is written over what somebody has there.
    """
    (tmp_path / "ml-platform").mkdir()
    (tmp_path / "ml-platform" / "mine.txt").write_text("mine")

    with pytest.raises(DebtscanError, match="not an empty folder"):
        build_demo(tmp_path)

    assert [path.name for path in tmp_path.rglob("*")] == ["ml-platform", "mine.txt"]
