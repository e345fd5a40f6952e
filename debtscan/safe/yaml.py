"""
The only door to YAML: values with line numbers, tolerant of broken documents, bounded in nodes and aliases.

Scalars stay strings but for null, true/false and plain decimal numbers, so that "on", "no", "0123", "1:30" and dates
keep their spelling; unknown tags keep their value and their tag.
"""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct

from debtscan.model.declaration import Problem
from debtscan.model.evidence import Reason

MAX_NODES = 100_000  # of one document, aliases expanded
MAX_DEPTH = 200

_Base: Any = getattr(yaml, "CLoader", yaml.Loader)


class _Loader(_Base):  # type: ignore[misc]
    """
    Composes nodes without guessing the type of scalars: that is done here, and their rules cost a fifth of the time.
    """

    def resolve(self, *_: object) -> str:
        return "tag:yaml.org,2002:str"

    def descend_resolver(self, *_: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


_SEPARATOR = re.compile(r"^---(?=\s|$)", re.MULTILINE)
_FOREIGN_BREAKS = "\x85\u2028\u2029"  # YAML 1.1 counts them as line ends, editors do not
_BREAKS = str.maketrans(_FOREIGN_BREAKS, "   ")
_MAX_DUPLICATES = 20
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}")

Value = Any  # Mapping | Sequence | str | int | float | bool | None


class Mapping(dict[str, Value]):
    """
    A YAML mapping with string keys; *line* is where it begins, *lines* where each key stands (1-based).
    """

    __slots__ = ("line", "lines", "tag")

    def __init__(self, line: int, tag: str | None = None) -> None:
        super().__init__()
        self.line = line
        self.tag = tag  # "!Ref" and the like; None for plain mappings
        self.lines: dict[str, int] = {}

    def mapping(self, key: str) -> "Mapping":
        """
        Return the mapping under *key*, or an empty one: manifests omit and misspell.
        """
        value = self.get(key)
        return value if isinstance(value, Mapping) else Mapping(self.lines.get(key, self.line))

    def sequence(self, key: str) -> "Sequence":
        """
        Return the sequence under *key*, or an empty one.
        """
        value = self.get(key)
        return value if isinstance(value, Sequence) else Sequence(self.lines.get(key, self.line))

    def mappings(self, key: str) -> Iterator["Mapping"]:
        """
        Yield the mappings in the sequence under *key*; what is no mapping is left out.
        """
        return (item for item in self.sequence(key) if isinstance(item, Mapping))

    def string(self, key: str) -> str:
        """
        Return the scalar under *key* as text, or "".
        """
        value = self.get(key)
        return "" if value is None or isinstance(value, dict | list) else str(value)

    def line_of(self, key: str) -> int:
        """
        Return the line of *key*, or that of the mapping where the key is missing.
        """
        return self.lines.get(key, self.line)


class Sequence(list[Value]):
    """
    A YAML sequence; *line* is where it begins, *lines* where each item stands (1-based).
    """

    __slots__ = ("line", "lines", "tag")

    def __init__(self, line: int, tag: str | None = None) -> None:
        super().__init__()
        self.line = line
        self.tag = tag
        self.lines: list[int] = []

    def strings(self) -> Iterator[tuple[str, int]]:
        """
        Yield each scalar item as text, with its line.
        """
        for item, line in zip(self, self.lines, strict=True):
            if item is not None and not isinstance(item, dict | list):
                yield str(item), line


class Loaded(Struct, frozen=True):
    """
    The documents that could be read, in order, and what was wrong with the others.
    """

    documents: tuple[Value, ...]
    problems: tuple[Problem, ...]
    duplicates: tuple[Problem, ...] = ()  # keys that stand twice in one mapping: the last one counts, as everywhere


class _BudgetError(Exception):
    """
    The document would expand beyond the budget.
    """


def load_all(text: str) -> Loaded:
    """
    Return every document of *text*. A broken document costs itself only: its neighbours are read one by one.
    """
    clean = text.translate(_BREAKS) if any(mark in text for mark in _FOREIGN_BREAKS) else text
    duplicates: list[Problem] = []
    documents, problem = _load(clean, 0, duplicates)
    if problem is None:
        return Loaded(tuple(documents), (), tuple(duplicates))
    parts = list(_split(clean))
    if len(parts) == 1:
        return Loaded((), (problem,))
    return _load_parts(parts)


def _load_parts(parts: list[tuple[str, int]]) -> Loaded:
    documents: list[Value] = []
    problems: list[Problem] = []
    duplicates: list[Problem] = []
    for part, offset in parts:
        found, problem = _load(part, offset, duplicates)
        documents += found
        problems += [problem] if problem else []
    return Loaded(tuple(documents), tuple(problems), tuple(duplicates))


def _split(text: str) -> Iterator[tuple[str, int]]:
    """
    Yield the documents of *text* with the number of lines before each.
    """
    starts = [0, *(match.start() for match in _SEPARATOR.finditer(text) if match.start() > 0), len(text)]
    for start, end in itertools.pairwise(starts):
        yield text[start:end], text.count("\n", 0, start)


def _load(text: str, offset: int, duplicates: list[Problem]) -> tuple[list[Value], Problem | None]:
    documents: list[Value] = []
    try:
        loader = _Loader(text)
        try:
            while loader.check_node():
                documents.append(_Builder(offset, duplicates).value(loader.get_node(), 0))
        finally:
            loader.dispose()
    except _BudgetError as error:
        return [], Problem(Reason.OVER_BUDGET, str(error), offset + 1)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return [], Problem(Reason.BROKEN, error.problem or "not valid YAML", offset + (mark.line + 1 if mark else 1))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return [], Problem(Reason.BROKEN, str(error).split("\n", 1)[0], offset + 1)
    return documents, None


class _Builder:
    """
    Turns the nodes of one document into values, counting every node each time that it is reached.
    """

    def __init__(self, offset: int, duplicates: list[Problem]) -> None:
        self.offset = offset
        self.duplicates = duplicates
        self.nodes = 0

    def value(self, node: yaml.Node | None, depth: int) -> Value:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _BudgetError(f"more than {MAX_NODES} nodes, aliases expanded")
        if depth > MAX_DEPTH:
            raise _BudgetError(f"nested deeper than {MAX_DEPTH}")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return self._sequence(node, depth)
        return self._scalar(node)

    def _scalar(self, node: yaml.Node | None) -> Value:
        if not isinstance(node, yaml.ScalarNode):
            return None
        return scalar(str(node.value), plain=not node.style, tag=node.tag)

    def _line(self, node: yaml.Node) -> int:
        return self.offset + int(node.start_mark.line) + 1

    def _mapping(self, node: yaml.MappingNode, depth: int) -> Mapping:
        result = Mapping(self._line(node), _own_tag(node.tag))
        merged: list[Mapping] = []
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            value = self.value(value_node, depth + 1)
            if key == "<<" and isinstance(value, Mapping | Sequence):
                merged += [value] if isinstance(value, Mapping) else [m for m in value if isinstance(m, Mapping)]
                continue
            if key in result and len(self.duplicates) < _MAX_DUPLICATES:
                self.duplicates.append(Problem(Reason.PARTIAL, f"key {key[:80]!r} stands twice", self._line(key_node)))
            result[key] = value
            result.lines[key] = self._line(key_node)
        for base in merged:
            for key, value in base.items():
                result.setdefault(key, value)
                result.lines.setdefault(key, base.lines[key])
        return result

    def _sequence(self, node: yaml.SequenceNode, depth: int) -> Sequence:
        result = Sequence(self._line(node), _own_tag(node.tag))
        for item in node.value:
            result.append(self.value(item, depth + 1))
            result.lines.append(self._line(item))
        return result


def scalar(text: str, *, plain: bool = True, tag: str = "") -> Value:
    """
    Return the value of one scalar: null, booleans and decimal numbers where written plainly, else the text itself.
    """
    if not plain or _own_tag(tag):
        return text
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text in {"true", "True", "TRUE"}:
        return True
    if text in {"false", "False", "FALSE"}:
        return False
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _own_tag(tag: str | None) -> str | None:
    return tag if tag and tag.startswith("!") else None
