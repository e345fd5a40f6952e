"""
Text in columns of a terminal, where most Japanese characters are two columns wide.
"""

import unicodedata
from collections.abc import Callable, Sequence
from itertools import accumulate

_DOT = " · "
# Japanese may break between any two characters, but no line begins with closing punctuation, a small kana or a long
# vowel, and none ends with an opening bracket.
_NOT_FIRST = frozenset({"Po", "Pe", "Pf", "Lm"})
_NOT_LAST = frozenset({"Ps", "Pi"})
_SMALL = "ぁぃぅぇぉっゃゅょァィゥェォッャュョ%"


def width(text: str) -> int:
    """
    Return the number of columns that *text* takes.
    """
    return len(text) if text.isascii() else sum(_width_of(char) for char in text)


def _width_of(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, columns: int) -> str:
    """
    Return *text*, shortened with an ellipsis where it is wider than *columns*.
    """
    if width(text) <= columns:
        return text
    kept = _fitting(text, columns - 1)
    return text[:kept].rstrip() + "…"


def cut_left(text: str, columns: int) -> str:
    """
    Return *text*, shortened at its beginning: the end of a path says more than its start.
    """
    if width(text) <= columns:
        return text
    start = len(text)
    room = columns - 1
    while start and width(text[start - 1]) <= room:
        start -= 1
        room -= width(text[start])
    return "…" + text[start:]


def pad(text: str, columns: int) -> str:
    """
    Return *text* filled up with spaces to *columns*.
    """
    return text + " " * max(0, columns - width(text))


def wrap(text: str, columns: int, lines: int) -> list[str]:
    """
    Return *text* in at most *lines* lines of at most *columns*; what does not fit ends in an ellipsis.
    """
    found: list[str] = []
    rest = text.strip()
    while rest and len(found) < lines - 1 and width(rest) > columns:
        end = _break_before(rest, _fitting(rest, columns))
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*found, cut(rest, columns)] if rest else found


def pack(words: Sequence[str], columns: int, lines: int, more: Callable[[int], str]) -> list[str]:
    """
    Return *words* in a row with dots between, broken only between words; *more* says how many did not fit.
    """
    found = [""]
    for index, word in enumerate(words):
        rest = len(words) - index - 1
        tail = f"{_DOT}{more(rest)}" if rest and len(found) == lines else ""
        joined = f"{found[-1]}{_DOT}{word}" if found[-1] else word
        if width(joined) + width(tail) <= columns or not found[-1]:
            found[-1] = cut(joined, columns)
        elif len(found) < lines:
            found.append(cut(word, columns))
        else:
            found[-1] = cut(f"{found[-1]}{_DOT}{more(rest + 1)}", columns)
            break
    return [line for line in found if line]


def _fitting(text: str, columns: int) -> int:
    widths = accumulate(_width_of(char) for char in text)
    return next((index for index, used in enumerate(widths) if used > columns), len(text))


def _break_before(text: str, limit: int) -> int:
    for end in range(limit, 0, -1):
        if _may_break(text[end - 1], text[end]):
            return end
    return max(limit, 1)


def _may_break(before: str, after: str) -> bool:
    if after == " " or before == " ":
        return True
    wide = max(_width_of(before), _width_of(after)) > 1
    return (
        wide
        and after not in _SMALL
        and unicodedata.category(after) not in _NOT_FIRST
        and unicodedata.category(before) not in _NOT_LAST
    )
