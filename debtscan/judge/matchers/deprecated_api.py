"""
Manifests in API versions that are or will be gone.
"""

from collections.abc import Iterator

from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match
from debtscan.judge.subjects import live
from debtscan.model.component import ApiEnd
from debtscan.model.evidence import Evidence

NAMES = frozenset({"name", "kind", "version", "replacement", "product", "deprecated_in", "removed_in"})


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    products: tuple[str, ...] = ()  # only these ("k8s", "istio" ...); none = all


def match(graph: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield each old API version of each component once, with all the manifests that use it.
    """
    for component in live(graph):
        found: dict[tuple[str, str, ApiEnd], list[Evidence]] = {}
        for use in component.facts.apis:
            if use.end is not None and (not params.products or use.end.product in params.products):
                found.setdefault((use.version, use.kind, use.end), []).append(use.evidence)
        for (version, kind, end), evidence in found.items():
            values = {
                "name": component.name,
                "kind": kind,
                "version": version,
                "replacement": end.replacement or "-",
                "product": end.product,
                "deprecated_in": end.deprecated_in or "-",
                "removed_in": end.removed_in or "-",
            }
            yield Match(component.id, tuple(evidence), values)
