"""
Values are merged as Helm merges them and written as YAML that reads back the same.
"""

import pytest

from debtscan.safe.yaml import load_all
from debtscan.scan.helm.values import MARK, Value, merged, plain, text_of, to_yaml


@pytest.mark.parametrize(
    "value",
    [
        {"a": {"b": [1, [2, {"c": None}], {"d": {"e": "f"}, "g": []}]}, "h": {}, "i": ""},
        ["true", "null", "1", "1.5", "yes", "a: b", "- x", "#", "a b", "trail ", "é"],
        {"text": "a\nb\n", "bare": "a\nb", "list": ["x\ny"], "blank": "\n", "z": 1},
        {"true": False, "1": 1.5},
        "plain",
        [],
        {},
    ],
)
def test_yaml_reads_back_as_it_was(value: Value) -> None:
    """
    Quoted where it must be.
    """
    assert plain(load_all(to_yaml(value)).documents[0]) == value


def test_a_text_of_lines_is_a_block() -> None:
    """
    At the top too.
    """
    assert to_yaml("a\nb") == "|-\n  a\n  b"


def test_values_are_laid_over_others() -> None:
    """
    Mappings within mappings; null takes away; lists replace.
    """
    base: dict[str, Value] = {"a": {"x": 1, "y": 2}, "b": [1], "c": 3}

    found = merged(base, {"a": {"x": 9}, "b": [2], "c": None, "d": None})

    assert found == {"a": {"x": 9, "y": 2}, "b": [2]}
    assert base == {"a": {"x": 1, "y": 2}, "b": [1], "c": 3}


def test_a_copy_ends_somewhere() -> None:
    """
    A value within itself is cut off.
    """
    value: dict[str, Value] = {}
    value["self"] = value

    copy = plain(value)

    depth = 0
    while copy:
        copy, depth = copy["self"], depth + 1
    assert depth == 61


def test_texts_show_values_as_go_does() -> None:
    """
    Maps in the order of their keys.
    """
    assert text_of({"b": 1, "a": None}) == "map[a:<nil> b:1]"
    assert MARK.search(text_of("zq1qz"))
