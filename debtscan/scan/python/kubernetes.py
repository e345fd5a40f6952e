"""
Kubernetes from Python: operators in kopf, and objects that code makes, watches or removes.
"""

import ast
from collections.abc import Iterator

from debtscan.model.declaration import ApiRef, ControllerSpec, Declaration
from debtscan.model.words import Confidence, How
from debtscan.scan.draft import Draft, Place
from debtscan.scan.python.folding import is_known, known
from debtscan.scan.python.module import Decoration, Module, Site

_CUSTOM = ("namespaced_custom_object", "cluster_custom_object", "custom_object_for_all_namespaces")
_VERBS = ("create", "delete", "patch", "replace", "list", "get", "read", "watch")
_BUILT_IN = {
    "job": ("batch", "Job"),
    "cron_job": ("batch", "CronJob"),
    "deployment": ("apps", "Deployment"),
    "stateful_set": ("apps", "StatefulSet"),
    "daemon_set": ("apps", "DaemonSet"),
    "pod": ("", "Pod"),
    "service": ("", "Service"),
    "ingress": ("networking.k8s.io", "Ingress"),
}
_MADE = ("create", "delete", "patch", "replace")


def read(module: Module, draft: Draft) -> None:
    """
    Declare the reconcilers of this file and refer to the kinds of objects that it works on.
    """
    handlers = [use for use in module.decorators if use.name.startswith("kopf.")]
    for use in handlers:
        _read_handler(draft, use)
    if module.imports("kubernetes", "kubernetes_asyncio", "lightkube", "pykube", "kr8s", "openshift"):
        watches = any(True for _ in module.called("stream")) and any(True for _ in module.called("Watch"))
        for target, site in _custom(module):
            _refer(draft, target, site)
            if watches and "list_" in site.last and not handlers:
                _declare(draft, target, "kubernetes-client", site.line, Confidence.MEDIUM)
        for site in module.sites:
            verb, _, rest = site.last.partition("_")
            found = _BUILT_IN.get(rest.removeprefix("namespaced_")) if verb in _MADE else None
            if found is not None:
                _refer(draft, ApiRef(*found), site)


def _read_handler(draft: Draft, use: Decoration) -> None:
    if use.site is None or use.last in {"startup", "cleanup", "login", "index", "probe", "configure"}:
        return
    words = [text for arg in use.site.call.args for text in use.site.folded(arg)[:1]]
    group, kind = _resource(words)
    for name, given in (("group", 0), ("plural", 1), ("kind", 1)):
        texts = known(use.site.keyword(name), use.site.scope)
        if texts:
            group, kind = (texts[0], kind) if given == 0 else (group, texts[0])
    if kind:
        _declare(draft, ApiRef(group, kind), "kopf", use.line)


def _resource(words: list[str]) -> tuple[str, str]:
    """
    Return group and kind of kopf's ways to name a resource: by three words, group/version and plural, or plural.group.
    """
    if len(words) > 1:
        return words[0].partition("/")[0], words[-1]
    name, _, group = (words[0] if words else "").partition(".")
    return group, name


def _declare(draft: Draft, api: ApiRef, framework: str, line: int, sure: Confidence = Confidence.HIGH) -> None:
    key = f"controller:{api.kind}"
    if any(declared.key == key for declared in draft.declarations):
        return
    place = draft.declare(Declaration(key, api.kind, ControllerSpec(api.group, api.kind, framework), line, sure))
    draft.refer(place, api, How.CRD, sure)


def _refer(draft: Draft, target: ApiRef, site: Site) -> None:
    draft.refer(Place(None, f"api:{site.last}", site.line), target, How.CRD)


def _custom(module: Module) -> Iterator[tuple[ApiRef, Site]]:
    for site in module.sites:
        verb, _, rest = site.last.partition("_")
        if verb in _VERBS and rest.startswith(_CUSTOM):
            group, kind = _first(site, 0, "group"), _first(site, -1, "plural")
            if kind:
                yield ApiRef(group, kind), site


def _first(site: Site, index: int, name: str) -> str:
    node: ast.expr | None = site.keyword(name)
    if node is None and site.call.args:
        position = index if index >= 0 else (3 if "namespaced" in site.last else 2)
        node = site.argument(position)
    return next((text for text in site.folded(node) if is_known(text)), "")
