"""
Go templates parsed: files become nodes, and the named templates that they define.
"""

import json
import re
from collections.abc import Callable

from debtscan.scan.helm.lexer import Piece, TemplateError, Token, pieces
from debtscan.scan.helm.syntax import (
    Action,
    Branch,
    Command,
    Field,
    Function,
    Inclusion,
    Leave,
    Literal,
    Loop,
    Nested,
    Node,
    Operand,
    Pipe,
    Template,
    Text,
    Variable,
)

_OBJECT = re.compile(r"^kind:", re.MULTILINE)
_WORDS = {"true": True, "false": False, "nil": None}
_DEEPEST = 60  # blocks and parentheses within each other
_BLOCKS = frozenset({"if", "with", "range", "define", "block"})


def parse(text: str) -> Template:
    """
    Return the template that *text* is; raises TemplateError where it is none.
    """
    parser = _Parser(text)
    return Template(parser.nodes(0), parser.defines)


class _Parser:
    """
    One pass over one file.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces = list(pieces(text))
        self.position = 0
        self.defines: dict[str, tuple[Node, ...]] = {}

    def nodes(self, depth: int) -> tuple[Node, ...]:
        """
        Return the nodes up to the end of the block (its "else" or "end" is left) or of the file.
        """
        found: list[Node] = []
        while self.position < len(self.pieces):
            piece = self.pieces[self.position]
            word = piece.tokens[0].text if piece.tokens else None
            if depth and word in {"else", "end"}:
                break
            self.position += 1
            found += self._node(piece, word, depth)
        return tuple(found)

    def _node(self, piece: Piece, word: str | None, depth: int) -> list[Node]:
        if word is None:
            return [Text(piece.text, piece.line)]
        if word == "":
            return []  # a comment
        if depth >= _DEEPEST:
            raise TemplateError(f"nested deeper than {_DEEPEST}", piece.line)
        if word in _BLOCKS:
            return self._block(piece, word, depth + 1)
        if word == "template":
            return [self._inclusion(piece, piece.tokens[1:])]
        if word in {"break", "continue"}:
            return [Leave(ends=word == "break")]
        if word == "end":
            raise TemplateError("end of no block", piece.line)
        return [Action(self._pipe(piece.tokens, piece.line), piece.line)]

    def _block(self, piece: Piece, word: str, depth: int) -> list[Node]:
        if word in {"define", "block"}:
            return self._definition(piece, word, depth)
        pipe = self._pipe(piece.tokens[1:], piece.line)
        body = self.nodes(depth)
        objects = _OBJECT.search(self.text, piece.end, self._here(piece).start) is not None
        other = self._other(piece, depth)
        if word == "range":
            return [Loop(pipe, body, other, piece.line)]
        return [Branch(pipe, body, other, piece.line, word == "with", objects)]

    def _other(self, opening: Piece, depth: int) -> tuple[Node, ...]:
        """
        Return what stands after the else, and leave the block behind.
        """
        piece = self._here(opening)
        self.position += 1
        if piece.tokens[0].text == "end":
            return ()
        rest = piece.tokens[1:]
        if rest and rest[0].text in {"if", "with"}:  # the block goes on as one that begins here; both end together
            return tuple(self._block(piece._replace(tokens=rest), rest[0].text, depth))
        other = self.nodes(depth)
        self._here(opening)
        self.position += 1
        return other

    def _here(self, opening: Piece) -> Piece:
        if self.position >= len(self.pieces):
            raise TemplateError("block that does not end", opening.line)
        return self.pieces[self.position]

    def _definition(self, piece: Piece, word: str, depth: int) -> list[Node]:
        name = _string(piece.tokens[1], piece.line) if len(piece.tokens) > 1 else ""
        body = self.nodes(depth)
        self._here(piece)
        self.position += 1
        if word == "block":
            self.defines.setdefault(name, body)
            return [self._inclusion(piece, piece.tokens[1:])]
        if body or name not in self.defines:
            self.defines[name] = body
        return []

    def _inclusion(self, piece: Piece, tokens: tuple[Token, ...]) -> Inclusion:
        if not tokens:
            raise TemplateError("template without a name", piece.line)
        pipe = self._pipe(tokens[1:], piece.line) if len(tokens) > 1 else None
        return Inclusion(_string(tokens[0], piece.line), pipe, piece.line)

    def _pipe(self, tokens: tuple[Token, ...], line: int) -> Pipe:
        if not tokens:
            raise TemplateError("action without a value", line)
        return _Expression(tokens, line, self.text).pipe(0)


class _Expression:
    """
    The tokens of one action, read from left to right.
    """

    def __init__(self, tokens: tuple[Token, ...], line: int, text: str) -> None:
        self.tokens = tokens
        self.line = line
        self.text = text
        self.position = 0

    def pipe(self, depth: int) -> Pipe:
        """
        Return the pipeline up to the closing parenthesis or the end.
        """
        if depth > _DEEPEST:
            raise TemplateError(f"nested deeper than {_DEEPEST}", self.line)
        names, declares = self._names()
        first = self.position
        commands = [self._command(depth)]
        while self._next("|"):
            commands.append(self._command(depth))
        if depth == 0 and self.position < len(self.tokens):
            raise TemplateError(f"unexpected {self.tokens[self.position].text!r}", self.line)
        written = self.text[self.tokens[first].start : self.tokens[self.position - 1].end]
        return Pipe(tuple(commands), written, names, declares)

    def _names(self) -> tuple[tuple[str, ...], bool]:
        """
        Return the variables that take the result, and whether they are new.
        """
        names: list[str] = []
        start = self.position
        while self.position < len(self.tokens) and self.tokens[self.position].kind == "variable":
            names.append(self.tokens[self.position].text)
            self.position += 1
            if not self._next(","):
                break
        for mark in (":=", "="):
            if names and self._next(mark):
                return tuple(names), mark == ":="
        self.position = start
        return (), False

    def _next(self, mark: str) -> bool:
        there = self.position < len(self.tokens) and self.tokens[self.position].text == mark
        self.position += there
        return there

    def _command(self, depth: int) -> Command:
        operands: list[Operand] = []
        while self.position < len(self.tokens) and self.tokens[self.position].text not in {"|", ")"}:
            operands.append(self._operand(depth))
        if not operands:
            raise TemplateError("empty command", self.line)
        return Command(tuple(operands))

    def _operand(self, depth: int) -> Operand:
        token = self.tokens[self.position]
        self.position += 1
        if token.text == "(":
            pipe = self.pipe(depth + 1)
            if not self._next(")"):
                raise TemplateError("parenthesis that does not close", self.line)
            return Nested(pipe, self._names_after(self.tokens[self.position - 1]))
        if token.kind == "variable":
            return Variable(token.text, self._names_after(token))
        if token.kind == "field":
            return Field((token.text[1:], *self._names_after(token)))
        if token.text == ".":
            return Field(())
        if token.kind == "word":
            return Literal(_WORDS[token.text]) if token.text in _WORDS else Function(token.text)
        if token.kind in _LITERALS:
            return Literal(_LITERALS[token.kind](token.text))
        raise TemplateError(f"unexpected {token.text!r}", self.line)

    def _names_after(self, token: Token) -> tuple[str, ...]:
        """
        Return the fields that follow *token* without a blank.
        """
        names: list[str] = []
        while self.position < len(self.tokens):
            following = self.tokens[self.position]
            if following.kind != "field" or following.start != token.end:
                break
            names.append(following.text[1:])
            token = following
            self.position += 1
        return tuple(names)


def _string(token: Token, line: int) -> str:
    if token.kind not in {"string", "raw"}:
        raise TemplateError("name that is no string", line)
    return _unquoted(token.text) if token.kind == "string" else token.text[1:-1]


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(text, strict=False))
    except ValueError:
        return re.sub(r"\\(.)", r"\1", text[1:-1])


def _number(text: str) -> int | float:
    plain = text.replace("_", "")
    try:
        return int(plain, 0)
    except ValueError:
        return float(plain) if "." in plain or "e" in plain.lower() else int(plain, 8 if plain.isdigit() else 10)


_LITERALS: dict[str, Callable[[str], str | int | float]] = {
    "string": _unquoted,
    "raw": lambda text: text[1:-1],
    "char": lambda text: ord(text[1]) if len(text) == 3 else text[1:-1],  # noqa: PLR2004 - quotes around one character
    "number": _number,
}
