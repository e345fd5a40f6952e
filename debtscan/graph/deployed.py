"""
What kustomizations do to the board: patches are no objects, images are those that run, names and settings are known.
"""

from collections import defaultdict
from collections.abc import Iterator

from msgspec import structs

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft, Item, ItemKey
from debtscan.graph.overlays import Overlays
from debtscan.graph.placed import ImageOf, Placed, kind_of, place
from debtscan.graph.places import folder_of, glob, inside
from debtscan.model.declaration import (
    ConfigSpec,
    Declaration,
    ImageRef,
    OverlaySpec,
    PatchSpec,
    PathRef,
    PipelineSpec,
    Reference,
    ReleaseSpec,
    SecretRef,
    Spec,
    WorkloadSpec,
)
from debtscan.model.words import Confidence, How, Status


def apply_overlays(board: Board, overlays: Overlays) -> None:
    """
    Change the items of *board* to what kustomizations make of them.
    """
    _demote_patches(board, overlays)
    built = _Built(overlays)
    for item in [item for item in board.items if item.key in built.by_item]:
        entries = built.by_item[item.key]
        board.names[item.key] = {name for one, _ in entries for name in one.names} - {item.name}
        used = [entry for entry in entries if overlays.status(entry[1]) is Status.LIVE] or entries
        placed = [one for one, _ in used]
        board.namespaces[item.key] = {one.namespace for one in placed} - {""}
        _replace_images(board, item, placed)
        for one, root in used:
            for change in (*one.changes, *_settings(board, one, built, root)):
                board.attach(item, change)
        status = _status(item, [root for _, root in entries], overlays)
        if status is not None and item.status is Status.LIVE:
            board.revise(structs.replace(item, status=status))


class _Built:
    """
    All objects as the kustomizations that somebody deploys leave them, by declaration and by name.
    """

    def __init__(self, overlays: Overlays) -> None:
        self.by_item: dict[ItemKey, list[tuple[Placed, Item[OverlaySpec]]]] = defaultdict(list)
        self.by_name: dict[tuple[ItemKey, str, str], list[Placed]] = defaultdict(list)
        for root in overlays.roots():
            for placed in overlays.objects(root.repo, folder_of(root.path)):
                self.by_item[placed.item.key].append((placed, root))
                for name in placed.names:
                    self.by_name[root.key, placed.kind, name].append(placed)


def _demote_patches(board: Board, overlays: Overlays) -> None:
    """
    Turn the objects in files that are only used as patches into patches.
    """
    parts = {(item.repo, part) for item in overlays.all for part in item.spec.parts}
    for overlay in overlays.all:
        for use in overlay.spec.patches:
            for item in overlays.patches(overlay, use):
                if isinstance(item.spec, PatchSpec) or (item.repo, item.path) in parts or not kind_of(item):
                    continue
                spec = PatchSpec(kind_of(item), getattr(item.spec, "group", ""), getattr(item.spec, "namespace", ""))
                board.revise(structs.replace(item, spec=spec))


def _replace_images(board: Board, item: Item[Spec], placed: list[Placed]) -> None:
    """
    Let *item* run the images that kustomizations make of those it names; what none leaves as it is runs nowhere.
    """
    images = [image for one in placed for image in one.images]
    named = {(image.source.key, image.written) for image in (*place(board, item).images, *images)}
    kept = {(image.source.key, image.written) for image in images if not image.changed}
    for holder, written in sorted(named - kept, key=str):
        board.retract(holder, written)
    for image in images:
        if image.changed:
            board.attach(item, _change(board, image))


def _change(board: Board, image: ImageOf) -> Item[Spec]:
    """
    Return the declaration of the last change of *image*; one that keeps the tag of the base is told by a new one.
    """
    change = image.changed[-1]
    final = ImageRef(image.image)
    ref = next(iter(board.references(change)), None)
    if ref is not None and ref.target == final and "initContainers" not in image.where:
        return change
    key = f"{change.declaration.key}={image.image}"
    where = f"{change.declaration.key}:{image.where.split('[', 1)[0]}"
    declaration = Declaration(key, change.name, ConfigSpec("image"), change.declaration.line)
    reference = Reference(key, final, How.IMAGE, change.declaration.line, where, Confidence.MEDIUM)
    return board.add(change.repo, change.path, declaration, reference)


def _settings(board: Board, placed: Placed, built: _Built, root: Item[OverlaySpec]) -> Iterator[Item[Spec]]:
    """
    Yield the settings that *root* deploys beside *placed*, which uses them: ConfigMaps, Secrets and their files.
    """
    if not isinstance(placed.item.spec, WorkloadSpec):
        return
    for holder in (placed.item, *placed.changes):
        for ref in board.references(holder):
            if isinstance(ref.target, SecretRef):
                for config in built.by_name.get((root.key, ref.target.type, ref.target.name), ()):
                    for settings in (config.item, *config.changes):
                        yield from (settings, *_in_files(board, settings))


def _in_files(board: Board, holder: Item[Spec]) -> Iterator[Item[Spec]]:
    """
    Yield what is declared in the files that *holder* takes values or settings from.
    """
    for ref in board.references(holder):
        if isinstance(ref.target, PathRef) and ref.how is How.ENV:
            for path in _paths(board, holder.repo, ref.target.path):
                yield from board.by_path.get((holder.repo, path), [])


def _paths(board: Board, repo: str, written: str) -> list[str]:
    """
    Return the files that *written* means; "*" stands for what an expression decides.
    """
    named = glob(written)
    return sorted(path for path in board.paths[repo] if named(path)) if "*" in written else [written]


def _status(item: Item[Spec], roots: list[Item[OverlaySpec]], overlays: Overlays) -> Status | None:
    """
    Return what the overlays say that alone deploy *item*, None when it stands elsewhere or one of them is in use.
    """
    beside = overlays.at(item.repo, folder_of(item.path))
    own = any(inside(item.path, folder_of(root.path)) for root in roots)
    said = {overlays.status(root) for root in roots}
    if Status.LIVE in said or not (own or (beside is not None and beside.spec.component)):
        return None
    return min(said)


def claim_changes(board: Board) -> None:
    """
    Give each component the patches, images, settings and other names of its objects, and its files of values.
    """
    for draft in board.drafts:
        for item in list(draft.items):
            if isinstance(item.spec, ReleaseSpec):
                for values in _in_files(board, item):
                    board.claim(draft, values)
            for change in board.attached(item):
                _claim(board, draft, change)
            if isinstance(item.spec, WorkloadSpec | PipelineSpec):
                draft.aliases |= board.names.get(item.key, set()) - {draft.name}


def _claim(board: Board, draft: Draft, change: Item[Spec]) -> None:
    kustomization = any(isinstance(item.spec, OverlaySpec) for item in board.by_path[change.repo, change.path])
    (board.mention if kustomization else board.claim)(draft, change)
