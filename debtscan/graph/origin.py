"""
Who makes an image that the estate only runs: the owner, elsewhere, or somebody else.
"""

import re
from collections import defaultdict
from functools import cached_property

from debtscan.catalog.catalog import Catalog
from debtscan.graph.board import Board
from debtscan.graph.images import Image, parse_image
from debtscan.model.declaration import ImageRef, PublishSpec
from debtscan.model.signal import Why
from debtscan.model.words import Built, Status

_PUBLIC = frozenset(
    {
        "quay.io",
        "registry.k8s.io",
        "k8s.gcr.io",
        "public.ecr.aws",
        "nvcr.io",
        "mcr.microsoft.com",
        "registry.gitlab.com",
    }
    | {
        "docker.elastic.co",
        "registry.access.redhat.com",
        "ghcr.io",
        "lscr.io",
        "cgr.dev",
        "docker.io",
        "index.docker.io",
    }
)
_PUBLIC_PROJECTS = re.compile(
    r"(google\.com|google-containers|google-samples|kaniko-project|distroless|cloud-builders|cloudsql-docker|ml-pipeline|"
    r"kubernetes-e2e-test-images|deeplearning-platform-release|tfx-oss-public|google_containers|cloud-marketplace|library)(/|$)"
)
_TOOLS = re.compile(
    r"(.*-)?(git|curl|wget|kubectl|helm|terraform|cloud-sdk|cloudsdktool|google-cloud-cli|aws-cli|azure-cli|busybox|alpine|"
    r"ubuntu|debian|centos|fedora|bash|jq|yq|python|node|golang|openjdk|java|maven|gradle|docker|dind|buildx|buildkit|kaniko|"
    r"executor|skopeo|crane|rclone|k8s|utils?|toolbox|netshoot)(-.*)?"
)
_MANY = 4  # different images from one namespace: an owner's own, not a vendor's


def is_public(image: Image) -> bool:
    """
    Tell whether an image is everybody's: no registry of the owner's own, a vendor's project, or a plain tool.
    """
    if image.registry in _PUBLIC or _of_vendor(image):
        return True
    if image.registry:
        return False
    return "/" not in image.repository or bool(_TOOLS.fullmatch(image.last.lower()))


def _of_vendor(image: Image) -> bool:
    return _PUBLIC_PROJECTS.match(image.repository) is not None


class Origins:
    """
    Tells own images from others by where they are pulled from.
    """

    def __init__(self, board: Board, catalog: Catalog) -> None:
        self._board = board
        self._catalog = catalog

    def built(self, reference: str) -> tuple[Built, Why]:
        """
        Return bespoke for an image from the owner's own registry or namespace, oss for one that everybody can pull.

        Mixed where the reference is an expression that says neither.
        """
        image = parse_image(reference)
        if image.last and (_home(image) in self._own or (image.registry and not is_public(image))):
            return Built.BESPOKE, Why.OWN_REGISTRY
        if image.last and (not image.expressions or image.registry):
            return Built.OSS, Why.PUBLIC_IMAGE
        return Built.MIXED, Why.UNKNOWN_IMAGE

    @cached_property
    def _own(self) -> frozenset[str]:
        """
        The namespaces that the estate pushes to, and those that it pulls many different images from.
        """
        pushed = {_home(parse_image(item.spec.image)) for item in self._board.of(PublishSpec)}
        pulled: dict[str, set[str]] = defaultdict(set)
        for file in self._board.files.values():
            for ref in file.reading.references if file.status is Status.LIVE else ():
                if isinstance(ref.target, ImageRef) and self._catalog.product_of_image(ref.target.image) is None:
                    image = parse_image(ref.target.image)
                    pulled[_home(image)].add(image.last)
        return frozenset((pushed | {home for home, names in pulled.items() if len(names) >= _MANY}) - {""})


def _home(image: Image) -> str:
    """
    Return the registry and namespace of *image*; "" for the plain names of Docker Hub and for vendors' projects.
    """
    namespace = image.repository.rpartition("/")[0]
    if not namespace or _of_vendor(image):
        return ""
    return f"{image.registry}/{namespace}".lower()
