"""
Kubernetes objects as a kustomization leaves them: their final names, their namespaces and the images that they run.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from debtscan.graph.board import Board
from debtscan.graph.drafts import Item
from debtscan.model.declaration import ImageChange, ImageRef, OverlaySpec, PatchSpec, PatchUse, Spec, WorkloadSpec

_NAMED_FOR_ALL = frozenset({"CustomResourceDefinition", "APIService", "Namespace"})  # no prefix changes these
_CLUSTER_WIDE = _NAMED_FOR_ALL | {
    *("ClusterRole", "ClusterRoleBinding", "PersistentVolume", "StorageClass", "PriorityClass", "IngressClass", "Node"),
    *("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "PodSecurityPolicy", "CSIDriver", "CSINode"),
    *("RuntimeClass", "VolumeAttachment", "FlowSchema", "PriorityLevelConfiguration", "ComponentStatus"),
    *("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "CertificateSigningRequest", "TokenReview"),
}
_OBJECT = re.compile(r"(?P<kind>[A-Z]\w*)/(?P<namespace>[^/]*)/")  # how readers call an object: "Deployment/shop/web"
_CONTAINER = re.compile(r".*[cC]ontainers(\[[^\]]*\])?\.image")
_NUMBERED = re.compile(r"(.*)\[(\d+)\]\.image")
_REFERENCE = re.compile(r"(?P<name>[^@]+?)(?P<tag>:[^:/@]+)?(?P<digest>@.+)?")
_LABEL = re.compile(r"([\w./-]+)={1,2}([\w.-]*)")


class ImageOf(Struct, frozen=True):
    """
    One image that an object runs: where the object says so, what it is by now, and who changed it last.
    """

    where: str  # structural place in the object, "spec.template.spec.containers[web].image"
    source: Item[Spec]  # the object or patch that named it
    written: ImageRef  # as named there
    image: str
    changed: tuple[Item[Spec], ...] = ()  # changes by kustomizations, in order


class Placed(Struct, frozen=True):
    """
    One object on its way through kustomizations.
    """

    item: Item[Spec]
    kind: str
    name: str
    namespace: str
    names: tuple[str, ...]  # all that it had, the first as declared
    images: tuple[ImageOf, ...] = ()
    changes: tuple[Item[Spec], ...] = ()  # patches and generated settings that were laid over it

    @property
    def identity(self) -> tuple[str, str, str]:
        """
        Return what must be unique in a cluster.
        """
        return self.kind, self.name, self.namespace


def kind_of(item: Item[Spec]) -> str:
    """
    Return the Kubernetes kind of a declared object, "" when it is none.
    """
    match = _OBJECT.match(item.declaration.key)
    return match["kind"] if match else ""


def place(board: Board, item: Item[Spec]) -> Placed:
    """
    Return *item* as it is declared.
    """
    match = _OBJECT.match(item.declaration.key)
    namespace = match["namespace"] if match else ""
    return Placed(item, kind_of(item), item.name, namespace, (item.name,), tuple(_images(board, item)))


def _images(board: Board, item: Item[Spec]) -> Iterator[ImageOf]:
    """
    Yield the images of the containers that *item* names.
    """
    for ref in board.references(item):
        where = (ref.key or "").removeprefix(f"{item.declaration.key}:")
        if isinstance(ref.target, ImageRef) and _CONTAINER.fullmatch(where):
            yield ImageOf(where, item, ref.target, ref.target.image)


def renamed(placed: Placed, spec: OverlaySpec) -> Placed:
    """
    Return *placed* with namespace, prefix and suffix of a kustomization.
    """
    namespace = spec.namespace if spec.namespace and placed.kind not in _CLUSTER_WIDE else placed.namespace
    name = placed.name
    if placed.kind == "Namespace":
        name = spec.namespace or name  # the namespace itself goes by the new name
    elif placed.kind not in _NAMED_FOR_ALL:
        name = f"{spec.name_prefix}{name}{spec.name_suffix}"
    names = placed.names if name in placed.names else (*placed.names, name)
    return structs.replace(placed, name=name, namespace=namespace, names=names)


def is_meant(placed: Placed, patch: Item[Spec], use: PatchUse) -> bool:
    """
    Tell whether *patch* changes *placed*: by the target that the kustomization gives, else by its own kind and name.
    """
    if use.kind or use.name or use.namespace or use.labels:
        return (
            _like(use.kind, placed.kind)
            and any(_like(use.name, name) for name in placed.names)
            and _like(use.namespace, placed.namespace)
            and _has_labels(placed, use.labels)
        )
    return kind_of(patch) == placed.kind and patch.name in placed.names


def _like(pattern: str, text: str) -> bool:
    return not pattern or pattern == text or ("*" in pattern and _pieces_in(pattern, text))


def _pieces_in(pattern: str, text: str) -> bool:
    """
    Tell whether the literal pieces of a simple expression (".*", "web-.*") stand in *text* in their order.
    """
    position = 0
    for piece in re.split(r"\.?\*", pattern.strip("^$")):
        found = text.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    return True


def _has_labels(placed: Placed, selector: str) -> bool:
    spec = placed.item.spec
    wanted = dict(_LABEL.findall(selector))
    return not selector or (isinstance(spec, WorkloadSpec) and bool(wanted) and wanted.items() <= spec.labels.items())


def patched(board: Board, placed: Placed, patch: Item[Spec]) -> Placed | None:
    """
    Return *placed* with *patch* laid over it, None when that deletes it.
    """
    if isinstance(patch.spec, PatchSpec) and patch.spec.deletes:
        return None
    images = list(placed.images)
    for new in _images(board, patch):
        index = _index(images, new.where)
        if index is None:
            images.append(new)
        else:
            images[index] = structs.replace(new, where=images[index].where)
    return structs.replace(placed, images=tuple(images), changes=(*placed.changes, patch))


def _index(images: list[ImageOf], where: str) -> int | None:
    """
    Return which of *images* stands at *where*; JSON pointers count containers instead of naming them.
    """
    for index, image in enumerate(images):
        if image.where == where:
            return index
    if match := _NUMBERED.fullmatch(where):
        alike = [index for index, image in enumerate(images) if image.where.rpartition("[")[0] == match[1]]
        return alike[int(match[2])] if int(match[2]) < len(alike) else None
    return None


def with_images(placed: Placed, changes: Iterable[tuple[ImageChange, Item[Spec]]]) -> Placed:
    """
    Return *placed* with the images that *changes* (each with its declaration) make of its own.
    """
    images = list(placed.images)
    for change, item in changes:
        for index, image in enumerate(images):
            match = _REFERENCE.fullmatch(image.image)
            if match is not None and match["name"] == change.name:
                images[index] = structs.replace(image, image=_changed(match, change), changed=(*image.changed, item))
    return structs.replace(placed, images=tuple(images))


def _changed(match: re.Match[str], change: ImageChange) -> str:
    name = change.new_name or match["name"]
    if not change.tag and not change.digest:
        return f"{name}{match['tag'] or ''}{match['digest'] or ''}"
    return f"{name}{change.tag and ':' + change.tag}{change.digest and '@' + change.digest}"
