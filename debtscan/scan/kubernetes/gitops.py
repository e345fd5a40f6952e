"""
Argo CD, Flux and istioctl: what they install, and from where.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from debtscan.model.declaration import ApiRef, CustomResourceSpec, ModuleRef, NameRef, ReleaseSpec
from debtscan.model.words import How, Status
from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.chart_values import refer_images
from debtscan.scan.draft import Draft, Place
from debtscan.scan.kubernetes.manifest import Manifest, nested
from debtscan.scan.scalars import switch

_ARGO = "argoproj.io"
_FLUX_RELEASES = "helm.toolkit.fluxcd.io"
_FLUX_SETS = "kustomize.toolkit.fluxcd.io"
_FLUX_SOURCES = "source.toolkit.fluxcd.io"
_ISTIO = "install.istio.io"
_EXPRESSION = re.compile(r"\{\{.*?\}\}")
_ADDRESSES = frozenset({"GitRepository", "HelmRepository", "OCIRepository", "Bucket", "HelmChart"})


def is_gitops(manifest: Manifest) -> bool:
    """
    Tell whether *manifest* installs something from a repository, or names one.
    """
    return (manifest.group, manifest.kind) in {
        (_ARGO, "Application"),
        (_ARGO, "ApplicationSet"),
        (_FLUX_RELEASES, "HelmRelease"),
        (_FLUX_SETS, "Kustomization"),
        (_ISTIO, "IstioOperator"),
    } or (manifest.group == _FLUX_SOURCES and manifest.kind in _ADDRESSES)


def read_gitops(manifest: Manifest, draft: Draft) -> None:
    """
    Add what *manifest* installs as a release, with its source.
    """
    if manifest.group == _ARGO:
        _read_application(manifest, draft)
    elif manifest.group == _ISTIO:
        _read_istio(manifest, draft)
    elif manifest.kind == "HelmRelease":
        _read_helm_release(manifest, draft)
    elif manifest.kind == "Kustomization":
        _read_set(manifest, draft)
    else:
        _read_source(manifest, draft)


def _read_application(manifest: Manifest, draft: Draft) -> None:
    template = manifest.kind == "ApplicationSet"
    spec = manifest.spec.mapping("template").mapping("spec") if template else manifest.spec
    where = "spec.template.spec" if template else "spec"
    sources = [source for source in (spec.mapping("source"), *spec.mappings("sources")) if source]
    main = next((source for source in sources if source.string("chart")), None) or next(iter(sources), spec)
    release = ReleaseSpec(
        chart=main.string("chart") or main.string("path") or main.string("repoURL"),
        repository=main.string("repoURL"),
        version=main.string("targetRevision"),
        namespace=spec.mapping("destination").string("namespace"),
        by="argocd",
        api_version=manifest.version,
        paths=tuple(_paths(sources, manifest.spec if template else Mapping(0))),
    )
    place = _declared(manifest, release, draft)
    for source in sources:
        here = place.at(f"{where}.source.repoURL", source.line_of("repoURL"))
        _refer_address(source.string("repoURL"), here, draft)
    _refer_values(manifest.body, place, draft)


def _paths(sources: list[Mapping], generated: Mapping) -> Iterator[str]:
    """
    Yield the folders of the sources; those that the generators of an application set name where an expression does.
    """
    named = list(dict.fromkeys(_generated(generated)))
    for source in sources:
        path = source.string("path")
        if path and _EXPRESSION.fullmatch(path.strip()) and named:
            yield from named
        elif path and not source.string("chart"):
            yield from _plain(path)


def _generated(spec: Mapping) -> Iterator[str]:
    """
    Yield the folders that generators make applications of, however deep they are nested.
    """
    for where, mapping in nested(spec.sequence("generators")):
        for entry in (*mapping.mappings("directories"), *mapping.mappings("elements")):
            if not switch(entry, "exclude"):
                yield from _plain(entry.string("path"))
        if where.endswith("git"):
            for entry in mapping.mappings("files"):
                yield from _plain(entry.string("path").rpartition("/")[0])


def _plain(path: str) -> Iterator[str]:
    """
    Yield *path* relative to the root of its repository, expressions as stars; nothing where it says no place in it.
    """
    plain = _EXPRESSION.sub("*", path.strip()).removeprefix("./").strip("/")
    if plain.strip("*/") and ".." not in plain.split("/"):
        yield plain


def _read_helm_release(manifest: Manifest, draft: Draft) -> None:
    chart = manifest.spec.mapping("chart").mapping("spec")
    source = chart.mapping("sourceRef") or manifest.spec.mapping("chartRef")
    name = chart.string("chart")
    local = name.startswith((".", "/")) or source.string("kind") == "GitRepository"
    release = ReleaseSpec(
        chart=name or source.string("name"),
        repository=source.string("name"),
        version=chart.string("version"),
        namespace=manifest.spec.string("targetNamespace") or manifest.namespace,
        by="flux",
        api_version=manifest.version,
        paths=tuple(_plain(name)) if local else (),
    )
    place = _read_flux(manifest, release, source, "spec.chart.spec.sourceRef", draft)
    _refer_values(manifest.body, place, draft)


def _read_set(manifest: Manifest, draft: Draft) -> None:
    spec = manifest.spec
    source = spec.mapping("sourceRef")
    release = ReleaseSpec(
        chart=spec.string("path"),
        repository=source.string("name"),
        namespace=spec.string("targetNamespace") or manifest.namespace,
        by="flux",
        api_version=manifest.version,
        paths=tuple(_plain(spec.string("path"))),
    )
    _read_flux(manifest, release, source, "spec.sourceRef", draft)


def _read_flux(manifest: Manifest, release: ReleaseSpec, source: Mapping, where: str, draft: Draft) -> Place:
    """
    Declare *release* with its source and what it waits for, and return its place.
    """
    place = _declared(manifest, release, draft)
    if name := source.string("name"):
        draft.refer(place.at(where, source.line), NameRef("resource", name), How.MODULE)
    for needed in manifest.spec.mappings("dependsOn"):
        if name := needed.string("name"):
            draft.refer(place.at("spec.dependsOn", needed.line), NameRef("release", name), How.DEPLOY)
    return place


def _read_istio(manifest: Manifest, draft: Draft) -> None:
    """
    Add what istioctl installs: one control plane with its gateways.
    """
    spec = manifest.spec
    release = ReleaseSpec(
        "istio", spec.string("hub"), spec.string("tag"), manifest.namespace, "istioctl", manifest.version
    )
    manifest.declared(release, draft, name="" if manifest.metadata.string("name") else "istio")


def _read_source(manifest: Manifest, draft: Draft) -> None:
    spec = CustomResourceSpec(manifest.group, manifest.version, manifest.kind, manifest.namespace)
    place = _declared(manifest, spec, draft)
    _refer_address(manifest.spec.string("url"), place.at("spec.url", manifest.spec.line_of("url")), draft)
    if bucket := manifest.spec.string("bucketName"):
        draft.setting(place.at("spec.bucketName", manifest.spec.line_of("bucketName")), "bucketName", bucket)


class Given(NamedTuple):
    """
    Values that stand in a manifest itself, and the chart that it installs with them: its name or folder.
    """

    chart: str
    values: Mapping
    where: str  # place of the values in the manifest
    remote: bool = False


def inline_values(body: Mapping) -> Iterator[Given]:
    """
    Yield the values with which the Argo CD application or Flux release *body* installs charts.
    """
    spec = body.mapping("spec")
    if body.string("kind") == "HelmRelease":
        chart, values = spec.mapping("chart").mapping("spec"), spec.mapping("values")
        name = chart.string("chart")
        if values:
            yield Given(name, values, "spec.values", not name.startswith((".", "/")))
        return
    where = "spec.template.spec" if body.string("kind") == "ApplicationSet" else "spec"
    spec = spec.mapping("template").mapping("spec") if body.string("kind") == "ApplicationSet" else spec
    for source in (spec.mapping("source"), *spec.mappings("sources")):
        helm = source.mapping("helm")
        values = helm.mapping("valuesObject") or _values_in_text(helm)
        if values:
            remote = bool(source.string("chart"))
            yield Given(source.string("chart" if remote else "path"), values, f"{where}.source.helm.values", remote)


def _values_in_text(helm: Mapping) -> Mapping:
    """
    Return the values that stand in a text of YAML, each on its line of the file.
    """
    line, text = helm.line_of("values"), helm.string("values")
    found = (body for body in load_all("\n" * line + text).documents if isinstance(body, Mapping))
    return next(found, Mapping(line))


def _refer_values(body: Mapping, place: Place, draft: Draft) -> None:
    """
    Add the images that a chart from elsewhere is made to run; one of the estate is rendered with its values.
    """
    for given in inline_values(body):
        if given.remote:
            refer_images(given.values, place.at(given.where, given.values.line), draft)


def _declared(manifest: Manifest, spec: ReleaseSpec | CustomResourceSpec, draft: Draft) -> Place:
    status = Status.DISABLED if switch(manifest.spec, "suspend") else None
    place = manifest.declared(spec, draft, status)
    draft.refer(place.at("kind", manifest.line), ApiRef(manifest.group, manifest.kind), How.CRD)
    return place


def _refer_address(address: str, place: Place, draft: Draft) -> None:
    if address and "{{" not in address:
        draft.refer(place, ModuleRef(address, local=False), How.MODULE)
