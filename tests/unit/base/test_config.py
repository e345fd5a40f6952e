"""
The configuration is understood whole or refused with the key that is wrong.
"""

from datetime import date

import pytest

from debtscan.base.config import OUTSIDER, Config, Table, Tables, Team, parse_config, tables_of
from debtscan.base.errors import DebtscanError


def test_every_key_is_read() -> None:
    """
    Dates may stand with or without quotes.
    """
    text = (
        'lang = "ja"\npeople = "none"\nnow = 2024-02-03\ntoday = "2024-02-04"\nstrict = true\n'
        'fail_on = "low"\nrules = ["more"]\nworkers = 3\ncache = false\nfte = 2.5\n'
        '[[component]]\nid = "a"\n[[link]]\ndrop = {}\n[[person]]\nbot = true\n'
        '[[team]]\nname = "run"\nmembers = ["P1"]\n'
    )

    config, data = parse_config(text, "debtscan.toml")

    assert config == Config(
        "ja",
        "none",
        "2024-02-03",
        "2024-02-04",
        True,
        "low",
        ["more"],
        3,
        False,
        [{"id": "a"}],
        [{"drop": {}}],
        [{"bot": True}],
        2.5,
        [Team("run", ["P1"])],
    )
    assert set(data) == set(Config.__struct_fields__)
    assert date.fromisoformat(data["now"]) == date(2024, 2, 3)


def test_an_empty_file_sets_nothing() -> None:
    """
    All defaults.
    """
    assert parse_config("", "debtscan.toml") == (Config(), {})


@pytest.mark.parametrize("text", ["", "[project]\nname = 'x'\n", "[tool.other]\nlang = 1\n"])
def test_a_pyproject_without_our_table_sets_nothing(text: str) -> None:
    """
    Keys of other tools are theirs.
    """
    assert parse_config(text, "somewhere/pyproject.toml") == (Config(), {})


def test_a_pyproject_holds_our_table() -> None:
    """
    [tool.debtscan] is the whole of it.
    """
    assert parse_config('[tool.debtscan]\nlang = "ja"\n', "pyproject.toml")[0] == Config(lang="ja")


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("lnag = 1", "a.toml", "a.toml: unknown key 'lnag'", "did you mean 'lang'?"),
        ("zzz = 1", "a.toml", "a.toml: unknown key 'zzz'", "known keys: lang, people, now"),
        ("workers = 0", "a.toml", "a.toml: Expected `int` >= 1", "debtscan --help"),
        ("lang = 3", "a.toml", "a.toml: Expected `str`, got `int`", "debtscan --help"),
        ("lang = ", "a.toml", "a.toml: not valid TOML", "mend the file"),
        ("tool = 3", "pyproject.toml", "pyproject.toml: tool is no table", "[tool.debtscan]"),
        ("[tool]\ndebtscan = 3", "pyproject.toml", "pyproject.toml: debtscan is no table", "[tool.debtscan]"),
    ],
)
def test_a_mistake_is_named(text: str, place: str, message: str, hint: str) -> None:
    """
    What, where and what to do.
    """
    with pytest.raises(DebtscanError) as caught:
        parse_config(text, place)

    assert str(caught.value).startswith(message)
    assert hint in caught.value.hint


def test_a_scanned_tree_cannot_set_whether_names_appear() -> None:
    """
    Nor where rules come from, nor how the machine is used.
    """
    assert set(Config.__struct_fields__) - OUTSIDER == {"people", "now", "today", "rules", "workers", "cache"}


@pytest.mark.parametrize(
    ("text", "place", "lines"),
    [
        (
            'lang = "en"\n[[component]]\nid = "a"\n[[link]]\ndrop = {}\n[[team]]\nname = "run"\nmembers = ["P1"]\n',
            "debtscan.toml",
            (2, 4),
        ),
        ('[[tool.debtscan.component]]\nid = "a"\n[[tool.debtscan.link]]\ndrop = {}', "pyproject.toml", (1, 3)),
        ('component = [{id = "a"}]\nlink = [{drop = {}}]\n', "debtscan.toml", (None, None)),
    ],
)
def test_tables_keep_their_lines(text: str, place: str, lines: tuple[int | None, int | None]) -> None:
    """
    A list that is written in one line has none.
    """
    config, _ = parse_config(text, place)

    assert tables_of(config, text, place) == Tables(
        place, (Table(lines[0], {"id": "a"}),), (Table(lines[1], {"drop": {}}),)
    )
