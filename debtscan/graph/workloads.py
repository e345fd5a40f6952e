"""
Components that run: workloads of Kubernetes and compose, joined with their images, programs and network names.
"""

import re

from debtscan.catalog.catalog import Catalog
from debtscan.graph.board import Board
from debtscan.graph.builds import Recipe, Recipes
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.go_packages import GoPackages
from debtscan.graph.origin import Origins
from debtscan.graph.places import folder_of, nearest, normal_name
from debtscan.graph.workload_nature import before_main, characterise, images_of, kind_of_type
from debtscan.graph.workload_sets import WorkloadSets
from debtscan.model.declaration import (
    EndpointSpec,
    PathRef,
    ProgramSpec,
    WorkloadSpec,
)
from debtscan.model.signal import Why
from debtscan.model.words import Built, Kind, Status

_VARIANT = re.compile(r"-(cpu|gpu|cuda|rocm|tpu|test|dev|local|debug)$")
_SUFFIX = re.compile(r"-(svc|service|deployment|deploy|app|api-server)$")


def add_workloads(board: Board, recipes: Recipes, catalog: Catalog) -> None:
    """
    Start a draft for each thing that runs; workloads of the same name and system, or of the same image, are one.
    """
    sets = WorkloadSets(board)
    for item in sorted(board.of(WorkloadSpec), key=_live_first):
        if item.spec.platform == "ansible" and _is_product(item.name, catalog):
            continue  # the role of a product is how it is installed
        recipe = _main_recipe(board, recipes, item)
        draft = sets.draft_of(item) or _known(board, item, recipe)
        if draft is None:
            draft = board.start(item, kind_of_type(item.spec), _name(item, recipe))
        else:
            board.claim(draft, item)
        if recipe is not None and (item.status is Status.LIVE or recipe.item.status is item.status):
            take_recipe(board, draft, recipe)  # a test that runs the image does not make the image a test
    _join_by_image(board, recipes)
    origins = Origins(board, catalog)
    for draft in board.drafts:
        characterise(board, draft, recipes, catalog, origins)


def _is_product(name: str, catalog: Catalog) -> bool:
    return catalog.product_of_chart(name) is not None or catalog.product_of_image(name) is not None


def _live_first(item: Item[WorkloadSpec]) -> tuple[bool, bool, str, str]:
    return item.status is not Status.LIVE, item.spec.platform == "compose", item.repo, item.path


def _name(item: Item[WorkloadSpec], recipe: Recipe | None) -> str:
    if normal_name(item.name):
        return item.name
    return recipe.item.name if recipe else item.name


def _main_recipe(board: Board, recipes: Recipes, item: Item[WorkloadSpec]) -> Recipe | None:
    """
    Return the recipe of the main container's image, None when it is not built in the estate.
    """
    for image, key in images_of(board, item)[:1]:
        if not before_main(key):
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
    return _variant(board, item, recipe)


def _variant(board: Board, item: Item[WorkloadSpec], recipe: Recipe | None) -> Draft | None:
    """
    Return the compose service of the same programs whose name differs by hardware or stage only: "api-gpu" is "api".
    """
    if item.spec.platform != "compose" or recipe is None:
        return None
    name = _VARIANT.sub("", normal_name(item.name))
    packed = {id(program) for program in recipe.programs}
    for draft in board.drafts:
        alike = _platforms(draft) == {"compose"} and _VARIANT.sub("", normal_name(draft.name)) == name
        if alike and draft.repo == item.repo and packed & {id(piece) for piece in draft.items}:
            draft.aliases |= {draft.name, item.name}
            draft.name = min(draft.name, item.name, key=len)
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


def add_recipes(board: Board, recipes: Recipes, catalog: Catalog) -> None:
    """
    Start a draft for each image that no manifest runs but that packs a program of the estate.
    """
    packages = GoPackages(board)
    for recipe in recipes.all:
        known = next(filter(None, map(catalog.product_of_image, reversed(recipe.spec.bases))), None)
        own = recipe.programs or recipe.folders or (known and _takes_in(board, recipe))
        if board.owners(recipe.item) or not own:
            continue  # an upstream image under another name is no component
        taken = next((owner for p in recipe.programs[:1] for owner in board.owners(p)), None)
        if taken is not None and taken.kind is not Kind.LIBRARY:
            take_recipe(board, taken, recipe)
            continue
        kind = _kind_of_image(recipe, packages)
        name = recipe.item.name if folder_of(recipe.item.path) else recipe.item.repo
        draft = board.start(recipe.item, kind, name)
        take_recipe(board, draft, recipe)
        draft.decide(Why.OWN_CODE, built=Built.BESPOKE)
        if known and not recipe.programs:
            draft.product = known.name
            draft.decide(
                Why.CATALOGUE, detail=known.name, kind=known.kind, built=Built.MIXED, capability=known.capability
            )


def _kind_of_image(recipe: Recipe, packages: GoPackages) -> Kind:
    """
    Return what an image is that no manifest runs: what goes on is a service, all else runs to its end.
    """
    if any(program.spec.operates for program in recipe.programs[:1]):
        return Kind.CONTROLLER
    stays = recipe.spec.exposes or any(
        _waits(program.spec) or packages.stays(program) for program in recipe.programs[:1]
    )
    return Kind.SERVICE if stays else Kind.JOB


def _waits(spec: ProgramSpec) -> bool:
    """
    Tell whether a program of the JVM waits for work: it is slow to start, so few run to an end but those of Spark.
    """
    return spec.language in {"java", "scala", "kotlin"} and spec.framework != "spark"


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
