"""
A cluster for machine learning alone, beside other clusters that somebody keeps anyway.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match
from debtscan.judge.subjects import live, places
from debtscan.model.component import Component
from debtscan.model.words import Kind

NAMES = frozenset({"name", "others", "count"})

_WORD = re.compile(r"[a-z]+")
_STAGES = frozenset(
    {"dev", "develop", "development", "stg", "stage", "staging", "qa", "test", "testing", "sandbox"}
) | {
    "preview",
    "prod",
    "prd",
    "production",
    "live",
    "blue",
    "green",
    "cluster",
    "k",
    "s",
    "kubernetes",
    "eks",
    "gke",
    "aks",
}
_SHOWN = 3  # other clusters named in the message


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]  # in the name of a cluster that is for machine learning
    capabilities: tuple[str, ...]  # of what runs on such a cluster
    kinds_of_cluster: tuple[str, ...] = (
        "cluster_management",
        "gpu_scheduling",
    )  # capabilities; others are no Kubernetes


def match(graph: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield each cluster for machine learning when there is another one; copies of one for each stage are one.
    """
    clusters = [c for c in live(graph, Kind.CLUSTER) if c.capability is None or c.capability in params.kinds_of_cluster]
    for component in clusters:
        others = [c for c in clusters if _role(c) != _role(component)]
        if others and _is_for_learning(graph, component, params):
            names = ", ".join(c.name for c in others[:_SHOWN])
            values = {"name": component.name, "others": names, "count": str(len(others))}
            evidence = places(component.evidence, (place for other in others for place in other.evidence[:1]))
            yield Match(component.id, evidence, values)


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.lower()))


def _role(component: Component) -> frozenset[str]:
    return _words(component.name) - _STAGES


def _is_for_learning(graph: SystemGraph, component: Component, params: Params) -> bool:
    if not _words(component.name).isdisjoint(params.words):
        return True
    users = [graph.component(link.source).capability for link in graph.links_to(component.id)]
    return bool(users) and all(capability in params.capabilities for capability in users)
