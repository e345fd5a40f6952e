"""
Code that is hard to change and is changed all the time.
"""

from collections.abc import Iterator

from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match
from debtscan.judge.subjects import is_own, live, places

NAMES = frozenset({"name", "complexity", "changes"})


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    complexity: int = 20  # cyclomatic complexity of the worst function
    changes: int = 12  # commits in the twelve months before the clock


def match(graph: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield each component of own code that is above both figures, its worst function first.
    """
    for component in live(graph):
        metrics = component.metrics
        if metrics.complexity_max < params.complexity or (metrics.changes_12m or 0) < params.changes:
            continue
        if is_own(component):
            values = {
                "name": component.name,
                "complexity": str(metrics.complexity_max),
                "changes": str(metrics.changes_12m),
            }
            worst = [metrics.worst] if metrics.worst else []
            yield Match(component.id, places(worst, component.evidence[:1]), values)
