"""
Helm charts without rendering: the chart and its dependencies, its values, and its templates read approximately.
"""

import re

from debtscan.model.declaration import (
    ChartSpec,
    ConfigSpec,
    Declaration,
    File,
    ModuleRef,
    NameRef,
    Reading,
    ReleaseSpec,
)
from debtscan.model.words import Confidence, How, Status
from debtscan.safe.yaml import Mapping, Sequence
from debtscan.scan.chart_values import refer_image, sections_of
from debtscan.scan.draft import Draft, Place
from debtscan.scan.kubernetes.documents import load
from debtscan.scan.kubernetes.names import plain_name
from debtscan.scan.kubernetes.objects import read_documents
from debtscan.scan.reader import Reader
from debtscan.scan.scalars import switch
from debtscan.scan.strings import is_image

_ENDING = r"(\.(j2|jinja2?|tmpl|tpl|tftpl|gotmpl|template|envsubst))?"
_CHART = re.compile(r"(.*/)?(Chart|requirements)\.ya?ml" + _ENDING)
_VALUES = re.compile(r"(.*/)?([^/]*[-_.])?values([-_.][^/]*)?\.ya?ml" + _ENDING, re.IGNORECASE)
_TEMPLATE = re.compile(r"(.*/)?templates/.+\.(ya?ml|tpl)" + _ENDING)
_YAML = re.compile(r".+\.ya?ml")
_KIND = re.compile(rb"^kind:", re.MULTILINE)
_HELPER = re.compile(rb"\{\{-?\s*define\b|^kind:", re.MULTILINE)
_NOT_VALUES = re.compile(
    rb"^(suite|tests|templates|apiVersion|kind|openapi|swagger|services|jobs|steps|stages|on|pipelineInfo|name|version|repos|channels|models):",
    re.MULTILINE,
)
_VALUE_WORDS = re.compile(
    rb"^ +(enabled|repository|tag|nodeSelector|tolerations|affinity|replicaCount|replicas|resources|ingress|limits|"
    rb"requests|ingressClassName|serviceAccount|persistence|podAnnotations|extraEnv|pullPolicy|storageClass|hosts):",
    re.MULTILINE,
)
_ENOUGH_WORDS = 4  # different ones, for a file without a telling name
_OWN_NAMES = frozenset(
    {"ingress", "annotations", "labels", "podAnnotations", "tls", "httproute"}
)  # name itself, call nobody


def wants(path: str) -> bool:
    """
    Tell whether *path* may be part of a chart or hold values for one.
    """
    return bool(_YAML.fullmatch(path) or _TEMPLATE.fullmatch(path) or _VALUES.fullmatch(path) or _CHART.fullmatch(path))


def claims(file: File) -> bool:
    """
    Tell whether *file* is a Chart.yaml, a template of a chart, or values: by its name, else by the words in it.
    """
    if _CHART.fullmatch(file.path):
        return b"dependencies:" in file.data or b"\nname:" in b"\n" + file.data
    if _TEMPLATE.fullmatch(file.path):
        return b"{{" in file.data and (not file.path.endswith(".tpl") or _HELPER.search(file.data) is not None)
    return _is_values(file)


def read(file: File) -> Reading:
    """
    Return what the part of a chart in *file* declares and needs.
    """
    draft = Draft(file.path)
    if file.path.endswith(".tpl") and not _KIND.search(file.data):
        return draft.reading()  # named parts of templates only: no object, and rarely YAML
    found = load(file)
    draft.problems += found.problems
    if _TEMPLATE.fullmatch(file.path) and not _is_values(file):
        read_documents(found.documents, draft)
        return draft.reading()
    for document in found.documents:
        if isinstance(document.body, Mapping):
            (_read_chart if _CHART.fullmatch(file.path) else _read_values)(document.body, draft)
    return draft.reading()


READER = Reader(name="helm", version=2, wants=wants, claims=claims, read=read)


def _is_values(file: File) -> bool:
    if _VALUES.fullmatch(file.path):
        return not re.search(rb"^apiVersion:", file.data, re.MULTILINE)
    if not _YAML.fullmatch(file.path) or _NOT_VALUES.search(file.data):
        return False
    return len({match[1] for match in _VALUE_WORDS.finditer(file.data)}) >= _ENOUGH_WORDS


def _read_chart(body: Mapping, draft: Draft) -> None:
    name = body.string("name")
    place = Place()
    if name:
        spec = ChartSpec(body.string("version"), body.string("type") == "library")
        place = draft.declare(Declaration(f"chart:{name}", name, spec, body.line_of("name")))
    for dependency in body.mappings("dependencies"):
        _read_dependency(dependency, place, draft)


def _read_dependency(dependency: Mapping, chart: Place, draft: Draft) -> None:
    """
    Add a chart that the chart installs with itself; a local one is a folder of the repository.
    """
    chart_name, repository = dependency.string("name"), dependency.string("repository")
    if not chart_name:
        return
    name = dependency.string("alias") or chart_name
    condition = dependency.string("condition") or " ".join(tag for tag, _ in dependency.sequence("tags").strings())
    release = ReleaseSpec(chart_name, repository, dependency.string("version"), by="chart")
    draft.declare(
        Declaration(f"dependency:{name}", name, release, dependency.line_of("name"), condition=condition),
    )
    here = chart.at(f"dependencies[{name}]", dependency.line)
    draft.refer(here, NameRef("release", name), How.MODULE)
    if repository.startswith("file://"):
        path = draft.resolved(repository.removeprefix("file://"))
        draft.refer(here, ModuleRef(path or repository, local=path is not None), How.MODULE)


def _read_values(body: Mapping, draft: Draft) -> None:
    """
    Add what the values switch on and off, and the images, hosts and buckets that they name.
    """
    words = re.split(r"[-_.]", draft.path.rpartition("/")[2].split(".y")[0])
    name = plain_name("-".join(word for word in words if word.lower() != "values") or "${}", draft.path)
    draft.declare(Declaration("values", name, ConfigSpec("values"), body.line))
    for trail, mapping, on in sections_of(body, (), on=True):
        place = Place(None, ".".join(("values:", *trail)).replace(":.", ":"), mapping.line)
        _read_switches(trail, mapping, draft)
        refer_image(mapping, place, draft, Confidence.MEDIUM if on else Confidence.LOW)
        if _OWN_NAMES.isdisjoint(trail):
            _read_settings(mapping, place, draft, Confidence.MEDIUM if on else Confidence.LOW)


def _read_switches(trail: tuple[str, ...], mapping: Mapping, draft: Draft) -> None:
    """
    Add each "enabled" as a declaration of its own, so that conditions in templates can be decided.
    """
    for key in mapping:
        on = switch(mapping, key) if key.lower().endswith("enabled") else None
        if on is not None:
            name = ".".join((*trail, key))
            status = Status.LIVE if on else Status.DISABLED
            spec = ConfigSpec("values-switch")
            draft.declare(Declaration(f"switch:{name}", name, spec, mapping.line_of(key), status=status))


def _read_settings(mapping: Mapping, place: Place, draft: Draft, sure: Confidence) -> None:
    """
    Add what the scalars point to; a mapping with "name" and "value" is a variable.
    """
    if mapping.string("name") and "value" in mapping:
        draft.setting(
            place.at("value", mapping.line_of("value")), mapping.string("name"), mapping.string("value"), sure
        )
        return
    for key, value in mapping.items():
        here = place.at(key, mapping.line_of(key))
        if isinstance(value, str):
            _read_setting(key, value, here, draft, sure)
        elif isinstance(value, Sequence):
            for item, line in value.strings():
                draft.text(Place(here.source, here.key, line), item, sure)


def _read_setting(key: str, value: str, place: Place, draft: Draft, sure: Confidence) -> None:
    if key.lower().endswith("image") and (is_image(value) or key == "image"):
        draft.image(place, value, sure)
    elif "\n" in value:
        draft.text(place, value, Confidence.LOW)
    elif key not in {"repository", "description", "home", "icon"}:
        draft.setting(place, key, value, sure)
