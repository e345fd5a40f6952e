"""
Links that declarations and code imply by themselves: builds, installations, reconcilers, charts and local imports.
"""

from debtscan.graph.board import Board
from debtscan.graph.builds import Recipes
from debtscan.graph.code import local_imports
from debtscan.graph.directory import Directory
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.places import folder_of, inside, normal_name, owner_place
from debtscan.graph.schedules import CRONTABS, programs_run
from debtscan.graph.web import Web
from debtscan.model.declaration import (
    PART,
    ApiRef,
    ChartSpec,
    ControllerSpec,
    CrdSpec,
    ImageBuildSpec,
    PublishSpec,
    ReleaseSpec,
    ResourceSpec,
    ScheduleSpec,
)
from debtscan.model.evidence import Evidence
from debtscan.model.words import Confidence, How, Kind, Status

_BUILDERS = frozenset({Kind.CI, Kind.JOB, Kind.CLI, Kind.PIPELINE})
_BY_COMMAND = frozenset({"helm", "kubectl"})
_INSTALLERS = frozenset({Kind.IAC, Kind.CHART, Kind.CLUSTER})


def link_implied(board: Board, recipes: Recipes, directory: Directory, web: Web) -> None:
    """
    Add to *web* what needs no reference to be known.
    """
    for publish in board.of(PublishSpec):
        sources = _of_kinds(directory.owners.of(publish.repo, publish.path), _BUILDERS)
        for recipe in recipes.published_by(publish):
            web.link(sources, board.owners(recipe.item), How.BUILD, publish.evidence("build"))
    for release in board.of(ReleaseSpec):
        _link_release(board, directory, web, release)
    for controller in board.of(ControllerSpec):
        _link_controller(board, directory, web, controller)
    for resource in board.of(ResourceSpec):
        around = [*directory.owners.of(resource.repo, resource.path), *_around(directory, resource)]
        stacks = _of_kinds(around, frozenset({Kind.IAC}))[:1]
        web.link(stacks, board.owners(resource), How.DEPLOY, resource.evidence())
    for schedule in board.of(ScheduleSpec):
        _link_crontab(board, web, schedule)
    for chart in [draft for draft in board.drafts if draft.kind is Kind.CHART]:
        _link_chart(board, web, chart)
    _link_imports(board, directory, web)


def _link_controller(board: Board, directory: Directory, web: Web, item: Item[ControllerSpec]) -> None:
    """
    Link a reconciler to what it reconciles; where the code names no kind, to the only one defined beside it.
    """
    owners = board.owners(item)
    defined = directory.of_api(ApiRef(item.spec.group, item.spec.kind))
    if defined or item.spec.group:
        web.link(owners, defined, How.CRD, item.evidence())
        return
    top = item.path.partition("/")[0]
    beside = [
        draft
        for draft in board.drafts
        if draft.kind is Kind.CRD and any(crd.repo == item.repo and inside(crd.path, top) for crd in draft.of(CrdSpec))
    ]
    web.link(owners, beside if len(beside) == 1 else (), How.CRD, item.evidence(), Confidence.MEDIUM)


def _around(directory: Directory, item: Item[ReleaseSpec] | Item[ResourceSpec]) -> list[Draft]:
    return directory.owners.of(item.repo, owner_place(folder_of(item.path)))


def _of_kinds(drafts: list[Draft], kinds: frozenset[Kind]) -> list[Draft]:
    return [draft for draft in drafts if draft.kind in kinds]


def _link_release(board: Board, directory: Directory, web: Web, item: Item[ReleaseSpec]) -> None:
    targets = board.owners(item) or _own_charts(board, item)
    how = How.MODULE if item.spec.by in {"chart", PART} else How.DEPLOY
    beside = [draft for draft in directory.owners.of(item.repo, item.path) if draft not in targets]
    own = [draft for draft in beside if not _is_installed_at(draft, item)]
    around = _of_kinds(_around(directory, item), _INSTALLERS)
    sources = own or around if item.spec.by in _BY_COMMAND else around or own  # a cluster deploys nothing by itself
    web.link(sources, targets, how, item.evidence())


def _is_installed_at(draft: Draft, item: Item[ReleaseSpec]) -> bool:
    """
    Tell whether *draft* is only installed by the file of *item*, as the release itself is.
    """
    pieces = [piece for piece in draft.items if (piece.repo, piece.path) == (item.repo, item.path)]
    return bool(pieces) and all(isinstance(piece.spec, ReleaseSpec) for piece in pieces)


def _own_charts(board: Board, item: Item[ReleaseSpec]) -> list[Draft]:
    name = normal_name(item.spec.chart.rsplit("/", 1)[-1])
    return [
        draft
        for draft in board.drafts
        if draft.repo == item.repo and any(normal_name(chart.name) == name for chart in draft.of(ChartSpec))
    ]


def _link_crontab(board: Board, web: Web, item: Item[ScheduleSpec]) -> None:
    if item.spec.engine in CRONTABS:
        for program in programs_run(board, item):
            web.link(board.owners(item), board.owners(program), How.TRIGGER, item.evidence("trigger"))


def _link_chart(board: Board, web: Web, chart: Draft) -> None:
    for draft in board.drafts:
        first = draft.items[0] if draft.items else None
        if first is not None and any(
            first.repo == repo and first.path.startswith(f"{folder}/templates/") for repo, folder in chart.folders
        ):
            web.link([chart], [draft], How.DEPLOY, first.evidence())


def _link_imports(board: Board, directory: Directory, web: Web) -> None:
    for repo, source, target in local_imports(board):
        path = owner_place(target.rstrip("/")) if target.endswith("/") else target
        sources = directory.owners.of(repo, source)
        found = [
            draft
            for draft in directory.owners.of(repo, path)
            if draft not in sources and draft.kind is not Kind.PIPELINE
        ]
        if found and board.files[repo, source].status is Status.LIVE:
            place = Evidence(repo, source, None, f"import:{target}", "import")
            for importer in sources:
                web.link([importer], [one for one in found if not _same_image(importer, one)], How.IMPORT, place)


def _same_image(one: Draft, other: Draft) -> bool:
    """
    Tell whether two components run the same image: what one imports of the other is in its own copy.
    """
    packed = {item.key for item in one.of(ImageBuildSpec)}
    return any(item.key in packed for item in other.of(ImageBuildSpec))
