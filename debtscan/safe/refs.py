"""
The references of a git directory, read as text: what git would resolve, without its configuration, links or damage.
"""

import os
import re
import stat

from msgspec import Struct

from debtscan.model.declaration import Problem
from debtscan.safe.confined import Confined, UnreadableError
from debtscan.safe.gitdir import note

MAX_LOOSE = 10_000
MAX_PACKED = 100_000
_MAX_DEPTH = 30
_PACKED_BYTES = 64_000_000
_SHALLOW_BYTES = 16_000_000
_SMALL = 4_096
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SYMBOLIC = re.compile(r"ref:\s*(refs/\S+)")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|/\.|\.lock(?:/|$)|[./]$")


class Refs(Struct, frozen=True):
    """
    HEAD as text ("" = it cannot be used), names to ids, names to other names, and the ids where history was cut.
    """

    head: str
    ids: dict[str, str]
    symbolic: dict[str, str]
    shallow: tuple[str, ...]
    notes: tuple[Problem, ...]

    @property
    def branch(self) -> str | None:
        """
        Return the branch that HEAD stands on, unborn or not; None when it is detached or broken.
        """
        found = _SYMBOLIC.fullmatch(self.head)
        return found[1].removeprefix("refs/heads/") if found else None

    def packed(self) -> str:
        """
        Return all plain references in the form of git's `packed-refs`.
        """
        return "".join(f"{self.ids[name]} {name}\n" for name in sorted(self.ids, key=os.fsencode))


def read_refs(private: Confined, common: Confined) -> Refs:
    """
    Return the references: HEAD from *private*, all others from *common* (they differ in linked worktrees).
    """
    notes: list[Problem] = []
    head = _head(private, notes)
    current = _SYMBOLIC.fullmatch(head)
    ids = _packed(common, current[1] if current else "", notes)
    symbolic: dict[str, str] = {}
    names = ([current[1]] if current else []) + _loose_names(common, notes)
    for name in names:
        _take(common, name, ids, symbolic)
    if any(name.startswith("refs/replace/") for name in ids):
        notes.append(note("replace references are ignored"))
    return Refs(head, ids, symbolic, _shallow(common, notes), tuple(notes))


def _head(private: Confined, notes: list[Problem]) -> str:
    try:
        text = _decode(private.read("HEAD", _SMALL)).strip()
    except UnreadableError as error:
        notes.append(note(f"history not read: HEAD: {error}"))
        return ""
    found = _SYMBOLIC.fullmatch(text)
    if _ID.fullmatch(text) or (found and is_name(found[1])):
        return text
    notes.append(note("history not read: HEAD is damaged"))
    return ""


def is_name(name: str) -> bool:
    """
    Tell whether git would accept *name* as that of a reference.
    """
    return name.startswith("refs/") and not _FORBIDDEN.search(name)


def _packed(common: Confined, current: str, notes: list[Problem]) -> dict[str, str]:
    if common.find("packed-refs") is None:
        return {}
    try:
        lines = _decode(common.read("packed-refs", _PACKED_BYTES)).split("\n")
    except UnreadableError as error:
        notes.append(note(f"packed-refs not read: {error}"))
        return {}
    pairs = [line.partition(" ") for line in lines if line[:1] not in {"#", "^", ""}]
    found = {name: identity for identity, _, name in pairs if _ID.fullmatch(identity) and is_name(name)}
    return _capped(found, current, notes)


def _capped(found: dict[str, str], current: str, notes: list[Problem]) -> dict[str, str]:
    if len(found) <= MAX_PACKED:
        return found
    notes.append(note(f"{len(found)} packed references, only {MAX_PACKED} are known here"))
    kept = dict(sorted(found.items())[:MAX_PACKED])
    return kept | ({current: found[current]} if current in found else {})


def _loose_names(common: Confined, notes: list[Problem]) -> list[str]:
    names: list[str] = []
    folders = ["refs"] if common.find("refs") else []
    while folders:
        folder = folders.pop()
        for name, known in _listed(common, folder):
            path = f"{folder}/{name}"
            if stat.S_ISDIR(known.st_mode) and path.count("/") < _MAX_DEPTH:
                folders.append(path)
            elif stat.S_ISREG(known.st_mode) and is_name(path):
                names.append(path)
            if len(names) >= MAX_LOOSE:
                notes.append(note(f"more than {MAX_LOOSE} loose references, the others are left out"))
                return names
    return names


def _listed(common: Confined, folder: str) -> list[tuple[str, os.stat_result]]:
    try:
        return common.scan(folder)
    except UnreadableError:
        return []


def _take(common: Confined, name: str, ids: dict[str, str], symbolic: dict[str, str]) -> None:
    try:
        text = _decode(common.read(name, _SMALL)).strip()
    except UnreadableError:
        return
    found = _SYMBOLIC.fullmatch(text)
    if _ID.fullmatch(text):
        ids[name] = text
    elif found and is_name(found[1]):
        symbolic[name] = found[1]


def _shallow(common: Confined, notes: list[Problem]) -> tuple[str, ...]:
    if common.find("shallow") is None:
        return ()
    try:
        text = _decode(common.read("shallow", _SHALLOW_BYTES))
    except UnreadableError as error:
        notes.append(note(f"shallow not read: {error.reason.value}"))
        return ()
    return tuple(line for line in text.split() if _ID.fullmatch(line))


def _decode(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
