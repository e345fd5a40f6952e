"""
Records: one cluster, hub or tenant kept as a YAML file of data, which the owner's own programs read.
"""

import re
from collections.abc import Iterator

from debtscan.model.declaration import Declaration, File, NameRef, Reading, RecordSpec
from debtscan.model.words import Confidence, How
from debtscan.safe.yaml import Mapping, Sequence, Value, load_all
from debtscan.scan.draft import Draft, Place
from debtscan.scan.reader import Reader

_PATH = re.compile(r"(?P<folders>(?:[^/]+/)*)(?P<stem>[^/]+)\.ya?ml")
_CLEAR = frozenset({"cluster", "hub", "tenant", "workspace", "namespace", "customer"})
_VAGUE = frozenset({"project", "account", "subscription", "environment", "site", "team", "domain"})
_STRONG = frozenset(
    {"provider", "region", "zone", "account", "account_id", "project_id", "subscription_id", "vpc", "cluster", "fqdn"}
    | {"cluster_name", "namespace", "namespaces", "domain", "domains", "hostname", "quota", "quotas", "billing", "hubs"}
    | {"tenants", "tenant_id", "clusters", "workspaces"}
)
_WEAK = frozenset({"project", "owner", "owners", "url", "host", "users", "admins", "contact", "plan", "tier", "groups"})
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|-")
_CHART_KEYS = frozenset({"chart", "helm_chart", "chart_name"})
_ENOUGH = 2  # telling words, for a file to be about a place where something runs
_DEPTH = 6


def wants(path: str) -> bool:
    """
    Tell whether *path* is named for one of a kind of place: "clusters/a.yaml", "clusters/a/cluster.yaml".
    """
    return bool(_noun(path))


def claims(file: File) -> bool:
    """
    Tell whether *file* is a mapping with keys that tell about such a place.
    """
    body = _body(file)
    return body is not None and _is_telling(_noun(file.path), set(_keys(body)))


def read(file: File) -> Reading:
    """
    Return the record in *file*, and the charts of the estate that it says to install.
    """
    draft = Draft(file.path)
    body = _body(file)
    if body is not None:
        noun = _noun(file.path)
        provider = body.string("provider").lower()
        spec = RecordSpec(noun, tuple(sorted(body)), provider)
        place = draft.declare(Declaration("record", body.string("name") or _name(file.path), spec, body.line))
        _refer_charts(body, place, draft, 0)
    return draft.reading()


READER = Reader(name="record", version=1, wants=wants, claims=claims, read=read)


def _noun(path: str) -> str:
    """
    Return what the files of that name or folder are each one of, "" when nothing is known.
    """
    match = _PATH.fullmatch(path)
    if match is None or path.startswith(".") or "/." in path:
        return ""
    stem, folder = _singular(match["stem"]), _singular(match["folders"].rstrip("/").rpartition("/")[2])
    return next((word for word in (stem, folder) if word in _CLEAR | _VAGUE), "")


def _singular(word: str) -> str:
    return word.lower().removesuffix("s")


def _name(path: str) -> str:
    """
    Return what tells this file from its siblings: its folder where the file is called like all of them, else its stem.
    """
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    return folder.rpartition("/")[2] if _singular(stem) in _CLEAR | _VAGUE else stem


def _body(file: File) -> Mapping | None:
    documents = load_all(file.text).documents
    body = documents[0] if len(documents) == 1 else None
    return body if isinstance(body, Mapping) and "apiVersion" not in body and "openapi" not in body else None


def _keys(body: Mapping) -> Iterator[str]:
    """
    Yield the keys of *body* and of the mappings right below it, in one spelling.
    """
    for key, value in body.items():
        yield _CAMEL.sub("_", key).lower()
        for inner in value if isinstance(value, Sequence) else (value,):
            if isinstance(inner, Mapping):
                yield from (_CAMEL.sub("_", name).lower() for name in inner)


def _is_telling(noun: str, keys: set[str]) -> bool:
    words = keys & (_STRONG | _WEAK if noun in _CLEAR else _STRONG)
    return len(words - {noun}) >= _ENOUGH


def _refer_charts(value: Value, place: Place, draft: Draft, depth: int) -> None:
    if depth > _DEPTH:
        return
    if isinstance(value, Sequence):
        for item in value:
            _refer_charts(item, place, draft, depth + 1)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key in _CHART_KEYS and isinstance(inner, str) and inner:
                here = place.at(key, value.line_of(key))
                draft.refer(here, NameRef("chart", inner.rpartition("/")[2]), How.DEPLOY, Confidence.MEDIUM)
            _refer_charts(inner, place, draft, depth + 1)
