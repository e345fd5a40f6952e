"""
What runs for all others: gateways lead to whatever asks for a route, Prometheus asks whatever asks to be scraped.

Neither names its targets: the targets name the class of the gateway, or nobody when the cluster has just one.
"""

from collections.abc import Callable, Iterator

from debtscan.catalog.catalog import Catalog
from debtscan.catalog.tables import Product
from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.places import folder_of, normal_name
from debtscan.graph.web import Web
from debtscan.model.declaration import ConfigSpec, EndpointSpec, ReleaseSpec, WorkloadSpec
from debtscan.model.evidence import Evidence
from debtscan.model.words import Confidence, How, Kind, Status

_LEADS_IN = frozenset({"Ingress", "IngressRoute", "VirtualService", "HTTPRoute", "GRPCRoute", "HTTPProxy", "Mapping"})
_SWITCH = "ingress.enabled"


def link_gateways(board: Board, catalog: Catalog, web: Web) -> None:
    """
    Link each gateway to the components that have a route, and each Prometheus to those that it collects from.
    """
    gateways = _products(board, catalog, lambda product: bool(product.ingress))
    collectors = _products(board, catalog, lambda product: product.scrapes)
    for item in board.of(EndpointSpec):
        if item.spec.type in _LEADS_IN:
            sources = _serving(gateways, item.repo, item.spec.ingress_class, _group(item.spec.version))
            _link(board, web, sources, item)
        if item.spec.scraped:
            _link(board, web, _only(collectors, item.repo), item)
    for workload in board.of(WorkloadSpec):
        if workload.spec.scraped:
            _link(board, web, _only(collectors, workload.repo), workload)
    for release, evidence in _switched(board):
        web.link(_only(gateways, release.repo), board.owners(release), How.CALL, evidence, Confidence.MEDIUM)


def _products(board: Board, catalog: Catalog, wanted: Callable[[Product], bool]) -> list[tuple[Draft, tuple[str, ...]]]:
    found = []
    for draft in board.drafts:
        product = catalog.products_by_name.get(draft.product or "")
        if product is not None and draft.kind in {Kind.GATEWAY, Kind.MONITORING} and wanted(product):
            found.append((draft, product.ingress))
    return found


def _group(version: str) -> str:
    return version.rpartition("/")[0]


def _serving(gateways: list[tuple[Draft, tuple[str, ...]]], repo: str, class_: str, group: str) -> list[Draft]:
    """
    Return the gateways of the repository that serve the class or the group; the only one where neither says.
    """
    named = [draft for draft, serves in gateways if draft.repo == repo and {normal_name(class_), group} & {*serves}]
    return named[:1] if named or class_ else _only(gateways, repo)


def _only(found: list[tuple[Draft, tuple[str, ...]]], repo: str) -> list[Draft]:
    here = [draft for draft, _ in found if draft.repo == repo]
    return here if len(here) == 1 else []


def _link(board: Board, web: Web, sources: list[Draft], item: Item[EndpointSpec] | Item[WorkloadSpec]) -> None:
    if item.status is Status.LIVE:
        web.link(sources, board.owners(item), How.CALL, item.evidence(), Confidence.MEDIUM)


def _switched(board: Board) -> Iterator[tuple[Item[ReleaseSpec], Evidence]]:
    """
    Yield the parts of charts whose route is switched on in the values beside the chart, with the place of the switch.
    """
    switches = [
        item
        for item in board.of(ConfigSpec)
        if item.spec.type == "values-switch" and item.status is Status.LIVE and item.name.endswith(_SWITCH)
    ]
    for release in board.of(ReleaseSpec):
        for item in switches:
            beside = (item.repo, folder_of(item.path)) == (release.repo, folder_of(release.path))
            if release.spec.by == "chart" and beside and item.declaration.key.startswith(f"switch:{release.name}."):
                yield release, item.evidence("ingress")
                break
