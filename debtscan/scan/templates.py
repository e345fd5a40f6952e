"""
Templates read without rendering: actions become words that YAML accepts, line by line, and come back after parsing.

An action that stands for a value becomes a word; control actions and those that fill whole lines vanish, lines stay.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from debtscan.safe.yaml import Mapping, Sequence, Value

_WORD = re.compile(r"zq(\d{1,7})qz")
_CONTROL = re.compile(
    r"(if|else|elif|end|range|with|define|block|break|continue|for|set|macro|raw|filter|import|from)\b"
)
_OPENING = re.compile(r"(if|range|with|define|block|for|macro|raw|filter)\b\s*(.*)", re.DOTALL)
_ASSIGNMENT = re.compile(r"\$?\w*\s*:?=(?!=)")
_VARIABLE = re.compile(r"\$\{[^${}\n]{0,200}\}")
_END = re.compile(r"[{%][{%][-~]?\s*end")
_MARK = re.compile(r"\{\{|\{%|\{#|%\{")
_CLOSINGS = {"{{": "}}", "{%": "%}", "{#": "#}", "%{": "}"}
_MOST_UNCLOSED = 100  # then the rest of the text is taken as it is
_MOST_GUARDS = 2_000
_REACH = 2_000  # characters around an action that are searched for the ends of its line
_ODD_QUOTES = 8  # how many closings may lie inside quoted text before the action counts as unclosed


class Guard(Struct, frozen=True):
    """
    A block that decides whether the lines *start* to *end* are rendered at all.
    """

    keyword: str  # "if", "range", "with", "define" ...
    condition: str
    start: int
    end: int
    other: bool = False  # the branch after an else


class Masked(Struct, frozen=True):
    """
    A template as text that YAML reads, with as many lines as before.
    """

    text: str
    expressions: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()

    def restore(self, text: str) -> str:
        """
        Return *text* with the expressions as they were written.
        """
        return _WORD.sub(self._expression, text) if "zq" in text else text

    def restored(self, value: Value) -> Value:
        """
        Return *value* with the expressions as they were written, in keys and scalars alike.
        """
        if isinstance(value, Mapping):
            return self._mapping(value)
        if isinstance(value, Sequence):
            value[:] = [self.restored(item) for item in value]
            return value
        return self.restore(value) if isinstance(value, str) else value

    def condition_at(self, line: int) -> str:
        """
        Return the conditions under which *line* is rendered, the outermost first; "" when always.
        """
        around = (guard for guard in self.guards if guard.start < line <= guard.end)
        outermost_first = sorted(around, key=lambda guard: (guard.start, -guard.end))
        return " and ".join(_spoken(guard) for guard in outermost_first if guard.condition)

    @property
    def first_branches(self) -> str:
        """
        The text without what stands after an else: both branches together are often no valid YAML.
        """
        lines = self.text.split("\n")
        for guard in self.guards:
            if guard.other:
                lines[guard.start : guard.end] = [""] * (guard.end - guard.start)
        return "\n".join(lines)

    def _mapping(self, value: Mapping) -> Mapping:
        for key in list(value):
            item = value.pop(key)
            written = self.restore(key)
            value[written] = self.restored(item)
            value.lines[written] = value.line_of(key)
        return value

    def _expression(self, match: re.Match[str]) -> str:
        number = int(match[1])
        return self.expressions[number] if number < len(self.expressions) else match[0]


def is_template(text: str) -> bool:
    """
    Tell whether *text* holds actions of a template language.
    """
    return "{{" in text or "{%" in text or "%{" in text


def mask(text: str, *, variables: bool = False) -> Masked:
    """
    Return *text* with the actions of Go templates and Jinja masked, and `${NAME}` too where *variables* asks for it.
    """
    masking = _Masking(text)
    masked = masking.masked()
    if variables:
        masked = _VARIABLE.sub(lambda match: masking.word(match[0]), masked)
    return Masked(masked, tuple(masking.expressions), tuple(masking.guards))


class _Action(NamedTuple):
    start: int
    end: int
    kind: str  # the two opening characters
    body: str

    @property
    def control(self) -> bool:
        """
        Tell whether the action writes nothing by itself.
        """
        if self.kind != "{{":
            return True
        return bool(self.body.startswith(("/*", "!")) or _CONTROL.match(self.body) or _ASSIGNMENT.match(self.body))


class _Open(NamedTuple):
    keyword: str
    condition: str
    line: int
    other: bool


class _Masking:
    """
    One pass over one template.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.expressions: list[str] = []
        self.guards: list[Guard] = []
        self._open: list[_Open] = []
        self._skipping = False  # after an else whose end stands on the same line

    def word(self, expression: str) -> str:
        """
        Keep *expression* and return the word that stands for it.
        """
        self.expressions.append(expression)
        return f"zq{len(self.expressions) - 1}qz"

    def masked(self) -> str:
        parts: list[str] = []
        position, line = 0, 1
        for group in self._groups():
            start, end = group[0].start, group[-1].end
            line += self.text.count("\n", position, start)
            parts.append(self._kept(position, start))
            parts += self._replaced(group, line)
            line += self.text.count("\n", start, end)
            position = end
        return "".join([*parts, self.text[position:]])

    def _groups(self) -> Iterator[list[_Action]]:
        """
        Yield the actions, those on one line with nothing but blanks between them together.
        """
        group: list[_Action] = []
        for action in _actions(self.text):
            if group and self.text[group[-1].end : action.start].strip(" \t"):
                yield group
                group = []
            group.append(action)
        if group:
            yield group

    def _replaced(self, group: list[_Action], line: int) -> Iterator[str]:
        whole = self._fills_lines(group)
        position = group[0].start
        for action in group:
            yield self.text[position : action.start]
            self._follow(action, line)
            breaks = self.text.count("\n", action.start, action.end)
            silent = whole or action.control or self._skipping
            yield ("" if silent else self.word(self.text[action.start : action.end])) + "\n" * breaks
            line += breaks
            position = action.end

    def _kept(self, start: int, end: int) -> str:
        """
        Return the text between two actions, but for the second choice of an if with an else on one line.
        """
        between = self.text[start:end]
        return between if not self._skipping or "\n" in between else ""

    def _fills_lines(self, group: list[_Action]) -> bool:
        start = group[0].start
        reach = max(0, start - _REACH)
        before = self.text[max(self.text.rfind("\n", reach, start) + 1, reach) : start]
        return not before.strip() and not self._rest_of_line(group[-1].end).strip()

    def _rest_of_line(self, position: int) -> str:
        reach = position + _REACH
        end = self.text.find("\n", position, reach)
        return self.text[position : end if end >= 0 else reach]

    def _follow(self, action: _Action, line: int) -> None:
        """
        Keep track of the block that *action* opens, turns or closes.
        """
        if not action.control:
            return
        body = action.body
        if body.startswith("end"):
            self._close(line)
            self._skipping = False
        elif body.startswith(("else", "elif")):
            self._turn(body, line)
            self._skipping = bool(_END.search(self._rest_of_line(action.end)))
        elif match := _OPENING.match(body):
            self._open.append(_Open(match[1], " ".join(match[2].split()), line, other=False))

    def _close(self, line: int) -> None:
        if self._open:
            block = self._open.pop()
            if len(self.guards) >= _MOST_GUARDS:
                return
            self.guards.append(Guard(block.keyword, block.condition, block.line, line - 1, block.other))

    def _turn(self, body: str, line: int) -> None:
        if self._open:
            block = self._open[-1]
            self._close(line)
            rest = re.sub(r"^(elif|else\s+if|else)\s*", "", body)
            self._open.append(_Open(block.keyword, rest or _negated(block.condition), line, other=True))


def _actions(text: str) -> Iterator[_Action]:
    jinja = "{%" in text
    position = unclosed = 0
    while match := _MARK.search(text, position):
        start = match.start()
        end = -1 if match[0] == "{#" and not jinja else _end_of(text, start, match[0])
        if end < 0:
            unclosed += 1
            if unclosed > _MOST_UNCLOSED:
                return
            position = start + 2
            continue
        yield _Action(start, end, match[0], text[start + 2 : end].removesuffix(_CLOSINGS[match[0]]).strip("-~+ \t\n"))
        position = end


def _end_of(text: str, start: int, opening: str) -> int:
    """
    Return where the action at *start* ends, or -1; a closing inside quoted text does not count.
    """
    closing = _CLOSINGS[opening]
    end = text.find(closing, start + 2)
    width = len(closing)
    if opening == "{#" or text[start + 2 : start + 6].lstrip("- ").startswith("/*"):
        return end + width if end >= 0 else -1
    for _ in range(_ODD_QUOTES):
        if end < 0:
            return -1
        inside = text[start + 2 : end].replace('\\"', "")
        if inside.count('"') % 2 == 0 and inside.count("`") % 2 == 0:
            return end + width
        end = text.find(closing, end + width)
    return -1


def _spoken(guard: Guard) -> str:
    return guard.condition if guard.keyword == "if" else f"{guard.keyword} {guard.condition}"


def _negated(condition: str) -> str:
    return f"not ({condition})" if condition else ""
