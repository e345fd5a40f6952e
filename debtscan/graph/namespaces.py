"""
In which Kubernetes namespaces a component is deployed: as its manifests say, or as a kustomization says for them.
"""

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft, Item
from debtscan.model.declaration import CustomResourceSpec, EndpointSpec, ReleaseSpec, Spec, WorkloadSpec

_NAMESPACED = (WorkloadSpec, CustomResourceSpec, EndpointSpec, ReleaseSpec)


class Namespaces:
    """
    The namespaces of components, those that kustomizations set before those that manifests say.
    """

    def __init__(self, board: Board) -> None:
        self._board = board

    def of(self, draft: Draft) -> tuple[str, ...]:
        """
        Return the namespaces of *draft* that are stated as literals, sorted.
        """
        return tuple(sorted({name for item in draft.items for name in self._of_item(item)}))

    def _of_item(self, item: Item[Spec]) -> set[str]:
        if not isinstance(item.spec, _NAMESPACED):
            return set()
        said = self._board.namespaces.get(item.key) or {item.spec.namespace}
        return {name for name in said if _is_literal(name)}


def _is_literal(namespace: str) -> bool:
    return bool(namespace) and not any(sign in namespace for sign in "{}$<>%")
