"""
Backstage's catalog-info.yaml: what the owners say there is, whose it is, and what it depends on.
"""

import re

from debtscan.model.declaration import CatalogueEntrySpec, Declaration, File, NameRef, Reading
from debtscan.model.words import How
from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.draft import Draft
from debtscan.scan.reader import Reader

_PATH = re.compile(r"(.*/)?[^/]*catalog-info[^/]*\.ya?ml")
_KINDS = frozenset({"Component", "Resource"})  # APIs, systems and teams are no things that run


def wants(path: str) -> bool:
    """
    Tell whether *path* is called like an entry of the catalogue.
    """
    return _PATH.fullmatch(path) is not None


def claims(file: File) -> bool:
    """
    Tell whether *file* is for Backstage.
    """
    return b"backstage.io/" in file.data


def read(file: File) -> Reading:
    """
    Return the entries of the file with what they depend on.
    """
    draft = Draft(file.path)
    loaded = load_all(file.text)
    draft.problems += loaded.problems
    for body in loaded.documents:
        if isinstance(body, Mapping) and body.string("kind") in _KINDS:
            _read_entry(body, draft)
    return draft.reading()


def _read_entry(body: Mapping, draft: Draft) -> None:
    spec, name = body.mapping("spec"), body.mapping("metadata").string("name")
    if not name:
        return
    entry = CatalogueEntrySpec(
        body.string("kind"), spec.string("type"), _team(spec.string("owner")), spec.string("lifecycle")
    )
    place = draft.declare(Declaration(f"catalogue:{name}", name, entry, body.line_of("kind")))
    for written, line in spec.sequence("dependsOn").strings():
        kind, _, rest = written.rpartition(":")
        if kind.lower() in {"", "component", "resource"}:
            draft.refer(place.at("spec.dependsOn", line), NameRef("catalogue", rest.rpartition("/")[2]), How.CALL)


def _team(owner: str) -> str:
    """
    Return the team that owns an entry, "" for a person: people are named by the history alone.
    """
    kind, _, rest = owner.rpartition(":")
    return rest.rpartition("/")[2] if kind.lower() in {"", "group"} else ""


READER = Reader(name="backstage", version=1, wants=wants, claims=claims, read=read)
