"""
What runs at fixed times although everybody who ever changed it is gone.
"""

from collections.abc import Iterator

from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match
from debtscan.judge.subjects import departed, live, places

NAMES = frozenset({"name", "schedule", "people", "last_change"})


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    likelihood: float = 0.5  # from which a person counts as gone


def match(graph: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield each scheduled component without anybody left.
    """
    for component in live(graph):
        schedules, history = component.facts.schedules, component.history
        if not schedules or history is None or not history.people:
            continue
        if departed(graph, history.people, params.likelihood) == frozenset(history.people):
            values = {
                "name": component.name,
                "schedule": schedules[0].cron or schedules[0].engine,
                "people": str(len(history.people)),
                "last_change": history.last_change or "-",
            }
            yield Match(component.id, places((use.evidence for use in schedules), component.evidence[:1]), values)
