"""
The lines of tables in TOML, whatever else looks like a header.
"""

import tomllib

import pytest

from debtscan.base.toml_lines import lines_of_tables


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("lang = 'en'", []),
        ("[[component]]\nid = 'a'\n\n  [[ component ]] # two\nid = 'b'", [1, 4]),
        ("[[component]]\r\nid = 'a'\r\n[[component]]\r\n", [1, 3]),
        ("# [[component]]\n[[component]]", [2]),
        ("note = '''\n[[component]]\n'''\n[[component]]", [4]),
        ('note = """\n[[component]]\n\\"""\n[[component]]\n"""\n[[component]]', [6]),
        ('note = """a""""\n[[component]]', [2]),
        ('note = "\\"[["\n[[component]]', [2]),
        ("note = 'it is a # no comment'\n[[component]]", [2]),
        ('list = [\n["component"], # ]\n[["component"]]\n]\n[["component"]]', [5]),
        ("[[component]]\nsplit = [\n  {name = 'a'},\n  {name = ']'},\n]\n[[component]]", [1, 6]),
        ("[component]\n[components]\n[[component2]]", []),
    ],
    ids=range(13),
)
def test_only_headers_count(text: str, lines: list[int]) -> None:
    """
    Strings, comments and lists may hold anything.
    """
    tomllib.loads(text)

    assert lines_of_tables(text, "component") == lines


def test_names_with_dots_are_paths_of_tables() -> None:
    """
    In a pyproject.toml ours stand below tool.debtscan.
    """
    text = "[[component]]\n[[tool.debtscan.component]]\n[[ tool . 'debtscan' . \"component\" ]]\n[[tool.debtscan.link]]"

    assert lines_of_tables(text, "tool.debtscan.component") == [2, 3]
