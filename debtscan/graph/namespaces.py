"""
In which Kubernetes namespaces a component is deployed: as its manifests say, or as a kustomization says for them.
"""

from collections import defaultdict

from debtscan.graph.drafts import Board, Draft, Item
from debtscan.graph.places import folder_of
from debtscan.model.declaration import (
    CustomResourceSpec,
    EndpointSpec,
    OverlaySpec,
    PathRef,
    ReleaseSpec,
    Spec,
    WorkloadSpec,
)

_NAMESPACED = (WorkloadSpec, CustomResourceSpec, EndpointSpec, ReleaseSpec)


class Namespaces:
    """
    The namespaces that kustomizations set, by the files that they take in, also through other kustomizations.
    """

    def __init__(self, board: Board) -> None:
        self._overlays: dict[tuple[str, str], list[Item[OverlaySpec]]] = defaultdict(list)
        self._set: dict[tuple[str, str], set[str]] = defaultdict(set)
        overlays = board.of(OverlaySpec)
        for item in overlays:
            self._overlays[item.repo, folder_of(item.path)].append(item)
        for item in overlays:
            if _is_literal(item.spec.namespace):
                self._spread(board, item, item.spec.namespace, set())

    def _spread(self, board: Board, item: Item[OverlaySpec], namespace: str, seen: set[tuple[str, str]]) -> None:
        if (item.repo, item.path) in seen:
            return
        seen.add((item.repo, item.path))
        for ref in board.references(item):
            if not isinstance(ref.target, PathRef):
                continue
            place = item.repo, "" if ref.target.path == "." else ref.target.path
            self._set[place].add(namespace)
            for inner in self._overlays.get(place, ()):
                self._spread(board, inner, namespace, seen)

    def of(self, draft: Draft) -> tuple[str, ...]:
        """
        Return the namespaces of *draft* that are stated as literals, sorted.
        """
        return tuple(sorted({name for item in draft.items for name in self._of_item(item)}))

    def _of_item(self, item: Item[Spec]) -> set[str]:
        """
        Return what a kustomization sets for the file, as it overrides the manifest, else what the manifest says.
        """
        if not isinstance(item.spec, _NAMESPACED):
            return set()
        own = {item.spec.namespace} if _is_literal(item.spec.namespace) else set()
        return self._set.get((item.repo, item.path)) or own


def _is_literal(namespace: str) -> bool:
    return bool(namespace) and not any(sign in namespace for sign in "{}$<>%")
