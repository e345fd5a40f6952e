"""
Values while a template is rendered: known ones, and those that only a release knows, which stay expressions.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from debtscan.safe.yaml import scalar

Value = Any  # dict | list | str | int | float | bool | None | Unknown

MARK = re.compile(r"zq(\d{1,7})qz")
LONGEST = 1_000_000  # characters of one text
_DEEPEST = 60
_MOST = 50_000  # values within one value
_PLAIN = re.compile(r"[A-Za-z_./][\w ./-]*(?<! )")
_WORDS = frozenset({"yes", "no", "on", "off", "y", "n"})


class SpentError(Exception):
    """
    The chart takes more work than is spent on one.
    """


class Unknown:
    """
    A value that only the installation knows; *word* stands for it in texts, and becomes its expression again later.
    """

    __slots__ = ("word",)

    def __init__(self, word: str) -> None:
        self.word = word

    def __str__(self) -> str:
        return self.word


UNDECIDED = Unknown("")  # what a function answers when unknown parts of its arguments decide


class Expressions:
    """
    The expressions that stay, each with the word that stands for it.
    """

    def __init__(self) -> None:
        self._words: dict[str, Unknown] = {}
        self.all: list[str] = []  # the n-th for the word with that number

    def unknown(self, written: str) -> Unknown:
        """
        Return the value of the expression *written* that nobody here knows.
        """
        expression = f"{{{{ {MARK.sub('', written).strip()} }}}}"
        if expression not in self._words:
            self._words[expression] = Unknown(f"zq{len(self.all)}qz")
            self.all.append(expression)
        return self._words[expression]

    def written(self, value: Unknown) -> str:
        """
        Return the expression of *value* without its braces.
        """
        number = MARK.fullmatch(value.word)
        return self.all[int(number[1])].strip("{ }") if number else ""


def is_unknown(value: Value) -> bool:
    """
    Tell whether *value* is unknown, or a text with unknown parts.
    """
    return isinstance(value, Unknown) or (isinstance(value, str) and "zq" in value and MARK.search(value) is not None)


def truth(value: Value) -> bool | None:
    """
    Return whether *value* counts as true in an if, or None where that is not known.
    """
    if isinstance(value, Unknown):
        return None
    return bool(value)


def text_of(value: Value) -> str:
    """
    Return *value* as an action writes it.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        inner = " ".join(f"{key}:{_inner(item)}" for key, item in sorted(bounded(value).items()))
        return f"map[{inner}]"
    if isinstance(value, list):
        return f"[{' '.join(_inner(item) for item in bounded(value))}]"
    return str(value)


def _inner(value: Value) -> str:
    if isinstance(value, dict | list):
        return "map[...]" if isinstance(value, dict) else "[...]"
    return "<nil>" if value is None else text_of(value)


def field(value: Value, name: str) -> Value:
    """
    Return what lies under *name* in *value*; nothing where *value* is no mapping.
    """
    return value.get(name) if isinstance(value, dict) else None


def merged(base: dict[str, Value], over: dict[str, Value], depth: int = 0) -> dict[str, Value]:
    """
    Return *base* with *over* laid on it, mappings within mappings too; an explicit null in *over* takes a key away.
    """
    result = dict(base)
    for key, value in over.items():
        known = result.get(key)
        if value is None:
            result.pop(key, None)
        elif isinstance(known, dict) and isinstance(value, dict) and depth < _DEEPEST:
            result[key] = merged(known, value, depth + 1)
        else:
            result[key] = value
    return result


def plain(value: Value, depth: int = 0) -> Value:
    """
    Return *value* as mappings and lists of its own, so that a template that changes it changes nothing else.
    """
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {key: plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item, depth + 1) for item in value]
    return value


def bounded(value: Value) -> Value:
    """
    Return *value*; one that holds more than anybody would write costs the chart its budget.
    """
    size_of(value)
    return value


def size_of(value: Value) -> int:
    """
    Return how many values are in *value*, itself included.
    """
    left = _MOST
    waiting = [(value, 0)]
    while waiting:
        item, depth = waiting.pop()
        left -= 1
        if left < 0 or depth > _DEEPEST:
            raise SpentError
        if isinstance(item, dict):
            waiting += [(one, depth + 1) for one in item.values()]
        elif isinstance(item, list):
            waiting += [(one, depth + 1) for one in item]
    return _MOST - left


def to_yaml(value: Value) -> str:
    """
    Return *value* as YAML, keys sorted as Helm sorts them.
    """
    if isinstance(value, dict | list) and not value:
        return "{}" if isinstance(value, dict) else "[]"
    return "\n".join(_lines(bounded(value), 0))


def _lines(value: Value, indent: int) -> Iterator[str]:
    pad = " " * indent
    if isinstance(value, dict) and value:
        for key, item in sorted(value.items()):
            yield from _entry(f"{pad}{_scalar(key)}:", item, indent)
    elif isinstance(value, list) and value:
        for item in value:
            yield from _item(pad, item, indent)
    elif isinstance(value, str) and "\n" in value and value.strip():
        yield "|" if value.endswith("\n") else "|-"
        yield from _block(value, indent + 2)
    else:
        yield pad + _scalar(value)


def _item(pad: str, value: Value, indent: int) -> Iterator[str]:
    if isinstance(value, dict | list) and value:
        first, *rest = _lines(value, indent + 2)
        yield f"{pad}- {first.lstrip(' ')}"
        yield from rest
    else:
        yield from _entry(f"{pad}-", value, indent)


def _entry(head: str, value: Value, indent: int) -> Iterator[str]:
    if isinstance(value, dict | list) and value:
        yield head
        yield from _lines(value, indent + (2 if isinstance(value, dict) else 0))
    elif isinstance(value, str) and "\n" in value and value.strip():
        yield f"{head} {'|' if value.endswith(chr(10)) else '|-'}"
        yield from _block(value, indent + 2)
    else:
        yield f"{head} {_scalar(value)}"


def _block(value: str, indent: int) -> Iterator[str]:
    return (" " * indent + line if line else "" for line in value.rstrip("\n").split("\n"))


def _scalar(value: Value) -> str:
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    if value is None:
        return "null"
    if not isinstance(value, str):
        return text_of(value)
    ordinary = _PLAIN.fullmatch(value) and value.lower() not in _WORDS and isinstance(scalar(value), str)
    return value if ordinary else json.dumps(value, ensure_ascii=False)


def to_json(value: Value) -> str:
    """
    Return *value* as JSON.
    """
    return json.dumps(bounded(value), separators=(",", ":"), sort_keys=True, ensure_ascii=False, default=str)
