"""
Settings come from the command line, the environment, a file, or are the defaults, in this order.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from debtscan.base.config import Config
from debtscan.base.errors import DebtscanError
from debtscan.cli.settings import first_folder, options_for, parse_day, parse_formats, settings_from
from debtscan.model.words import Format, Lang, PeopleMode, Severity, Status


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    Return the empty working folder; no setting of the machine counts.
    """
    for key in ("LANG", "PEOPLE", "NOW", "TODAY", "STRICT", "FAIL_ON", "WORKERS", "CACHE"):
        monkeypatch.delenv(f"DEBTSCAN_{key}", raising=False)
    (tmp_path / "work").mkdir()
    (tmp_path / "tree").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def test_defaults() -> None:
    """
    English, the gate at high, pseudonyms by nobody's wish, and today's date in UTC.
    """
    settings = settings_from({}, None)

    assert (settings.config, settings.lang, settings.fail_on) == (Config(), Lang.EN, Severity.HIGH)
    assert (settings.people, settings.now, settings.today) == (None, None, datetime.now(UTC).date())
    assert (settings.quiet, settings.verbose, settings.ignored) == (False, False, ())


def test_command_line_over_environment_over_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Each source fills what the ones before it left open.
    """
    (place / "work" / "debtscan.toml").write_text('lang = "ja"\npeople = "none"\nfail_on = "low"\nworkers = 2\n')
    monkeypatch.setenv("DEBTSCAN_PEOPLE", "names")
    monkeypatch.setenv("DEBTSCAN_WORKERS", "3")
    monkeypatch.setenv("DEBTSCAN_STRICT", "true")

    settings = settings_from({"lang": "en", "now": "2024-02-03", "quiet": True, "verbose": 1}, None)

    assert (settings.lang, settings.people, settings.fail_on) == (Lang.EN, PeopleMode.NAMES, Severity.LOW)
    assert (settings.config.workers, settings.config.strict) == (3, True)
    assert (settings.now, settings.quiet, settings.verbose) == (date(2024, 2, 3), True, True)


def test_a_wrong_environment_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    With the way to the right one.
    """
    monkeypatch.setenv("DEBTSCAN_WORKERS", "many")

    with pytest.raises(DebtscanError, match="environment or command line: Expected `int"):
        settings_from({}, None)


@pytest.mark.parametrize("name", ["debtscan.toml", "pyproject.toml"])
def test_the_working_folder_is_asked_before_the_scanned_tree(place: Path, name: str) -> None:
    """
    What the user works in may set everything.
    """
    table = "[tool.debtscan]\n" if name == "pyproject.toml" else ""
    (place / "work" / name).write_text(f'{table}workers = 2\npeople = "names"\n')
    (place / "tree" / "debtscan.toml").write_text('lang = "ja"\n')

    settings = settings_from({}, place / "tree")

    assert (settings.config.workers, settings.people, settings.lang) == (2, PeopleMode.NAMES, Lang.EN)


def test_a_scanned_tree_sets_what_an_outsider_may(place: Path) -> None:
    """
    The rest is kept for the ledger.
    """
    (place / "tree" / "pyproject.toml").write_text(
        '[tool.debtscan]\nlang = "ja"\nfail_on = "low"\npeople = "names"\nrules = ["x"]\n'
    )

    settings = settings_from({}, place / "tree")

    assert (settings.lang, settings.fail_on, settings.people) == (Lang.JA, Severity.LOW, None)
    assert (settings.config.rules, settings.ignored) == ([], ("people", "rules"))


@pytest.mark.parametrize("folder", ["work", "tree"])
def test_corrections_come_from_either_place(place: Path, folder: str) -> None:
    """
    A scanned tree may correct, and a mistake in it is as wrong as one of the user's own.
    """
    config = place / folder / "debtscan.toml"
    config.write_text('[[component]]\nid = "a:job:b"\nstatus = "unused"\n')

    settings = settings_from({}, place / "tree")
    corrections = options_for(settings, None, (), ()).corrections
    config.write_text('[[component]]\nid = "a:job:b"\nstatus = "unsued"\n')

    assert [(one.id, one.status, one.place.line) for one in corrections.components] == [("a:job:b", Status.UNUSED, 1)]
    assert settings.ignored == ()
    with pytest.raises(DebtscanError, match="1: component: 'unsued' is no status") as caught:
        options_for(settings_from({}, place / "tree"), None, (), ())
    assert caught.value.hint == "did you mean 'unused'?"


def test_the_working_folder_is_no_outsider_to_itself(place: Path) -> None:
    """
    `debtscan .` reads the file once, as the user's.
    """
    (place / "work" / "debtscan.toml").write_text("workers = 2\n")

    assert settings_from({}, place / "work").ignored == ()


def test_a_file_that_is_named_is_the_only_one(place: Path) -> None:
    """
    --config wins over what lies around.
    """
    (place / "work" / "debtscan.toml").write_text('lang = "ja"\n')
    (place / "other.toml").write_text("workers = 4\n")

    settings = settings_from({"config_path": str(place / "other.toml")}, None)

    assert (settings.lang, settings.config.workers) == (Lang.EN, 4)


def test_other_peoples_pyproject_is_left_alone(place: Path) -> None:
    """
    Whether it is broken or speaks of other tools.
    """
    (place / "work" / "pyproject.toml").write_bytes(b"\xe9")
    (place / "tree" / "pyproject.toml").write_text("[project\nname = ")

    assert settings_from({}, place / "tree").config == Config()


def test_options_say_what_is_read(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    """
    Names stay in memory unless no persons are wanted, and what is written is not read.
    """
    monkeypatch.setattr("sys.argv", ["debtscan", "scan", "x"])
    monkeypatch.setenv("DEBTSCAN_CACHE", "false")
    named, bare = settings_from({}, None), settings_from({"people": "none"}, None)

    options = options_for(named, "HEAD", ["more"], [(Format.JSON, Path("r.json"))])

    assert (options.people, options_for(bare, None, (), ()).people) == (PeopleMode.NAMES, PeopleMode.NONE)
    assert (options.revision, options.rules, options.cache) == ("HEAD", (Path("more"),), False)
    assert options.exclude == frozenset({place / "work" / "r.json"})
    assert options.argv == ("scan", "x")


@pytest.mark.parametrize(
    ("words", "folder"), [((), "work"), (("../tree", "x"), "tree"), (("name=../tree",), "tree")], ids=str
)
def test_the_first_folder_may_hold_a_configuration(place: Path, words: tuple[str, ...], folder: str) -> None:
    """
    Without a path it is the working folder.
    """
    assert first_folder(words).resolve() == (place / folder).resolve()


def test_days_are_iso_days() -> None:
    """
    Anything else says which option was wrong.
    """
    assert parse_day("2024-02-29", "--now") == date(2024, 2, 29)
    with pytest.raises(DebtscanError, match="--now: '2023-02-29' is no date"):
        parse_day("2023-02-29", "--now")


def test_formats_are_one_for_the_screen_and_files() -> None:
    """
    -o is a file of JSON.
    """
    assert parse_formats((), None) == (None, ())
    assert parse_formats(("sarif", "html=page.html"), "r.json") == (
        Format.SARIF,
        ((Format.JSON, Path("r.json")), (Format.HTML, Path("page.html"))),
    )


@pytest.mark.parametrize(
    ("formats", "output", "words"),
    [
        (("json", "text"), None, "both go to stdout"),
        (("yaml",), None, "'yaml' is none of text, json"),
        (("json=",), None, "no file after '='"),
        (("json=a/b/c.json",), None, "there is no folder a/b"),
        (("html=x",), "x", "two formats go into one file"),
    ],
)
def test_what_contradicts_itself_is_refused(formats: tuple[str, ...], output: str | None, words: str) -> None:
    """
    Before anything is scanned.
    """
    with pytest.raises(DebtscanError, match=words):
        parse_formats(formats, output)
