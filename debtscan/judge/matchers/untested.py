"""
Own code that runs for others without a single test.
"""

from collections.abc import Iterator

from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match
from debtscan.judge.subjects import is_own, live
from debtscan.model.words import Kind

NAMES = frozenset({"name", "lines", "files"})


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    kinds: tuple[Kind, ...] = (Kind.SERVICE,)
    lines: int = 100  # of code; less needs none


def match(graph: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield each component of these kinds with enough code and no test.
    """
    for component in live(graph, *params.kinds):
        metrics = component.metrics
        if is_own(component) and metrics.tests == 0 and metrics.lines >= params.lines:
            values = {"name": component.name, "lines": str(metrics.lines), "files": str(metrics.files)}
            yield Match(component.id, component.evidence, values)
