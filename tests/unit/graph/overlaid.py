"""
Builders of kustomizations, with the keys that the reader gives.
"""

from debtscan.graph.board import Board
from debtscan.graph.overlays import Overlays
from debtscan.graph.placed import Placed
from debtscan.model.declaration import (
    ConfigSpec,
    Declaration,
    ImageChange,
    ImageRef,
    OverlaySpec,
    PatchSpec,
    PatchUse,
    PathRef,
    Reference,
    SecretRef,
)
from debtscan.model.words import Confidence, How
from tests.unit.graph.estate import Parts


def overlay(
    name: str,
    *parts: str,
    prefix: str = "",
    namespace: str = "",
    component: bool = False,
    components: tuple[str, ...] = (),
    remotes: tuple[str, ...] = (),
    patches: tuple[PatchUse | str, ...] = (),
    images: tuple[ImageChange, ...] = (),
) -> Parts:
    """
    Return a kustomization of *parts*, the changes of its images declared; a patch that is text is a file.
    """
    uses = tuple(PatchUse(patch) if isinstance(patch, str) else patch for patch in patches)
    spec = OverlaySpec(namespace, prefix, "", component, parts, remotes, components, uses, images)
    changes: list[Declaration | Reference] = []
    for change in images:
        key = f"images[{change.name}]"
        written = f"{change.new_name or change.name}{change.tag and ':' + change.tag}"
        changes += [
            Declaration(key, change.name, ConfigSpec("image")),
            Reference(key, ImageRef(written), How.IMAGE, key=f"{key}:newName", confidence=Confidence.MEDIUM),
        ]
    return Declaration("kustomization", name, spec), *changes


def patch(name: str, *images: str, kind: str = "Deployment", deletes: bool = False) -> Parts:
    """
    Return a patch of an object; "web=acme/web:2" sets the image of the container "web", "0=..." that of the first.
    """
    key = f"{kind}//{name}"
    places = [entry.partition("=") for entry in images]
    return (
        Declaration(key, name, PatchSpec(kind, deletes=deletes)),
        *(
            Reference(key, ImageRef(image), How.IMAGE, key=f"{key}:spec.template.spec.containers[{container}].image")
            for container, _, image in places
        ),
    )


def settings(name: str, *files: str, kind: str = "ConfigMap") -> Parts:
    """
    Return a generated ConfigMap that is made of *files*.
    """
    key = f"{kind}//{name}"
    refs = (Reference(key, PathRef(path), How.ENV, key=f"{key}:envs:{path}") for path in files)
    return Declaration(key, name, ConfigSpec(kind)), *refs


def uses(owner: str, name: str, kind: str = "ConfigMap") -> Parts:
    """
    Return the use of a ConfigMap or Secret by the object under the key *owner*.
    """
    return (Reference(owner, SecretRef(name, kind), How.ENV, key=f"{owner}:envFrom[0]"),)


def built(board: Board, folder: str) -> list[tuple[str, str, list[str]]]:
    """
    Return name, namespace and images of the objects that the kustomization in *folder* deploys.
    """
    return [shown(placed) for placed in Overlays(board).objects("shop", folder)]


def shown(placed: Placed) -> tuple[str, str, list[str]]:
    """
    Return what tests compare of an object.
    """
    return placed.name, placed.namespace, [image.image for image in placed.images]
