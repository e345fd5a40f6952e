"""
Components that run: workloads of Kubernetes and compose, joined with their images, programs and network names.
"""

import re

from debtscan.catalog.catalog import Catalog
from debtscan.graph.builds import Recipe, Recipes
from debtscan.graph.drafts import Board, Draft, Item
from debtscan.graph.images import parse_image
from debtscan.graph.places import folder_of, nearest, normal_name
from debtscan.model.declaration import (
    EndpointSpec,
    ImageRef,
    PathRef,
    ProgramSpec,
    WorkloadSpec,
)
from debtscan.model.words import Built, Kind, Status

_JOBS = frozenset(
    {"Job", "CronJob", "PyTorchJob", "TFJob", "MPIJob", "XGBoostJob", "PaddleJob", "JAXJob", "TrainJob", "RayJob"}
    | {"SparkApplication", "ScheduledSparkApplication", "Experiment", "ScaledJob", "TaskRun", "PipelineRun"}
)
_INIT = re.compile(r"initContainers\b")
_SUFFIX = re.compile(r"-(svc|service|deployment|deploy|app|api-server)$")


def add_workloads(board: Board, recipes: Recipes, catalog: Catalog) -> None:
    """
    Start a draft for each thing that runs; workloads of the same name and system, or of the same image, are one.
    """
    for item in sorted(board.of(WorkloadSpec), key=_live_first):
        recipe = _main_recipe(board, recipes, item)
        draft = _known(board, item, recipe)
        if draft is None:
            draft = board.start(item, Kind.SERVICE, _name(item, recipe))
        else:
            board.claim(draft, item)
        if recipe is not None and (item.status is Status.LIVE or recipe.item.status is item.status):
            take_recipe(board, draft, recipe)  # a test that runs the image does not make the image a test
    _join_by_image(board, recipes)
    for draft in board.drafts:
        _describe(board, draft, recipes, catalog)


def _live_first(item: Item[WorkloadSpec]) -> tuple[bool, bool, str, str]:
    return item.status is not Status.LIVE, item.spec.platform == "compose", item.repo, item.path


def _name(item: Item[WorkloadSpec], recipe: Recipe | None) -> str:
    if normal_name(item.name):
        return item.name
    return recipe.item.name if recipe else item.name


def _images_of(board: Board, item: Item[WorkloadSpec]) -> list[tuple[str, str]]:
    """
    Return the images of a workload with their keys, the main container's first and init containers' last.
    """
    name = normal_name(item.name)

    def rank(use: tuple[str, str]) -> tuple[bool, bool]:
        image, key = use
        last = normal_name(parse_image(image).last)
        container = re.findall(r"\[([^\]]*)\]", key)
        named = bool(name) and (last == name or (container and normal_name(container[-1]) == name))
        return bool(_INIT.search(key)), not named

    uses = [(ref.target.image, ref.key or "") for ref in board.references(item) if isinstance(ref.target, ImageRef)]
    return sorted(uses, key=rank)


def _main_recipe(board: Board, recipes: Recipes, item: Item[WorkloadSpec]) -> Recipe | None:
    """
    Return the recipe of the main container's image, None when it is not built in the estate.
    """
    for image, key in _images_of(board, item)[:1]:
        if not _INIT.search(key):
            return recipes.of_image(item.repo, item.path, image, item.name)
    return None


def _known(board: Board, item: Item[WorkloadSpec], recipe: Recipe | None) -> Draft | None:
    name = normal_name(_name(item, recipe))
    for draft in board.drafts:
        if normal_name(draft.name) != name or not draft.has(WorkloadSpec):
            continue
        if draft.repo == item.repo and any(piece.system == item.system for piece in draft.of(WorkloadSpec)):
            return draft
        if recipe is not None and recipe.item in draft.items:
            return draft
    return None


def take_recipe(board: Board, draft: Draft, recipe: Recipe) -> None:
    """
    Make the recipe, its programs and its source folders a part of *draft*.
    """
    board.claim(draft, recipe.item)
    for program in recipe.programs:
        board.claim(draft, program)
    draft.folders |= {(recipe.item.repo, folder) for folder in recipe.folders}
    draft.aliases |= {name for name in recipe.names if name != normal_name(draft.name)}


def _join_by_image(board: Board, recipes: Recipes) -> None:
    """
    Join a compose service with the Kubernetes workload of the same recipe where each side has exactly one.
    """
    for recipe in recipes.all:
        users = [draft for draft in board.owners(recipe.item) if draft.has(WorkloadSpec)]
        compose = [draft for draft in users if _platforms(draft) == {"compose"}]
        cluster = [draft for draft in users if "compose" not in _platforms(draft)]
        if len(compose) == 1 and len(cluster) == 1:
            board.absorb(cluster[0], compose[0])


def _platforms(draft: Draft) -> set[str]:
    return {item.spec.platform for item in draft.of(WorkloadSpec)}


def _describe(board: Board, draft: Draft, recipes: Recipes, catalog: Catalog) -> None:
    """
    Decide kind and origin of what runs: a product by its image, else by type of workload and program.
    """
    item = draft.of(WorkloadSpec)[0]
    spec = item.spec
    own = [recipes.at(piece.repo, piece.path) for piece in draft.items]
    bases = [base for recipe in own if recipe for base in recipe.spec.bases]
    programs = draft.of(ProgramSpec)
    images = [image for image, _ in _images_of(board, item)[:1]]
    product = None if any(own) else next(filter(None, map(catalog.product_of_image, images)), None)
    wrapped = next(filter(None, map(catalog.product_of_image, reversed(bases))), None) if not programs else None
    known = product or wrapped
    draft.kind = known.kind if known else _kind(spec, programs)
    if spec.type in _JOBS or spec.schedule or spec.hook:
        draft.kind = Kind.JOB
    if known:
        draft.product, draft.capability = known.name, known.capability
    forked = any(recipe.spec.clones for recipe in own if recipe)
    draft.built = Built.MIXED if forked and not programs else _built(bool(any(own)), bool(programs), bool(known))


def _built(own: bool, programs: bool, known: bool) -> Built:  # noqa: FBT001 - three yes/no facts about one thing
    if programs or (own and not known):
        return Built.BESPOKE
    if own:
        return Built.OSS
    return Built.OSS if known else Built.MIXED


def _kind(spec: WorkloadSpec, programs: list[Item[ProgramSpec]]) -> Kind:
    if any(program.spec.operates for program in programs):
        return Kind.CONTROLLER
    return Kind.JOB if spec.type in _JOBS or spec.schedule or spec.hook else Kind.SERVICE


def add_recipes(board: Board, recipes: Recipes, catalog: Catalog) -> None:
    """
    Start a draft for each image that no manifest runs but that packs a program of the estate.
    """
    for recipe in recipes.all:
        known = next(filter(None, map(catalog.product_of_image, reversed(recipe.spec.bases))), None)
        own = recipe.programs or recipe.folders or (known and _takes_in(board, recipe))
        if board.owners(recipe.item) or not own:
            continue  # an upstream image under another name is no component
        program = next((p.spec for p in recipe.programs), None)
        taken = next((owner for p in recipe.programs[:1] for owner in board.owners(p)), None)
        if taken is not None and taken.kind is not Kind.LIBRARY:
            take_recipe(board, taken, recipe)
            continue
        kind = Kind.JOB
        if program is not None and (program.serves or program.operates):
            kind = Kind.CONTROLLER if program.operates else Kind.SERVICE
        name = recipe.item.name if folder_of(recipe.item.path) else recipe.item.repo
        draft = board.start(recipe.item, kind, name)
        take_recipe(board, draft, recipe)
        draft.built = Built.MIXED if known and not recipe.programs else Built.BESPOKE
        if known and not recipe.programs:
            draft.kind, draft.capability, draft.product = known.kind, known.capability, known.name


def _takes_in(board: Board, recipe: Recipe) -> bool:
    """
    Tell whether the image takes in anything of the estate: settings, plugins, pipelines of a product that is run here.
    """
    return any(isinstance(ref.target, PathRef) for ref in board.references(recipe.item))


def attach_endpoints(board: Board) -> None:
    """
    Give each Service, Ingress or route to the workload that it selects, or to the one of its name.
    """
    for item in board.of(EndpointSpec):
        draft = _selected(board, item) or _namesake(board, item)
        if draft is not None:
            board.claim(draft, item)


def _selected(board: Board, item: Item[EndpointSpec]) -> Draft | None:
    selector = item.spec.selector
    if not selector:
        return None
    found = [
        (piece.path, draft)
        for draft in board.drafts
        for piece in draft.of(WorkloadSpec)
        if piece.repo == item.repo and selector.items() <= piece.spec.labels.items()
    ]
    return next(iter(nearest(item.path, found)), None)


def _namesake(board: Board, item: Item[EndpointSpec]) -> Draft | None:
    name = _SUFFIX.sub("", normal_name(item.name))
    found = [
        (piece.path, draft)
        for draft in board.drafts
        for piece in draft.of(WorkloadSpec)
        if piece.repo == item.repo and _SUFFIX.sub("", normal_name(draft.name)) == name
    ]
    return next(iter(nearest(item.path, found)), None) if name else None
