"""
Images of others that may be something else tomorrow.
"""

from collections.abc import Iterator

from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match
from debtscan.judge.subjects import live
from debtscan.model.evidence import Evidence

NAMES = frozenset({"name", "image"})


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    bases: bool = True  # the bases of builds count as well as what workloads run
    own: bool = False  # images that the estate builds itself count too


def match(graph: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield each unpinned image of each component once, with all the places that name it.
    """
    for component in live(graph):
        found: dict[str, list[Evidence]] = {}
        for use in component.facts.images:
            if not use.pinned and (params.bases or not use.base) and (params.own or not use.own):
                found.setdefault(use.image, []).append(use.evidence)
        for image, evidence in found.items():
            yield Match(component.id, tuple(evidence), {"name": component.name, "image": image})
