"""
Packs of rules are listed, checked and tried.
"""

import json
import shutil
from pathlib import Path

import pytest

from debtscan.app.rules import check_miniatures, lint, listed
from debtscan.base.errors import DebtscanError
from debtscan.model.words import Lang

ROOT = Path(__file__).parents[3]
MINE = """\
id: my-rule
title: {en: Mine | <b>, ja: 自作}
message: {en: "{name} is mine.", ja: "{name}は自作。"}
why: {en: Because., ja: なぜなら。}
first_step: {en: Hush., ja: 静かに。}
matcher: unpinned_image
severity: low
confidence: low
"""
MANIFEST = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: 'nginx:%s'}]}\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """
    Return a folder with one rule of a user.
    """
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "my-rule.yaml").write_text(MINE, encoding="utf-8")
    return tmp_path / "pack"


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """
    Return two flagged and two clean miniatures of that rule.
    """
    for sort, tag in (("flagged", "latest"), ("clean", "1.25.3")):
        for name in ("one", "two"):
            folder = tmp_path / "cases" / "my-rule" / sort / name
            folder.mkdir(parents=True)
            (folder / "pod.yaml").write_text(MANIFEST % tag, encoding="utf-8")
    return tmp_path / "cases"


def test_text_stands_in_columns(pack: Path) -> None:
    """
    Id, severity and title; the user's rule among the others.
    """
    lines = listed([pack], "text", Lang.EN).splitlines()

    assert "my-rule                        low     Mine | <b>" in lines
    assert len({line.index(line.split()[1], 20) for line in lines}) == 1
    assert lines == sorted(lines)


def test_japanese_text_stands_in_columns_too() -> None:
    """
    Wide characters count twice.
    """
    lines = listed([], "text", Lang.JA).splitlines()

    assert "own-scheduler                  中    自前のスケジュール実行" in lines


def test_json_holds_whole_rules(pack: Path) -> None:
    """
    With the parameters that are in force.
    """
    rules = {rule["id"]: rule for rule in json.loads(listed([pack], "json", Lang.EN))}

    assert rules["my-rule"]["params"] == {"bases": True, "own": False}


def test_markdown_orders_by_severity_and_shows_text_as_text(pack: Path) -> None:
    """
    The mildest last; no cell or tag of a title is in force.
    """
    page = listed([pack], "markdown", Lang.EN)

    rows = [line for line in page.splitlines() if line.startswith("| [")]
    assert rows[-1] == "| [redundant-correction](#redundant-correction) | note | Correction that is no longer needed |"
    assert rows[-2].startswith("| [unused-correction](#unused-correction) | low |")
    assert "| [my-rule](#my-rule) | low | Mine \\| &lt;b> |" in rows
    assert page.count("\n## ") == len(rows)
    assert "- **First step**: Hush.\n" in page
    assert "- **Options**" not in page.split("## my-rule")[1].split("##")[0]


def test_a_sound_pack_is_told_in_a_sentence(pack: Path) -> None:
    """
    With the number of rules.
    """
    assert lint([pack], Lang.EN) == f"{len(json.loads(listed([pack], 'json', Lang.EN)))} rules: no mistake."


def test_miniatures_that_agree_pass(pack: Path, cases: Path) -> None:
    """
    Only the user's rules must have cases here.
    """
    assert check_miniatures(cases, [pack], Lang.EN) == ("4 miniatures: 0 faulty.\n", True)


def test_miniatures_that_disagree_are_listed(pack: Path, cases: Path) -> None:
    """
    What was missing, what was unexpected, what is lacking, and how many.
    """
    (cases / "my-rule" / "flagged" / "one" / "pod.yaml").write_text(MANIFEST % "1.25.3", encoding="utf-8")
    shutil.rmtree(cases / "my-rule" / "clean" / "two")
    shutil.copytree(cases / "my-rule" / "flagged" / "two", cases / "my-rule" / "clean" / "loud")
    shutil.rmtree(cases / "my-rule" / "clean" / "one")
    shutil.copytree(cases / "my-rule" / "clean" / "loud", cases / "no-rule" / "clean" / "one")

    report, passed = check_miniatures(cases, [pack], Lang.JA)

    assert not passed
    assert report.splitlines() == [
        "no-rule/clean/one: there is no such rule",
        "my-rule/clean: 1 of at least 2 cases",
        "my-rule/clean/loud: unexpected finding in pod.yaml",
        "my-rule/flagged/one: no finding",
        "ミニチュア4件: 不合格2件。",
    ]


def test_a_case_with_a_history_is_judged_at_its_end(pack: Path, cases: Path) -> None:
    """
    Its commits are written as git objects first.
    """
    history = "now: 2024-01-31\ncommits:\n  - {author: P-one, date: 2023-01-10, paths: [pod.yaml]}\n"
    (cases / "my-rule" / "flagged" / "one" / "history.yaml").write_text(history, encoding="utf-8")

    assert check_miniatures(cases, [pack], Lang.EN)[1]


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    """
    Not a pass without cases.
    """
    with pytest.raises(DebtscanError, match="nowhere: no such folder"):
        check_miniatures(tmp_path / "nowhere", [], Lang.EN)


def test_the_shipped_pack_is_checked_against_all_cases(cases: Path) -> None:
    """
    Without a folder of the user's, cases of an unknown rule are faults, and every rule lacks its cases.
    """
    report, passed = check_miniatures(cases, [], Lang.EN)

    assert not passed
    assert "my-rule/clean/one: there is no such rule" in report
    assert "own-scheduler/flagged: 0 of at least 2 cases" in report
