"""
Kustomizations built without running kustomize: which objects each one deploys, across the folders of the estate.
"""

from collections.abc import Iterable, Iterator

from msgspec import structs

from debtscan.graph.board import Board
from debtscan.graph.drafts import Item
from debtscan.graph.placed import Placed, is_meant, kind_of, patched, place, renamed, with_images
from debtscan.graph.places import folder_of, normal_name
from debtscan.model.address import address_of
from debtscan.model.declaration import ConfigSpec, OverlaySpec, PatchUse, Spec
from debtscan.model.evidence import Reason, Skip
from debtscan.model.words import Status

_DEPTH = 60  # kustomizations on top of each other; real ones stay under ten
_FILES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
_MOST_OBJECTS = 5_000  # of one kustomization; the largest known has 600
_MOST_IN_ALL = 200_000  # over all kustomizations: whoever takes in a base twice at each level makes it explode
_MOST_PATCHES = 1_000  # of one kustomization

_WORDS = (  # of an overlay's folder: where what only it deploys is used
    (Status.LOCAL, frozenset({"local", "localhost", "kind", "minikube", "k3d", "k3s", "microk8s", "sandbox"})),
    (Status.TEST, frozenset({"test", "tests", "testing", "e2e", "ci", "smoke"})),
)
_NEAR = frozenset({"dev", "develop", "development"})  # local where an overlay beside it is in use

Folder = tuple[str, str]  # repository, path


class Overlays:
    """
    The kustomizations of an estate and what they come to; what could not be followed is kept in *problems*.
    """

    def __init__(self, board: Board) -> None:
        self._board = board
        self._at: dict[Folder, Item[OverlaySpec]] = {}
        for item in board.of(OverlaySpec):
            self._at.setdefault((item.repo, folder_of(item.path)), item)
        self._built: dict[Folder, tuple[Placed, ...]] = {}
        self._open: list[Folder] = []
        self._known: set[Skip] = set()
        self._left = _MOST_IN_ALL
        for place_ in self._at:
            self.objects(*place_)

    @property
    def problems(self) -> tuple[Skip, ...]:
        """
        Return what could not be followed, one ledger line each.
        """
        return tuple(sorted(self._known, key=str))

    @property
    def all(self) -> list[Item[OverlaySpec]]:
        """
        Return every kustomization, in the order of repository and path.
        """
        return list(self._at.values())

    def roots(self) -> list[Item[OverlaySpec]]:
        """
        Return the kustomizations that no other one in use takes in: what somebody deploys as it is.

        Of those that only take in each other, the first one counts.
        """
        whole = [here for here, item in self._at.items() if not item.spec.component]
        live = [here for here in self._at if self.status(self._at[here]) is Status.LIVE]
        taken = {inner for here in live for inner in self._inner(here)}
        found = [here for here in whole if here not in taken]
        reached = self._reached(found)
        for here in whole:
            if here not in reached:
                found.append(here)
                reached |= self._reached([here])
        return [self._at[here] for here in sorted(found)]

    def _inner(self, here: Folder) -> set[Folder]:
        """
        Return the kustomizations that the one in *here* takes in.
        """
        item = self._at[here]
        parts = ("" if part == "." else part for part in (*item.spec.parts, *item.spec.components))
        addresses = map(address_of, item.spec.remotes)
        named = {*((item.repo, part) for part in parts), *((address.name, address.path) for address in addresses)}
        return (named & self._at.keys()) - {here}

    def _reached(self, found: list[Folder]) -> set[Folder]:
        reached, ahead = set(found), list(found)
        while ahead:
            inner = self._inner(ahead.pop()) - reached
            reached |= inner
            ahead += inner
        return reached

    def status(self, item: Item[OverlaySpec]) -> Status:
        """
        Return how a kustomization is used: as its path says, else as the words of its folder's name say.
        """
        if item.status is not Status.LIVE:
            return item.status
        near = bool(_NEAR & _words(item))
        if near and any(self._is_beside(item, other) and not _NEAR & _words(other) for other in self.all):
            return Status.LOCAL
        return _said(item)

    @staticmethod
    def _is_beside(item: Item[OverlaySpec], other: Item[OverlaySpec]) -> bool:
        """
        Tell whether *other* is another overlay in use beside *item*, and not the base of both.
        """
        folders = folder_of(item.path), folder_of(other.path)
        beside = item.repo == other.repo and folder_of(folders[0]) == folder_of(folders[1])
        return beside and folders[1] not in item.spec.parts and _said(other) is Status.LIVE

    def deployed(self, repo: str, path: str) -> list[Item[Spec]]:
        """
        Return the declarations that the kustomization at *path* deploys.
        """
        found = self.at(repo, path)
        return [] if found is None else [one.item for one in self.objects(repo, folder_of(found.path))]

    def at(self, repo: str, path: str) -> Item[OverlaySpec] | None:
        """
        Return the kustomization in the folder *path*, or that is the file *path*.
        """
        found = self._at.get((repo, "" if path == "." else path))
        beside = self._at.get((repo, folder_of(path)))
        return found or (beside if beside is not None and beside.path == path else None)

    def objects(self, repo: str, folder: str) -> tuple[Placed, ...]:
        """
        Return the objects that the kustomization in *folder* deploys.
        """
        here = (repo, folder)
        if here not in self._built:
            self._open.append(here)
            item = self._at[here]
            self._built[here] = () if item.spec.component else self._build(item, [])
            self._open.pop()
        return self._built[here]

    def _build(self, item: Item[OverlaySpec], before: list[Placed]) -> tuple[Placed, ...]:
        """
        Return *before* and all that *item* puts together, with the changes of *item* made to everything.
        """
        objects = [*before]
        for part in item.spec.parts:
            objects = self._within(item, [*objects, *self._part(item, part)])
        for address in item.spec.remotes:
            objects = self._within(item, [*objects, *self._remote(item, address)])
        for part in item.spec.components:
            objects = self._component(item, part, objects)
        for generated in self._generated(item):
            _lay(objects, generated)
        self._left -= len(objects) + 1
        return tuple(self._transformed(item, objects))

    def _within(self, item: Item[OverlaySpec], objects: list[Placed]) -> list[Placed]:
        """
        Return *objects*, each once, and no more of them than can be handled.
        """
        found = _once(objects)
        most = min(_MOST_OBJECTS, max(self._left, 0))
        if len(found) > most:
            self._miss(item, f"more objects than can be followed ({most}): the others are left out")
        return found[:most]

    def _part(self, item: Item[OverlaySpec], part: str) -> list[Placed]:
        inner = self._at.get((item.repo, "" if part == "." else part))
        if inner is not None:
            here = (inner.repo, folder_of(inner.path))
            return list(self.objects(*here)) if self._may_enter(item, here, part) else []
        self._check(item, part)
        objects = [piece for piece in self._board.by_path.get((item.repo, part), []) if kind_of(piece)]
        return [place(self._board, piece) for piece in objects]

    def _remote(self, item: Item[OverlaySpec], written: str) -> list[Placed]:
        """
        Return the objects of a kustomization in another repository of the estate.
        """
        address = address_of(written)
        here = (address.name, address.path)
        return list(self.objects(*here)) if here in self._at and self._may_enter(item, here, written) else []

    def _component(self, item: Item[OverlaySpec], part: str, objects: list[Placed]) -> list[Placed]:
        """
        Return *objects* as the component at *part* leaves them.
        """
        inner = self._at.get((item.repo, "" if part == "." else part))
        if inner is None:
            self._check(item, part)
            return objects
        here = (inner.repo, folder_of(inner.path))
        if not self._may_enter(item, here, part):
            return objects
        self._open.append(here)
        built = list(self._build(inner, objects))
        self._open.pop()
        return built

    def _may_enter(self, item: Item[OverlaySpec], here: Folder, part: str) -> bool:
        """
        Tell whether *here* can be built now: it is not being built already, nor too deep.
        """
        if here in self._open:
            self._miss(item, f"{part} takes in this kustomization again: a cycle")
        elif len(self._open) >= _DEPTH or self._left <= 0:
            self._miss(item, f"{part} lies too deep: more than {_DEPTH} kustomizations, or too many in all")
        else:
            return True
        return False

    def _check(self, item: Item[OverlaySpec], part: str) -> None:
        """
        Keep that *part* is no file and no kustomization; what lies there and was not read is in the ledger already.
        """
        paths = self._board.paths[item.repo]
        if part not in paths and not any(f"{part}/{name}" in paths for name in _FILES):
            lacks = "holds no kustomization" if part in self._board.folders[item.repo] else "does not exist"
            self._miss(item, f"{part} {lacks}")

    def _miss(self, item: Item[OverlaySpec], detail: str) -> None:
        self._known.add(Skip(item.repo, item.path, Reason.PARTIAL, detail, item.declaration.line))

    def _generated(self, item: Item[OverlaySpec]) -> list[Placed]:
        pieces = self._board.by_path[item.repo, item.path]
        return [place(self._board, piece) for piece in pieces if isinstance(piece.spec, ConfigSpec) and kind_of(piece)]

    def _transformed(self, item: Item[OverlaySpec], objects: list[Placed]) -> Iterator[Placed]:
        patches = [(patch, use) for use in item.spec.patches for patch in self.patches(item, use)][:_MOST_PATCHES]
        declared = [
            piece for piece in self._board.by_path[item.repo, item.path] if piece.declaration.key.startswith("images[")
        ]
        images = list(zip(item.spec.images, declared, strict=False))
        for placed in objects:
            current: Placed | None = placed
            for patch, use in patches:
                if current is not None and is_meant(current, patch, use):
                    current = patched(self._board, current, patch)
            if current is not None:
                yield with_images(renamed(current, item.spec), images)

    def patches(self, item: Item[OverlaySpec], use: PatchUse) -> list[Item[Spec]]:
        """
        Return the declarations that a kustomization uses as a patch.
        """
        if use.path and use.path not in self._board.paths[item.repo]:
            self._miss(item, f"{use.path} does not exist")
        pieces = self._board.by_path.get((item.repo, use.path or item.path), [])
        return [piece for piece in pieces if use.path or piece.declaration.key in use.keys]


def _once(objects: Iterable[Placed]) -> list[Placed]:
    """
    Return *objects* without those that came twice, by two ways to one base.
    """
    found: dict[tuple[object, ...], Placed] = {}
    for placed in objects:
        found.setdefault((placed.item.key, placed.identity), placed)
    return list(found.values())


def _lay(objects: list[Placed], generated: Placed) -> None:
    """
    Add generated settings to *objects*: to those of the same name where there are some, else as an object of their own.
    """
    for index, placed in enumerate(objects):
        if placed.kind == generated.kind and generated.name in placed.names:
            objects[index] = structs.replace(placed, changes=(*placed.changes, generated.item))
            return
    objects.append(generated)


def _words(item: Item[OverlaySpec]) -> set[str]:
    return set(normal_name(item.name).split("-"))


def _said(item: Item[OverlaySpec]) -> Status:
    return next((status for status, names in _WORDS if names & _words(item)), Status.LIVE)
