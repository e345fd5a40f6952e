"""
Bad input gives one clear line that says what, where and what to do, the right exit code, and costs nothing else.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import debtscan, process
from tests.e2e.estate import API, BROKEN, FILES, SERVICE, names_of, write_files, write_platform

BOMB = "\n".join(
    ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    + [f"a{level}: &a{level} [{','.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 9)]
)
RULE = """\
id: loud
title: {en: Loud, ja: うるさい}
message: {en: "{nam} is loud.", ja: "{name}はうるさい。"}
why: {en: Because., ja: なぜなら。}
first_step: {en: Hush., ja: 静かに。}
matcher: hotspott
severity: hihg
confidence: high
"""
BAD_FILES = {
    "broken.yaml": BROKEN["infra/broken.yaml"],
    "unclosed.yaml": "list: [1, 2\nother: {",
    "bomb.yaml": BOMB,
    "picture.yaml": "\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
}

TABLE: list[tuple[str, int, list[str]]] = [
    ("scan nowhere", 2, ["nowhere: no such folder"]),
    ("scan good/scorer/app.py", 2, ["good/scorer/app.py: is a file, not a folder", "debtscan scan good/scorer"]),
    ("scan https://git.example.com/x.git", 2, ["debtscan reads folders, not addresses", "git clone"]),
    ("scan empty", 3, ["empty: nothing here that debtscan can read"]),
    ("scan prose", 3, ["prose: nothing here that debtscan can read"]),
    ("scan broken", 3, ["broken: nothing here", "x.yaml: not valid in its format"]),
    ("scan bomb", 3, ["bomb: nothing here", "x.yaml: unreasonably nested or repeated"]),
    ("scan binary", 3, ["binary: nothing here", "x.yaml: binary file"]),
    ("scan good --rev HEAD", 2, ["good: --rev needs a git repository"]),
    ("scan good -f json -f sarif", 2, ["-f json and -f sarif both go to stdout", "-f sarif=FILE"]),
    ("scan good -f pdf", 2, ["format: 'pdf' is none of text, json, sarif, markdown, html"]),
    ("scan good -f json=", 2, ["-f json=: no file after '='"]),
    ("scan good -o missing/result.json", 2, ["missing/result.json: there is no folder missing", "mkdir -p missing"]),
    ("scan good -o link.json", 2, ["link.json: is a symbolic link, not a file", "name a plain file"]),
    ("scan good -o empty", 2, ["empty: is a folder, not a file"]),
    ("scan good -o r.json -f html=r.json", 2, ["two formats go into one file"]),
    ("scan good --now yesterday", 2, ["--now: 'yesterday' is no date", "--now 2026-04-01"]),
    ("scan good --lang fr", 2, ["'fr' is not one of 'en', 'ja'"]),
    ("scan good --config typo.toml", 2, ["typo.toml: unknown key 'lnag'", "did you mean 'lang'?"]),
    ("scan good --config odd.toml", 2, ["odd.toml: unknown key 'zzz'", "known keys: lang"]),
    ("scan good --config type.toml", 2, ["type.toml: Expected `int", "$.workers"]),
    ("scan good --config none.toml", 2, ["none.toml: no such file"]),
    ("scan good --config word.toml", 2, ["lang: 'fr' is none of en, ja"]),
    ("scan good --config torn.toml", 2, ["torn.toml: not valid TOML"]),
    ("scan good --config latin.toml", 2, ["latin.toml: not UTF-8"]),
    ("scan configured", 2, ["debtscan.toml: unknown key 'lnag'", "did you mean 'lang'?"]),
    ("scan good --rules rules", 2, ["rules/loud.yaml:6: matcher: 'hotspott' is unknown; did you mean 'hotspot'?"]),
    ("scan good --rules norules", 2, ["norules:1: no folder of rules"]),
    ("scan good --bogus", 2, ["No such option '--bogus'"]),
    ("rules lint rules", 2, ["rules/loud.yaml:6: matcher", "rules/loud.yaml:7: severity"]),
    ("rules show own-schedulr", 2, ["'own-schedulr'", "did you mean 'own-scheduler'?"]),
    ("rules test nowhere", 2, ["nowhere: no such folder"]),
    ("report other.json", 2, ["other.json: the result has schema 'debtscan.assessment/9'", "scan again"]),
    ("report prose/README.md", 2, ["prose/README.md: not a debtscan result: not valid JSON"]),
    ("report nowhere.json", 2, ["nowhere.json: no such file", "debtscan scan -o result.json"]),
    ("report empty", 2, ["empty: cannot be read (folder)"]),
    ("report", 2, ["Missing argument 'RESULT'"]),
    ("gate good --fail-on awful", 2, ["'awful' is not one of 'critical'"]),
    ("gate good --config loud.toml", 2, ["fail-on: 'hihg' is none of critical, high"]),
    ("explain scroer good", 2, ["'scroer': no rule, finding or component", "did you mean 'scorer'?"]),
    ("explan good", 2, ["explan: neither a command nor a folder", "debtscan explain"]),
    ("demo --into good/scorer/app.py", 2, ["good/scorer/app.py"]),
]


@pytest.fixture(autouse=True)
def place(workplace: Path) -> Path:
    """
    Return the working folder with all the good and bad things that the table names.
    """
    write_files(workplace / "good", FILES)
    write_files(
        workplace,
        {
            "prose/README.md": "Words.\n",
            "broken/x.yaml": BAD_FILES["unclosed.yaml"],
            "bomb/x.yaml": BOMB,
            "binary/x.yaml": BAD_FILES["picture.yaml"],
            "configured/debtscan.toml": 'lnag = "ja"\n',
            "configured/web.yaml": SERVICE,
            "typo.toml": 'lnag = "ja"\n',
            "odd.toml": "zzz = 1\n",
            "type.toml": 'workers = "many"\n',
            "word.toml": 'lang = "fr"\n',
            "torn.toml": "lang = \n",
            "loud.toml": 'fail_on = "hihg"\n',
            "rules/loud.yaml": RULE,
            "other.json": '{"schema": "debtscan.assessment/9"}\n',
        },
    )
    (workplace / "latin.toml").write_bytes(b'lang = "\xe9"\n')
    (workplace / "empty").mkdir()
    (workplace / "link.json").symlink_to(workplace / "elsewhere.json")
    return workplace


@pytest.mark.parametrize(("line", "code", "words"), TABLE, ids=[line for line, _, _ in TABLE])
def test_it_says_what_where_and_what_to_do(line: str, code: int, words: list[str]) -> None:
    """
    One clear line on stderr with a way out, nothing on stdout, no traceback, the right exit code.
    """
    ran = debtscan(*line.split())

    assert (ran.code, ran.out) == (code, "")
    assert [word for word in words if word not in ran.err] == []
    assert ran.err.startswith("debtscan: ")
    assert len(ran.err.splitlines()) >= 2
    assert "Traceback" not in ran.err
    assert "a bug" not in ran.err


def test_nothing_is_written_by_a_refused_command(place: Path) -> None:
    """
    Neither through the link nor beside it.
    """
    before = sorted(path.name for path in place.iterdir())

    debtscan("scan", "good", "-o", "link.json")

    assert sorted(path.name for path in place.iterdir()) == before


def test_html_does_not_go_to_a_terminal() -> None:
    """
    A page of mark-up would fill the screen; into a pipe it may go.
    """
    refused = debtscan("scan", "good", "-f", "html", terminal=True)
    piped = debtscan("scan", "good", "-f", "html")

    assert (refused.code, refused.out) == (2, "")
    assert "-f html=report.html" in refused.err
    assert (piped.code, piped.out[:15].lower()) == (0, "<!doctype html>")


def test_all_mistakes_of_all_rules_are_told_at_once() -> None:
    """
    Nobody mends one line only to hear of the next.
    """
    ran = debtscan("rules", "lint", "rules")

    places = [line.removeprefix("debtscan: ").split(": ")[0] for line in ran.err.splitlines() if "loud.yaml" in line]

    assert places == sorted(places)
    assert {"rules/loud.yaml:6", "rules/loud.yaml:7"} <= set(places)


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_costs_itself_only(place: Path, name: str) -> None:
    """
    The healthy rest is found as without it, and the ledger names the file.
    """
    healthy = names_of(debtscan("scan", "good", "-f", "json").out)
    (place / "good" / name).write_bytes(BAD_FILES[name].encode("latin-1"))

    ran = debtscan("scan", "good", "-f", "json")

    assert (ran.code, names_of(ran.out)) == (0, healthy)
    coverage = json.loads(ran.out)["coverage"]
    assert name in {skip["path"] for skip in coverage["skipped"] + coverage["degraded"]}


def test_the_bomb_is_small() -> None:
    """
    It is the multiplication that hurts, not the size.
    """
    assert len(BOMB) < 500


def test_a_repository_that_sets_a_command_runs_none(place: Path) -> None:
    """
    core.fsmonitor of the scanned repository is never obeyed.
    """
    trapped = write_platform(place / "trapped")
    witness = place / "witness"
    with (trapped / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write(f'[core]\n\tfsmonitor = "touch {witness}; false"\n')

    ran = debtscan("scan", "trapped", "-f", "json")

    assert ran.code == 0
    assert not witness.exists()
    assert json.loads(ran.out)["targets"][0]["history"]["commits"] == 2


def test_settings_of_a_scanned_tree_cannot_reach_out(place: Path) -> None:
    """
    What an outsider may not set is left out with a line in the ledger.
    """
    write_files(
        place / "good", {"debtscan.toml": 'fail_on = "low"\npeople = "names"\nrules = ["rules"]\nworkers = 9\n'}
    )

    result: dict[str, Any] = json.loads(debtscan("scan", "good", "-f", "json").out)

    ignored = [skip["detail"] for skip in result["coverage"]["skipped"] if skip["reason"] == "config_ignored"]
    assert ignored == ["people", "rules", "workers"]


def test_the_link_of_a_scanned_tree_is_no_configuration(place: Path) -> None:
    """
    A debtscan.toml that leads out of the tree is refused, not followed.
    """
    (place / "good" / "debtscan.toml").symlink_to(place / "typo.toml")

    ran = debtscan("scan", "good", "-q")

    assert ran.code == 2
    assert "debtscan.toml: cannot be read (symbolic link)" in ran.err


def test_the_pyproject_of_another_tool_is_nobodys_business(place: Path) -> None:
    """
    Bytes that are no text in a foreign pyproject.toml stop nothing.
    """
    (place / "good" / "pyproject.toml").write_bytes(b'[project]\nname = "\xe9"\n')

    assert debtscan("scan", "good", "-q").code == 0


def test_errors_speak_no_control_characters(place: Path) -> None:
    """
    The name of a folder cannot paint the terminal.
    """
    ran = debtscan("scan", place / "no\x1b[31mred")

    assert "\x1b" not in ran.err
    assert r"no\x1b[31mred" in ran.err


@pytest.mark.parametrize(("line", "code"), [("scan nowhere", 2), ("scan empty", 3), ("scan good -q", 0)])
def test_a_true_process_says_the_same(place: Path, line: str, code: int) -> None:
    """
    Exit code and streams are those of the run inside this process.
    """
    ran = process(*line.split(), cwd=place)

    assert ran == debtscan(*line.split())
    assert ran.code == code


def test_a_locale_without_japanese_is_no_bug(place: Path) -> None:
    """
    A character that the terminal lacks is escaped: the dots fit in here, the Japanese does not.
    """
    ran = process("scan", "good", "--lang", "ja", cwd=place, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")

    assert (ran.code, ran.err) == (0, "")
    assert "\\u30b5" in ran.out


def test_a_bug_of_ours_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    No traceback unless asked for, exit code 70, and where to look.
    """
    monkeypatch.setattr("debtscan.cli.scan.assess", _fail)

    ran = debtscan("scan", "good")
    monkeypatch.setenv("DEBTSCAN_DEBUG", "1")
    asked = debtscan("scan", "good")

    assert (ran.code, ran.out) == (70, "")
    assert ran.err.startswith("debtscan: a bug: ZeroDivisionError at test_bad_input.py:")
    assert "Traceback" not in ran.err
    assert "Traceback" in asked.err


def _fail(*_: object) -> None:
    raise ZeroDivisionError


def test_an_interrupt_is_no_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Ctrl-C ends with the code that shells expect.
    """
    monkeypatch.setattr("debtscan.cli.scan.assess", _interrupt)

    ran = debtscan("scan", "good", "--lang", "ja")

    assert (ran.code, ran.err.strip()) == (130, "debtscan: 中断された")


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_reader_that_has_enough_ends_the_command_quietly(place: Path) -> None:
    """
    `debtscan scan | head -1` is no error.
    """
    command = [sys.executable, "-m", "debtscan", "scan", "good", "-f", "json"]
    with subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()

    assert (running.returncode, said) == (0, b"")


def test_the_api_of_the_platform_is_read() -> None:
    """
    The good folder is good: what stands in it is found.
    """
    assert "good:crd:ModelTraining" in names_of(debtscan("scan", "good", "-f", "json").out)
    assert "ModelTraining" in API
