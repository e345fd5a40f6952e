"""
Kubernetes manifests in YAML and JSON, rendered or as plain templates; pipelines and components of Kubeflow too.
"""

import re

from debtscan.model.declaration import File, Reading
from debtscan.scan.draft import Draft
from debtscan.scan.kubernetes.documents import load
from debtscan.scan.kubernetes.objects import read_documents
from debtscan.scan.reader import Reader

_PATH = re.compile(
    r".+\.(ya?ml|json)(\.(j2|jinja2?|tmpl|tpl|tftpl|gotmpl|template|envsubst|in|dist|mustache))?", re.IGNORECASE
)
_OBJECT = re.compile(rb"^(?:- )?apiVersion:", re.MULTILINE)
_KIND = re.compile(rb"^(?:- |  )?kind:", re.MULTILINE)
_JSON_HEAD = re.compile(rb"\s*[\[{]")
_PATCH = re.compile(rb"^- (?:op: *[\"']?(?:add|replace|remove|test|move|copy)\b|path: *[\"']?/)", re.MULTILINE)
_JSON_DEPTH = 4_000  # bytes within which a JSON object names its kind


def wants(path: str) -> bool:
    """
    Tell whether *path* may hold manifests.
    """
    return _PATH.fullmatch(path) is not None


def claims(file: File) -> bool:
    """
    Tell whether *file* holds objects with apiVersion and kind, patches of such, or a Kubeflow pipeline or component.
    """
    data = file.data
    if _JSON_HEAD.match(data):
        head = data[:_JSON_DEPTH]
        return (b'"apiVersion"' in head and b'"kind"' in head) or (b'"pipelineInfo"' in data and b'"root"' in data)
    if _OBJECT.search(data) and _KIND.search(data):
        return True
    if b"\npipelineInfo:" in data and b"deploymentSpec:" in data:
        return True
    return (b"\nimplementation:" in data and b"container:" in data) or (b"value:" in data and bool(_PATCH.search(data)))


def read(file: File) -> Reading:
    """
    Return the objects of *file* and all that they need.
    """
    draft = Draft(file.path)
    found = load(file)
    draft.problems += found.problems
    read_documents(found.documents, draft)
    return draft.reading()


READER = Reader(name="kubernetes", version=2, wants=wants, claims=claims, read=read)
