"""
What one person built nearly alone, who is gone.
"""

from collections.abc import Iterator

from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match
from debtscan.judge.subjects import departed, is_own, live

NAMES = frozenset({"name", "share", "commits", "living", "last_change"})


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    share: float = 0.75  # of the commits of the first year
    likelihood: float = 0.5  # from which a person counts as gone
    commits: int = 5  # fewer say nothing about who knows it
    living: int = 1  # more people who know it are no risk of this kind


def match(graph: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield each component of own code whose builder is gone and that hardly anybody else ever changed.
    """
    for component in live(graph):
        history = component.history
        if history is None or history.builder is None or history.commits < params.commits or not is_own(component):
            continue
        if (history.builder_share or 0) < params.share or not departed(graph, [history.builder], params.likelihood):
            continue
        living = len(history.people) - len(departed(graph, history.people, params.likelihood))
        if living <= params.living:
            values = {
                "name": component.name,
                "share": f"{history.builder_share or 0:.0%}",
                "commits": str(history.commits),
                "living": str(living),
                "last_change": history.last_change or "-",
            }
            yield Match(component.id, component.evidence, values)
