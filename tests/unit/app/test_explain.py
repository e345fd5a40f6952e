"""
A word leads to one page, or to a question that can be answered.
"""

from pathlib import Path

import pytest
from msgspec.structs import replace

from debtscan.app.explain import explain, rule_page
from debtscan.base.errors import DebtscanError
from debtscan.model.assessment import Assessment
from debtscan.model.words import Lang
from tests.unit.render.sample import COMPONENTS, FINDINGS, RULES, TRAIN, hostile, platform

FINGERPRINT = "0123456789abcdef01234567"


def sample() -> Assessment:
    """
    Return the platform with one finding whose fingerprint is like a true one.
    """
    first, *others = FINDINGS
    return replace(platform(), findings=(replace(first, fingerprint=FINGERPRINT), *others))


def told(what: str, lang: Lang = Lang.EN, *, of: Assessment | None = None) -> str:
    """
    Return the page of *what*.
    """
    return explain(what, (), lang, lambda: of or sample())


def refused(what: str, *, of: Assessment | None = None) -> tuple[str, str]:
    """
    Return the message and the hint of the error that *what* gives.
    """
    with pytest.raises(DebtscanError) as caught:
        told(what, of=of)
    return str(caught.value), caught.value.hint


def _never() -> Assessment:
    raise AssertionError


def test_a_shipped_rule_needs_no_estate() -> None:
    """
    Nothing is scanned for it.
    """
    page = explain("own-scheduler", (), Lang.EN, _never)

    assert page == rule_page("own-scheduler", (), Lang.EN)
    assert page.startswith("Schedule kept by own code\n")


def test_a_rule_of_the_result_is_told() -> None:
    """
    A result may come from rules that are not at hand.
    """
    assert told("loose-image").splitlines()[0] == RULES[2].title.en
    assert "As its matcher loose_image decides." in told("loose-image")


@pytest.mark.parametrize("word", [FINGERPRINT, FINGERPRINT[:6], FINGERPRINT[:8].upper()])
def test_a_finding_is_known_by_the_beginning_of_its_fingerprint(word: str) -> None:
    """
    Six characters are enough where they are unique.
    """
    page = told(word)

    assert FINGERPRINT in page
    assert "ml-platform/controllers/train-controller/main.go:31  main program" in page


def test_a_finding_is_told_in_japanese() -> None:
    """
    Sentence, caption and labels.
    """
    page = told(FINGERPRINT, Lang.JA)

    assert page.startswith("train-controllerは自作だが")
    assert "メインプログラム" in "".join(page.split())
    assert "最初の一歩" in page


def test_five_characters_are_no_fingerprint() -> None:
    """
    Too little to mean one finding.
    """
    assert refused(FINGERPRINT[:5])[0] == "'01234': no rule, finding or component has this name"


def test_two_findings_of_one_beginning_are_both_named() -> None:
    """
    The error says how to go on.
    """
    findings = tuple(replace(FINDINGS[0], fingerprint=f"abcdef{number}") for number in range(7))

    message, hint = refused("abcdef", of=replace(platform(), findings=findings))

    assert message == "'abcdef' names 7 things: abcdef0, abcdef1, abcdef2, abcdef3, abcdef4 and 2 more"
    assert hint == "debtscan explain 'abcdef0'"


@pytest.mark.parametrize("word", [TRAIN.id, TRAIN.name, TRAIN.name.upper(), "学習係"])
def test_a_component_is_known_by_id_name_and_alias(word: str) -> None:
    """
    Capitals make no difference in a name.
    """
    named = replace(TRAIN, aliases=("学習係",))
    estate = replace(platform(), components=tuple(named if one is TRAIN else one for one in COMPONENTS))

    assert told(word, of=estate).startswith("train-controller\n")


def test_two_components_of_one_name_are_both_named() -> None:
    """
    By the ids that tell them apart.
    """
    twin = replace(TRAIN, id=COMPONENTS[0].id, kind=COMPONENTS[0].kind)
    estate = replace(platform(), components=(TRAIN, twin))

    message, _ = refused("train-controller", of=estate)

    assert message == f"'train-controller' names 2 things: {TRAIN.id}, {twin.id}"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("trian-controller", "did you mean 'train-controller'?"),
        ("Ranking2", "did you mean 'ranking'?"),
        ("own-schedulr", "did you mean 'own-scheduler'?"),
        ("qqqqqqq", "debtscan explain 'an id of the report'"),
    ],
)
def test_an_unknown_word_gets_the_nearest(word: str, hint: str) -> None:
    """
    Or how to look for it.
    """
    assert refused(word) == (f"{word!r}: no rule, finding or component has this name", hint)


def test_an_unknown_rule_gets_the_nearest_rule() -> None:
    """
    Components are not meant here.
    """
    with pytest.raises(DebtscanError) as caught:
        rule_page("qqqqq", (), Lang.EN)

    assert caught.value.hint == "debtscan rules list"


def test_a_folder_of_rules_is_asked_too(tmp_path: Path) -> None:
    """
    A user's own rule has a page like any other.
    """
    rule = (
        "id: my-rule\ntitle: {en: Mine, ja: 自作}\nmessage: {en: A., ja: あ。}\nwhy: {en: B., ja: い。}\n"
        "first_step: {en: C., ja: う。}\nmatcher: hotspot\nseverity: low\nconfidence: low\n"
    )
    (tmp_path / "my-rule.yaml").write_text(rule, encoding="utf-8")

    assert explain("my-rule", (tmp_path,), Lang.EN, _never).startswith("Mine\n")


def test_hostile_names_stay_on_their_line() -> None:
    """
    Nothing of the estate can paint the terminal, or be a command of a CI runner.
    """
    estate = hostile()
    pages = [told(component.id, of=estate) for component in estate.components]

    assert [page for page in pages if "\x1b" in page or "\u202e" in page or "\x07" in page] == []
    assert [line for page in pages for line in page.splitlines() if line.lstrip().startswith("::")] == []
