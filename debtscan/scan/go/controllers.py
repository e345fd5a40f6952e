"""
Kubernetes from Go: reconcilers, the kinds they own, types that become resources, and informers.
"""

import re
from collections import Counter
from collections.abc import Iterator

from tree_sitter import Node

from debtscan.model.declaration import ApiRef, ControllerSpec, CrdSpec, Declaration
from debtscan.model.words import Confidence, How
from debtscan.scan.draft import Draft, Place
from debtscan.scan.go.tree import Call, GoFile, line_of

_RBAC = re.compile(rb"^[ \t]*//[ \t]*\+kubebuilder:rbac:([^\n]*)", re.MULTILINE)
_GROUP = re.compile(rb"^[ \t]*//[ \t]*\+groupName=([\w.-]+)", re.MULTILINE)
_ROOT = (
    b"+kubebuilder:object:root",
    b"+genclient",
    b"+k8s:deepcopy-gen:interfaces=k8s.io/apimachinery/pkg/runtime.Object",
)
_KIND = re.compile(r"&?\s*(?:new\()?(?:(\w+)\.)?([A-Z]\w*)\s*[{)]")
_API = re.compile(r"k8s\.io/api/(\w+)/v")
_WRITES = frozenset({"create", "update", "patch", "delete", "*"})
_INFORMERS = frozenset(
    {"NewSharedIndexInformer", "NewSharedInformer", "NewInformer", "NewSharedInformerFactory", "AddEventHandler"}
)
_TYPE = re.compile(rb"\b([a-zA-Z]\w*)\.([A-Z][a-zA-Z0-9]+)\b")
_ABOVE = 3_000  # bytes before a type in which its markers stand


def read(file: GoFile, draft: Draft) -> None:
    """
    Declare reconcilers and resource types, and refer to the kinds that the code works on.
    """
    _read_group(file, draft)
    rules = list(_rules(file))
    for call in file.called("For"):
        _read_reconciler(file, draft, call, rules)
    for call in file.called("Owns", "Watches"):
        for group, kind in _kinds(file, call):
            draft.refer(Place(None, f"api:{kind}", call.line), ApiRef(group, kind), How.CRD)
    for group, resource, line in rules:
        if "." in group and not group.endswith("k8s.io"):
            draft.refer(Place(None, f"rbac:{resource}", line), ApiRef(group, resource), How.CRD, Confidence.MEDIUM)
    if b"+genclient" in file.data or b"+kubebuilder:object:root" in file.data or _ROOT[2] in file.data:
        _read_types(file, draft)
    _read_informers(file, draft)


def _read_group(file: GoFile, draft: Draft) -> None:
    """
    Refer to the group that the types of this folder belong to: kind "" stands for all of them.
    """
    match = _GROUP.search(file.data)
    if match is not None:
        line = file.data.count(b"\n", 0, match.start()) + 1
        draft.refer(Place(None, "groupName", line), ApiRef(match[1].decode(), ""), How.CRD)


def _rules(file: GoFile) -> Iterator[tuple[str, str, int]]:
    """
    Yield group, plural and line of what the RBAC markers let the code write.
    """
    line, at = 1, 0
    for match in _RBAC.finditer(file.data):
        line, at = line + file.data.count(b"\n", at, match.start()), match.start()
        words = dict(part.partition("=")[::2] for part in match[1].decode("utf-8", "replace").strip().split(","))
        verbs = set(words.get("verbs", "").strip('"').split(";"))
        if not verbs & _WRITES:
            continue
        for group in words.get("groups", "").strip('"').split(";"):
            for resource in words.get("resources", "").strip('"').split(";"):
                if resource and "/" not in resource and resource != "*":
                    yield group, resource, line


def _read_reconciler(file: GoFile, draft: Draft, call: Call, rules: list[tuple[str, str, int]]) -> None:
    chain = file.text(call.node.child_by_field_name("function"))
    if "ControllerManagedBy" not in chain and "controller-runtime" not in " ".join(
        path for path, _ in file.imports.values()
    ):
        return
    for group, kind in _kinds(file, call):
        known = group or next((g for g, resource, _ in rules if _is_plural(resource, kind)), "")
        reconcilers = [name.partition(".")[0] for name, _ in file.functions if name.endswith(".Reconcile")]
        name = reconcilers[0] if reconcilers else f"{kind}Reconciler"
        spec = ControllerSpec(known, kind, "controller-runtime")
        place = draft.declare(Declaration(f"controller:{kind}", name, spec, call.line))
        draft.refer(place, ApiRef(known, kind), How.CRD)


def _is_plural(resource: str, kind: str) -> bool:
    word = kind.lower()
    return resource in {word, word + "s", word + "es", word.removesuffix("y") + "ies"}


def _kinds(file: GoFile, call: Call) -> Iterator[tuple[str, str]]:
    """
    Yield group and kind of the types that the arguments of *call* build; the group only where the import path says it.
    """
    for node in file.arguments(call)[:1]:
        match = _KIND.search(file.text(node)[:300])
        if match is not None:
            path = file.imports.get(match[1] or "", ("", 0))[0]
            api = _API.search(path)
            yield (_GROUPS.get(api[1], api[1]) if api else ""), match[2]


_GROUPS = {"core": "", "networking": "networking.k8s.io", "rbac": "rbac.authorization.k8s.io"}


def _read_types(file: GoFile, draft: Draft) -> None:
    for node in file.nodes("type"):
        name = file.text(node.child_by_field_name("name"))
        if not name.endswith("List") and _is_struct(node) and any(mark in _above(file, node) for mark in _ROOT):
            group = _GROUP.search(file.data)
            spec = CrdSpec(group[1].decode() if group else "", name)
            draft.declare(Declaration(f"type:{name}", name, spec, line_of(node), Confidence.MEDIUM))


def _is_struct(node: Node) -> bool:
    kind = node.child_by_field_name("type")
    return kind is not None and kind.type == "struct_type"


def _above(file: GoFile, node: Node) -> bytes:
    """
    Return the comments that stand before the type *node*.
    """
    before = file.data[max(0, node.start_byte - _ABOVE) : node.start_byte]
    lines = before.split(b"\n")
    kept: list[bytes] = []
    for line in reversed(lines[:-1]):
        if line.strip() and not line.strip().startswith(b"//"):
            break
        kept.append(line)
    return b"\n".join(kept)


def _read_informers(file: GoFile, draft: Draft) -> None:
    """
    Declare a controller of the older style: an informer with handlers that feed a work queue.
    """
    paths = {path for path, _ in file.imports.values()}
    if "k8s.io/client-go/util/workqueue" not in paths:
        return
    first = next(file.called(*_INFORMERS), None)
    if first is not None:
        name = file.path.rpartition("/")[0].rpartition("/")[2] or file.package
        spec = ControllerSpec("", _own_kind(file), "client-go")
        draft.declare(Declaration(f"controller:{name}", name, spec, first.line, Confidence.MEDIUM))


def _own_kind(file: GoFile) -> str:
    """
    Return the type of an own API that the file speaks of most; "" when it speaks of none.
    """
    aliases = {name for name, (path, _) in file.imports.items() if "/apis/" in path and not path.startswith("k8s.io/")}
    found: Counter[str] = Counter()
    for match in _TYPE.finditer(file.data):
        if match[1].decode() in aliases:
            found[match[2].decode().removesuffix("List")] += 1
    return found.most_common(1)[0][0] if found else ""
