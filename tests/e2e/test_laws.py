"""
What always holds: equal input gives equal bytes outside `run`, whatever the machine does meanwhile.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from debtscan.render.json import schema
from tests.e2e.command import debtscan, process
from tests.e2e.estate import BROKEN, FILES, PERSONAL, names_of, outside_run, write_files, write_platform
from tests.hostile.traps import git

FORMATS = ("text", "json", "sarif", "markdown", "html")
MANY = 80  # files: enough for the workers to be used


@pytest.fixture
def platform(workplace: Path) -> Path:
    """
    Return a platform of enough files for the pool of workers, some of them broken.
    """
    services = {
        f"services/s{number:02}/web.yaml": FILES["scorer/deployment.yaml"].replace("scorer", f"s{number:02}")
        for number in range(MANY)
    }
    return write_platform(workplace / "platform", {**FILES, **BROKEN, **services})


@pytest.fixture
def small(workplace: Path) -> Path:
    """
    Return a platform of a handful of files.
    """
    return write_platform(workplace / "small", {**FILES, **BROKEN})


def scanned(*words: str | Path) -> str:
    """
    Return the JSON result outside `run`.
    """
    ran = debtscan("scan", *words, "-f", "json")
    assert (ran.code, ran.err) == (0, "")
    return outside_run(ran.out)


def test_two_runs_give_the_same(platform: Path) -> None:
    """
    Nothing of the moment gets in.
    """
    assert scanned(platform) == scanned(platform)


def test_neither_hash_seed_nor_workers_change_a_byte(platform: Path, workplace: Path) -> None:
    """
    The order of sets and of finished workers is nobody's order.
    """
    results = {
        outside_run(
            process("scan", platform, "-f", "json", cwd=workplace, PYTHONHASHSEED=seed, DEBTSCAN_WORKERS=workers).out
        )
        for seed, workers in (("0", "1"), ("1", "1"), ("0", "2"), ("1", "2"))
    }

    assert len(results) == 1
    assert len(names_of_outside(results.pop())) > MANY


def names_of_outside(result: str) -> list[str]:
    """
    Return the ids of the components of a result without its run.
    """
    return names_of(result)


def test_a_warm_cache_changes_no_byte(platform: Path, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What was kept is what would be read.
    """
    without = scanned(platform)
    monkeypatch.setenv("DEBTSCAN_CACHE_DIR", str(workplace / "cache"))

    cold, warm = scanned(platform), scanned(platform)

    assert without == cold == warm
    assert any((workplace / "cache").iterdir())


def test_the_cache_keeps_no_names(platform: Path, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Persons are in the repository, nowhere else on the disk.
    """
    monkeypatch.setenv("DEBTSCAN_CACHE_DIR", str(workplace / "cache"))
    debtscan("scan", platform, "--people", "names", "-q")

    kept = b"".join(path.read_bytes() for path in (workplace / "cache").rglob("*") if path.is_file())

    assert kept
    assert [word for word in PERSONAL if word.encode() in kept] == []


def test_a_revision_gives_the_same_as_a_clean_checkout(platform: Path) -> None:
    """
    Readers cannot tell where the bytes came from.
    """
    assert scanned(platform, "--rev", "HEAD") == scanned(platform)


def test_a_bare_clone_gives_the_same(platform: Path, workplace: Path) -> None:
    """
    All but what is said of the target itself.
    """
    git(workplace, "clone", "-q", "--bare", str(platform), "bare.git")

    bare = json.loads(scanned("platform=bare.git"))
    checkout = json.loads(scanned(f"platform={platform}"))

    assert {**bare, "targets": None} == {**checkout, "targets": None}
    assert bare["targets"][0]["commit"] == checkout["targets"][0]["commit"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_kept_result_is_shown_as_the_scan_showed_it(small: Path, form: str, lang: str) -> None:
    """
    `report RESULT` needs nothing but the result.
    """
    shown = debtscan("scan", small, "-o", "kept.json", "-f", form, "--lang", lang)

    again = debtscan("report", "kept.json", "-f", form, "--lang", lang)

    assert (shown.code, again.code) == (0, 0)
    assert again.out == shown.out


@pytest.mark.parametrize("mode", ["pseudonym", "none"])
@pytest.mark.parametrize("form", FORMATS)
def test_no_name_appears_unless_asked_for(small: Path, form: str, mode: str) -> None:
    """
    Neither names nor addresses, in whatever format.
    """
    ran = debtscan("scan", small, "-f", form, "--people", mode)

    assert ran.code == 0
    assert [word for word in PERSONAL if word in ran.out + ran.err] == []


@pytest.mark.parametrize("form", ["json", "html"])
def test_names_appear_when_asked_for(small: Path, form: str) -> None:
    """
    Else the law above would hold of an empty page; addresses never appear.
    """
    ran = debtscan("scan", small, "-f", form, "--people", "names")

    assert "Zenzo Quillfeather" in ran.out
    assert "zq.first@" not in ran.out


def test_names_are_for_the_terminal_only(small: Path) -> None:
    """
    The screen shows names; the file that the same command writes, and a pipe, do not.
    """
    on_screen = debtscan("scan", small, "-o", "kept.json", terminal=True)
    piped = debtscan("scan", small)

    assert "Zenzo Quillfeather" in on_screen.out
    assert [word for word in PERSONAL if word in piped.out + (small.parent / "kept.json").read_text()] == []


def test_names_that_were_not_kept_cannot_come_back(small: Path) -> None:
    """
    Asking for them is wrong use; not asking shows what there is, on a terminal too.
    """
    debtscan("scan", small, "-q", "-o", "kept.json")
    debtscan("scan", small, "-q", "-o", "bare.json", "--people", "none")

    refused = [
        debtscan("report", "kept.json", "--people", "names"),
        debtscan("report", "bare.json", "--people", "pseudonym"),
    ]

    assert [ran.code for ran in refused] == [2, 2]
    assert "scan again with --people names" in refused[0].err
    assert debtscan("report", "kept.json", terminal=True).code == 0
    assert debtscan("report", "bare.json", terminal=True).code == 0


def test_a_result_is_valid_by_its_schema(small: Path) -> None:
    """
    The published schema describes what is really written.
    """
    ran = debtscan("scan", small, "-f", "json")

    found = Draft202012Validator(json.loads(schema())).iter_errors(json.loads(ran.out))

    assert [error.message for error in found] == []


def test_sarif_points_at_files_that_exist(small: Path) -> None:
    """
    Every place can be opened.
    """
    log: dict[str, Any] = json.loads(debtscan("scan", small, "-f", "sarif").out)

    places = {
        location["physicalLocation"]["artifactLocation"]["uri"]
        for result in log["runs"][0]["results"]
        for location in result["locations"]
    }

    assert places
    assert [place for place in places if not (small / place).exists()] == []


def test_what_a_scan_writes_it_does_not_read(small: Path) -> None:
    """
    A result inside the scanned folder changes neither this scan nor the next.
    """
    first = debtscan("scan", small, "-q", "-o", small / "result.json", "-f", f"html={small / 'report.html'}")
    before = outside_run((small / "result.json").read_text())
    debtscan("scan", small, "-q", "-o", small / "result.json", "-f", f"html={small / 'report.html'}")

    assert first.code == 0
    assert outside_run((small / "result.json").read_text()) == before


def test_files_written_agree_with_what_is_printed(small: Path) -> None:
    """
    -o FILE is -f json=FILE.
    """
    debtscan("scan", small, "-q", "-o", "one.json", "-f", "sarif=one.sarif")

    again = write_files(small.parent, {}) / "one.json"

    assert debtscan("report", again, "-f", "sarif").out == (small.parent / "one.sarif").read_text()
