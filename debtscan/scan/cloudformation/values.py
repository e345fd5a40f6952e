"""
Values of a template: where each stands, and the resources of the template that it names.

The tags are gone when a value gets here, so "!Ref Jobs" is "Jobs" and "!GetAtt Jobs.Arn" is "Jobs.Arn".
"""

import re
from collections.abc import Collection, Iterator

from debtscan.safe.yaml import Mapping, Value

_SUB = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[\w.]+)?\}")
_PLAIN = re.compile(r"[\w./ -]+")
_MAX_DEPTH = 30
_FUNCTIONS = ("Ref", "Fn::GetAtt", "Fn::Sub", "Fn::ImportValue", "Fn::Join")


def walk(value: Value, key: str, line: int, depth: int = 0) -> Iterator[tuple[str, str, int]]:
    """
    Yield each scalar in *value* with its place and line: ("Environment.Variables.TABLE", "Orders", 12).
    """
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, Mapping):
        for name in value:
            inner = key if name in _FUNCTIONS else f"{key}.{name}".lstrip(".")
            yield from walk(value[name], inner, value.line_of(name), depth + 1)
    elif isinstance(value, list):
        lines = getattr(value, "lines", [])
        for number, item in enumerate(value):
            yield from walk(item, f"{key}[{number}]", lines[number] if number < len(lines) else line, depth + 1)
    elif value is not None:
        yield key, str(value), line


def named_in(text: str, known: Collection[str]) -> list[str]:
    """
    Return the resources of the template, by logical id, that *text* names.
    """
    whole = text.partition(".")[0]
    if whole in known and " " not in text:
        return [whole]
    return list(dict.fromkeys(name for name in _SUB.findall(text) if name in known))


def first_named(value: Value, known: Collection[str]) -> str:
    """
    Return the first resource of the template that *value* names anywhere in it, or "".
    """
    return next((name for _, text, _ in walk(value, "", 0) for name in named_in(text, known)), "")


def literal(value: Value) -> str:
    """
    Return a text that stands for itself, "" for what is put together or taken from a parameter.
    """
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) else ""
