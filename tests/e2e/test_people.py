"""
`debtscan people` on a real estate: the figures, the questions, what is refused.
"""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from debtscan.render.people import SCHEMAS, schema
from tests.e2e.command import debtscan
from tests.e2e.estate import write_platform

BUILDER, KEEPER = "Zenzo Quillfeather", "Brixa Umberlock"
QUESTIONS = {
    "debtscan.people-1.schema.json": [],
    "debtscan.people-leave-1.schema.json": ["--leave", "P2"],
    "debtscan.people-plan-1.schema.json": ["--plan"],
    "debtscan.people-interview-1.schema.json": ["--interview", "P1"],
    "debtscan.people-takeover-1.schema.json": ["--takeover", "scorer"],
}


@pytest.fixture(autouse=True)
def kept(workplace: Path) -> Path:
    """
    Return the kept result of the usual platform, which stands beside it.
    """
    write_platform(workplace / "platform")
    debtscan("scan", workplace / "platform", "-q", "-o", "kept.json")
    return workplace / "kept.json"


@pytest.mark.parametrize("file", SCHEMAS)
def test_folders_and_a_kept_result_give_the_same_by_the_schema(file: str) -> None:
    """
    Whatever is asked, printed or written, twice.
    """
    scanned = debtscan("people", "platform", *QUESTIONS[file], "-f", "json")
    written = debtscan("people", "kept.json", *QUESTIONS[file], "-o", "people.json", "-q")

    assert (scanned.code, scanned.err, written.code, written.out) == (0, "", 0, "")
    assert Path("people.json").read_text(encoding="utf-8") == scanned.out
    assert list(Draft202012Validator(json.loads(schema(file))).iter_errors(json.loads(scanned.out))) == []


def test_the_figures_are_those_of_the_history() -> None:
    """
    One wrote all six files; the other changed one that nobody had changed before, which makes a second author.
    """
    found = json.loads(debtscan("people", "platform", "--identities", "mail", "--include-all", "-f", "json").out)

    assert (found["schema"], found["identities"], found["renames"]) == ("debtscan.people/1", "mail", "exact")
    assert (found["truck_factor"], found["files"], found["coverage"]) == (1, 6, 0.1667)
    assert found["removed"] == [{"person": "P1", "files": 6}]
    assert found["offboarding"][-1] == {"days": 365, "gone": 1, "abandoned": 5, "files": 6}
    assert (found["hours"], found["coupling"]) == (0.0, [])
    assert [person["id"] for person in found["people"]] == ["P1", "P2"]
    assert {component["knowledge"]["state"] for component in found["components"]} == {"orphan", "single"}


def test_names_choose_persons_only_while_scanning() -> None:
    """
    A kept result knows ids, whatever it keeps; none can be chosen where persons are hidden.
    """
    debtscan("scan", "platform", "-q", "--people", "names", "-o", "named.json")

    assert (
        debtscan("people", "platform", "--leave", BUILDER.upper()).out
        == debtscan("people", "platform", "--leave", "P1").out
    )
    for words in (["named.json", "--leave", BUILDER], ["kept.json", "--interview", KEEPER]):
        ran = debtscan("people", *words)
        assert (ran.code, ran.out) == (2, "")
        assert "knows persons by their ids only" in ran.err
    hidden = debtscan("people", "platform", "--plan", "--people", "none")
    assert (hidden.code, "persons are hidden" in hidden.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["kept.json", "--identities", "mail"], "counts persons, files or renames differently"),
        (["platform", "--leave", "P9"], "'P9': nobody has this id or name"),
        (["platform", "--takeover", "nothing-of-the-kind"], "no team, component or person has this name"),
        (["platform", "--plan", "--leave", "P1"], "are different questions"),
    ],
)
def test_what_cannot_be_answered_is_wrong_use(words: list[str], said: str) -> None:
    """
    One line says why and what to do.
    """
    ran = debtscan("people", *words)

    assert (ran.code, ran.out, said in ran.err) == (2, "", True)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("words", QUESTIONS.values(), ids=QUESTIONS)
def test_every_page_fits_eighty_columns(words: list[str], lang: str) -> None:
    """
    Of a terminal, where a Japanese sign takes two.
    """
    ran = debtscan("people", "platform", *words, "--lang", lang)

    assert ran.code == 0
    assert len(ran.out.splitlines()) > 2
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_a_folder_without_history_says_so(workplace: Path) -> None:
    """
    Null and nothing, never zero per cent.
    """
    (workplace / "plain").mkdir()
    (workplace / "plain" / "Dockerfile").write_text("FROM python:3.11\n", encoding="utf-8")

    found = json.loads(debtscan("people", "plain", "-f", "json").out)

    assert (found["grade"], found["truck_factor"], found["coverage"]) == ("none", 0, None)
    assert "cannot say" in debtscan("people", "plain").out


def test_the_configuration_can_state_who_has_left(workplace: Path) -> None:
    """
    For certain, with the reason; a table that names nobody stands in the ledger, without the name.
    """
    text = '[[person]]\nentries = ["Brixa Umberlock"]\ndeparted = 2020-01-01\n[[person]]\nentries = ["Ghost Writer"]\n'
    (workplace / "debtscan.toml").write_text(text, encoding="utf-8")

    found = json.loads(debtscan("people", "platform", "-f", "json").out)
    scanned = debtscan("scan", "platform", "-f", "json").out

    assert [(one["departed"]["value"], one["reason"]) for one in found["people"]][1] == (1.0, "declared")
    assert {component["knowledge"]["state"] for component in found["components"]} == {"orphan"}
    assert "names no author" in scanned
    assert "Ghost" not in scanned
