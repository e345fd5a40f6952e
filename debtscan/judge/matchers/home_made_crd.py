"""
Kubernetes APIs of the platform's own making, by what they are for.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match
from debtscan.judge.subjects import live, places
from debtscan.model.component import Component
from debtscan.model.evidence import Evidence
from debtscan.model.words import Kind

NAMES = frozenset({"kind", "group", "plural", "users"})


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    purposes: tuple[Literal["training", "build", "deploy", "microservice", "other"], ...]  # other = no word tells


def match(graph: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield each home-made API for one of the purposes, with the controllers that keep it alive.
    """
    for component in live(graph, Kind.CRD):
        crd = component.facts.crd
        if crd is None or not crd.home_made or (crd.purpose or "other") not in params.purposes:
            continue
        values = {
            "kind": crd.kind,
            "group": crd.group,
            "plural": crd.plural or crd.kind,
            "users": str(len(graph.dependents(component.id))),
        }
        yield Match(component.id, places(component.evidence, _controllers(graph, component)), values)


def _controllers(graph: SystemGraph, crd: Component) -> Iterator[Evidence]:
    for link in graph.links_to(crd.id):
        source = graph.component(link.source)
        if source.kind is Kind.CONTROLLER:
            yield from source.evidence[:1]
