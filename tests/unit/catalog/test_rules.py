"""
Rule files are right, or every fault in all of them is named.
"""

from pathlib import Path

import pytest
from msgspec import Struct

from debtscan.catalog.catalog import load_catalog
from debtscan.catalog.document import FaultyDataError
from debtscan.catalog.rules import load_rules
from debtscan.model.rule import Option, Rule, Text
from debtscan.model.words import Confidence, Severity

CATALOG = load_catalog()


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    limit: int = 3


class Shape(Struct, frozen=True):
    params: type[Struct]
    names: frozenset[str]


MATCHERS = {"words": Shape(Params, frozenset({"name"}))}
GOOD = """id: {id}
title: {{en: Title, ja: 題}}
message: {{en: "{{name}} speaks.", ja: "{{name}} が話す。"}}
why: {{en: Because., ja: 理由。}}
first_step: {{en: Begin., ja: 始める。}}
matcher: words
params: {{words: [a], limit: 5}}
severity: high
confidence: low
options: [gcp_vertex_training]
"""


def pack(folder: Path, **files: str) -> Path:
    """
    Write a pack of rules, underscores in names as hyphens.
    """
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


def faults(*folders: Path) -> list[str]:
    """
    Return the faults of the packs, without the folders in front.
    """
    with pytest.raises(FaultyDataError) as caught:
        load_rules(folders, CATALOG, MATCHERS)
    return [f"{Path(fault.path).name}:{fault.line}: {fault.message}" for fault in caught.value.faults]


def test_a_right_file_becomes_a_rule(tmp_path: Path) -> None:
    """
    Parameters have their defaults, options their name and date from the catalogue.
    """
    folder = pack(tmp_path / "pack", my_rule=GOOD.format(id="my-rule").replace(", limit: 5", ""))

    rules = load_rules([folder], CATALOG, MATCHERS)

    source = CATALOG.options["gcp_vertex_training"].source
    assert rules == (
        Rule(
            id="my-rule",
            title=Text("Title", "題"),
            message=Text("{name} speaks.", "{name} が話す。"),
            why=Text("Because.", "理由。"),
            first_step=Text("Begin.", "始める。"),
            matcher="words",
            params={"words": ["a"], "limit": 3},
            severity=Severity.HIGH,
            confidence=Confidence.LOW,
            options=(Option("gcp_vertex_training", "Vertex AI custom training", "google_cloud", "2021-03-31", source),),
        ),
    )


def test_rules_come_sorted_from_all_packs(tmp_path: Path) -> None:
    """
    The order of files and packs does not matter.
    """
    one = pack(tmp_path / "one", z=GOOD.format(id="z"))
    two = pack(tmp_path / "two", a=GOOD.format(id="a"))

    rules = load_rules([one, two], CATALOG, MATCHERS)

    assert [rule.id for rule in rules] == ["a", "z"]


def test_every_fault_of_every_file_is_named(tmp_path: Path) -> None:
    """
    One run tells all: keys, texts, languages, options, matchers, parameters, placeholders.
    """
    bad = """id: bad
title: {en: Title}
message: {en: "{nmae} speaks.", ja: "話す"}
why: {en: Because, ja: ""}
first_step: {en: Begin., ja: 始める。}
matcher: words
params: {wrods: [a], limit: lots}
severity: awful
confidence: low
options: [gcp_vertex_trainin]
colour: red
"""
    other = GOOD.format(id="other").replace("matcher: words", "matcher: wrods")
    folder = pack(tmp_path / "pack", bad=bad, other=other)

    found = faults(folder)

    assert found == [
        "bad.yaml:2: title: key 'ja' is missing",
        "bad.yaml:3: message: ja does not end with '。'",
        "bad.yaml:3: message: words fills no {nmae}; did you mean 'name'?",
        "bad.yaml:4: why: en does not end with '.'",
        "bad.yaml:4: why: ja is empty",
        "bad.yaml:7: limit: Expected `int`, got `str`",
        "bad.yaml:7: params: key 'words' is missing",
        "bad.yaml:7: params: unknown key 'wrods'; did you mean 'words'?",
        "bad.yaml:8: severity: Invalid enum value 'awful'",
        "bad.yaml:10: options: 'gcp_vertex_trainin' is no managed option; did you mean 'gcp_vertex_training'?",
        "bad.yaml:11: unknown key 'colour'",
        "other.yaml:6: matcher: 'wrods' is unknown; did you mean 'words'?",
    ]


def test_the_id_is_the_name_of_the_file(tmp_path: Path) -> None:
    """
    A rule is found by its file, and ids have one form.
    """
    folder = pack(tmp_path / "pack", one=GOOD.format(id="Other_Id"))

    found = faults(folder)

    assert found == [
        "one.yaml:1: id: 'Other_Id' is no id (small letters, digits and single hyphens)",
        "one.yaml:1: id: 'Other_Id' is not the name of the file",
    ]


def test_an_id_of_an_earlier_pack_is_only_taken_over_on_purpose(tmp_path: Path) -> None:
    """
    Without "replaces" the second one is a fault, with it the first one is gone.
    """
    first = pack(tmp_path / "first", rule=GOOD.format(id="rule"))
    careless = pack(tmp_path / "careless", rule=GOOD.format(id="rule"))
    careful = pack(
        tmp_path / "careful", rule=GOOD.format(id="rule").replace("limit: 5", "limit: 7") + "replaces: rule\n"
    )
    renamed = pack(tmp_path / "renamed", mine=GOOD.format(id="mine") + "replaces: rule\n")
    astray = pack(tmp_path / "astray", mine=GOOD.format(id="mine") + "replaces: nothing\n")

    replaced = load_rules([first, careful], CATALOG, MATCHERS)
    other = load_rules([first, renamed], CATALOG, MATCHERS)

    assert faults(first, careless) == [
        "rule.yaml:1: id: 'rule' exists already; say 'replaces: rule' to stand in for it"
    ]
    assert [rule.params for rule in replaced] == [{"words": ["a"], "limit": 7}]
    assert [rule.id for rule in other] == ["mine"]
    assert faults(first, astray) == ["mine.yaml:11: replaces: there is no rule 'nothing' before this one"]


def test_a_folder_without_rules_is_a_fault(tmp_path: Path) -> None:
    """
    A wrong path must not pass for a pack, nor a file that would never be read.
    """
    empty = pack(tmp_path / "empty")
    (empty / "rule.yml.bak").write_text("", encoding="utf-8")
    (empty / "README.md").write_text("", encoding="utf-8")

    assert faults(empty) == ["empty:1: holds no rule", "rule.yml.bak:1: is no rule: a rule ends in .yaml"]
    assert faults(tmp_path / "nowhere") == ["nowhere:1: no folder of rules (No such file or directory)"]


def test_a_rule_without_a_matcher_is_a_fault(tmp_path: Path) -> None:
    """
    The missing key is named once.
    """
    folder = pack(tmp_path / "pack", rule=GOOD.format(id="rule").replace("matcher: words\n", ""))

    assert faults(folder) == ["rule.yaml:1: key 'matcher' is missing"]


def test_broken_yaml_costs_a_fault_and_not_the_others(tmp_path: Path) -> None:
    """
    The faults of the neighbours are still named.
    """
    folder = pack(tmp_path / "pack", broken="id: [", other=GOOD.format(id="another"))

    found = faults(folder)

    assert [line.split(":")[0] for line in found] == ["broken.yaml", "other.yaml"]
