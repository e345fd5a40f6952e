"""
Modules of infrastructure code: how often each folder is used, and how large the collections are that it is used for.
"""

from collections import defaultdict

from debtscan.graph.board import Board
from debtscan.graph.places import folder_of, home_of
from debtscan.graph.variables import SETTINGS
from debtscan.model.declaration import ModuleRef, ResourceSpec, StackSpec

Place = tuple[str, str]  # repository and folder

_DEEPEST = 5  # modules in modules
MOST = 100_000


class Modules:
    """
    The instances of what infrastructure folders make.
    """

    def __init__(self, board: Board) -> None:
        self._sizes: dict[Place, dict[str, int]] = defaultdict(dict)
        self._calls: dict[Place, list[tuple[Place, ModuleRef]]] = defaultdict(list)
        for item in board.of(StackSpec):
            if item.spec.tool != SETTINGS:
                self._sizes[item.repo, folder_of(item.path)] |= item.spec.sizes
        for (repo, path), file in board.files.items():
            for ref in file.reading.references:
                if isinstance(ref.target, ModuleRef) and ref.target.local:
                    called = (repo, ref.target.source.strip("/"))
                    self._calls[called].append(((repo, folder_of(path)), ref.target))

    def instances(self, repo: str, path: str, spec: ResourceSpec) -> int:
        """
        Return how often the resource in *path* is made, all uses of its folder counted; 0 = it is switched off.
        """
        place = (repo, home_of(path, spec.tool))
        return min(self._number(place, spec) * self.uses(place), MOST)

    def is_called(self, place: Place) -> bool:
        """
        Tell whether the folder is used as a module by others.
        """
        return bool(self._calls.get(place))

    def uses(self, place: Place, depth: int = 0) -> int:
        """
        Return how often the folder is used: once where nothing calls it, 0 where each call is switched off.
        """
        calls = self._calls.get(place, [])
        if not calls or depth >= _DEEPEST:
            return 1
        return min(sum(self._number(caller, ref) * self.uses(caller, depth + 1) for caller, ref in calls), MOST)

    def _number(self, place: Place, what: ModuleRef | ResourceSpec) -> int:
        if what.count is not None:
            return what.count
        return self._sizes[place].get(what.each, 1) if what.each else 1
