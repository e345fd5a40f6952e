"""
The name of an object in a template: what is literal in it, else a word of the expression, else of the path.
"""

import re
from pathlib import PurePosixPath

_EXPRESSION = re.compile(r"\{\{.*?\}\}|\$\{[^}]*\}|\$\([^)]*\)|\$[A-Z_][A-Z0-9_]*", re.DOTALL)
_LONGEST = 300  # characters of a name that are looked at
_DEFAULT = re.compile(r"default\s*\(?\s*[\"']([\w.-]+)[\"']|\$\{\w+:?-([\w.-]+)\}")
_FORMAT = re.compile(r"printf?\s+[\"']([^\"'%]*)(?:%s([^\"'%]*))*[\"']")
_VALUE = re.compile(
    r"\.Values\.([\w.]+)|(?:include|template)\s+[\"']([\w.-]+)[\"']|^\{\{-?\s*([\w.\[\]'\"]+)\s*-?\}\}$"
)
_NAME_ENDING = re.compile(r"[-_]?(full)?name(override)?$", re.IGNORECASE)
_GENERIC = frozenset(
    {"fullname", "name", "names", "nameoverride", "fullnameoverride", "values", "release", "chart", "global", "image"}
    | {"deployment", "deployments", "deploy", "statefulset", "sts", "daemonset", "ds", "job", "jobs", "cronjob", "pod"}
    | {"service", "svc", "ingress", "configmap", "cm", "secret", "secrets", "rbac", "sa", "serviceaccount", "role"}
    | {"manifest", "manifests", "template", "templates", "k8s", "kubernetes", "kube", "all", "index", "main", "base"}
    | {"yaml", "yml", "resource", "resources", "config", "metadata", "app", "application", "install", "helm", "charts"}
    | {"servicemonitor", "podmonitor", "prometheusrule", "networkpolicy", "virtualservice", "certificate", "issuer"}
    | {"hpa", "pdb", "crd", "crds", "workload", "overlays", "kustomize", "default", "common", "j2", "tmpl", "cron"}
)


def is_generic(word: str) -> bool:
    """
    Tell whether *word* says what sort of object something is rather than which one.
    """
    return word.lower() in _GENERIC


def plain_name(written: str, path: str) -> str:
    """
    Return the readable part of the name *written* in the file *path*.
    """
    written = written[:_LONGEST]
    if "{{" not in written and "$" not in written:
        return written.rstrip("-") or _of_path(path)
    literal = _trimmed(_EXPRESSION.sub(" ", written))
    return literal or _of_expression(written) or _of_path(path)


def _trimmed(text: str) -> str:
    words = [word.strip("-._/:") for word in text.split()]
    return "-".join(word for word in words if word)


def _of_expression(written: str) -> str:
    if match := _DEFAULT.search(written):
        return match[1] or match[2]
    if match := _FORMAT.search(written):
        literal = _trimmed(" ".join(part or "" for part in match.groups()))
        if literal:
            return literal
    for match in _VALUE.finditer(written):
        words = [word for word in re.split(r"[.\[\]'\"]+", match[1] or match[2] or match[3]) if word]
        for word in reversed(words if match[1] else words[1:]):
            specific = _NAME_ENDING.sub("", word)
            if specific and specific.lower() not in _GENERIC:
                return specific
    return ""


def _of_path(path: str) -> str:
    """
    Return the first specific word upwards from the file: its stem, its folder, the folder above.
    """
    parts = list(PurePosixPath(path).parts)
    stem = parts[-1].split(".", 1)[0] if parts else ""
    for part in (stem, *reversed(parts[:-1])):
        words = [word for word in re.split(r"[-_.]", part) if word and word.lower() not in _GENERIC]
        if words:
            return "-".join(words)
    return stem
