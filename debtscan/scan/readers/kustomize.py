"""
Kustomizations: what they put together, and what they make of it: patches, images, names, generated settings.
"""

import re
from collections.abc import Iterator

from debtscan.model.address import address_of, is_address
from debtscan.model.declaration import (
    ConfigSpec,
    Declaration,
    File,
    ImageChange,
    NameRef,
    OverlaySpec,
    PatchUse,
    Reading,
    ReleaseSpec,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How
from debtscan.safe.yaml import Mapping, Sequence
from debtscan.scan.draft import Draft, Place
from debtscan.scan.kubernetes.documents import load
from debtscan.scan.kubernetes.manifest import manifest_of
from debtscan.scan.kubernetes.patches import is_operations, read_operations, read_patch
from debtscan.scan.reader import Reader

_PATH = re.compile(r"(.*/)?(kustomization\.ya?ml(\.\w+)?|Kustomization)")
_FLUX = b"kustomize.toolkit.fluxcd.io"
_PARTS = ("resources", "bases")
_PLUGINS = ("generators", "transformers", "validators", "configurations", "crds")
_PATCH_LISTS = ("patchesStrategicMerge", "patchesJson6902", "patches")
_GENERATORS = {"configMapGenerator": "ConfigMap", "secretGenerator": "Secret"}


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
    Return the overlay in *file*, all that it puts together and all that it changes.
    """
    draft = Draft(file.path)
    found = load(file)
    draft.problems += found.problems
    for document in found.documents:
        if isinstance(document.body, Mapping):
            _read_overlay(document.body, draft)
    return draft.reading()


READER = Reader(name="kustomize", version=2, wants=wants, claims=claims, read=read)


def _read_overlay(body: Mapping, draft: Draft) -> None:
    folder = draft.path.rpartition("/")[0]
    name = folder.rpartition("/")[2] or "kustomization"
    overlay = OverlaySpec(
        namespace=body.string("namespace"),
        name_prefix=body.string("namePrefix"),
        name_suffix=body.string("nameSuffix"),
        component=body.string("kind") == "Component",
        parts=tuple(_local(body, _PARTS, draft)),
        remotes=tuple(_remotes(body, draft)),
        components=tuple(_local(body, ("components",), draft)),
        patches=tuple(_patches(body, draft)),
        images=tuple(_images(body, draft)),
    )
    place = draft.declare(Declaration("kustomization", name, overlay, body.line))
    for field in _PLUGINS:
        for number, (path, line) in enumerate(body.sequence(field).strings()):
            if "\n" not in path:
                draft.local_path(place.at(f"{field}[{number}]", line), path, How.MODULE)
    _read_generators(body, draft)
    _read_charts(body, place, draft)


def _local(body: Mapping, fields: tuple[str, ...], draft: Draft) -> Iterator[str]:
    """
    Yield the files and folders of the repository that *fields* list; one that lies outside is a problem.
    """
    for field in fields:
        for path, line in body.sequence(field).strings():
            if "\n" in path or is_address(path):
                continue
            local = draft.resolved(path)
            if local is None:
                draft.problem(Reason.PARTIAL, f"{field}: {path} is no place in this repository", line)
            else:
                yield local


def _remotes(body: Mapping, draft: Draft) -> Iterator[str]:
    """
    Yield the addresses of the parts that lie elsewhere, each declared as something installed from there.
    """
    for field in (*_PARTS, "components"):
        for path, line in body.sequence(field).strings():
            if "\n" in path or not is_address(path):
                continue
            address = address_of(path)
            paths = (address.path,) if address.path else ()
            spec = ReleaseSpec(address.name, path, address.revision, by="kustomize", paths=paths)
            draft.declare(Declaration(f"remote:{path}", address.name, spec, line))
            yield path


def _patches(body: Mapping, draft: Draft) -> Iterator[PatchUse]:
    for field in _PATCH_LISTS:
        entries = body.sequence(field)
        for item, line in zip(entries, entries.lines, strict=True):
            if isinstance(item, str):
                yield from _patch(item, Mapping(line), line, draft)
            elif isinstance(item, Mapping):
                written = item.string("path") or item.string("patch")
                yield from _patch(written, item.mapping("target"), item.line_of("patch"), draft)


def _patch(written: str, target: Mapping, line: int, draft: Draft) -> Iterator[PatchUse]:
    """
    Yield the patch *written* as a path or as text that begins below *line*; none where it is neither.
    """
    inline = "\n" in written or ":" in written
    path = "" if inline else draft.resolved(written)
    keys = tuple(_inline(written, line, draft)) if inline else ()
    if path or keys:
        yield PatchUse(
            path or "",
            keys,
            target.string("kind"),
            target.string("name"),
            target.string("namespace"),
            target.string("labelSelector"),
        )


def _inline(text: str, line: int, draft: Draft) -> Iterator[str]:
    """
    Yield the keys of the patches in *text*, which is YAML or JSON inside of the kustomization.
    """
    shifted = "\n" * line + text if "\n" in text else "\n" * (line - 1) + text
    found = load(File(draft.path, shifted.encode()))
    draft.problems += found.problems
    for document in found.documents:
        if isinstance(document.body, Sequence) and is_operations(document.body):
            yield read_operations(document.body, draft).source or ""
        elif manifest := manifest_of(document, draft.path):
            yield read_patch(manifest, draft).source or ""


def _images(body: Mapping, draft: Draft) -> Iterator[ImageChange]:
    """
    Yield the changes of images, each declared with the image as it is afterwards.
    """
    for image in body.mappings("images"):
        change = ImageChange(
            image.string("name"), image.string("newName"), image.string("newTag"), image.string("digest")
        )
        if not change.name:
            continue
        place = draft.declare(Declaration(f"images[{change.name}]", change.name, ConfigSpec("image"), image.line))
        tag, digest = change.tag and f":{change.tag}", change.digest and f"@{change.digest}"
        written = f"{change.new_name or change.name}{tag}{digest}"
        draft.image(place.at("newName" if change.new_name else "newTag", image.line), written, Confidence.MEDIUM)
        yield change


def _read_generators(body: Mapping, draft: Draft) -> None:
    """
    Add the ConfigMaps and Secrets that are made of files and literals, with what these point to.
    """
    for field, kind in _GENERATORS.items():
        for generator in body.mappings(field):
            name, namespace = generator.string("name"), generator.string("namespace")
            spec = ConfigSpec(kind, namespace=namespace)
            place = draft.declare(Declaration(f"{kind}/{namespace}/{name}", name, spec, generator.line))
            for source in ("files", "envs"):
                for path, line in generator.sequence(source).strings():
                    draft.local_path(place.at(source, line), path.rpartition("=")[2], How.ENV)
            draft.local_path(place.at("env", generator.line_of("env")), generator.string("env"), How.ENV)
            for literal, line in generator.sequence("literals").strings():
                setting, _, value = literal.partition("=")
                draft.setting(place.at("literals", line), setting, value.strip("\"'"), Confidence.MEDIUM)


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
