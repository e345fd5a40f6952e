"""
What a workload is and whose: a product by its image, else by the type of the workload and by its programs.
"""

import re

from debtscan.catalog.catalog import Catalog
from debtscan.catalog.tables import Product
from debtscan.graph.board import Board
from debtscan.graph.builds import Recipe, Recipes
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.images import parse_image
from debtscan.graph.origin import Origins
from debtscan.graph.places import normal_name
from debtscan.model.declaration import ImageRef, ProgramSpec, WorkloadSpec
from debtscan.model.signal import Aspect, Why
from debtscan.model.words import Built, Kind

_JOBS = frozenset(
    {"Job", "CronJob", "PyTorchJob", "TFJob", "MPIJob", "XGBoostJob", "PaddleJob", "JAXJob", "TrainJob", "RayJob"}
    | {"SparkApplication", "ScheduledSparkApplication", "Experiment", "ScaledJob", "TaskRun", "PipelineRun"}
)
_SETTING = re.compile(r"\b(env|data)\[")
_INIT = re.compile(r"initContainers\b")


def kind_of_type(spec: WorkloadSpec) -> Kind:
    """
    Return what a workload of that type is: what ends, is timed or runs around a release is a job.
    """
    return Kind.JOB if spec.type in _JOBS or spec.schedule or spec.hook else Kind.SERVICE


def before_main(key: str) -> bool:
    """
    Tell whether the container at *key* only prepares the main one.
    """
    return _INIT.search(key) is not None


def images_of(board: Board, item: Item[WorkloadSpec]) -> list[tuple[str, str]]:
    """
    Return the images of a workload with their keys: the main container's first, then those of settings and of init.
    """
    name = normal_name(item.name)

    def rank(use: tuple[str, str]) -> tuple[bool, bool, bool]:
        image, key = use
        last = normal_name(parse_image(image).last)
        container = re.findall(r"\[([^\]]*)\]", key)
        named = bool(name) and (last == name or (container and normal_name(container[-1]) == name))
        return before_main(key), bool(_SETTING.search(key)), not named

    refs = [ref for piece in (item, *board.attached(item)) for ref in board.references(piece)]
    uses = [(ref.target.image, ref.key or "") for ref in refs if isinstance(ref.target, ImageRef)]
    return sorted(uses, key=rank)


def characterise(board: Board, draft: Draft, recipes: Recipes, catalog: Catalog, origins: Origins) -> None:
    """
    Decide kind, origin and capability of *draft* as far as its workload and its image tell.
    """
    item = draft.of(WorkloadSpec)[0]
    own = [recipe for piece in draft.items if (recipe := recipes.at(piece.repo, piece.path))]
    image = next((image for image, _ in images_of(board, item)), "")
    known = _product(draft, own, image, catalog)
    configured = known is not None and known.generic and not _named_for(draft, known)
    if configured:
        known = None  # a server of files or redirects, not a gateway of the platform
    if known:
        draft.product = known.name
        draft.decide(Why.CATALOGUE, detail=known.name, capability=known.capability)
    _decide_kind(draft, item, known)
    if configured:
        draft.decide(Why.CONFIGURED, item.evidence(), image, built=Built.MIXED)
    elif not (own or draft.has(ProgramSpec) or known):
        built, why = origins.built(image)
        draft.decide(why, item.evidence(), image, built=built)
    _decide_built(draft, own, known, image, catalog)


def _product(draft: Draft, own: list[Recipe], image: str, catalog: Catalog) -> Product | None:
    """
    Return the product that runs: by the image, or by the base of an own image without own programs.

    Where the image is all expression, what bears a product's very name runs it.
    """
    if not own:
        return catalog.product_of_image(image if parse_image(image).last else normal_name(draft.name))
    if draft.has(ProgramSpec):
        return None
    bases = [base for recipe in own for base in recipe.spec.bases]
    return next(filter(None, map(catalog.product_of_image, reversed(bases))), None)


def _named_for(draft: Draft, product: Product) -> bool:
    """
    Tell whether *draft* goes by the name of the product or of a gateway, and not by what it is configured to do.
    """
    words = set(normal_name(draft.name).split("-"))
    return not words.isdisjoint({normal_name(product.name), *product.names, "gateway", "ingress", "proxy", "lb"})


def _decide_kind(draft: Draft, item: Item[WorkloadSpec], known: Product | None) -> None:
    """
    Decide by the type of the workload, unless its program operates or it is a product; what ends or is timed is a job.
    """
    kind = kind_of_type(item.spec)
    draft.decide(Why.FOUND, item.evidence(), kind=kind)
    for program in draft.of(ProgramSpec):
        if program.spec.operates:
            draft.decide(Why.BEHAVIOUR, program.evidence(), program.spec.framework, kind=Kind.CONTROLLER)
    if known:
        draft.decide(Why.CATALOGUE, item.evidence(), known.name, kind=known.kind)
    if kind is Kind.JOB:
        draft.decide(
            Why.SCHEDULE, item.evidence(), item.spec.schedule or item.spec.hook or item.spec.type, kind=Kind.JOB
        )


def _decide_built(draft: Draft, own: list[Recipe], known: Product | None, image: str, catalog: Catalog) -> None:
    """
    Decide whose code it is, the weakest sign first: an own recipe, a product, a recipe of forked source, own programs.
    """
    namesake = catalog.product_of_image(image) if own else None
    if namesake is not None:
        draft.hear(Aspect.BUILT, Built.OSS, Why.CATALOGUE, detail=namesake.name)  # own code beats every list
    for recipe in own:
        draft.decide(Why.OWN_CODE, recipe.item.evidence(), built=Built.BESPOKE)
    if known:
        draft.decide(Why.CATALOGUE, detail=known.name, built=Built.OSS)
    if any(recipe.spec.clones for recipe in own):
        draft.decide(Why.FORKED, own[0].item.evidence(), built=Built.MIXED)
    for program in draft.of(ProgramSpec):
        draft.decide(Why.OWN_CODE, program.evidence(), built=Built.BESPOKE)
