"""
Go templates as texts and actions with their tokens, in one pass over the file.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<close>-?\}\})|(?P<space>\s+)|(?P<string>\"(?:\\.|[^\"\\\n])*\")|(?P<raw>`[^`]*`)|(?P<char>'(?:\\.|[^'\\\n])+')"
    r"|(?P<number>[-+]?(?:0[xXoObB][0-9a-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?))|(?P<variable>\$\w*)"
    r"|(?P<field>\.[^\W\d]\w*)|(?P<word>[^\W\d]\w*)|(?P<mark>:=|[=|(),.])"
)
_COMMENT = re.compile(r"\{\{(?P<left>-(?=\s))?\s*/\*.*?\*/\s*(?P<right>-)?\}\}", re.DOTALL)


class TemplateError(Exception):
    """
    The text is no Go template; *line* is where that shows.
    """

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


class Token(NamedTuple):
    kind: str  # the group of the pattern above
    text: str
    start: int
    end: int


class Piece(NamedTuple):
    """
    A text (no tokens) or an action, *line* where it begins, *start* and *end* in the file.
    """

    text: str
    tokens: tuple[Token, ...]
    line: int
    start: int
    end: int


def pieces(text: str) -> Iterator[Piece]:
    """
    Yield the texts and actions of *text* in order, blanks around "{{-" and "-}}" trimmed, comments left out.
    """
    position, line, trims = 0, 1, False
    while True:
        opening = text.find("{{", position)
        until = opening if opening >= 0 else len(text)
        between = text[position:until]
        left = (
            text.startswith("{{- ", opening) or text.startswith(("{{-\n", "{{-\t"), opening) if opening >= 0 else False
        )
        yield from _text(between, line, position, before=trims, after=left)
        line += between.count("\n")
        if opening < 0:
            return
        comment = _COMMENT.match(text, opening)
        if comment:
            end, trims = comment.end(), bool(comment["right"])
            tokens: tuple[Token, ...] = (Token("space", "", opening, opening),)
        else:
            tokens, end, trims = _action(text, opening + (3 if left else 2), line)
        yield Piece(text[opening:end], tokens, line, opening, end)
        line += text.count("\n", opening, end)
        position = end


def _text(between: str, line: int, start: int, *, before: bool, after: bool) -> Iterator[Piece]:
    kept = between
    if before:
        kept = kept.lstrip()
        line += between[: len(between) - len(kept)].count("\n")
    if after:
        kept = kept.rstrip()
    if kept:
        yield Piece(kept, (), line, start, start + len(between))


def _action(text: str, position: int, line: int) -> tuple[tuple[Token, ...], int, bool]:
    """
    Return the tokens of the action that goes on at *position*, where it ends, and whether it trims what follows.
    """
    found: list[Token] = []
    while match := _TOKEN.match(text, position):
        position = match.end()
        kind = match.lastgroup or ""
        if kind == "close":
            return tuple(found) or (Token("space", "", match.start(), position),), position, match[0] == "-}}"
        if kind != "space":
            found.append(Token(kind, match[0], match.start(), position))
    raise TemplateError("action that does not end", line)
