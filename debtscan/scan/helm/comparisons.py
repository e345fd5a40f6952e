"""
Functions that decide: comparisons, choices, kinds and versions.
"""

import re
from collections.abc import Callable

from debtscan.scan.helm.values import UNDECIDED, Unknown, Value, is_unknown, text_of

_PART = re.compile(r"(?P<sign>[=!<>~^]*)\s*v?(?P<version>[\dxX*]+(?:\.[\dxX*]+){0,2})(?:[-+][\w.-]+)?")
_KINDS: dict[type, str] = {bool: "bool", str: "string", int: "int", float: "float64", dict: "map", list: "slice"}


def _equal(one: Value, *others: Value) -> Value:
    if any(isinstance(value, dict | list) for value in (one, *others)):
        return UNDECIDED
    if any(one is other or _same(one, other) for other in others):
        return True
    return UNDECIDED if any(map(is_unknown, (one, *others))) else False


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


def _unequal(one: Value, other: Value) -> Value:
    answer = _equal(one, other)
    return answer if answer is UNDECIDED else not answer


def _default(fallback: Value, value: Value = None) -> Value:
    return value if isinstance(value, Unknown) or value else fallback


def _coalesce(*values: Value) -> Value:
    return next((value for value in values if isinstance(value, Unknown) or value), None)


def _ternary(one: Value, other: Value, condition: Value) -> Value:
    if isinstance(condition, Unknown):
        return UNDECIDED
    return one if condition else other


def _empty(value: Value) -> Value:
    return UNDECIDED if isinstance(value, Unknown) else not value


def _required(_: str, value: Value) -> Value:
    return UNDECIDED if value is None or value == "" else value


def _kind(value: Value) -> str:
    return _KINDS.get(type(value), "invalid")


def _kind_is(name: str, value: Value) -> Value:
    return UNDECIDED if isinstance(value, Unknown) else _kind(value) == name


def _type_is(name: str, value: Value) -> Value:
    names = {"map[string]interface {}": "map", "[]interface {}": "slice", "map[string]any": "map"}
    return UNDECIDED if isinstance(value, Unknown) else _kind(value) == names.get(name, name)


def _version(text: str) -> tuple[int, ...]:
    numbers = re.findall(r"\d+", text.partition("-")[0].partition("+")[0])[:3]
    return tuple(int(number[:9]) for number in numbers) + (0,) * (3 - len(numbers))


def _semver(constraint: str, version: str) -> bool:
    """
    Tell whether *version* satisfies *constraint*: parts joined by commas or blanks hold together, "||" separates ways.
    """
    found = _version(text_of(version))
    return any(all(_holds(part, found) for part in _PART.finditer(way)) for way in constraint.split("||"))


def _holds(part: re.Match[str], found: tuple[int, ...]) -> bool:
    written = [piece for piece in part["version"].split(".") if piece not in {"x", "X", "*"}]
    wanted = _version(part["version"])
    sign = part["sign"]
    if sign.startswith(">"):
        return found >= wanted if "=" in sign else found > wanted
    if sign.startswith("<"):
        return found <= wanted if "=" in sign else found < wanted
    if sign.startswith("!"):
        return found[: len(written)] != wanted[: len(written)]
    if sign == "^":
        return found >= wanted and found[0] == wanted[0]
    if sign.startswith("~"):
        return found >= wanted and found[: min(2, len(written))] == wanted[: min(2, len(written))]
    return found[: len(written)] == wanted[: len(written)]


def _fail(*_: Value) -> str:
    return ""  # values that a release must bring are missing: the rest of the template still says what there is


COMPARISONS: dict[str, Callable[..., Value]] = {
    "eq": _equal,
    "ne": _unequal,
    "lt": lambda one, other: bool(one < other),
    "le": lambda one, other: bool(one <= other),
    "gt": lambda one, other: bool(one > other),
    "ge": lambda one, other: bool(one >= other),
    "not": lambda value: UNDECIDED if isinstance(value, Unknown) else not value,
    "default": _default,
    "coalesce": _coalesce,
    "ternary": _ternary,
    "empty": _empty,
    "required": _required,
    "fail": _fail,
    "kindIs": _kind_is,
    "kindOf": _kind,
    "typeIs": _type_is,
    "typeOf": _kind,
    "semverCompare": _semver,
    "lookup": lambda *_: {},  # as without a cluster
    "any": lambda *values: any(values),
    "all": lambda *values: all(values),
}
