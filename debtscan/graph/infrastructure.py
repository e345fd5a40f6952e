"""
Infrastructure as code: Terraform folders and the cloud things they make, Helm charts, and what comes from outside.
"""

from collections import Counter, defaultdict

from msgspec import structs

from debtscan.catalog.catalog import Catalog
from debtscan.graph.board import Board
from debtscan.graph.deliveries import folders_of
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.modules import Modules
from debtscan.graph.places import folder_of, home_of, inside, normal_name
from debtscan.graph.variables import SETTINGS
from debtscan.model.declaration import ChartSpec, ModuleRef, ReleaseSpec, ResourceSpec, StackSpec, WorkloadSpec
from debtscan.model.signal import Aspect, Why
from debtscan.model.words import Built, Kind, Status

_ALIKE = frozenset({"secrets"})  # an owner names the store, not each secret in it
_NO_NAMES = frozenset({"", "this", "main", "default", "cluster", "primary"})
_PROGRAMS = frozenset({"cdk", "pulumi"})


def add_resources(board: Board, catalog: Catalog) -> None:
    """
    Start a draft for each cloud thing that an owner would name; those of one kind in one folder are one with its count.
    """
    drafts: dict[tuple[str, str, str, str], Draft] = {}
    modules, named = Modules(board), _names_of_modules(board, catalog)
    for declared in sorted(board.of(ResourceSpec), key=lambda item: item.status is not Status.LIVE):
        known = catalog.cloud_resource(declared.spec.type)
        if known is None or known.kind is None or declared.spec.data:
            continue
        instances = modules.instances(declared.repo, declared.path, declared.spec)
        off = instances == 0 and declared.status is Status.LIVE
        item = structs.replace(declared, status=Status.DISABLED) if off else declared
        alike = known.counted or known.capability in _ALIKE or known.kind is Kind.IDENTITY
        place = (
            (item.repo, "", known.product, "") if alike else (item.repo, folder_of(item.path), known.product, item.name)
        )
        if place in drafts:
            board.claim(drafts[place], item)
            drafts[place].instances += instances if item.status is Status.LIVE else 0
            continue
        draft = board.start(item, known.kind, known.product if alike else _resource_name(item, known.product, named))
        draft.product, draft.provider = known.product, known.provider
        draft.decide(Why.CATALOGUE, detail=known.product, built=Built.MANAGED, capability=known.capability)
        draft.aliases.add(known.product)
        draft.instances = max(instances, 1)
        drafts[place] = draft


def _names_of_modules(board: Board, catalog: Catalog) -> dict[tuple[str, str], str]:
    """
    Return the names of the modules that make just one thing: that is what their users call it.
    """
    modules = Modules(board)
    made = Counter(
        (item.repo, folder_of(item.path))
        for item in board.of(ResourceSpec)
        if not item.spec.data
        and (known := catalog.cloud_resource(item.spec.type)) is not None
        and known.kind is not None
    )
    return {
        (repo, folder): folder.rsplit("/", 1)[-1]
        for (repo, folder), count in made.items()
        if count == 1 and modules.is_called((repo, folder))
    }


def _resource_name(item: Item[ResourceSpec], product: str, modules: dict[tuple[str, str], str]) -> str:
    """
    Return the name of a resource; where that says nothing it goes by its module, else by its product.
    """
    if normal_name(item.name) not in _NO_NAMES:
        return item.name
    return modules.get((item.repo, folder_of(item.path)), product)


def add_stacks(board: Board) -> None:
    """
    Start a draft for each folder or template of infrastructure code; one that makes one thing is that thing's evidence.
    """
    stacks: dict[tuple[str, str], list[Item[StackSpec]]] = defaultdict(list)
    for item in board.of(StackSpec):
        if item.spec.tool != SETTINGS:
            stacks[item.repo, home_of(item.path, item.spec.tool)].append(item)
    modules = Modules(board)
    beside = Counter((repo, folder_of(items[0].path)) for (repo, _), items in stacks.items())
    for (repo, home), said in stacks.items():
        uses = modules.uses((repo, home))
        items = said if uses else [structs.replace(item, status=Status.DISABLED) for item in said]
        if not any(item.spec.makes for item in items):
            continue  # it only looks things up, takes in and hands on
        draft = _lone_inhabitant(board, repo, home, items)
        if draft is None:
            best = min(items, key=lambda i: (i.status is not Status.LIVE, not i.path.endswith("/main.tf"), i.path))
            draft = board.start(best, Kind.IAC, _stack_name(home, items[0]))
            draft.instances = max(uses, 1)
            draft.decide(Why.OWN_CODE, built=Built.BESPOKE, capability="infrastructure_as_code")
        for item in items:
            board.claim(draft, item)
            if item.spec.tool in _PROGRAMS:
                _own_alone(board, draft, item)
        folder = folder_of(items[0].path)
        if folder and beside[repo, folder] == 1:
            draft.folders.add((repo, folder))


def _own_alone(board: Board, draft: Draft, item: Item[StackSpec]) -> None:
    """
    Leave a program that makes resources to its stack: its imports and its code are not those of each resource.
    """
    for other in board.by_path[item.repo, item.path]:
        for owner in board.owners(other):
            if owner is not draft:
                owner.files.discard((item.repo, item.path))


def _lone_inhabitant(board: Board, repo: str, home: str, items: list[Item[StackSpec]]) -> Draft | None:
    """
    Return the one thing that a stack makes, None where it makes several or is more than that thing.
    """
    found = [
        draft
        for draft in board.drafts
        if draft.repo == repo and home in {draft.path, folder_of(draft.path)} and draft.has(ResourceSpec)
    ]
    return found[0] if len(found) == 1 and not _calls_others(board, items) else None


def _calls_others(board: Board, items: list[Item[StackSpec]]) -> bool:
    """
    Tell whether a folder of infrastructure code calls modules or installs charts: it is more than the thing it makes.
    """
    readings = [board.files[item.repo, item.path].reading for item in items]
    return any(
        any(isinstance(ref.target, ModuleRef) for ref in reading.references)
        or any(isinstance(declaration.spec, ReleaseSpec) for declaration in reading.declarations)
        for reading in readings
    )


def _stack_name(folder: str, item: Item[StackSpec]) -> str:
    if folder == item.path:
        return item.name  # a template, not a folder
    parts = [
        part
        for part in folder.split("/")
        if part.lower() not in {"terraform", "infra", "infrastructure", "modules", "environments"}
    ]
    return " ".join(parts[-2:]) if parts else item.name


def add_charts(board: Board) -> None:
    """
    Start a draft for each Helm chart; a chart of one workload is that workload's evidence.
    """
    for item in sorted(board.of(ChartSpec), key=lambda item: item.path):
        folder = folder_of(item.path)
        templates = f"{folder}/templates".lstrip("/")
        workloads = [
            draft
            for draft in board.drafts
            if any(piece.repo == item.repo and inside(piece.path, templates) for piece in draft.of(WorkloadSpec))
        ]
        same = [d for d in workloads if normal_name(d.name) in {normal_name(item.name), ""}]
        if len(workloads) == 1 or same:
            owner = same[0] if same else workloads[0]
            if normal_name(owner.name) == "":
                owner.name = item.name
            board.claim(owner, item)
            owner.folders.add((item.repo, folder))
            continue
        draft = board.start(item, Kind.CHART, item.name)
        draft.decide(Why.OWN_CODE, built=Built.BESPOKE, capability="cd")
        if _wraps_others(board, item):
            draft.decide(Why.WRAPS, built=Built.MIXED)
        if _is_switched_off(board, item):
            draft.says = Status.DISABLED
            draft.hear(Aspect.STATUS, Status.DISABLED, Why.SWITCHED_OFF)
        if folder:
            draft.folders.add((item.repo, folder))


def _is_switched_off(board: Board, item: Item[ChartSpec]) -> bool:
    """
    Tell whether the chart is a part of others in the repository, and no values of any of them switch it on.
    """
    uses = [
        release.status
        for release in board.of(ReleaseSpec)
        if release.spec.by == "chart"
        and release.repo == item.repo
        and release.spec.repository.startswith("file:")
        and inside(folder_of(item.path), folder_of(release.path))
        and normal_name(release.spec.chart) == normal_name(item.name)
    ]
    return bool(uses) and all(status is Status.DISABLED for status in uses)


def _wraps_others(board: Board, item: Item[ChartSpec]) -> bool:
    """
    Tell whether the chart installs charts of others with itself.
    """
    return any(
        isinstance(other.spec, ReleaseSpec) and not other.spec.repository.startswith("file:")
        for other in board.by_path[item.repo, item.path]
    )


def add_releases(board: Board, catalog: Catalog) -> None:
    """
    Start a draft for each thing installed from somebody else's chart; the same product in one repository is one.
    """
    drafts: dict[tuple[str, str], Draft] = {}
    for item in sorted(board.of(ReleaseSpec), key=lambda item: (item.status is not Status.LIVE, item.repo, item.path)):
        spec = item.spec
        if _is_local(board, item):
            continue
        chart = spec.chart
        if spec.by == "kubectl" or (spec.paths and spec.by != "kustomize"):
            chart = item.name  # applied from an address or synchronised from a folder: no chart
        known = catalog.product_of_chart(chart, spec.repository)
        if known is not None and known.kind is Kind.LIBRARY:
            continue  # parts of templates: nothing of it runs
        if spec.by == "ansible":
            known = known or catalog.product_of_image(chart)
            if known is None:
                continue  # a package or role of no product that an owner would name
        name = known.name if known else chart.rsplit("/", 1)[-1] or item.name
        place = (item.repo, normal_name(name))
        if place in drafts:
            board.claim(drafts[place], item)
            continue
        draft = board.start(item, known.kind if known else Kind.SERVICE, name)
        draft.decide(Why.FOUND, built=Built.OSS)
        if known:
            draft.product = known.name
            draft.decide(Why.CATALOGUE, detail=known.name, capability=known.capability)
        draft.aliases |= {item.name, chart.rsplit("/", 1)[-1]} - {""}
        drafts[place] = draft


def _is_local(board: Board, item: Item[ReleaseSpec]) -> bool:
    """
    Tell whether the release installs a chart or manifests of the estate itself: that is a link, not a product.
    """
    spec = item.spec
    if spec.paths:
        return bool(folders_of(board, item))
    chart = spec.chart.removeprefix("file://").strip("/")
    if spec.repository.startswith("file:") or spec.chart.startswith((".", "file:", "${path", "/")):
        return True
    if spec.repository.startswith(("https://", "http://", "oci://")):
        return False  # whatever the estate calls its own charts, this one comes from there
    if any(
        normal_name(chart.rsplit("/", 1)[-1]) == normal_name(other.name)
        for other in board.of(ChartSpec)
        if other.repo == item.repo
    ):
        return True
    return any(path.startswith(chart + "/") for path in board.paths[item.repo]) if "/" in chart else not chart
