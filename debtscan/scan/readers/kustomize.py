"""
Kustomizations: what they put together, which images they set, and what they patch.
"""

import re

from debtscan.model.declaration import (
    Declaration,
    File,
    ImageRef,
    ModuleRef,
    NameRef,
    OverlaySpec,
    PathRef,
    Reading,
    ReleaseSpec,
)
from debtscan.model.words import Confidence, How
from debtscan.safe.yaml import Mapping
from debtscan.scan.draft import Draft, Place
from debtscan.scan.kubernetes.documents import load
from debtscan.scan.reader import Reader

_PATH = re.compile(r"(.*/)?(kustomization\.ya?ml(\.\w+)?|Kustomization)")
_FLUX = b"kustomize.toolkit.fluxcd.io"
_REMOTE = re.compile(r"^(https?://|git@|git::|ssh://|[\w-]+(\.[\w-]+)+/[\w.-]+/.*|.*\?ref=.*)")
_PARTS = ("resources", "bases", "components", "crds")
_PLUGINS = ("generators", "transformers", "validators", "configurations")
_WORKLOADS = frozenset({"", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Rollout"})
_PATCH_LISTS = ("patchesStrategicMerge", "patchesJson6902", "patches", "replacements")


def wants(path: str) -> bool:
    """
    Tell whether *path* is a kustomization by name.
    """
    return _PATH.fullmatch(path) is not None


def claims(file: File) -> bool:
    """
    Tell whether *file* is for the kustomize program: Flux has objects of the same name.
    """
    return _FLUX not in file.data


def read(file: File) -> Reading:
    """
    Return the overlay in *file* and all that it puts together.
    """
    draft = Draft(file.path)
    found = load(file)
    draft.problems += found.problems
    for document in found.documents:
        if isinstance(document.body, Mapping):
            _read_overlay(document.body, draft)
    return draft.reading()


READER = Reader(name="kustomize", version=1, wants=wants, claims=claims, read=read)


def _read_overlay(body: Mapping, draft: Draft) -> None:
    folder = draft.path.rpartition("/")[0]
    name = folder.rpartition("/")[2] or "kustomization"
    overlay = OverlaySpec(body.string("namespace"), body.string("namePrefix"))
    place = draft.declare(Declaration("kustomization", name, overlay, body.line))
    for field in (*_PARTS, *_PLUGINS):
        for number, (path, line) in enumerate(body.sequence(field).strings()):
            _refer_part(path, place.at(f"{field}[{number}]", line), draft)
    _refer_patches(body, place, draft)
    _refer_images(body, place, draft)
    _refer_generators(body, place, draft)
    _read_charts(body, place, draft)


def _refer_part(path: str, place: Place, draft: Draft) -> None:
    if "\n" in path:
        return
    local = draft.resolved(path)
    if _REMOTE.match(path) or local is None:
        draft.refer(place, ModuleRef(path, local=False), How.MODULE)
    else:
        draft.refer(place, PathRef(local), How.MODULE)


def _refer_patches(body: Mapping, place: Place, draft: Draft) -> None:
    """
    Add the files with patches, and what inline patches change by name.
    """
    for field in _PATCH_LISTS:
        for number, item in enumerate(body.sequence(field)):
            here = place.at(f"{field}[{number}]", body.sequence(field).lines[number])
            if isinstance(item, str) and "\n" not in item:
                draft.local_path(here, item, How.MODULE)
            elif isinstance(item, Mapping):
                draft.local_path(here, item.string("path"), How.MODULE)
                target = item.mapping("target").string("name")
                if target and item.mapping("target").string("kind") in _WORKLOADS:
                    draft.refer(here, NameRef("workload", target), How.MODULE, Confidence.LOW)


def _refer_images(body: Mapping, place: Place, draft: Draft) -> None:
    """
    Add the images as they are after the change, and with them the name that is changed.
    """
    for image in body.mappings("images"):
        name = image.string("name")
        if not name:
            continue
        here = place.at(f"images[{name}]", image.line)
        tag, digest = image.string("newTag"), image.string("digest")
        written = (image.string("newName") or name) + (f":{tag}" if tag else "") + (f"@{digest}" if digest else "")
        draft.image(here, written, Confidence.MEDIUM)
        if image.string("newName"):
            draft.refer(here.at("name", image.line_of("name")), ImageRef(name), How.IMAGE, Confidence.LOW)


def _refer_generators(body: Mapping, place: Place, draft: Draft) -> None:
    """
    Add the files that become ConfigMaps and Secrets, and what literals point to.
    """
    for field in ("configMapGenerator", "secretGenerator"):
        for generator in body.mappings(field):
            here = place.at(f"{field}[{generator.string('name')}]", generator.line)
            for kind in ("files", "envs"):
                for path, line in generator.sequence(kind).strings():
                    draft.local_path(here.at(kind, line), path.rpartition("=")[2], How.ENV)
            draft.local_path(here.at("env", generator.line_of("env")), generator.string("env"), How.ENV)
            for literal, line in generator.sequence("literals").strings():
                name, _, value = literal.partition("=")
                draft.setting(here.at("literals", line), name, value, Confidence.MEDIUM)


def _read_charts(body: Mapping, place: Place, draft: Draft) -> None:
    for chart in (*body.mappings("helmCharts"), *body.mappings("helmChartInflationGenerator")):
        name = chart.string("name") or chart.string("chartName")
        if not name:
            continue
        title = chart.string("releaseName") or name
        release = ReleaseSpec(
            chart=name,
            repository=chart.string("repo") or chart.string("chartRepoUrl"),
            version=chart.string("version") or chart.string("chartVersion"),
            namespace=chart.string("namespace"),
            by="kustomize",
        )
        own = draft.declare(Declaration(f"release:{title}", title, release, chart.line))
        draft.local_path(own.at("valuesFile", chart.line_of("valuesFile")), chart.string("valuesFile"), How.ENV)
        draft.refer(place.at(f"helmCharts[{title}]", chart.line), NameRef("release", title), How.MODULE)
