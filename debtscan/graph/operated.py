"""
What is kept for somebody else's operators: policies, alert rules, analyses, event buses; a folder of a sort is one.
"""

from debtscan.catalog.catalog import Catalog
from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.owners import Owners
from debtscan.graph.places import folder_of
from debtscan.model.declaration import CustomResourceSpec
from debtscan.model.signal import Why
from debtscan.model.words import Built, Kind, Status

_KINDS = {
    "observability": Kind.MONITORING,
    "model_monitoring": Kind.MONITORING,
    "progressive_delivery": Kind.MONITORING,
    "security_policy": Kind.IAC,
    "streaming": Kind.QUEUE,
}
_BY_API = {  # where one group serves many ends
    "AnalysisTemplate": "progressive_delivery",
    "ClusterAnalysisTemplate": "progressive_delivery",
    "EventBus": "streaming",
}
_RUNS = frozenset({Kind.QUEUE})  # things that the operator runs; the others are only read by it


def add_operated(board: Board, catalog: Catalog) -> None:
    """
    Start a draft for the objects of each sort in a folder that belong to no component.
    """
    owners = Owners(board.drafts)
    drafts: dict[tuple[str, str, Kind], Draft] = {}
    for item in board.of(CustomResourceSpec):
        kind, capability = _sort_of(item, catalog)
        if kind is None or item.status is not Status.LIVE or owners.of(item.repo, item.path):
            continue
        place = (item.repo, folder_of(item.path), kind)
        if place in drafts:
            board.claim(drafts[place], item)
            drafts[place].name = folder_of(item.path).rsplit("/", 1)[-1] or item.name
            continue
        draft = board.start(item, kind, item.name)
        draft.decide(Why.FOUND, built=Built.OSS if kind in _RUNS else Built.BESPOKE)
        draft.decide(Why.CATALOGUE, detail=item.spec.kind, capability=capability)
        drafts[place] = draft


def _sort_of(item: Item[CustomResourceSpec], catalog: Catalog) -> tuple[Kind | None, str | None]:
    """
    Return the kind and the capability of an object: by its own kind, else by what its group is for in the first place.
    """
    group = catalog.crd_group(item.spec.group, item.spec.kind)
    first = next(iter(group.capabilities), None) if group is not None else None
    capability = _BY_API.get(item.spec.kind, first) if group is not None else None
    return _KINDS.get(capability or ""), capability
