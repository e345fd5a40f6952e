"""
Home-made Kubernetes APIs: each CustomResourceDefinition, the code that reconciles it, and the objects made of it.
"""

from collections.abc import Iterator
from itertools import islice

from debtscan.catalog.catalog import Catalog
from debtscan.catalog.purpose import purpose_of
from debtscan.graph.board import Board
from debtscan.graph.code import start_program
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.go_packages import GoPackages
from debtscan.graph.owners import Owners
from debtscan.graph.places import folder_of, nearest, normal_name
from debtscan.model.declaration import (
    ControllerSpec,
    CrdSpec,
    CustomResourceSpec,
    ProgramSpec,
    Spec,
    WorkloadSpec,
)
from debtscan.model.signal import Why
from debtscan.model.words import Built, Confidence, Kind, Status

_CAPABILITY = {"training": "training_jobs", "build": "image_build", "deploy": "cd", "microservice": "service_runtime"}
_INSTANCE_KIND = {
    "training": Kind.PIPELINE,
    "build": Kind.PIPELINE,
    "deploy": Kind.PIPELINE,
    "microservice": Kind.SERVICE,
}

_RUNNING = frozenset({Kind.SERVICE, Kind.CONTROLLER, Kind.JOB})


def add_crds(board: Board, catalog: Catalog) -> None:
    """
    Start a draft for each kind of resource that the estate defines: in a manifest, or by a type in code alone.
    """
    drafts: dict[tuple[str, str], Draft] = {}
    for item in sorted(board.of(CrdSpec), key=lambda item: (item.status is not Status.LIVE, _weak(item))):
        spec = item.spec
        if not spec.group or not spec.kind:
            continue
        known = drafts.get((spec.group, spec.kind))
        if known is not None:
            board.claim(known, item)
        elif not _weak(item):
            drafts[spec.group, spec.kind] = _start_crd(board, item, catalog)


def _weak(item: Item[CrdSpec]) -> bool:
    return item.declaration.confidence is not Confidence.HIGH


def _start_crd(board: Board, item: Item[CrdSpec], catalog: Catalog) -> Draft:
    spec = item.spec
    draft = board.start(item, Kind.CRD, spec.kind)
    draft.aliases.add(f"{spec.group}/{spec.kind}")
    if spec.plural:
        draft.aliases.add(f"{spec.plural}.{spec.group}")
    group = catalog.crd_group(spec.group, spec.kind)
    if group is not None:
        draft.decide(Why.CATALOGUE, detail=spec.group, built=Built.OSS)
    else:
        draft.decide(Why.UNLISTED, detail=spec.group, built=Built.BESPOKE)
    for code in _code_of(board, spec):
        draft.decide(Why.OWN_CODE, code.evidence(), built=Built.BESPOKE)
    if draft.built is Built.BESPOKE:
        purpose = purpose_of(spec.kind, spec.plural) or ""
        draft.decide(Why.PURPOSE, detail=purpose, capability=_CAPABILITY.get(purpose, "custom_controller"))
    else:
        first = next(iter(group.capabilities), None) if group is not None else None
        draft.decide(Why.CATALOGUE, detail=spec.group, capability=first)
    return draft


def _code_of(board: Board, spec: CrdSpec) -> Iterator[Item[Spec]]:
    """
    Yield the first code of each sort that the estate holds for the API: what reconciles it, and its type.
    """
    reconcilers = (item for item in board.of(ControllerSpec) if item.status is Status.LIVE and _speaks_of(item, spec))
    types = (
        item
        for item in board.of(CrdSpec)
        if (item.spec.group, item.spec.kind) == (spec.group, spec.kind) and _weak(item)
    )
    yield from islice(reconcilers, 1)
    yield from islice(types, 1)


def _speaks_of(item: Item[ControllerSpec], crd: CrdSpec) -> bool:
    return item.spec.kind == crd.kind and item.spec.group in {"", crd.group}


def attach_controllers(board: Board) -> None:
    """
    Give each reconciler to the component whose program starts it; what no program starts is a controller of its own.
    """
    packages = GoPackages(board)
    for item in board.of(ControllerSpec):
        owner = _owner(board, item) or _start(board, packages, item)
        board.claim(owner, item)
        owner.decide(Why.OWN_CODE, item.evidence(), kind=Kind.CONTROLLER, built=Built.BESPOKE)
        if owner.capability is None:
            owner.decide(Why.PURPOSE, item.evidence(), item.spec.kind, capability=_purpose_of_api(board, item))
        folder = folder_of(item.path)
        if folder:
            owner.folders.add((item.repo, folder))
        owner.items.sort(key=lambda piece: not isinstance(piece.spec, ControllerSpec))


def _start(board: Board, packages: GoPackages, item: Item[ControllerSpec]) -> Draft:
    """
    Return a controller for a reconciler that no image runs: that of the program which it is a part of, else its own.
    """
    starter = packages.starter_of(item)
    if starter is not None:
        return next(iter(board.owners(starter)), None) or start_program(board, starter, Kind.CONTROLLER)
    programs = [
        (program.path, program)
        for program in board.of(ProgramSpec)
        if program.repo == item.repo and program.spec.operates and program.status is Status.LIVE
    ]
    close = nearest(item.path, programs)
    return start_program(board, close[0], Kind.CONTROLLER) if close else board.start(item, Kind.CONTROLLER)


def _purpose_of_api(board: Board, item: Item[ControllerSpec]) -> str | None:
    """
    Return the capability of the home-made API that the reconciler serves.
    """
    for draft in board.drafts:
        if draft.kind is Kind.CRD and any(_speaks_of(item, crd.spec) for crd in draft.of(CrdSpec)):
            return draft.capability
    return None


def _owner(board: Board, item: Item[ControllerSpec]) -> Draft | None:
    """
    Return the component that runs the reconciler: that of its file or folder, else the nearest program that operates.
    """
    running = [draft for draft in board.drafts if draft.kind in _RUNNING]
    around = Owners(running).of(item.repo, item.path)
    if around:
        return _by_words(around, item.spec)
    found = [
        (piece.path, draft)
        for draft in running
        for piece in draft.of(ProgramSpec)
        if piece.repo == item.repo and piece.spec.operates
    ]
    close = nearest(item.path, found)
    return _by_words(close, item.spec) if close else None


def _by_words(drafts: list[Draft], spec: ControllerSpec) -> Draft:
    """
    Return the draft whose name speaks of the kind that is reconciled, else the first.
    """
    words = set(normal_name(spec.kind).split("-")) | {normal_name(spec.kind).replace("-", "")}
    named = [draft for draft in drafts if words & set(normal_name(draft.name).split("-"))]
    return (named or drafts)[0]


def add_custom_resources(board: Board) -> None:
    """
    Start a draft for each object of a home-made kind whose purpose an owner would name: a training pipeline, a service.
    """
    home_made = {
        (item.spec.group, item.spec.kind): draft
        for draft in board.drafts
        if draft.kind is Kind.CRD and draft.built is Built.BESPOKE
        for item in draft.of(CrdSpec)
    }
    for item in board.items:
        group, kind = _api_of(item.spec)
        crd = home_made.get((group, kind))
        if crd is not None:
            _add_object(board, item, crd, purpose_of(kind, ""))


def _api_of(spec: Spec) -> tuple[str, str]:
    match spec:
        case CustomResourceSpec():
            return spec.group, spec.kind
        case WorkloadSpec():
            return spec.group, spec.type
        case _:
            return "", ""


def _add_object(board: Board, item: Item[Spec], crd: Draft, purpose: str | None) -> None:
    owners = board.owners(item)
    if purpose is None and not owners:
        return
    draft = owners[0] if owners else _known(board, item) or board.start(item, Kind.SERVICE)
    board.claim(draft, item)
    place, api = item.evidence(), crd.name
    draft.decide(Why.PURPOSE, place, purpose or "", kind=_INSTANCE_KIND.get(purpose or ""))
    if not (draft.has(ProgramSpec) and draft.built):
        draft.decide(Why.UNLISTED, place, api, built=Built.BESPOKE)
    if draft.capability is None:
        draft.decide(Why.PURPOSE, place, api, capability=crd.capability)


def _known(board: Board, item: Item[Spec]) -> Draft | None:
    name = normal_name(item.name)
    found = [
        (draft.path, draft)
        for draft in board.drafts
        if normal_name(draft.name) == name
        and draft.repo == item.repo
        and draft.kind in {Kind.SERVICE, Kind.JOB, Kind.PIPELINE}
    ]
    return next(iter(nearest(item.path, found)), None)
