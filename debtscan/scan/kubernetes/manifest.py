"""
One Kubernetes object with its identity sorted out: group, kind, name, namespace, and whether it runs at all.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from debtscan.model.declaration import ConfigSpec, Declaration, Spec
from debtscan.model.words import Confidence, Status
from debtscan.safe.yaml import Mapping, Sequence, Value
from debtscan.scan.draft import Draft, Place
from debtscan.scan.kubernetes.documents import Document
from debtscan.scan.kubernetes.names import plain_name
from debtscan.scan.scalars import switch

_DEPTH = 40  # how deep objects are searched; real ones stay under 20

_PLACEHOLDER = re.compile(r"<[A-Za-z][\w -]*>")
_SCRAPE = "prometheus.io/scrape"
_PATCHES = frozenset({"patch", "patches"})
_HOME = {
    "apps": ("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ControllerRevision"),
    "batch": ("Job", "CronJob"),
    "autoscaling": ("HorizontalPodAutoscaler",),
    "policy": ("PodDisruptionBudget", "PodSecurityPolicy"),
    "networking.k8s.io": ("Ingress", "NetworkPolicy", "IngressClass"),
    "rbac.authorization.k8s.io": ("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"),
    "apiextensions.k8s.io": ("CustomResourceDefinition",),
}
_GROUP_OF_KIND = {kind: group for group, kinds in _HOME.items() for kind in kinds}


class Manifest(Struct, frozen=True):
    """
    One object of a file; *path* is that of the file.
    """

    body: Mapping
    path: str
    group: str
    version: str  # the apiVersion as written; "" where it is an expression
    kind: str
    name: str
    namespace: str
    condition: str
    guessed: bool

    @property
    def metadata(self) -> Mapping:
        """
        The metadata, or an empty mapping.
        """
        return self.body.mapping("metadata")

    @property
    def spec(self) -> Mapping:
        """
        The spec, or an empty mapping.
        """
        return self.body.mapping("spec")

    @property
    def annotations(self) -> Mapping:
        """
        The annotations, or an empty mapping.
        """
        return self.metadata.mapping("annotations")

    @property
    def line(self) -> int:
        """
        The line of the kind: what an editor should show.
        """
        return self.body.line_of("kind")

    @property
    def is_patch(self) -> bool:
        """
        Whether the object says, or its file is called, a patch of an object that stands elsewhere.
        """
        return "$patch" in self.body or is_patch_path(self.path)

    def declared(self, spec: Spec, draft: Draft, status: Status | None = None, name: str = "") -> Place:
        """
        Declare the object as *spec* and return the place for its references.
        """
        sure = Confidence.MEDIUM if self.condition or self.guessed else Confidence.HIGH
        title = name or self.name
        declaration = Declaration(
            f"{self.kind}/{self.namespace}/{title}",
            title,
            spec,
            self.line,
            sure,
            status or self._own_status(),
            self.condition,
        )
        return draft.declare(declaration)

    def supporting(self, draft: Draft, type_: str = "", status: Status | None = None) -> Place:
        """
        Declare the object as one that supports others and return the place for its references.
        """
        return self.declared(ConfigSpec(type_ or self.kind, self.group, self.version, self.namespace), draft, status)

    def _own_status(self) -> Status | None:
        """
        Return template for parts that others include or fill in, generated for dumps, test for what tests a release.
        """
        if "define " in self.condition or _PLACEHOLDER.search(self.metadata.string("name")):
            return Status.TEMPLATE
        if {"uid", "resourceVersion"} <= self.metadata.keys():
            return Status.GENERATED  # copied out of a running cluster: what ran there one day, not what is deployed
        hooks = self.annotations.string("helm.sh/hook")
        return Status.TEST if "test" in hooks and "post-install" not in hooks else None


def is_patch_path(path: str) -> bool:
    """
    Tell whether *path* is that of a patch; the templates of a chart never are.
    """
    *folders, name = path.lower().split("/")
    if "templates" in folders:
        return False
    return not _PATCHES.isdisjoint(folders) or not _PATCHES.isdisjoint(re.split(r"[-_.]", name))


def manifest_of(document: Document, path: str) -> Manifest | None:
    """
    Return the object that *document* holds, or None when it is none.
    """
    body = document.body
    if not isinstance(body, Mapping) or not isinstance(body.get("kind"), str):
        return None
    kind, written = plain_name(body.string("kind"), path), body.string("apiVersion")
    metadata = body.mapping("metadata")
    name = metadata.string("name") or metadata.string("generateName")
    return Manifest(
        body=body,
        path=path,
        group=_group(written, kind),
        version="" if "{{" in written else written,
        kind=kind,
        name=plain_name(name, path),
        namespace=_literal(metadata.string("namespace")),
        condition=document.condition,
        guessed=document.guessed,
    )


def nested(value: Value, key: str = "", depth: int = 0) -> Iterator[tuple[str, Mapping]]:
    """
    Yield every mapping below *value*, itself included, with its structural place, from the outside in.
    """
    if depth > _DEPTH:
        return
    if isinstance(value, Mapping):
        yield key, value
        for name, item in value.items():
            if isinstance(item, Mapping | Sequence):
                yield from nested(item, f"{key}.{name}" if key else name, depth + 1)
    elif isinstance(value, Sequence):
        for number, item in enumerate(value):
            if isinstance(item, Mapping | Sequence):
                yield from nested(item, f"{key}[{number}]", depth + 1)


def text_map(value: Mapping) -> dict[str, str]:
    """
    Return the scalars of *value* as text: labels and selectors.
    """
    return {key: value.string(key) for key in value if not isinstance(value[key], dict | list)}


def asks_for_scraping(annotations: Mapping) -> bool:
    """
    Tell whether *annotations* ask Prometheus to collect metrics.
    """
    return switch(annotations, _SCRAPE) is True


def _group(version: str, kind: str) -> str:
    if "{{" in version or not version:
        return _GROUP_OF_KIND.get(kind, "")
    return version.rpartition("/")[0]


def _literal(text: str) -> str:
    return "" if "{{" in text or "$" in text else text
