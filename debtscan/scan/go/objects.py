"""
Kubernetes objects that Go code builds or asks for by kind, and the constants that name images, hosts and stores.
"""

import re
from collections.abc import Iterator

from debtscan.model.declaration import ApiRef
from debtscan.model.words import Confidence, How
from debtscan.scan.draft import Draft, Place
from debtscan.scan.go.tree import GoFile

_BY_KIND = re.compile(rb"\bGroupVersion(?:Resource|Kind)\{([^{}]{1,400})\}")
_FIELD = re.compile(rb"\b(Group|Resource|Kind)\s*:\s*\"([^\"\n]{1,120})\"")
_BUILT = re.compile(rb"(?:&|=|return|\(|,|\s)([a-zA-Z]\w*)\.([A-Z]\w{2,60})\{")
_CONSTANT = re.compile(
    rb"^[ \t]*(?:(?:const|var)[ \t]+)?([A-Za-z]\w{2,80})[ \t]+(?:string[ \t]+)?=[ \t]*\"([^\"\n]{3,300})\"",
    re.MULTILINE,
)
_NO_PLACE = re.compile(r"^(?i:err)|Key|Label|Annotation|Flag|Env|Msg|Message|Metric|Reason|Type|Kind|Suffix|Prefix")
_API_PATH = re.compile(r"/(?:apis/|api/v\d|apis$)")
_GROUPS = (  # part of the import path -> group of the kinds in it
    ("argoproj/argo-workflows", "argoproj.io"),
    ("argoproj/argo-cd", "argoproj.io"),
    ("tektoncd/pipeline", "tekton.dev"),
    ("kubeflow/training-operator", "kubeflow.org"),
    ("kubeflow/trainer", "trainer.kubeflow.org"),
    ("ray-project/kuberay", "ray.io"),
    ("kserve/kserve", "serving.kserve.io"),
    ("spark-operator", "sparkoperator.k8s.io"),
    ("knative.dev/serving", "serving.knative.dev"),
)


def read(file: GoFile, draft: Draft) -> None:
    """
    Refer to the kinds that the code builds or names, and to what its constants name.
    """
    known = {ref.target.kind for ref in draft.references if isinstance(ref.target, ApiRef)}  # reconciled or owned
    for group, kind, start in (*_named(file), *_built(file)):
        if kind in known:
            continue
        draft.refer(Place(None, f"api:{kind}", _line(file, start)), ApiRef(group, kind), How.CRD, Confidence.MEDIUM)
    for match in _CONSTANT.finditer(file.data):
        name, value = match[1].decode(), match[2].decode("utf-8", "replace")
        if "%" not in value and not _NO_PLACE.search(name):
            place = Place(None, f"constant:{name}", _line(file, match.start(1)))
            draft.setting(place, name, value, Confidence.MEDIUM)


def _named(file: GoFile) -> Iterator[tuple[str, str, int]]:
    """
    Yield group, kind or plural, and position of each GroupVersionResource and GroupVersionKind.
    """
    for match in _BY_KIND.finditer(file.data):
        fields = {name.decode(): value.decode("utf-8", "replace") for name, value in _FIELD.findall(match[1])}
        kind = fields.get("Resource") or fields.get("Kind", "")
        if kind and fields.get("Group"):
            yield fields["Group"], kind, match.start()


def _built(file: GoFile) -> Iterator[tuple[str, str, int]]:
    """
    Yield group, kind and position of each object of a custom kind that is written as a literal.
    """
    groups = {name: group for name, (path, _) in file.imports.items() if (group := _group(path)) is not None}
    for match in _BUILT.finditer(file.data) if groups else ():
        group = groups.get(match[1].decode())
        if group is not None and not match[2].endswith((b"List", b"Spec", b"Status", b"Options")):
            yield group, match[2].decode(), match.start(1)


def _group(path: str) -> str | None:
    """
    Return the group of the kinds in the package *path*, "" where only the types say it; None for what holds no kinds.
    """
    for part, group in _GROUPS:
        if part in path:
            return group
    own = _API_PATH.search(path) and not path.startswith(("k8s.io/", "sigs.k8s.io/"))
    return "" if own else None


def _line(file: GoFile, start: int) -> int:
    return file.data.count(b"\n", 0, start) + 1
