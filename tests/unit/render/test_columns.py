# ruff: noqa: RUF001 - Japanese sentences and the signs that reports use
"""
Columns of a terminal: widths, cuts and line breaks, also in Japanese.
"""

import pytest

from debtscan.render.columns import cut, cut_left, pack, pad, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("推薦", 4), ("が", 2), ("か\u3099", 2), ("a\u200bb", 2), ("", 0), ("·×", 2)]
)
def test_width_counts_columns(text: str, columns: int) -> None:
    """
    Japanese takes two columns, marks that join the character before take none.
    """
    assert width(text) == columns


def test_a_cut_never_exceeds_its_columns() -> None:
    """
    A wide character is not halved.
    """
    assert [cut("推薦サービス", columns) for columns in (12, 11, 6, 5)] == [
        "推薦サービス",
        "推薦サービ…",
        "推薦…",
        "推薦…",
    ]
    assert cut("one two", 5) == "one…"


def test_a_path_is_cut_at_its_beginning() -> None:
    """
    The end of a path says most.
    """
    assert cut_left("controllers/train/main.go:31", 12) == "…/main.go:31"
    assert cut_left("main.go", 12) == "main.go"
    assert cut_left("データ/推薦", 6) == "…/推薦"


def test_padding_counts_columns() -> None:
    """
    Labels of both languages line up.
    """
    assert [pad("理由", 6), pad("ab", 3), pad("long", 2)] == ["理由  ", "ab ", "long"]


def test_english_breaks_between_words() -> None:
    """
    A word stays whole where it can.
    """
    assert wrap("one two three four", 9, 3) == ["one two", "three", "four"]


def test_a_word_wider_than_the_line_is_broken() -> None:
    """
    A long name cannot push the screen apart.
    """
    assert wrap("abcdefghij", 4, 3) == ["abcd", "efgh", "ij"]


def test_japanese_breaks_anywhere_but_before_closing_and_after_opening_signs() -> None:
    """
    No line begins with a full stop, a small kana or a long vowel; none ends with an opening bracket.
    """
    assert wrap("これは自作である。次", 16, 2) == ["これは自作であ", "る。次"]
    assert wrap("あいう「えお」か", 8, 3) == ["あいう", "「えお」", "か"]
    assert wrap("あいうデータ", 8, 2) == ["あいう", "データ"]


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    """
    The last line tells that there is more.
    """
    assert wrap("one two three four", 9, 2) == ["one two", "three fo…"]
    assert wrap("", 9, 2) == []


def test_packing_breaks_between_words_and_counts_the_rest() -> None:
    """
    Counts stay whole, and what is left out is said.
    """

    def more(number: int) -> str:
        return f"+{number}"

    words = ["1 service", "22 jobs", "3 CI", "4 queues"]

    assert pack(words, 40, 1, more) == ["1 service · 22 jobs · 3 CI · 4 queues"]
    assert pack(words, 20, 2, more) == ["1 service · 22 jobs", "3 CI · 4 queues"]
    assert pack(words, 25, 1, more) == ["1 service · 22 jobs · +2"]
    assert pack(["a very long word indeed"], 10, 1, more) == ["a very lo…"]
    assert pack([], 10, 1, more) == []


def test_nothing_may_be_broken_before_a_closing_sign_even_where_nothing_fits() -> None:
    """
    Where no place to break is good, the line is broken at its end.
    """
    assert wrap("。。。。。。", 4, 3) == ["。。", "。。", "。。"]
    assert pack(["aa", "bb"], 4, 2, str) == ["aa", "bb"]
