"""
Every command does what its help says, in both languages, with the exit codes that scripts rely on.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from debtscan.base.resources import bundled
from debtscan.cli.main import COMMANDS, SUMMARIES
from tests.e2e.command import debtscan
from tests.e2e.estate import FILES, write_files, write_platform

ROOT = Path(__file__).parents[2]


@pytest.fixture
def platform(workplace: Path) -> Path:
    """
    Return the usual platform as a repository.
    """
    return write_platform(workplace / "platform")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    """
    And a line in the help of all.
    """
    ran = debtscan(command, "--help")

    assert (ran.code, ran.err) == (0, "")
    assert "--lang" in ran.out or command == "rules"
    assert command in SUMMARIES


def test_the_help_of_all_lists_every_command() -> None:
    """
    In one line each.
    """
    ran = debtscan("--help")

    assert (ran.code, ran.err) == (0, "")
    assert [command for command in COMMANDS if command not in ran.out] == []


def test_the_help_loads_nothing_that_is_slow() -> None:
    """
    Nobody waits for a graph library in order to read a help page.
    """
    program = (
        "import sys; sys.argv = ['debtscan', '--help']\n"
        "from debtscan.cli.main import run\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "slow = {'networkx', 'radon', 'git', 'jinja2', 'yaml', 'tree_sitter', 'sqlite3', 'multiprocessing'}\n"
        "print(sorted(slow & set(sys.modules)), file=sys.stderr)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT)

    assert done.stderr.decode().strip() == "[]"


def test_the_version_is_told() -> None:
    """
    For bug reports.
    """
    ran = debtscan("--version")

    assert (ran.code, "0." in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ["Report (HTML): ", "Result (JSON): "]), ("ja", ["報告（HTML）: ", "結果（JSON）: "])],  # noqa: RUF001 - Japanese
)
def test_a_scan_tells_where_it_wrote(platform: Path, lang: str, words: list[str]) -> None:
    """
    The report's place on stdout, for whoever started it; the rest beside.
    """
    ran = debtscan("scan", platform, "-o", "kept.json", "-f", "html=page.html", "--lang", lang)

    page, kept = (str(platform.parent / name) for name in ("page.html", "kept.json"))
    assert ran.out.splitlines()[-1] == f"{words[0]}{page}"
    assert ran.err.splitlines() == [f"{words[1]}{kept}"]


def test_quiet_says_nothing(platform: Path) -> None:
    """
    Only the files that were asked for.
    """
    ran = debtscan("scan", platform, "-q", "-o", "kept.json")

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (platform.parent / "kept.json").is_file()


def test_colour_is_for_terminals(platform: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    And only where nobody refused it.
    """
    coloured = debtscan("scan", platform, terminal=True)
    piped = debtscan("scan", platform)
    monkeypatch.setenv("NO_COLOR", "1")
    refused = debtscan("scan", platform, terminal=True)

    assert ["\x1b[" in ran.out for ran in (coloured, piped, refused)] == [True, False, False]


@pytest.mark.parametrize(
    ("limit", "code", "lang", "closing"),
    [
        ("critical", 0, "en", "Gate passed: no debt at severity critical or above."),
        ("medium", 1, "en", "Gate failed: debts at severity medium or above: "),
        ("critical", 0, "ja", "ゲート合格: 重さ重大以上の負債はない。"),
        ("medium", 1, "ja", "ゲート不合格: 重さ中以上の負債"),
    ],
)
def test_the_gate_fails_at_its_severity(platform: Path, limit: str, code: int, lang: str, closing: str) -> None:
    """
    One line for each failing debt on stdout, the verdict on stderr.
    """
    ran = debtscan("gate", platform, "--fail-on", limit, "--lang", lang)

    assert ran.code == code
    assert ran.err.startswith(closing)
    assert bool(ran.out) is bool(code)
    assert all(line.endswith("]") and ":" in line for line in ran.out.splitlines())


def test_the_gate_takes_a_kept_result_and_writes_reports(platform: Path, workplace: Path) -> None:
    """
    CI scans once, gates on the result and uploads the SARIF.
    """
    debtscan("scan", platform, "-q", "-o", "kept.json")

    ran = debtscan("gate", "kept.json", "--fail-on", "medium", "-f", "sarif=debts.sarif")
    bare = debtscan("gate", "kept.json", "--fail-on", "medium", "-f", "json")

    assert ran == debtscan("gate", platform, "--fail-on", "medium")
    assert json.loads((workplace / "debts.sarif").read_text())["version"] == "2.1.0"
    assert (bare.code, json.loads(bare.out)["schema"]) == (1, "debtscan.assessment/1")


def test_the_gate_knows_strict(workplace: Path) -> None:
    """
    A failure is worse than a gap; a gap is no pass.
    """
    write_files(workplace / "some", {"web.yaml": FILES["scorer/deployment.yaml"], "x.yaml": "a: [\n"})

    assert debtscan("gate", "some", "--strict", "--fail-on", "critical").code == 4
    assert debtscan("gate", "some", "--strict", "--fail-on", "info").code == 1


def test_the_gate_reads_its_severity_from_the_configuration(platform: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Command line over environment over file over default.
    """
    write_files(platform, {"debtscan.toml": 'fail_on = "medium"\n'})

    by_file = debtscan("gate", platform).code
    monkeypatch.setenv("DEBTSCAN_FAIL_ON", "critical")
    by_environment = debtscan("gate", platform).code
    by_line = debtscan("gate", platform, "--fail-on", "medium").code

    assert (by_file, by_environment, by_line) == (1, 0, 1)


def test_explain_tells_a_rule_without_scanning(workplace: Path) -> None:
    """
    Even in an empty folder.
    """
    english, japanese = (debtscan("explain", "own-scheduler", "--lang", lang) for lang in ("en", "ja"))

    assert (english.code, japanese.code) == (0, 0)
    assert "First step" in english.out
    assert "最初の一歩" in japanese.out
    assert english.out == debtscan("rules", "show", "own-scheduler").out
    assert list(workplace.iterdir()) == []


def test_explain_tells_a_component_and_a_finding_of_a_kept_result(platform: Path, workplace: Path) -> None:
    """
    By name, by id and by the beginning of a fingerprint.
    """
    debtscan("scan", platform, "-q", "-o", "kept.json")
    finding = json.loads((workplace / "kept.json").read_text())["findings"][0]

    by_name = debtscan("explain", "ModelTraining", "kept.json")
    by_id = debtscan("explain", "platform:crd:ModelTraining", "kept.json")
    told = debtscan("explain", finding["fingerprint"][:10], "kept.json")

    assert by_name == by_id
    assert by_name.out.startswith("ModelTraining\n")
    assert finding["fingerprint"] in told.out


def test_explain_shows_persons_as_a_scan_does(platform: Path) -> None:
    """
    By name on a terminal, by pseudonym in a pipe, not at all when asked so.
    """
    shown = debtscan("explain", "ModelTraining", platform, terminal=True)
    piped = debtscan("explain", "ModelTraining", platform)
    none = debtscan("explain", "ModelTraining", platform, "--people", "none", terminal=True)

    assert "Zenzo Quillfeather" in shown.out
    assert ("Zenzo" in piped.out, "P1" in piped.out) == (False, True)
    assert ("Zenzo" in none.out, "P1" in none.out) == (False, False)


def test_all_shipped_rules_pass_on_their_miniatures() -> None:
    """
    `debtscan rules test`, as CI runs it.
    """
    ran = debtscan("rules", "test", ROOT / "tests" / "rules")

    assert ran.code == 0
    assert ran.out.endswith(" miniatures: 0 faulty.\n")


def test_rules_are_listed_and_sound() -> None:
    """
    As many as there are files.
    """
    shipped = sorted(path.stem for path in (bundled("rules") / "platform").iterdir())

    listed = json.loads(debtscan("rules", "list", "-f", "json").out)

    assert [rule["id"] for rule in listed] == shipped
    assert debtscan("rules", "lint").out == f"{len(shipped)} rules: no mistake.\n"
    assert debtscan("rules", "lint", "--lang", "ja").out == f"ルール{len(shipped)}件: 誤りなし。\n"


def test_the_page_of_rules_is_up_to_date() -> None:
    """
    Whoever changes a rule runs `debtscan rules list -f markdown > docs/rules.md`.
    """
    assert debtscan("rules", "list", "-f", "markdown").out == (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def test_the_demo_is_built_assessed_and_reported(workplace: Path) -> None:
    """
    Two repositories, a result and a report, and where they are; a second run uses what is there.
    """
    ran = debtscan("demo", "--lang", "ja")
    again = debtscan("demo")

    assert ran.code == 0
    assert f"デモ用の基盤とその報告は{workplace / 'debtscan-demo'}にある。" in ran.err.splitlines()
    assert ran.out.splitlines()[-1] == f"報告（HTML）: {workplace / 'debtscan-demo' / 'report.html'}"  # noqa: RUF001 - Japanese
    found = {path.name for path in (workplace / "debtscan-demo").iterdir()}
    assert found == {"ml-platform", "ml-services", "debtscan.json", "report.html"}
    assert again.code == 0


def test_the_demo_overwrites_nobodys_folder(workplace: Path) -> None:
    """
    What lies where a repository of the demo would go stays as it is.
    """
    write_files(workplace / "mine", {"ml-platform/work.txt": "a day's work\n"})

    ran = debtscan("demo", "--into", "mine")

    assert (ran.code, ran.out) == (2, "")
    assert "ml-platform: is not an empty folder" in ran.err
    assert (workplace / "mine" / "ml-platform" / "work.txt").read_text() == "a day's work\n"


def test_a_folder_that_git_cannot_read_is_not_the_demo(workplace: Path) -> None:
    """
    Something called .git is no repository yet.
    """
    (workplace / "mine" / "ml-platform" / ".git").mkdir(parents=True)

    assert debtscan("demo", "--into", "mine").code == 2


def test_the_doctor_names_no_place_of_the_user(workplace: Path) -> None:
    """
    What it prints goes into public bug reports.
    """
    ran = debtscan("doctor")

    assert ran.code == 0
    assert str(workplace) not in ran.out
    assert str(Path.home()) + "/" not in ran.out
    assert [line.split()[0] for line in ran.out.splitlines()][:3] == ["debtscan", "python", "locale"]
