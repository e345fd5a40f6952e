"""
Images that Python code runs: operators, containers of the Kubernetes client, pipeline components, Docker.
"""

import ast
import re

from debtscan.model.words import Confidence
from debtscan.scan.draft import Draft, Place
from debtscan.scan.python.airflow import Dags
from debtscan.scan.python.folding import fold, is_known
from debtscan.scan.python.module import Module, Site
from debtscan.scan.python.tasks import sure
from debtscan.scan.strings import is_image

_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}|\{[^{}]*\}")
_RUN = {"run", "create", "pull"}  # of docker's containers and images


def read(module: Module, dags: Dags, draft: Draft) -> None:
    """
    Refer to the images that calls name: by a keyword that ends with image, by Docker's client, or in a literal pod.
    """
    for keyword in module.keywords:
        if keyword == "image" or keyword.endswith(("_image", "image_uri", "image_url", "image_name")):
            for site in module.with_keyword(keyword):
                _refer(draft, dags, site, site.keyword(keyword), keyword)
    if module.imports("docker"):
        for site in module.called(*_RUN):
            if ".containers." in f".{site.name}" or ".images." in f".{site.name}":
                _refer(draft, dags, site, site.argument(0, "image", "repository"), "docker")
    _read_pods(module, draft)


def _refer(draft: Draft, dags: Dags, site: Site, node: ast.expr | None, keyword: str) -> None:
    place = dags.place(site).at(keyword, site.line)
    for image in site.folded(node):
        bare = site.last.endswith(("Operator", "Container")) and image.isalnum()
        if is_known(image) and (bare or _is_image(image)):
            draft.image(place, image, sure(image))


def _read_pods(module: Module, draft: Draft) -> None:
    for node, scope in module.walk.dicts:
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "image":
                for image in fold(value, scope):
                    if is_known(image) and _is_image(image) and "/" in image:
                        draft.image(Place(None, "image", value.lineno), image, Confidence.MEDIUM)


def _is_image(text: str) -> bool:
    return is_image(_PLACEHOLDER.sub("x", text))
