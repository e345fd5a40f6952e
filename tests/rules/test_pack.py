"""
Every rule that ships is complete.
"""

import re
from pathlib import Path

import pytest
from debtscan.catalog.catalog import load_catalog
from debtscan.catalog.miniature import HISTORY, stage
from debtscan.catalog.rules import load_rules, shipped_pack
from debtscan.judge.miniatures import Case, find_cases, missing_cases
from debtscan.judge.registry import MATCHERS
from debtscan.model.rule import Rule, Text

PACK = shipped_pack()
CASES = find_cases(Path(__file__).parent)
RULES = load_rules([PACK], load_catalog(), MATCHERS)
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_PLACEHOLDER = re.compile(r"\{\w+\}")


def texts(rule: Rule) -> dict[str, Text]:
    """
    Return the four texts of a rule.
    """
    return {"title": rule.title, "message": rule.message, "why": rule.why, "first_step": rule.first_step}


def test_packs_are_found() -> None:
    """
    An empty folder must not pass the other checks by having nothing to check.
    """
    assert len(RULES) >= 15
    assert CASES


def test_every_file_of_the_pack_is_a_rule() -> None:
    """
    As many rules as files.
    """
    assert [rule.id for rule in RULES] == sorted(path.stem for path in PACK.iterdir())


def test_every_matcher_is_used() -> None:
    """
    A matcher without a rule is dead code.
    """
    assert {rule.matcher for rule in RULES} == set(MATCHERS)


def test_every_rule_has_two_cases_of_each_sort() -> None:
    """
    Nor is there a case of a rule that is gone.
    """
    assert list(missing_cases([rule.id for rule in RULES], CASES)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_japanese_is_japanese_and_the_english_is_not(rule: Rule) -> None:
    """
    A text that was copied instead of written would show here.
    """
    assert all(_JAPANESE.search(text.ja) for text in texts(rule).values())
    assert not any(_JAPANESE.search(text.en) for text in texts(rule).values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_both_languages_of_a_message_say_the_same(rule: Rule) -> None:
    """
    The same words are filled in.
    """
    assert sorted(_PLACEHOLDER.findall(rule.message.en)) == sorted(_PLACEHOLDER.findall(rule.message.ja))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_titles_are_short_and_without_a_full_stop(rule: Rule) -> None:
    """
    They stand in tables.
    """
    assert len(rule.title.en) <= 40
    assert len(rule.title.ja) <= 24
    assert not rule.title.en.endswith(".")
    assert not rule.title.ja.endswith("。")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.options], ids=lambda rule: rule.id)
def test_some_option_of_a_rule_has_a_date(rule: Rule) -> None:
    """
    "It could be had since then" is the argument; names alone argue nothing.
    """
    assert any(option.since for option in rule.options)


@pytest.mark.parametrize("case", [case for case in CASES if (case.path / HISTORY).exists()], ids=str)
def test_every_history_fits_its_case(case: Case, tmp_path: Path) -> None:
    """
    All paths exist and all days are days.
    """
    staged = stage(case.path, tmp_path / "case")

    assert staged.now is not None
    assert (staged.path / ".git" / "HEAD").is_file()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_case_is_small_and_its_expected_places_exist(case: Case) -> None:
    """
    A miniature is read at a glance.
    """
    files = [path for path in case.path.rglob("*") if path.is_file()]

    assert 0 < sum(path.stat().st_size for path in files) < 10_000
    assert [place for place in case.expected if not (case.path / place).is_file()] == []
