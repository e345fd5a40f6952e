"""
The judgement of commits as it is printed: one line each, the shipped weights, nobody's name.
"""

import json
import subprocess
from pathlib import Path

import pytest

from debtscan.app.effort import load_model
from debtscan.measure.effort.grams import BINS
from tests.e2e.command import debtscan

KEYS = ["commit", "date", "person", "bot", "p_ops", "label", "components", "reasons"]


def git(folder: Path, *words: str) -> None:
    """
    Run git with a fixed author.
    """
    person = ["-c", "user.name=Ann Able", "-c", "user.email=ann@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *person, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def platform(workplace: Path) -> Path:
    """
    Return a repository with three commits.
    """
    folder = workplace / "platform"
    (folder / "api").mkdir(parents=True)
    git(folder, "init", "-q")
    (folder / "api" / "Dockerfile").write_text("FROM python:3.12\nCOPY . .\nCMD python main.py\n")
    for text, subject in (
        ("1", "Add the service"),
        ("2", "Fix a crash at start"),
        ("3", "Add an endpoint by Ann Able"),
    ):
        (folder / "api" / "main.py").write_text(f"print({text})\n")
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", subject)
    return folder


def test_every_commit_is_one_line_oldest_first(platform: Path) -> None:
    """
    With all keys, a probability and reasons that add up.
    """
    ran = debtscan("effort", platform, "--commits")

    rows = [json.loads(line) for line in ran.out.splitlines()]
    count = subprocess.run(["git", "rev-list", "--reverse", "HEAD"], cwd=platform, capture_output=True, check=True)
    assert (ran.code, ran.err) == (0, "")
    assert [row["commit"] for row in rows] == count.stdout.decode().split()
    assert all(list(row) == KEYS for row in rows)
    assert all(0 <= row["p_ops"] <= 1 and row["person"] == "P1" and not row["bot"] for row in rows)
    assert all(row["components"] for row in rows)
    assert rows[1]["p_ops"] > rows[0]["p_ops"]


@pytest.mark.parametrize("people", ["none", "pseudonym"])
def test_no_name_or_address_is_printed(platform: Path, people: str) -> None:
    """
    Not even where a message holds one.
    """
    ran = debtscan("effort", platform, "--commits", "--people", people)

    assert "Able" not in ran.out + ran.err
    assert "ann" not in (ran.out + ran.err).lower()


def test_the_second_run_says_the_same(platform: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    From the cache.
    """
    monkeypatch.setenv("DEBTSCAN_CACHE_DIR", str(platform.parent / "cache"))

    assert debtscan("effort", platform, "--commits") == debtscan("effort", platform, "--commits")


def test_without_git_there_is_nothing_to_judge(workplace: Path) -> None:
    """
    And debtscan says so.
    """
    (workplace / "Dockerfile").write_text("FROM scratch\n")

    ran = debtscan("effort", workplace, "--commits")

    assert (ran.code, ran.out) == (3, "")
    assert "no commit to judge" in ran.err


def test_the_shipped_model_is_whole() -> None:
    """
    It says where it comes from, and holds a weight for every hash.
    """
    model = load_model()

    assert len(model.grams) == BINS
    assert len(model.version) == 12
    assert len(model.training.commit) == 40
    assert model.training.rows > 900
    assert model.signals["case: bumps"] > 0 > model.signals["case: adds to product"]
