"""
Kubernetes controllers of the platform's own making.
"""

from collections.abc import Iterator

from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match
from debtscan.judge.subjects import live
from debtscan.model.words import Built, Kind

NAMES = frozenset({"name", "resources", "count"})


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    pass


def match(graph: SystemGraph, params: Params) -> Iterator[Match]:  # noqa: ARG001 - every matcher has the same shape
    """
    Yield each controller whose code is here.
    """
    for component in live(graph, Kind.CONTROLLER):
        if component.built is Built.BESPOKE:
            resources = [name for name in (use.strip("/") for use in component.facts.reconciles) if name]
            values = {"name": component.name, "resources": ", ".join(resources) or "-", "count": str(len(resources))}
            yield Match(component.id, component.evidence, values)
