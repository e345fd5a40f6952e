"""
Functions on mappings, lists and numbers.
"""

import math
from collections.abc import Callable, Iterable

from debtscan.scan.helm.values import UNDECIDED, SpentError, Unknown, Value, bounded, is_unknown, merged, plain, text_of

_LONGEST = 10_000  # items of one list
_SCALARS = (str, int, float, bool, type(None))
_WIDTH = 63  # bits of a number, as in Go


def _bounded(items: list[Value]) -> list[Value]:
    if len(items) > _LONGEST:
        raise SpentError
    return items


def _list(value: Value) -> list[Value]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _map(value: Value) -> dict[str, Value]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _dict(*pairs: Value) -> dict[str, Value]:
    return {
        text_of(pairs[place]): pairs[place + 1] if place + 1 < len(pairs) else "" for place in range(0, len(pairs), 2)
    }


def _set(mapping: dict[str, Value], key: str, value: Value) -> dict[str, Value]:
    _map(mapping)[text_of(key)] = value
    return mapping


def _unset(mapping: dict[str, Value], key: str) -> dict[str, Value]:
    _map(mapping).pop(key, None)
    return mapping


def _copied(value: Value) -> Value:
    return plain(bounded(value))


def _merge(target: dict[str, Value], *others: dict[str, Value]) -> dict[str, Value]:
    """
    Fill up *target* with what the others have and it lacks, and return it.
    """
    for other in others:
        filled = merged(_map(_copied(other)), bounded(target))
        target.update(filled)
    return target


def _overwrite(target: dict[str, Value], *others: dict[str, Value]) -> dict[str, Value]:
    for other in others:
        target.update(merged(bounded(target), _map(_copied(other))))
    return target


def _get(mapping: dict[str, Value], key: str) -> Value:
    return _map(mapping).get(key, "")


def _dig(*arguments: Value) -> Value:
    *keys, default, value = arguments
    for key in keys:
        if isinstance(value, Unknown):
            return UNDECIDED
        if not isinstance(value, dict) or key not in value:
            return default
        value = value[key]
    return value


def _index(value: Value, *keys: Value) -> Value:
    for key in keys:
        if isinstance(value, Unknown) or is_unknown(key):
            return UNDECIDED
        if isinstance(value, dict):
            value = value.get(key)
        elif value is None:
            return None
        else:
            value = value[key]
    return value


def _slice(value: Value, *ends: int) -> Value:
    return value[ends[0] if ends else 0 : ends[1] if len(ends) > 1 else None]


def _pick(mapping: dict[str, Value], *keys: str) -> dict[str, Value]:
    return {key: value for key, value in _map(mapping).items() if key in keys}


def _omit(mapping: dict[str, Value], *keys: str) -> dict[str, Value]:
    return {key: value for key, value in _map(mapping).items() if key not in keys}


def _keys(*mappings: dict[str, Value]) -> list[Value]:
    return sorted(key for mapping in mappings for key in _map(mapping))


def _values(*mappings: dict[str, Value]) -> list[Value]:
    return [mapping[key] for mapping in mappings for key in sorted(_map(mapping))]


def _concat(*lists: list[Value]) -> list[Value]:
    return _bounded([item for one in lists for item in _list(one)])


def _scalars(items: Iterable[Value]) -> list[Value]:
    found = list(items)
    if not all(isinstance(item, _SCALARS) for item in found):
        raise TypeError
    return found


def _uniq(items: list[Value]) -> list[Value]:
    return list(dict.fromkeys(_scalars(_list(items))))


def _has(item: Value, items: list[Value]) -> Value:
    if is_unknown(item) or any(map(is_unknown, _list(items))):
        return UNDECIDED
    return any(type(item) is type(one) and item == one for one in _scalars(_list(items)))


def _without(items: list[Value], *others: Value) -> list[Value]:
    return [item for item in _scalars(_list(items)) if item not in others]


def _until(*bounds: int) -> list[Value]:
    first, last = (0, bounds[0]) if len(bounds) == 1 else bounds[:2]
    step = bounds[2] if len(bounds) > 2 else 1  # noqa: PLR2004 - the third argument
    return _bounded(list(range(first, last, step)[: _LONGEST + 1]))


def _length(value: Value) -> Value:
    return UNDECIDED if is_unknown(value) else len(value if value is not None else [])


def _number(value: Value) -> int | float:
    if isinstance(value, str):
        try:
            return int(value, 0)
        except ValueError:
            return float(value)
    return value if isinstance(value, int | float) else 0


def _whole(value: Value) -> int:
    try:
        number = _number(value)
    except ValueError:
        return 0
    wide = int(number)
    return wide if wide.bit_length() <= _WIDTH else 0


def _summed(*values: Value) -> int:
    return _whole(sum(map(_whole, values)))


def _multiplied(*values: Value) -> int:
    return _whole(math.prod(map(_whole, values[:100])))


def _divided(one: Value, other: Value) -> int:
    return int(_whole(one) / _whole(other))


COLLECTIONS: dict[str, Callable[..., Value]] = {
    "list": lambda *items: list(items),
    "tuple": lambda *items: list(items),
    "dict": _dict,
    "set": _set,
    "unset": _unset,
    "merge": _merge,
    "mustMerge": _merge,
    "mergeOverwrite": _overwrite,
    "mustMergeOverwrite": _overwrite,
    "deepCopy": _copied,
    "mustDeepCopy": _copied,
    "get": _get,
    "hasKey": lambda mapping, key: key in _map(mapping),
    "dig": _dig,
    "index": _index,
    "slice": _slice,
    "pick": _pick,
    "omit": _omit,
    "keys": _keys,
    "values": _values,
    "append": lambda items, item: _bounded([*_list(items), item]),
    "mustAppend": lambda items, item: _bounded([*_list(items), item]),
    "prepend": lambda items, item: _bounded([item, *_list(items)]),
    "concat": _concat,
    "first": lambda items: _list(items)[0] if items else None,
    "last": lambda items: _list(items)[-1] if items else None,
    "rest": lambda items: _list(items)[1:],
    "initial": lambda items: _list(items)[:-1],
    "reverse": lambda items: _list(items)[::-1],
    "compact": lambda items: [item for item in _list(items) if item],
    "uniq": _uniq,
    "mustUniq": _uniq,
    "has": _has,
    "mustHas": _has,
    "without": _without,
    "sortAlpha": lambda items: sorted(map(text_of, _list(items))),
    "toStrings": lambda items: list(map(text_of, _list(items))),
    "until": _until,
    "untilStep": _until,
    "len": _length,
    "int": _whole,
    "int64": _whole,
    "atoi": _whole,
    "float64": lambda value: float(_number(value)),
    "add": _summed,
    "add1": lambda value: _summed(value, 1),
    "sub": lambda one, other: _summed(one, -_whole(other)),
    "mul": _multiplied,
    "div": _divided,
    "mod": lambda one, other: int(math.fmod(_whole(one), _whole(other))),
    "max": lambda *values: max(map(_whole, values)),
    "min": lambda *values: min(map(_whole, values)),
    "floor": lambda value: math.floor(_number(value)),
    "ceil": lambda value: math.ceil(_number(value)),
    "round": lambda value, places: round(float(_number(value)), places),
}
