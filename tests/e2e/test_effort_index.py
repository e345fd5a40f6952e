"""
`debtscan effort` on a real estate: the figures, labels by keys, the table of extra effort, and bad input.
"""

import io
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from debtscan.app.demo_history import Commit, History, history_stream
from debtscan.safe.fast_import import BRANCH, write_repository
from tests.e2e.command import debtscan
from tests.e2e.estate import BUILDER, FILES, KEEPER, PERSONAL, write_files

HEAD = "date,person,component,hours,kind\n"


def write_history(folder: Path, files: dict[str, str], commits: tuple[Commit, ...]) -> Path:
    """
    Write a repository of those commits and return its folder.
    """
    history = History("https://git.example.com/tanuki/platform.git", commits)
    write_repository(folder, history_stream(history, files, BRANCH), history.origin)
    return folder


@pytest.fixture
def platform(workplace: Path) -> Path:
    """
    Return the small platform after thirty more days of work by its two people.
    """
    notes = {f"scorer/step{number:02}.py": f"STEP = {number}\n" for number in range(30)}
    start = datetime(2024, 3, 4, 9, tzinfo=UTC)
    people = (f"{BUILDER} <zq.first@example.com>", f"{KEEPER} <bu.second@example.com>")
    first = Commit(start, people[0], "Build it all", add=tuple(FILES))
    more = tuple(
        Commit(
            start + timedelta(days=number + 1), people[number % 2], f"{('Add', 'Fix')[number % 2]} a step", add=(path,)
        )
        for number, path in enumerate(notes)
    )
    return write_history(workplace / "platform", FILES | notes, (first, *more))


def test_the_share_is_made_of_the_judgements_that_are_printed(platform: Path) -> None:
    """
    Where each commit weighs the same it is their mean.
    """
    rows = [json.loads(line) for line in debtscan("effort", platform, "--commits").out.splitlines()]
    bands = json.loads(debtscan("effort", platform, "-f", "json").out)["index"]["sensitivity"]

    equal = next(band["share"]["value"] for band in bands if band["weights"] == "equal")
    assert equal == pytest.approx(sum(row["p_ops"] for row in rows) / len(rows), abs=0.005)


def test_effort_in_words_and_as_json(platform: Path) -> None:
    """
    A page in both languages; JSON that is the same bytes each time and names nobody.
    """
    english, japanese = debtscan("effort", platform), debtscan("effort", platform, "--lang", "ja")
    first, second = (debtscan("effort", platform, "-f", "json") for _ in range(2))

    assert english.code == japanese.code == first.code == 0
    assert english.out.startswith("Development and operations effort\n")
    assert first.out == second.out
    found = json.loads(first.out)
    assert found["schema"] == "debtscan.effort/1"
    share = found["index"]["share"]
    assert 0 <= share["low"] < share["value"] < share["high"] <= 1
    assert share["basis"] == {"method": "bootstrap_author_days", "n": 31, "history": "full"}
    assert not [word for word in PERSONAL if word in first.out + english.out]


def test_labels_are_asked_kept_and_used(platform: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Keys from a pipe answer commit after commit; the file can be committed and corrects the index.
    """
    monkeypatch.setattr(sys, "stdin", io.StringIO("od\nb"))
    begun = debtscan("effort", "label", platform)
    kept = json.loads(Path("debtscan-labels.json").read_text(encoding="utf-8"))
    monkeypatch.setattr(sys, "stdin", io.StringIO("o" * 60))
    ended = debtscan("effort", platform, "label")
    corrected = debtscan("effort", "calibrate", platform, "-f", "json")

    assert (begun.code, ended.code, corrected.code) == (0, 0, 0)
    assert [label["label"] for label in kept["labels"]] == ["ops"]
    found = json.loads(corrected.out)
    assert (found["unknown"], found["used"], found["share"]["basis"]["method"]) == ([], 31, "all_labelled")
    assert "debtscan effort calibrate" in ended.err
    assert not [word for word in PERSONAL if word in begun.out + ended.out]


def test_broken_rows_are_named_and_strict_fails(platform: Path) -> None:
    """
    The page tells each broken row; under --strict the exit code does, too.
    """
    Path("oncall.csv").write_text(f"{HEAD}2024-01-01,,,8,on-call\nyesterday,,,8,ticket\n", encoding="utf-8")

    ran, strict = (debtscan("effort", platform, "--extra", "oncall.csv", *words) for words in ((), ("--strict",)))

    assert (ran.code, strict.code) == (0, 4)
    assert "oncall.csv:3: date 'yesterday' is no day" in " ".join(ran.out.split())


def test_no_history_and_one_commit_say_so(workplace: Path) -> None:
    """
    Files without git, and a repository of one commit, have no share; nothing to label is exit 3.
    """
    plain = write_files(workplace / "plain", FILES)
    commit = Commit(datetime(2024, 3, 4, 9, tzinfo=UTC), f"{BUILDER} <zq.first@example.com>", "Begin", add=tuple(FILES))
    single = write_history(workplace / "single", FILES, (commit,))

    assert "cannot say: no commits of persons" in debtscan("effort", plain).out
    assert "cannot say: fewer than 5 days of work" in debtscan("effort", single).out
    assert debtscan("effort", plain, "--lang", "ja").code == 0
    assert debtscan("effort", "label", plain).code == 3


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("effort", "calibrate"), "debtscan-labels.json: no such file"),
        (("effort", "--extra", "none.csv"), "none.csv: no such file"),
        (("effort", "result.json"), "effort needs the history"),
        (("effort", "--fte", "0"), "fte"),
    ],
)
def test_wrong_use_is_one_clear_line(workplace: Path, words: tuple[str, ...], complaint: str) -> None:
    """
    Exit 2, and what to do.
    """
    (workplace / "result.json").write_text("{}")

    ran = debtscan(*words)

    assert ran.code == 2
    assert complaint in ran.err
