"""
The own code behind managed services: functions with their source folders, services that run an image built here.
"""

from collections import Counter
from collections.abc import Iterator

from debtscan.graph.board import Board
from debtscan.graph.builds import Recipe, Recipes
from debtscan.graph.directory import Directory, address_of
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.places import anchors, inside, owner_place
from debtscan.graph.web import Web
from debtscan.graph.workloads import take_recipe
from debtscan.model.declaration import (
    ImageBuildSpec,
    ImageRef,
    NameRef,
    PathRef,
    ProgramSpec,
    Reference,
    ResourceSpec,
    WorkloadSpec,
)
from debtscan.model.signal import Why
from debtscan.model.words import Built, How, Kind

_RUNNING = frozenset({Kind.SERVICE, Kind.JOB, Kind.PIPELINE})
_ARCHIVES = frozenset({"archive_file", "google_storage_bucket_object", "aws_s3_object", "aws_s3_bucket_object"})
_PARTS = frozenset({("aws_ecs_service", "aws_ecs_task_definition"), ("AWS::ECS::Service", "AWS::ECS::TaskDefinition")})
_SUFFIXES = (".py", ".js", ".ts", ".mjs", ".go", ".rb")
_HOPS = 3  # function -> object in a bucket -> archive -> folder


Addresses = dict[tuple[str, str], Item[ResourceSpec]]


def add_code(board: Board, recipes: Recipes) -> None:
    """
    Give each managed service that runs own code that code, and each service the definition of the task that it runs.
    """
    addresses = _addresses(board)
    for draft in list(board.drafts):
        if draft in board.drafts:  # not joined to another one meanwhile
            _join_parts(board, draft, addresses)
    users = _image_users(board, recipes)
    for draft in [each for each in board.drafts if each.kind in _RUNNING and each.has(ResourceSpec)]:
        for recipe in _recipes(board, draft, recipes):
            _take_image(board, draft, recipe, shared=users[recipe.item.key] > 1)
    _take_folders(board, addresses)


def _addresses(board: Board) -> Addresses:
    """
    Return the cloud resources by repository and address, as references name them.
    """
    return {(item.repo, address_of(item.path, item.spec)): item for item in board.of(ResourceSpec)}


def _named(board: Board, item: Item[ResourceSpec]) -> Iterator[tuple[Reference, str]]:
    for ref in board.references(item):
        if isinstance(ref.target, NameRef) and ref.target.space == "terraform":
            yield ref, ref.target.name


def _join_parts(board: Board, draft: Draft, addresses: Addresses) -> None:
    for item in draft.of(ResourceSpec):
        for _, name in _named(board, item):
            part = addresses.get((item.repo, name))
            if part is not None and (item.spec.type, part.spec.type) in _PARTS:
                for other in board.owners(part):
                    if other is not draft:
                        board.absorb(draft, other)


def _image_users(board: Board, recipes: Recipes) -> Counter[tuple[str, str, str]]:
    return Counter(
        recipe.item.key
        for draft in board.drafts
        if draft.has(ResourceSpec) and draft.kind in _RUNNING
        for recipe in _recipes(board, draft, recipes)
    )


def _recipes(board: Board, draft: Draft, recipes: Recipes) -> list[Recipe]:
    """
    Return the recipes of the images that the resources of *draft* run.
    """
    found = [
        recipes.of_image(item.repo, item.path, ref.target.image, item.name)
        for item in draft.of(ResourceSpec)
        for ref in board.references(item)
        if isinstance(ref.target, ImageRef)
    ]
    return list(dict.fromkeys(recipe for recipe in found if recipe is not None))[:1]


def _take_image(board: Board, draft: Draft, recipe: Recipe, *, shared: bool) -> None:
    """
    Make the image part of the one service that runs it; where several run it, it stays what they share.
    """
    draft.decide(Why.OWN_CODE, built=Built.BESPOKE)
    owners = board.owners(recipe.item)
    if shared or any(owner.has(WorkloadSpec) for owner in owners):
        return
    for owner in owners:
        if owner is not draft and all(isinstance(item.spec, ImageBuildSpec | ProgramSpec) for item in owner.items):
            board.absorb(draft, owner)
    if not board.owners(recipe.item):
        take_recipe(board, draft, recipe)


def _take_folders(board: Board, addresses: Addresses) -> None:
    wanted = list(_code(board, addresses))
    users = Counter((item.repo, place) for _, item, place in wanted)
    for draft, item, place in wanted:
        draft.decide(Why.OWN_CODE, built=Built.BESPOKE)
        handled = _handler(board, item, place)
        own = place if users[item.repo, place] == 1 and place else handled
        if own:
            _own(board, draft, item.repo, own)


def _code(board: Board, addresses: Addresses) -> Iterator[tuple[Draft, Item[ResourceSpec], str]]:
    """
    Yield each service with the resource that says so and the first place of its code.
    """
    for draft in [each for each in board.drafts if each.kind in _RUNNING]:
        for item in draft.of(ResourceSpec):
            for place in list(_sources(board, item, addresses, _HOPS))[:1]:
                yield draft, item, place


def _handler(board: Board, item: Item[ResourceSpec], folder: str) -> str:
    """
    Return the file of *folder* that the handler stands in, "" where it is not known.
    """
    module = item.spec.handler.rpartition(".")[0]
    paths = (
        f"{folder}/{form}{suffix}".strip("/") for form in (module, module.replace(".", "/")) for suffix in _SUFFIXES
    )
    return next((path for path in paths if module and path in board.paths[item.repo]), "")


def link_code(board: Board, directory: Directory, web: Web) -> None:
    """
    Link each service to what holds its code where that is not its own: a folder or a package that several share.
    """
    for draft, item, place in _code(board, _addresses(board)):
        web.link([draft], directory.owners.of(item.repo, owner_place(place)), How.BUILD, item.evidence("build"))


def _sources(board: Board, item: Item[ResourceSpec], addresses: Addresses, hops: int) -> Iterator[str]:
    """
    Yield the folders and files of the repository that *item* is made of, through the archives that carry them.
    """
    for ref in board.references(item):
        if isinstance(ref.target, PathRef) and ref.how is How.BUILD:
            places = [""] if ref.target.path == "." else anchors(item.path, ref.target.path)
            yield from (place for place in places if _exists(board, item.repo, place))
    for _, name in _named(board, item) if hops else ():
        carrier = addresses.get((item.repo, name))
        if carrier is not None and carrier.spec.type in _ARCHIVES:
            yield from _sources(board, carrier, addresses, hops - 1)


def _exists(board: Board, repo: str, place: str) -> bool:
    return not place or place in board.folders[repo] or place in board.paths[repo]


def _own(board: Board, draft: Draft, repo: str, place: str) -> None:
    """
    Give *draft* the code at *place*, with the programs in it that are nobody's.
    """
    if place in board.paths[repo]:
        draft.files.add((repo, place))
    else:
        draft.folders.add((repo, place))
    for item in board.of(ProgramSpec):
        if item.repo == repo and inside(item.path, place) and not board.owners(item):
            board.claim(draft, item)
