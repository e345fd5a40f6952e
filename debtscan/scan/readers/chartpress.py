"""
chartpress.yaml: which images a Helm chart is made of, and the folders that they are built from.
"""

import re

from debtscan.model.declaration import CiSpec, Declaration, File, PathRef, PublishSpec, Reading
from debtscan.model.words import How
from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.draft import Draft, Place
from debtscan.scan.reader import Reader

_NAME = re.compile(r"(.*/)?chartpress\.ya?ml")


def wants(path: str) -> bool:
    """
    Tell whether *path* is called like the settings of chartpress.
    """
    return _NAME.fullmatch(path) is not None


def read(file: File) -> Reading:
    """
    Return the tool with the images that it builds, each from its folder, and the charts that it publishes.
    """
    draft = Draft(file.path)
    loaded = load_all(file.text)
    draft.problems += loaded.problems
    charts = [chart for body in loaded.documents if isinstance(body, Mapping) for chart in body.mappings("charts")]
    images = tuple(name for chart in charts for name in chart.mapping("images"))
    if not charts:
        return draft.reading()
    here = draft.declare(Declaration("chartpress", "chartpress", CiSpec("chartpress", jobs=images), 1))
    for chart in charts:
        draft.local_path(here.at("charts", chart.line), chart.string("chartPath") or chart.string("name"), How.DEPLOY)
        for name in chart.mapping("images"):
            _image(chart, name, here, draft)
    return draft.reading()


def _image(chart: Mapping, name: str, here: Place, draft: Draft) -> None:
    """
    Declare one image: its folder is images/<name> unless it says another, and its recipe lies there.
    """
    image = chart.mapping("images").mapping(name)
    line = chart.mapping("images").line_of(name)
    context = draft.resolved(image.string("contextPath") or f"images/{name}")
    recipe = draft.resolved(image.string("dockerfilePath") or f"images/{name}/Dockerfile")
    if image.string("contextPath") and not image.string("dockerfilePath"):
        recipe = f"{context}/Dockerfile"
    spec = PublishSpec(f"{chart.string('imagePrefix')}{name}", context or "", recipe or "")
    draft.declare(Declaration(f"publish:{spec.image}", spec.image, spec, line))
    if recipe:
        draft.refer(here.at(f"images.{name}", line), PathRef(recipe), How.BUILD)


READER = Reader(name="chartpress", version=1, wants=wants, read=read)
