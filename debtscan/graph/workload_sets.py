"""
Workloads that one template makes by the dozen: an owner names the set, and how many there are.
"""

from collections import defaultdict
from pathlib import PurePosixPath

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.places import normal_name
from debtscan.graph.workload_nature import kind_of_type
from debtscan.model.declaration import WorkloadSpec

_MANY = 6  # names from one template: below that an owner knows each by its name
_PLAIN = frozenset(
    {"deployment", "deployments", "job", "jobs", "cronjob", "cronjobs", "statefulset", "daemonset", "pod"}
)

_Place = tuple[str, str, str]  # repository, path of the template, type


class WorkloadSets:
    """
    Knows which workloads are one of many from the same template.
    """

    def __init__(self, board: Board) -> None:
        self._board = board
        self._drafts: dict[_Place, Draft] = {}
        names: dict[_Place, set[str]] = defaultdict(set)
        for item in board.of(WorkloadSpec):
            if "/templates/" in f"/{item.path}":
                names[_place(item)].add(normal_name(item.name))
        self._counts = {place: len(found) for place, found in names.items() if len(found) >= _MANY}

    def draft_of(self, item: Item[WorkloadSpec]) -> Draft | None:
        """
        Return the set that *item* belongs to, begun with its first member; None for a workload of its own.
        """
        place = _place(item)
        if place not in self._counts:
            return None
        if place not in self._drafts:
            draft = self._drafts[place] = self._board.start(item, kind_of_type(item.spec), _name(item.path))
            draft.instances = self._counts[place]
        draft = self._drafts[place]
        draft.aliases.add(item.name)
        return draft


def _place(item: Item[WorkloadSpec]) -> _Place:
    return item.repo, item.path, item.spec.type


def _name(path: str) -> str:
    """
    Return what a set is called: after its chart, and after its template where that says more than a type.
    """
    chart = f"/{path}".partition("/templates/")[0].rpartition("/")[2]
    stem = PurePosixPath(path).name.partition(".")[0]
    return chart if normal_name(stem) in _PLAIN and chart else f"{chart}-{stem}".strip("-")
