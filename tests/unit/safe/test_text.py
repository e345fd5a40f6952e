import json
import os
import unicodedata
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from debtscan.safe.text import code_span, for_json, for_markdown, for_terminal, for_url_path, for_xml

ANY_TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()))
NASTY = st.lists(
    st.sampled_from(["`", "|", "\\", "<b>", "@a", "#1", "*", "_", "[x](y)", " ", "a", "://", "\n", "![", "&amp;"])
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, 日本語 é", "plain, 日本語 é"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\x9b31mb\x07", "a\\x9b31mb\\x07"),
        ("line\r\nnext\t", "line\\r\\nnext\\t"),
        ("evil\u202etxt.exe", "evil\\u202etxt.exe"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("tag\U000e0041", "tag\\U000e0041"),
        (os.fsdecode(b"caf\xe9"), "caf\\xe9"),
        ("\ud800", "\\ud800"),
    ],
)
def test_terminal_shows_what_would_act(text: str, shown: str) -> None:
    """
    Controls, escapes, direction marks and undecodable bytes are seen and do nothing.
    """
    assert for_terminal(text) == shown


@given(ANY_TEXT)
def test_terminal_text_has_no_control(text: str) -> None:
    """
    Whatever goes in, no control, format or surrogate character comes out but harmless joiners of scripts.
    """
    shown = for_terminal(text)

    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs", "Zl", "Zp"}
    shown.encode("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "**bold** _it_ `code` ~~gone~~",
        "<script>alert(1)</script> &lt;",
        "[link](https://example.com) ![image](https://example.com/x.png)",
        "# heading\n- item\n1. one",
        "a | b | c",
        "</details> <!-- x -->",
        "\\*",
        "    code",
    ],
)
def test_markdown_shows_the_text_itself(text: str) -> None:
    """
    Rendered, the text reads as it was written: one paragraph without any markup.
    """
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(f"x {for_markdown(text)}")

    shown = "".join(ET.fromstring(rendered).itertext())
    assert rendered.count("<") == 2
    assert shown.replace("\u200b", "") == f"x {for_terminal(text)}"


@pytest.mark.parametrize(
    "text", ["@team", "see #12", "GH-7", "https://example.com", "www.example.com", "a@example.com"]
)
def test_markdown_pings_nobody_and_links_nothing(text: str) -> None:
    """
    Mentions, issue numbers and addresses are broken by a space without width.
    """
    assert for_markdown(text).replace("\\", "").replace("\u200b", "") == text
    assert "\u200b" in for_markdown(text)


@given(NASTY)
def test_code_span_cannot_be_left(parts: list[str]) -> None:
    """
    A span renders as exactly one code element with the text in it, whatever backticks it holds.
    """
    text = "".join(parts)

    rendered = MarkdownIt("commonmark").render(f"x{code_span(text)}x")

    if for_terminal(text).strip():
        root = ET.fromstring(rendered)
        assert [child.tag for child in root] == ["code"]
        assert root[0].text == for_terminal(text)


def test_code_span_fits_into_a_table_cell() -> None:
    """
    A pipe stays in its cell.
    """
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(f"|a|b|\n|-|-|\n|{code_span('x|`y', cell=True)}|z|\n")

    assert "<td><code>x|`y</code></td>" in rendered
    assert rendered.count("<td>") == 2


def test_blank_code_span_is_no_fence() -> None:
    """
    Nothing to show gives nothing that could open a span.
    """
    assert (code_span(""), code_span("  ")) == ("", "  ")


@given(ANY_TEXT)
def test_xml_can_hold_the_text(text: str) -> None:
    """
    An XML library can write and read what is left.
    """
    element = ET.Element("a")
    element.text = for_xml(text)

    read = ET.fromstring(ET.tostring(element, encoding="utf-8")).text or ""

    assert read.replace("\r", "\n") == (element.text or "").replace("\r\n", "\n").replace("\r", "\n")


@given(st.binary())
def test_url_path_keeps_every_byte(data: bytes) -> None:
    """
    A path of any bytes is plain ASCII afterwards, and each byte is told.
    """
    quoted = for_url_path(os.fsdecode(data))

    assert unquote_to_bytes(quoted) == data
    assert quoted.isascii()
    assert not set(quoted) & set(" #?<>\"'%"[:-1])


def test_url_path_survives_what_is_no_path() -> None:
    """
    A surrogate that stands for no byte is shown, not raised.
    """
    assert for_url_path("a/\ud800") == "a/%5Cud800"


@given(ANY_TEXT)
def test_json_text_can_be_encoded(text: str) -> None:
    """
    The text goes through JSON as UTF-8, and text without surrogates is unchanged.
    """
    clean = for_json(text)

    assert json.loads(json.dumps(clean, ensure_ascii=False).encode("utf-8")) == clean
    assert for_json(clean) == clean


def test_json_names_undecodable_bytes() -> None:
    """
    A byte that is no UTF-8 is written as its number.
    """
    assert for_json(os.fsdecode(b"caf\xe9.py")) == "caf\\xe9.py"
