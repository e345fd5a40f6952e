"""
Images and the recipes that build them: the names of a Dockerfile, the program that it packs, the folder of its source.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from debtscan.graph.board import Board
from debtscan.graph.drafts import Item
from debtscan.graph.images import Image, parse_image, words_of
from debtscan.graph.places import anchors, folder_of, glob, inside, nearest, normal_name
from debtscan.model.declaration import CommandRef, ImageBuildSpec, ImportRef, PathRef, ProgramSpec, PublishSpec

_GENERIC = frozenset({"dockerfile", "docker", "build", "image", "images", "app", "src", "main", "root", ""})


class Recipe(Struct, eq=False):
    """
    One Dockerfile (or the like) with all that is known of it.
    """

    item: Item[ImageBuildSpec]
    names: set[str]  # normal names under which its image is known
    repositories: dict[str, set[str]]  # published repositories, e.g. "acme/trainer", with the words of their tags
    programs: list[Item[ProgramSpec]]  # the programs that run in it, the main one first
    folders: set[str]  # source folders that belong to it

    @property
    def spec(self) -> ImageBuildSpec:
        """
        Return the recipe as read.
        """
        return self.item.spec


class Recipes:
    """
    All recipes of the estate and the index by image name.
    """

    def __init__(self, board: Board) -> None:
        self.all = [_recipe(item) for item in board.of(ImageBuildSpec)]
        self._by_place = {(recipe.item.repo, recipe.item.path): recipe for recipe in self.all}
        for item in board.of(PublishSpec):
            self._name(item)
        for recipe in self.all:
            _find_programs(board, recipe)
        _share_out(self.all)

    def at(self, repo: str, path: str) -> Recipe | None:
        """
        Return the recipe in file *path*, None when there is none.
        """
        return self._by_place.get((repo, path))

    def _name(self, item: Item[PublishSpec]) -> None:
        recipes = self.published_by(item)
        if len(recipes) != 1:
            return  # nothing, or a loop whose names are not known
        recipe = recipes[0]
        image = parse_image(item.spec.image)
        if image.repository:
            recipe.repositories.setdefault(image.repository.lower(), set()).add(_tag_words(image))
            recipe.names.add(normal_name(image.last))
        recipe.names |= {normal_name(word) for word in words_of(image)}

    def published_by(self, item: Item[PublishSpec]) -> list[Recipe]:
        """
        Return the recipes that the build *item* uses: by its Dockerfile, by its context, else by the image's name.

        A Dockerfile with "*" in it stands for a loop over images: all that match are built.
        """
        spec = item.spec
        found = list(self._at_dockerfile(item, spec.dockerfile)) or list(self._in_context(item, spec.context))
        if found:
            return found
        named = self._by_image_name(item, parse_image(spec.image))
        return [named] if named else []

    def _at_dockerfile(self, item: Item[PublishSpec], written: str) -> Iterator[Recipe]:
        for place in anchors(item.path, written) if written else ():
            if "*" in place:
                named = glob(place)
                yield from (r for r in self.all if r.item.repo == item.repo and named(r.item.path))
                return
            found = self.at(item.repo, place)
            if found:
                yield found
                return

    def _in_context(self, item: Item[PublishSpec], written: str) -> Iterator[Recipe]:
        for place in anchors(item.path, written) if written else ():
            for name in ("Dockerfile", "Containerfile"):
                found = self.at(item.repo, name if place == "." else f"{place}/{name}")
                if found:
                    yield found
                    return

    def _by_image_name(self, item: Item[PublishSpec], image: Image) -> Recipe | None:
        found = [r for r in self.all if r.item.repo == item.repo and normal_name(image.last) in r.names]
        close = nearest(item.path, ((r.item.path, r) for r in found)) if image.last else []
        return close[0] if len(close) == 1 else None

    def of_image(self, repo: str, path: str, reference: str, user: str = "") -> Recipe | None:
        """
        Return the recipe of the image *reference* used in *path*: by published name, else by the recipe's own name.

        Where the reference says next to nothing ("controller:latest", an expression), the name of its *user* decides.
        """
        image = parse_image(reference)
        found = self._by_repository(repo, path, image) or self._by_name(repo, path, image)
        if found is None and user and not image.registry and "/" not in image.repository:
            name = normal_name(user)
            found = _pick(repo, path, [r for r in self.all if name in r.names and r.item.repo == repo])
        return found

    def _by_repository(self, repo: str, path: str, image: Image) -> Recipe | None:
        full = image.repository.lower()
        if not full:
            return None
        found = [r for r in self.all if full in r.repositories]
        if len(found) > 1 and image.tag:  # one repository for many images: the tag tells them apart
            tagged = [r for r in found if _tag_words(image) in r.repositories[full]]
            found = tagged or found
        return _pick(repo, path, found)

    def _by_name(self, repo: str, path: str, image: Image) -> Recipe | None:
        names = [normal_name(image.last)] if image.last else []
        names += [normal_name(word) for word in words_of(image)]
        for name in names:
            found = [r for r in self.all if name in r.names and _may_be(r, image)]
            picked = _pick(repo, path, found) if name not in _GENERIC else None
            if picked:
                return picked
        return None


def _tag_words(image: Image) -> str:
    """
    Return what a tag names besides a version: "trainer_api_0.0.1" -> "trainer-api".
    """
    words = [word for word in re.split(r"[^A-Za-z0-9]+", image.tag) if word and not re.fullmatch(r"v?\d\w*", word)]
    return "-".join(words).lower()


def _may_be(recipe: Recipe, image: Image) -> bool:
    """
    Tell whether an image may be the recipe's: not where another organisation's is published under other names.
    """
    if not recipe.repositories or not image.repository or image.expressions:
        return True
    return any(known.rsplit("/", 1)[-1] == image.last.lower() for known in recipe.repositories)


def _pick(repo: str, path: str, found: list[Recipe]) -> Recipe | None:
    """
    Return the recipe that *path* most likely means: of the same repository first, then the nearest.
    """
    local = [recipe for recipe in found if recipe.item.repo == repo] or found
    close = nearest(path, ((recipe.item.path, recipe) for recipe in local))
    return close[0] if close else None


def _recipe(item: Item[ImageBuildSpec]) -> Recipe:
    name = normal_name(item.name)
    folder = normal_name(folder_of(item.path).rsplit("/", 1)[-1])
    names = {name} if name not in _GENERIC else {folder or normal_name(item.repo)} - _GENERIC
    return Recipe(item, names, {}, [], set())


def _find_programs(board: Board, recipe: Recipe) -> None:
    """
    Find what the image runs: programs named by its commands, in its own folder, or in a folder of its name.
    """
    own = folder_of(recipe.item.path)
    copied = set(_copied_folders(board, recipe))
    recipe.programs = list(dict.fromkeys(_programs_of(board, recipe, own, copied)))
    compiled = not copied and _takes_in_what_is_built(board, recipe)
    if own and (recipe.programs or _has_code(board, recipe.item.repo, own, deep=compiled)):
        copied.add(own)
    recipe.folders = copied | {folder_of(p.path) for p in recipe.programs[:1] if folder_of(p.path)}


def _programs_of(board: Board, recipe: Recipe, own: str, copied: set[str]) -> list[Item[ProgramSpec]]:
    programs = [p for p in board.of(ProgramSpec) if p.repo == recipe.item.repo]
    taken = _taken(board, recipe, programs)
    named = list(_named_programs(board, recipe, programs))
    if not named and own and _takes_in_what_is_built(board, recipe):
        named += _compiled(recipe, [p for p in programs if inside(p.path, own)])
    if own:
        named += [p for p in taken if folder_of(p.path) in {own, f"{own}/src"}]
    if not named:
        named += [p for p in programs if folder_of(p.path) in copied and _is_main(p)]
    if not named:
        named += [p for p in taken if normal_name(folder_of(p.path).rsplit("/", 1)[-1]) in recipe.names]
    if not named and not own:  # a repository that is one program: recipe and program lie side by side at its root
        named += [p for p in taken if not folder_of(p.path)]
    return named + [served for p in named for served in _served(board, p, programs)]


def _compiled(recipe: Recipe, inner: list[Item[ProgramSpec]]) -> list[Item[ProgramSpec]]:
    """
    Return the program that was compiled for an image: the only one below its folder, or the one of its name.
    """
    called = [p for p in inner if normal_name(folder_of(p.path).rsplit("/", 1)[-1]) in recipe.names]
    return inner if len(inner) == 1 else called[:1]


def _taken(board: Board, recipe: Recipe, programs: Iterable[Item[ProgramSpec]]) -> list[Item[ProgramSpec]]:
    """
    Return the main programs that the image takes in; one that says nothing of what it takes in may take any.
    """
    sources = [
        ref.target.path
        for ref in board.references(recipe.item)
        if isinstance(ref.target, PathRef) and (ref.key or "").startswith(("COPY", "ADD"))
    ]
    places = {place for source in sources for place in _places_of(recipe, source)}
    matches = [glob(place) for place in sorted(places) if "*" in place]
    plain = [place for place in sorted(places) if "*" not in place]

    def takes(path: str) -> bool:
        return any(not place or inside(path, place) for place in plain) or any(match(path) for match in matches)

    return [p for p in programs if _is_main(p) and (not sources or takes(p.path))]


def _places_of(recipe: Recipe, source: str) -> list[str]:
    """
    Return what the *source* of a COPY may mean: below the recipe's own folder, one around it, or the root.
    """
    raw = source.removeprefix("./").strip("/")
    return anchors(recipe.item.path, f"./{raw}") if raw not in {"", "."} else [folder_of(recipe.item.path), ""]


def _served(
    board: Board, script: Item[ProgramSpec], programs: Iterable[Item[ProgramSpec]]
) -> Iterator[Item[ProgramSpec]]:
    """
    Yield the Python applications that a start script gives to a server: "gunicorn src.app.app:app".
    """
    if script.spec.language != "shell":
        return
    for ref in board.files[script.repo, script.path].reading.references:
        if isinstance(ref.target, ImportRef) and ref.target.ecosystem == "python":
            path = f"{folder_of(script.path)}/{ref.target.module.replace('.', '/')}.py".lstrip("/")
            yield from (program for program in programs if program.path == path)


def _share_out(recipes: list[Recipe]) -> None:
    """
    Leave a source folder that several images take in to none of them: it is a library, or the home of them all.
    """
    users = Counter((recipe.item.repo, folder) for recipe in recipes for folder in recipe.folders)
    for recipe in recipes:
        homes = {folder_of(program.path) for program in recipe.programs[:1]}
        recipe.folders = {
            folder for folder in recipe.folders if users[recipe.item.repo, folder] == 1 or folder in homes - {""}
        }


def _has_code(board: Board, repo: str, folder: str, *, deep: bool) -> bool:
    """
    Tell whether source code lies directly in *folder*, or *deep* in it: then it is the image's source.
    """
    return any(
        file.reading.code is not None and (deep or folder_of(file.path) == folder)
        for file in board.read_files(repo, folder)
    )


def _takes_in_what_is_built(board: Board, recipe: Recipe) -> bool:
    """
    Tell whether all that the image takes in is made before: "COPY target/app.jar", which no repository holds.
    """
    repo = recipe.item.repo
    sources = [ref.target.path for ref in board.references(recipe.item) if isinstance(ref.target, PathRef)]
    places = [place for source in sources for place in _places_of(recipe, source)]
    return bool(places) and not any(place in board.folders[repo] or place in board.paths[repo] for place in places)


def _is_main(item: Item[ProgramSpec]) -> bool:
    spec = item.spec
    return spec.serves or spec.operates or spec.language in {"go", "shell"} or bool(spec.framework)


def _named_programs(board: Board, recipe: Recipe, programs: Iterable[Item[ProgramSpec]]) -> Iterator[Item[ProgramSpec]]:
    """
    Yield the programs whose file, module or folder stands in the commands of the recipe, in that order.
    """
    commands = [recipe.spec.entrypoint]
    commands += [ref.target.command for ref in board.references(recipe.item) if isinstance(ref.target, CommandRef)]
    for command in commands:
        words = {word.strip("\"'[],").lstrip("./") for word in command.split()} - {""}
        for program in programs:
            if _names(program, words):
                yield program


def _names(program: Item[ProgramSpec], words: set[str]) -> bool:
    path, folder = program.path, folder_of(program.path)
    module = path.removesuffix(".py").replace("/", ".")
    for word in words:
        plain = word.split(":", 1)[0]
        if (
            "." in plain
            and not plain.endswith((".py", ".sh", ".go"))
            and (module == plain or module.endswith("." + plain))
        ):
            return True
        if plain.endswith((".py", ".sh", ".go")) and (path == plain or path.endswith("/" + plain)) and "/" in plain:
            return True
        if "/" in plain and folder and (folder == plain.rstrip("/") or folder.endswith("/" + plain.rstrip("/"))):
            return True
    return False


def _copied_folders(board: Board, recipe: Recipe) -> Iterator[str]:
    """
    Yield the folders of the repository that the recipe copies in, tried from its own folder and then from the root.
    """
    folders = board.folders[recipe.item.repo]
    for ref in board.references(recipe.item):
        if not isinstance(ref.target, PathRef):
            continue
        for candidate in dict.fromkeys(_places_of(recipe, ref.target.path)):
            if candidate in folders:
                yield candidate
                break
