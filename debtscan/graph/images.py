"""
Image references: their parts, whether they can move, and the words in an expression that computes one.
"""

import re

from msgspec import Struct

_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\$\{\{.*?\}\}|\$\{[^}]*\}|\$\([^)]*\)|\$\w+|<[^>]+>|\{[^{}]*\}")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_NOISE = frozenset(
    [
        "image",
        "images",
        "img",
        "tag",
        "tags",
        "repository",
        "repo",
        "registry",
        "name",
        "version",
        "digest",
        "values",
        "value",
        "config",
        "global",
        "default",
        "env",
        "vars",
        "var",
        "container",
        "containers",
        "docker",
        "url",
        "path",
        "ref",
        "prefix",
        "project",
        "id",
        "account",
        "region",
        "include",
        "printf",
        "quote",
        "format",
        "latest",
        "matrix",
        "outputs",
        "steps",
        "needs",
        "inputs",
        "github",
        "gcp",
        "aws",
        "ecr",
        "gcr",
        "sha",
        "branch",
        "commit",
    ]
)
_MOVING = frozenset(
    {"", "latest", "main", "master", "dev", "develop", "edge", "nightly", "stable", "head", "canary", "lts"}
)


class Image(Struct, frozen=True):
    """
    An image reference in parts; template expressions are cut out of *repository* and kept in *expressions*.
    """

    registry: str  # host, "" for Docker Hub
    repository: str  # path without registry, tag and digest, e.g. "acme/trainer"
    tag: str
    digest: str
    expressions: tuple[str, ...] = ()

    @property
    def last(self) -> str:
        """
        Return the last segment of the repository: what most people call the image.
        """
        return self.repository.rsplit("/", 1)[-1]


def parse_image(reference: str) -> Image:
    """
    Return the parts of *reference*; never fails, whatever it holds.
    """
    expressions = tuple(_EXPRESSION.findall(reference))
    text = _EXPRESSION.sub("", reference).strip().strip("\"'")
    text = re.sub(r"^(docker|oci|https?)://", "", text)
    text, _, digest = text.partition("@")
    head, slash, tail = text.rpartition("/")
    name, _, tag = tail.partition(":")
    if not name.strip("-_."):
        head = head.partition("/")[0] if _is_host(head) else ""  # the name is all expression: what leads to it is none
    path = f"{head}{slash}{name}"
    first, slash, rest = path.partition("/")
    if slash and _is_host(first):
        return Image(first, _clean(rest), tag, digest, expressions)
    return Image("", _clean(path), tag, digest, expressions)


def _is_host(path: str) -> bool:
    first = path.partition("/")[0]
    return "." in first or ":" in first or first == "localhost"


def _clean(path: str) -> str:
    return "/".join(part.strip("-_.") for part in path.split("/") if part.strip("-_."))


def words_of(image: Image) -> tuple[str, ...]:
    """
    Return the names that the expressions of *image* may mean, the longest first.

    "$ACME_IMAGE_JOB_RUNNER" may mean acme-job-runner, job-runner or runner.
    """
    found: list[str] = []
    for expression in image.expressions:
        for raw in _WORD.findall(expression.replace("_", "-")):
            words = [word for word in re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", raw).lower().split("-") if word]
            kept = [word for word in words if word not in _NOISE]
            found += ["-".join(kept[start:]) for start in range(len(kept))]
    return tuple(dict.fromkeys(found))


def is_pinned(image: Image) -> bool:
    """
    Tell whether the reference always means the same image: by digest, or by a tag that is not meant to move.
    """
    if image.digest:
        return True
    if not image.tag:
        return bool(image.expressions)  # the tag may come from the expression: not provably loose
    return image.tag.lower() not in _MOVING
