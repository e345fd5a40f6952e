"""
Registries that images are pushed to, and private ones that they come from: known by nothing but the names of images.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from debtscan.graph.board import Board
from debtscan.graph.directory import Directory
from debtscan.graph.drafts import Draft
from debtscan.graph.images import Image, parse_image
from debtscan.graph.origin import is_public
from debtscan.graph.web import Web
from debtscan.model.declaration import ImageRef, PublishSpec
from debtscan.model.evidence import Evidence
from debtscan.model.signal import Why
from debtscan.model.words import Built, Confidence, How, Kind, Status

_HOSTED = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"(index\.)?docker\.io|registry-1\.docker\.io|", "Docker Hub"),
        (r"ghcr\.io|docker\.pkg\.github\.com", "GitHub Container Registry"),
        (r"quay\.io", "Quay"),
        (r"([a-z0-9-]+\.)?gcr\.io", "Google Container Registry"),
        (r"[a-z0-9-]+-docker\.pkg\.dev", "Google Artifact Registry"),
        (r"(\d*\.)?dkr\.ecr\..*", "Amazon ECR"),
        (r"public\.ecr\.aws", "Amazon ECR Public"),
        (r"[a-z0-9]+\.azurecr\.io", "Azure Container Registry"),
        (r"registry\.gitlab\.com", "GitLab Container Registry"),
        (r"registry\.digitalocean\.com", "DigitalOcean Container Registry"),
    )
)
_PUSHERS = frozenset({Kind.CI, Kind.CLI, Kind.JOB, Kind.PIPELINE})
_MANY = 3  # files that pull from a private registry before it is one of the platform's


class _Registries:
    def __init__(self, board: Board) -> None:
        self._board = board
        self._found: dict[str, Draft] = {}
        self._declared = {draft.product: draft for draft in board.drafts if draft.kind is Kind.REGISTRY}

    def of(self, image: Image, evidence: Evidence) -> Draft:
        """
        Return the registry that holds *image*: the declared one of that product, else one that is known by name only.
        """
        hosted = _hosted(image)
        if self._declared.get(hosted):
            return self._declared[hosted]
        name = hosted or image.registry
        if name not in self._found:
            draft = self._found[name] = self._board.start_external(name, Kind.REGISTRY, evidence)
            draft.decide(
                Why.REFERENCE,
                evidence,
                image.registry,
                built=Built.MANAGED if hosted else Built.OSS,
                capability="artifact_store",
            )
            draft.product = hosted
        draft = self._found[name]
        draft.aliases |= {image.registry} - {""}
        if all(evidence.path != known.path for known in draft.evidence):
            draft.evidence.append(evidence)
        return draft


def add_registries(board: Board, directory: Directory, web: Web) -> None:
    """
    Start a draft for each registry that the estate pushes to or keeps images in, linked from who pushes.
    """
    registries = _Registries(board)
    for item in board.of(PublishSpec):
        image = parse_image(item.spec.image)
        pushers = [draft for draft in directory.owners.of(item.repo, item.path) if draft.kind in _PUSHERS]
        if item.status is Status.LIVE and item.spec.pushed and pushers and _names_a_place(image):
            place = item.evidence("push")
            web.link(pushers, [registries.of(image, place)], How.IMAGE, place, Confidence.MEDIUM)
    for image, place in _private(board):
        registries.of(image, place)


def _hosted(image: Image) -> str | None:
    """
    Return the service that keeps *image*, None for a host of the owner's own.
    """
    return next((name for pattern, name in _HOSTED if pattern.fullmatch(image.registry)), None)


def _names_a_place(image: Image) -> bool:
    """
    Tell whether the name of *image* says where it is pushed: a host, or a namespace of Docker Hub.
    """
    return bool(image.registry) or ("/" in image.repository and not image.expressions)


def _private(board: Board) -> Iterator[tuple[Image, Evidence]]:
    """
    Yield the images and their places for each registry of an own host that several files pull from.
    """
    seen: dict[str, dict[tuple[str, str], tuple[Image, Evidence]]] = defaultdict(dict)
    for (repo, path), file in board.files.items():
        for ref in file.reading.references if file.status is Status.LIVE else ():
            if isinstance(ref.target, ImageRef):
                image = parse_image(ref.target.image)
                if image.registry and not is_public(image) and _hosted(image) is None:
                    place = Evidence(repo, path, ref.line, ref.key, "image")
                    seen[image.registry].setdefault((repo, path), (image, place))
    for uses in seen.values():
        if len(uses) >= _MANY:
            yield from uses.values()
