"""
What a template is called with besides the values: release, chart, cluster and files, as far as they are known.
"""

import re
from typing import Any

from debtscan.scan.helm.values import UNDECIDED, Expressions, Unknown, Value

_KUBERNETES = (1, 35)
_NATIVE = re.compile(r"[a-z]+|[a-z.]+\.k8s\.io")
_VERSIONS = {  # of the groups that every cluster serves
    "": {"v1"},
    "apps": {"v1"},
    "batch": {"v1"},
    "autoscaling": {"v1", "v2"},
    "policy": {"v1"},
    "networking.k8s.io": {"v1"},
    "rbac.authorization.k8s.io": {"v1"},
    "storage.k8s.io": {"v1"},
    "apiextensions.k8s.io": {"v1"},
    "admissionregistration.k8s.io": {"v1"},
    "apiregistration.k8s.io": {"v1"},
    "scheduling.k8s.io": {"v1"},
    "coordination.k8s.io": {"v1"},
    "certificates.k8s.io": {"v1"},
    "authentication.k8s.io": {"v1"},
    "authorization.k8s.io": {"v1"},
    "discovery.k8s.io": {"v1"},
    "events.k8s.io": {"v1"},
    "node.k8s.io": {"v1"},
}
_CAPITALS = {"apiVersion": "APIVersion"}


def root_of(chart: dict[str, Value], values: dict[str, Value], folder: str, expressions: Expressions) -> dict[str, Any]:
    """
    Return what the templates of the chart whose Chart.yaml holds *chart* see as "."; *folder* is named by BasePath.
    """
    version = f"v{_KUBERNETES[0]}.{_KUBERNETES[1]}.0"
    kube = {"Version": version, "GitVersion": version, "Major": str(_KUBERNETES[0]), "Minor": str(_KUBERNETES[1])}
    return {
        "Values": values,
        "Chart": {_CAPITALS.get(key, key[:1].upper() + key[1:]): value for key, value in chart.items()},
        "Release": {
            "Name": expressions.unknown(".Release.Name"),
            "Namespace": expressions.unknown(".Release.Namespace"),
            "Service": "Helm",
            "IsInstall": True,
            "IsUpgrade": False,
            "Revision": 1,
        },
        "Capabilities": {
            "KubeVersion": kube,
            "HelmVersion": {"Version": "v3.18.0", "GitVersion": "v3.18.0"},
            "APIVersions": expressions.unknown(".Capabilities.APIVersions"),
        },
        "Files": expressions.unknown(".Files"),
        "Subcharts": {},
        "Template": {"Name": f"{folder}/templates", "BasePath": f"{folder}/templates"},
    }


def serves(api: str) -> bool | None:
    """
    Return whether a cluster serves *api* ("batch/v1" or "batch/v1/CronJob"), or None for APIs that are installed.
    """
    parts = api.split("/")
    has_group = not re.fullmatch(r"v\d\w*", parts[0])
    group, version = (parts[0], parts[1] if len(parts) > 1 else "") if has_group else ("", parts[0])
    if not _NATIVE.fullmatch(group) and group:
        return None
    return version in _VERSIONS.get(group, ())


def method(name: str, value: Value, arguments: list[Value]) -> Value:
    """
    Return what the method *name* of *value* answers.
    """
    if name == "Has" and isinstance(value, Unknown) and arguments:
        known = serves(str(arguments[0]))
        return UNDECIDED if known is None else known
    return UNDECIDED
