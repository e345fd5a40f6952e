"""
Patches of Kubernetes objects that stand elsewhere: partial objects, and lists of operations on JSON pointers.
"""

import re

from debtscan.model.declaration import Declaration, PatchSpec
from debtscan.safe.yaml import Mapping, Sequence, Value
from debtscan.scan.draft import Draft, Place
from debtscan.scan.kubernetes.manifest import Manifest
from debtscan.scan.kubernetes.names import plain_name
from debtscan.scan.kubernetes.pods import is_pod_spec, refer_container, refer_env, refer_pod, refer_words
from debtscan.scan.kubernetes.workloads import KINDS, TEMPLATES, at

_CONTAINERS = frozenset({"containers", "initContainers", "ephemeralContainers"})
_WORDS = frozenset({"command", "args"})


def read_patch(manifest: Manifest, draft: Draft) -> Place:
    """
    Add the partial object *manifest* as a patch, with what it makes the object need, and return its place.
    """
    deletes = manifest.body.get("$patch") == "delete"
    spec = PatchSpec(manifest.kind, manifest.group, manifest.namespace, deletes=deletes)
    place = manifest.declared(spec, draft)
    if manifest.kind in KINDS:
        pod_place = f"{TEMPLATES[manifest.kind]}.spec".lstrip(".")
        pod = at(manifest.body, pod_place)
        refer_pod(pod, place.at(pod_place, pod.line), draft)
    elif manifest.kind == "ConfigMap":
        _refer_data(manifest.body.mapping("data"), place.at("data"), draft)
    return place


def is_operations(value: Value) -> bool:
    """
    Tell whether *value* is a list of operations of a JSON patch.
    """
    return isinstance(value, Sequence) and any(
        isinstance(item, Mapping) and {"op", "path"} <= set(item) for item in value
    )


def read_operations(operations: Sequence, draft: Draft) -> Place:
    """
    Add the JSON patch *operations*, with what they make an object need, and return its place.
    """
    name = plain_name("", draft.path) if "{{" in draft.path else draft.path.rpartition("/")[2]
    place = draft.declare(Declaration(f"patch:{name}", name, PatchSpec(), operations.line))
    for operation in operations:
        if isinstance(operation, Mapping) and operation.string("op") in {"add", "replace"}:
            _refer_operation(operation, place, draft)
    return place


def _refer_operation(operation: Mapping, place: Place, draft: Draft) -> None:
    """
    Add what one operation sets: an image, a container, a variable, the words of a command, a setting.
    """
    *_, parent, last = ["", "", *_steps(operation.string("path"))]
    here = place.at(_dotted(operation.string("path")), operation.line_of("value"))
    value = operation.get("value")
    field = parent if re.fullmatch(r"\d+|-", last) else last
    entries = [entry for entry in (value if isinstance(value, Sequence) else [value]) if isinstance(entry, Mapping)]
    if last == "image":
        draft.image(here, operation.string("value"))
    elif field in _CONTAINERS:
        for entry in entries:
            refer_container(entry, here, draft)
    elif field == "env":
        refer_env(_holding(entries, operation.line), here, draft)
    elif field in _WORDS:
        words = value.strings() if isinstance(value, Sequence) else [(operation.string("value"), here.line or 0)]
        refer_words(list(words), here, draft)
    elif parent == "data":
        draft.setting(here, last, operation.string("value"))
    elif isinstance(value, Mapping):
        pod = value if is_pod_spec(value) else value.mapping("spec")
        refer_pod(pod, here, draft)


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.strip("/").split("/")]


def _dotted(pointer: str) -> str:
    """
    Return *pointer* as places are written: "/spec/containers/0/image" -> "spec.containers[0].image".
    """
    return re.sub(r"\.(\d+)(?=\.|$)", r"[\1]", ".".join(_steps(pointer))).removesuffix(".-")


def _holding(variables: list[Mapping], line: int) -> Mapping:
    container, env = Mapping(line), Sequence(line)
    env.extend(variables)
    env.lines.extend(variable.line for variable in variables)
    container["env"] = env
    return container


def _refer_data(data: Mapping, place: Place, draft: Draft) -> None:
    for name in data:
        draft.setting(place.at(f"[{name}]", data.line_of(name)), name, data.string(name))
