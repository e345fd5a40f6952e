"""
What templates look at among the values: sets of values that differ in nothing of it need to be rendered only once.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from debtscan.scan.helm.chart import Chart
from debtscan.scan.helm.values import Value, field, to_json

_LOOK = re.compile(r"\.Values\b((?:\.[^\W\d]\w*)*)|\"Values\"")
_ALL = ""  # the path of all values


class Look(Struct, frozen=True):
    """
    The paths at which a chart of the family looks, below the place where its own values stand.
    """

    place: tuple[str, ...]
    paths: frozenset[str]
    fills: bool  # texts among the values are templates themselves


def looks_of(chart: Chart, text: Callable[[str], str], place: tuple[str, ...] = ()) -> Iterator[Look]:
    """
    Yield what *chart* and each local chart below it looks at; *text* opens a template.

    A library's templates look at the values of whoever calls them, so that each chart is given the looks of all.
    """
    texts = [text(path) for one in chart.family() for path in one.templates]
    found = {match[1] or _ALL for one in texts for match in _LOOK.finditer(one)}
    conditions = {f".{path.strip()}" for one in chart.dependencies for path in one.condition.split(",") if path.strip()}
    tags = {".tags"} if any(one.tags for one in chart.dependencies) else set()
    yield Look(place, frozenset(found | conditions | tags), any("tpl" in one for one in texts))
    for dependency in chart.dependencies:
        if dependency.chart is not None:
            yield from looks_of(dependency.chart, text, (*place, dependency.alias))


def distinct(sets: Iterable[dict[str, Value]], looks: Iterable[Look]) -> list[dict[str, Value]]:
    """
    Return those of *sets* that differ in something that the templates look at, in order.
    """
    every = list(looks)
    found: dict[str, dict[str, Value]] = {}
    for values in sets:
        found.setdefault(to_json([seen for look in every for seen in _seen(values, look)]), values)
    return list(found.values())


def _seen(values: dict[str, Value], look: Look) -> Iterator[Value]:
    scope: Value = values
    for name in look.place:
        scope = field(scope, name)
    whole = _ALL in look.paths or (look.fills and "{{" in to_json(scope))
    for path in [_ALL] if whole else sorted(look.paths):
        value = scope
        for name in path.split(".")[1:]:
            value = field(value, name)
        yield value
