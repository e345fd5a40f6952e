"""
What a chart installs with itself: which dependencies no values switch on, and parts of charts from elsewhere.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from debtscan.model.declaration import PART, Declaration, Reading, ReleaseSpec
from debtscan.model.words import Confidence, Status
from debtscan.safe.yaml import Mapping
from debtscan.scan.helm.chart import Chart, Dependency
from debtscan.scan.helm.values import Value

_RESOURCES = frozenset(
    {"resources", "replicas", "replicaCount", "nodeSelector", "tolerations", "affinity", "podAnnotations", "podLabels"}
    | {"extraArgs", "extraEnv", "schedule", "priorityClassName", "podSecurityContext"}
)
_IMAGE = frozenset({"repository", "name", "tag", "digest"})
_NO_PARTS = frozenset(  # what several charts call things that are no program of their own
    {"global", "ingress", "service", "persistence", "metrics", "autoscaling", "hpa", "pdb", "rbac", "tls", "config"}
    | {"networkPolicy", "serviceAccount", "serviceMonitor", "podDisruptionBudget", "image", "tests", "test", "volumes"}
    | {"volumePermissions", "sidecars", "initContainers", "sidecar", "init", "persistentVolume", "securityContext"}
)


def with_dependencies(reading: Reading, chart: Chart, sets: Iterable[dict[str, Value]]) -> Reading:
    """
    Return *reading* (that of the chart's Chart.yaml) with each dependency that none of *sets* switches on as disabled.
    """
    known = list(sets)
    off = {one.key for one in chart.dependencies if not any(one.enabled(values) for values in known)}
    declarations = (
        replace(one, status=Status.DISABLED, confidence=Confidence.LOW) if one.key in off else one
        for one in reading.declarations
    )
    return replace(reading, declarations=tuple(declarations))


def is_part(part: str, section: dict[str, Value]) -> bool:
    """
    Tell whether *section* of a chart's values is a program of its own: run with an own image or switch, and resources.
    """
    if part in _NO_PARTS or _RESOURCES.isdisjoint(section):
        return False
    inner = [one for one in section.values() if isinstance(one, dict)]
    return section.get("enabled") is True or _has_image(section) or any(map(_has_image, inner))


def _has_image(section: dict[str, Value]) -> bool:
    image = section.get("image")
    return bool(image) if isinstance(image, str) else isinstance(image, dict) and not _IMAGE.isdisjoint(image)


def parts_of(dependency: Dependency, sets: Iterable[dict[str, Value]]) -> dict[str, bool]:
    """
    Return the parts of *dependency*, a chart from elsewhere, that values speak of, and whether some of *sets* run them.
    """
    sections = [values.get(dependency.alias) for values in sets if dependency.enabled(values)]
    found: dict[str, bool] = {}
    for section in sections:
        for name, part in section.items() if isinstance(section, dict) else ():
            if isinstance(part, dict) and is_part(name, part):
                found[name] = found.get(name, False) or part.get("enabled") is not False
    return found


def declared(values: Mapping, alias: str, release: ReleaseSpec, parts: dict[str, bool]) -> Iterator[Declaration]:
    """
    Yield those of *parts* that the section *alias* of *values* speaks of.
    """
    section = values.mapping(alias)
    for name in section:
        if name in parts:
            spec = replace(release, chart=f"{release.chart}/{name}", version="", by=PART)
            status = None if parts[name] else Status.DISABLED
            yield Declaration(f"part:{alias}.{name}", name, spec, section.line_of(name), Confidence.MEDIUM, status)
