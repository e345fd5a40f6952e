"""
The whole catalogue examined at once: shape of every file, ids that repeat, ids that lead nowhere, dates that are none.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from debtscan.catalog.document import Fault, FaultyDataError, did_you_mean, find_faults, read_document
from debtscan.catalog.tables import (
    Capabilities,
    CloudResources,
    CodeSignals,
    CrdGroups,
    Deprecations,
    Lifetimes,
    ManagedOptions,
    Products,
)
from debtscan.safe.yaml import Mapping, Sequence

FILES: dict[str, type] = {
    "capabilities": Capabilities,
    "managed_options": ManagedOptions,
    "code_signals": CodeSignals,
    "crd_groups": CrdGroups,
    "products": Products,
    "cloud_resources": CloudResources,
    "deprecations": Deprecations,
    "end_of_life": Lifetimes,
}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_NO_DATE = frozenset({"passed", "not_set", "policy"})
_DATE_KEYS = frozenset({"date", "removed", "released", "active", "ends", "extended"})


def check_catalog(folder: Path) -> None:
    """
    Refuse a catalogue with faults; all of them are named.
    """
    faults: list[Fault] = []
    documents: dict[str, Mapping] = {}
    for name in FILES:
        try:
            documents[name] = read_document(folder / f"{name}.yaml")
        except FaultyDataError as error:
            faults += error.faults
    ids = {name: frozenset(_ids_of(document)) for name, document in documents.items()}
    for name, document in documents.items():
        found = [
            *find_faults(document, FILES[name], document.line, ""),
            *_repeated(document),
            *_dangling(document, ids),
            *_bad_dates(document),
        ]
        faults += [Fault(str(folder / f"{name}.yaml"), line, message) for line, message in found]
    if faults:
        raise FaultyDataError(faults)


def _ids_of(document: Mapping) -> Iterator[str]:
    return (str(row["id"]) for row in _mappings_in(document) if "id" in row)


def _repeated(document: Mapping) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for row in _mappings_in(document):
        identity = row.get("id")
        if identity in seen:
            yield row.line_of("id"), f"id {identity!r} stands here a second time"
        if isinstance(identity, str):
            seen.add(identity)


def _dangling(document: Mapping, ids: dict[str, frozenset[str]]) -> Iterator[tuple[int, str]]:
    for key, target in (
        ("capability", "capabilities"),
        ("capabilities", "capabilities"),
        ("related", "capabilities"),
        ("option", "managed_options"),
        ("options", "managed_options"),
    ):
        if target in ids:
            yield from _unknown(document, key, ids[target])


def _unknown(document: Mapping, key: str, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    for row in _mappings_in(document):
        for word, line in _words(row, key):
            if word not in known:
                yield line, f"{key}: {word!r} is no known id{did_you_mean(word, known)}"


def _words(row: Mapping, key: str) -> Iterable[tuple[str, int]]:
    value = row.get(key)
    if isinstance(value, Sequence):
        return value.strings()
    return [(value, row.line_of(key))] if isinstance(value, str) else []


def _bad_dates(document: Mapping) -> Iterator[tuple[int, str]]:
    for row in _mappings_in(document):
        for key in _DATE_KEYS & row.keys():
            value = row[key]
            if isinstance(value, str) and not _DATE.fullmatch(value) and value not in _NO_DATE:
                yield row.line_of(key), f"{key}: {value!r} is no day, month or year"


def _mappings_in(value: object) -> Iterator[Mapping]:
    """
    Yield every mapping in *value*, outer ones first.
    """
    children: Callable[[Any], Iterable[object]] = (lambda item: item.values()) if isinstance(value, Mapping) else iter
    if isinstance(value, Mapping):
        yield value
    if isinstance(value, Mapping | Sequence):
        for child in children(value):
            yield from _mappings_in(child)
