"""
What the owners' own catalogue says beside what the files say: names and teams are taken, disagreements asked about.
"""

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.places import folder_of, inside, same_name
from debtscan.graph.web import Web
from debtscan.model.declaration import CatalogueEntrySpec, NameRef
from debtscan.model.evidence import Evidence
from debtscan.model.words import Kind, Status

_RUNS = frozenset(
    {Kind.SERVICE, Kind.CONTROLLER, Kind.GATEWAY, Kind.JOB, Kind.PIPELINE, Kind.SCHEDULER, Kind.MONITORING}
)
_KINDS = {
    "service": _RUNS | {Kind.UI},
    "website": frozenset({Kind.UI, Kind.SERVICE}),
    "library": frozenset({Kind.LIBRARY, Kind.CLI}),
    "database": frozenset({Kind.DATASTORE}),
    "s3-bucket": frozenset({Kind.DATASTORE}),
    "kubernetes-cluster": frozenset({Kind.CLUSTER}),
}
_GONE = frozenset({"deprecated", "retired"})


def compare_catalogue(board: Board, web: Web) -> None:
    """
    Name and own the components that the catalogue lists, and ask about all in which it and the files disagree.
    """
    found = {item.key: _listed(board, item) for item in board.of(CatalogueEntrySpec) if item.status is Status.LIVE}
    drafts = {item.name: found[item.key] for item in board.of(CatalogueEntrySpec) if item.key in found}
    for item in board.of(CatalogueEntrySpec):
        if item.key not in found:
            continue
        draft = found[item.key]
        if draft is None:
            if item.spec.lifecycle.lower() not in _GONE:
                web.miss_nobodys(item.name, "catalogue_only", item.evidence())
            continue
        _take_over(board, web, draft, item)
        _compare_links(board, web, draft, item, drafts)


def _listed(board: Board, item: Item[CatalogueEntrySpec]) -> Draft | None:
    """
    Return the component that an entry means: the one of its name, else the only one of a fitting kind in its folder.
    """
    wanted = _KINDS.get(item.spec.type.lower())
    named = [draft for draft in board.drafts if _is_called(draft, item.name)]
    fitting = [draft for draft in named if wanted is None or draft.kind in wanted]
    if named:
        return (fitting or named)[0]
    home = folder_of(item.path)
    near = [
        draft
        for draft in board.drafts
        if home and draft.repo == item.repo and inside(draft.path, home) and wanted is not None and draft.kind in wanted
    ]
    return near[0] if len(near) == 1 else None


def _is_called(draft: Draft, name: str) -> bool:
    return same_name(draft.name, name) or any(same_name(alias, name) for alias in draft.aliases)


def _take_over(board: Board, web: Web, draft: Draft, item: Item[CatalogueEntrySpec]) -> None:
    board.mention(draft, item)
    draft.aliases.add(item.name)
    draft.owner = draft.owner or item.spec.owner or None
    wanted = _KINDS.get(item.spec.type.lower())
    if wanted is not None and draft.kind not in wanted:
        web.miss(f"{item.name}: {item.spec.type}", [draft], "catalogue_disagrees", item.evidence())


def _compare_links(
    board: Board, web: Web, draft: Draft, item: Item[CatalogueEntrySpec], drafts: dict[str, Draft | None]
) -> None:
    """
    Ask about each dependency that the catalogue states and no file shows.
    """
    shown = {id(target) for source, target, _, _, _ in web.edges if source is draft}
    for ref in board.references(item):
        target = drafts.get(ref.target.name) if isinstance(ref.target, NameRef) else None
        if target is not None and target is not draft and id(target) not in shown:
            place = Evidence(item.repo, item.path, ref.line, ref.key, "catalogue entry")
            web.miss(target.name, [draft], "catalogue_link", place)
