"""
What GitOps tools and helmfiles install from the estate itself: which folder a release means, and what lies there.
"""

from collections.abc import Iterable, Iterator

from debtscan.graph.board import Board
from debtscan.graph.directory import Directory
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.overlays import Overlays
from debtscan.graph.placed import kind_of
from debtscan.graph.places import folder_of, glob, inside, normal_name
from debtscan.graph.web import Web
from debtscan.model.address import address_of
from debtscan.model.declaration import ChartSpec, CustomResourceSpec, ModuleRef, OverlaySpec, ReleaseSpec, Spec
from debtscan.model.signal import Why
from debtscan.model.words import Built, How, Kind, Status

_SYNCS = frozenset({"argocd", "flux"})
_CARRIERS = frozenset({Kind.JOB, Kind.CLI, Kind.CI, Kind.IAC})  # what may bring manifests along to apply them
_ENOUGH = 2  # folders deep that a path must be to mean the same in a repository of another name


def folders_of(board: Board, item: Item[ReleaseSpec]) -> list[tuple[str, str]]:
    """
    Return the places (repository, path) in the estate that a release installs; none when it installs from elsewhere.
    """
    found = []
    for path in item.spec.paths:
        repo = _repo(board, item, path)
        if repo is not None:
            found += [(repo, place) for place in _places(board, repo, path)]
    return found


def _repo(board: Board, item: Item[ReleaseSpec], path: str) -> str | None:
    """
    Return the repository of the estate that holds *path*: the one that is named, else the release's own.
    """
    address = _address(board, item)
    name = address_of(address).name if "/" in address and "{{" not in address else ""
    if name in board.paths:
        return name
    alone = len(board.repos) == 1 and path.count("/") + 1 >= _ENOUGH and item.spec.by in _SYNCS
    return item.repo if alone or not name else None


def _address(board: Board, item: Item[ReleaseSpec]) -> str:
    """
    Return the address of the repository; Flux keeps it in an object of its own.
    """
    if item.spec.by != "flux":
        return item.spec.repository
    for source in board.of(CustomResourceSpec):
        if source.name == item.spec.repository and source.spec.kind == "GitRepository":
            for ref in board.references(source):
                if isinstance(ref.target, ModuleRef):
                    return ref.target.source
    return ""


def _places(board: Board, repo: str, path: str) -> Iterator[str]:
    """
    Yield the folders and files that *path* means.
    """
    if "*" not in path:
        if path in board.folders[repo] or path in board.paths[repo]:
            yield path
        return
    named, depth = glob(path), path.count("/")
    yield from sorted(place for place in board.folders[repo] if place.count("/") == depth and named(place))


def add_deliveries(board: Board, overlays: Overlays) -> None:
    """
    Give each release of one component of the estate to it; a release of several is what delivers them.
    """
    drafts: dict[tuple[str, str], Draft] = {}
    for item, places in _local(board):
        found = _installed(board, overlays, places)
        if len(found) == 1:
            board.mention(found[0], item)
            found[0].aliases.add(item.name)
        elif found and item.spec.by in _SYNCS:
            here = (item.repo, normal_name(item.name))
            if here in drafts:
                board.claim(drafts[here], item)
                continue
            drafts[here] = board.start(item, Kind.IAC)
            drafts[here].decide(Why.OWN_CODE, built=Built.BESPOKE, capability="cd")


def _local(board: Board) -> Iterator[tuple[Item[ReleaseSpec], list[tuple[str, str]]]]:
    """
    Yield each release from the estate with its places; those that install other releases come last.
    """
    found = [
        (item, places)
        for item in board.of(ReleaseSpec)
        if item.spec.by != "kustomize" and not board.owners(item) and (places := folders_of(board, item))
    ]
    files = {(item.repo, item.path) for item, _ in found}

    def outer(entry: tuple[Item[ReleaseSpec], list[tuple[str, str]]]) -> tuple[bool, bool, int]:
        holds = sum(any(repo == one and inside(path, place) for one, place in entry[1]) for repo, path in files)
        return entry[0].status is not Status.LIVE, holds > 0, holds

    yield from sorted(found, key=outer)


def link_deliveries(board: Board, overlays: Overlays, directory: Directory, web: Web) -> None:
    """
    Link what delivers to what it delivers: releases from the estate, and tools that bring a kustomization with them.
    """
    for item in board.of(ReleaseSpec):
        owners = [draft for draft in board.owners(item) if draft.kind is Kind.IAC]
        if owners and item.spec.paths:
            found = _installed(board, overlays, folders_of(board, item))
            web.link(owners, found, How.DEPLOY, item.evidence("deploy"))
    for root in overlays.roots():
        owners = [draft for draft in directory.owners.of(root.repo, root.path) if _carries(draft, root)]
        if len(owners) == 1 and overlays.status(root) is Status.LIVE:
            web.link(owners, _installed(board, overlays, [(root.repo, root.path)]), How.DEPLOY, root.evidence("deploy"))


def _carries(draft: Draft, root: Item[OverlaySpec]) -> bool:
    """
    Tell whether *draft* brings *root* along to apply it: a job beside its own manifests is only applied with them.
    """
    beside = draft.kind is Kind.JOB and inside(root.path, folder_of(draft.path))
    return draft.kind in _CARRIERS and not beside


def _installed(board: Board, overlays: Overlays, places: list[tuple[str, str]]) -> list[Draft]:
    """
    Return the components at *places*.
    """
    return deployed_drafts(board, [item for repo, path in places for item in _items(board, overlays, repo, path)])


def deployed_drafts(board: Board, items: Iterable[Item[Spec]]) -> list[Draft]:
    """
    Return the components of *items*; definitions of somebody else's resources only where nothing else is.
    """
    found = list({id(draft): draft for item in items for draft in board.owners(item)}.values())
    return [draft for draft in found if draft.kind is not Kind.CRD or draft.built is Built.BESPOKE] or found


def _items(board: Board, overlays: Overlays, repo: str, path: str) -> list[Item[Spec]]:
    """
    Return what is installed at *path*: what its kustomization deploys, its chart, else all objects in it.
    """
    if overlays.at(repo, path) is not None:
        return overlays.deployed(repo, path)
    charts = [item for item in board.by_path.get((repo, f"{path}/Chart.yaml"), []) if isinstance(item.spec, ChartSpec)]
    if charts:
        return list(charts)
    found: list[Item[Spec]] = []
    for (name, file), items in board.by_path.items():
        if name == repo and inside(file, path):
            found += [item for item in items if kind_of(item)]
    return found
