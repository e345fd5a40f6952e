"""
The owners' corrections as they stand in a configuration: checked word for word, and placed in the estate.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import structs

from debtscan.app.targets import Target
from debtscan.base.config import Table, Tables, parse_config, tables_of
from debtscan.base.errors import DebtscanError
from debtscan.catalog.catalog import load_catalog
from debtscan.catalog.document import did_you_mean
from debtscan.model.correction import ComponentCorrection, Corrections, LinkCorrection
from debtscan.model.evidence import Evidence
from debtscan.model.words import Built, Criticality, How, Kind, Status
from debtscan.safe.files import read_config

T = TypeVar("T")

CONFIG = "debtscan.toml"
_CAPTION = "declared"
_WORDS: Mapping[str, Collection[str]] = {
    "kind": [kind.value for kind in Kind],
    "built": [built.value for built in Built],
    "status": [status.value for status in Status],
    "criticality": [criticality.value for criticality in Criticality],
    "how": [how.value for how in How],
}
_MEANS = ("id", "path", "repo")
_SAYS = ("name", "kind", "built", "capability", "status", "owner", "criticality", "merge_into", "split")
_PART = ("name", "path", "kind")
_ENDS = ("source", "target", "how")
_HELP = "debtscan explain COMPONENT prints lines to paste"


def corrections_of(tables: Tables) -> Corrections:
    """
    Return the corrections in *tables*, or say which word is wrong, where, and what was probably meant.
    """
    if not tables.components and not tables.links:
        return Corrections()
    capabilities = load_catalog().capabilities
    components = (_component(tables.place, table, capabilities) for table in tables.components)
    links = (link for table in tables.links for link in _links(tables.place, table))
    return Corrections(tuple(components), tuple(links))


def corrections_in(folder: Path) -> Corrections:
    """
    Return the corrections of the debtscan.toml in *folder*, none where there is no such file.
    """
    place = folder / CONFIG
    text = (read_config(place, folder) or b"").decode("utf-8")
    config, _ = parse_config(text, str(place))
    return corrections_of(tables_of(config, text, str(place)))


def placed(corrections: Corrections, targets: Sequence[Target]) -> Corrections:
    """
    Return *corrections* with their file as a path of the repository that holds it, or its name alone outside of all.
    """

    def at(place: Evidence) -> Evidence:
        repo, path = _home(Path(place.path), targets)
        return structs.replace(place, repo=repo, path=path)

    return Corrections(
        tuple(structs.replace(one, place=at(one.place)) for one in corrections.components),
        tuple(structs.replace(one, place=at(one.place)) for one in corrections.links),
    )


def _home(file: Path, targets: Sequence[Target]) -> tuple[str, str]:
    for target in targets:
        repository = target.repository
        root = target.folder if repository is None or repository.bare else repository.root
        if file.resolve().is_relative_to(root.resolve()):
            return target.name, file.resolve().relative_to(root.resolve()).as_posix()
    return "", file.name


def _component(place: str, table: Table, capabilities: Collection[str]) -> ComponentCorrection:
    where, values = _where(place, table, "component"), table.values
    _check_keys(where, values, (*_MEANS, *_SAYS))
    _check_words(where, values, {**_WORDS, "capability": capabilities})
    parts = values.get("split", [])
    if not isinstance(parts, list):
        raise DebtscanError(f"{where}: split is no list", 'split = [{name = "a", path = "services/a"}]')
    for part in parts:
        _check_keys(where, part, _PART, "split", needed=("name", "path"))
        _check_words(where, part, _WORDS)
    _check_meaning(where, values)
    key = f"component:{values.get('id') or values.get('path') or values.get('name')}"
    evidence = Evidence("", place, table.line, key, _CAPTION)
    found = _convert(where, {**values, "place": msgspec.to_builtins(evidence)}, ComponentCorrection)
    return structs.replace(
        found,
        path=_path(found.path) if found.path is not None else None,
        split=tuple(structs.replace(part, path=_path(part.path)) for part in found.split),
    )


def _check_meaning(where: str, values: Mapping[str, Any]) -> None:
    """
    Refuse a table that means nothing, means it twice, or says nothing about it.
    """
    if "id" in values and ("path" in values or "repo" in values):
        raise DebtscanError(f"{where}: id and path or repo", "an id is enough: leave the others out")
    if not {"id", "path"} & values.keys() and not {"name", "kind"} <= values.keys():
        raise DebtscanError(f"{where}: neither id nor path", f"a new component needs name and kind; {_HELP}")
    if not values.keys() & set(_SAYS):
        raise DebtscanError(f"{where}: says nothing", f"known keys: {', '.join(_SAYS)}")


def _links(place: str, table: Table) -> Iterator[LinkCorrection]:
    where, values = _where(place, table, "link"), table.values
    _check_keys(where, values, ("add", "drop"))
    if not values:
        raise DebtscanError(f"{where}: neither add nor drop", 'add = {source = "a", target = "b", how = "call"}')
    for key in ("drop", "add"):
        if key not in values:
            continue
        ends = values[key]
        _check_keys(where, ends, _ENDS, key, needed=_ENDS if key == "add" else _ENDS[:2])
        _check_words(where, ends, _WORDS)
        structure = f"link:{key}:{ends['source']}:{ends['target']}:{ends.get('how', '')}"
        evidence = msgspec.to_builtins(Evidence("", place, table.line, structure, _CAPTION))
        drop = key == "drop"
        yield _convert(where, {"how": None, **ends, "drop": drop, "place": evidence}, LinkCorrection)


def _where(place: str, table: Table, name: str) -> str:
    line = f":{table.line}" if table.line is not None else ""
    return f"{place}{line}: {name}"


def _check_keys(where: str, values: object, known: Sequence[str], inside: str = "", needed: Sequence[str] = ()) -> None:
    at = f"{where}: {inside}" if inside else where
    if not isinstance(values, dict):
        raise DebtscanError(f"{at}: no table", f"{{{', '.join(f'{key} = ...' for key in known)}}}")
    for key in values:
        if key not in known:
            raise DebtscanError(f"{at}: unknown key {key!r}", _hint(key, known))
    for key in needed:
        if key not in values:
            raise DebtscanError(f"{at}: {key} is missing", f"needed: {', '.join(needed)}")


def _check_words(where: str, values: Mapping[str, object], words: Mapping[str, Collection[str]]) -> None:
    for key, value in values.items():
        if value == "":
            raise DebtscanError(f"{where}: {key} is empty", f"give a {key}, or leave the key out")
        if key in words and isinstance(value, str) and value not in words[key]:
            raise DebtscanError(f"{where}: {value!r} is no {key}", _hint(value, words[key]))


def _hint(word: str, known: Collection[str]) -> str:
    return did_you_mean(word, known).removeprefix("; ") or f"known: {', '.join(known)}"


def _convert(where: str, values: dict[str, Any], type_: type[T]) -> T:
    try:
        return msgspec.convert(values, type_)
    except msgspec.ValidationError as error:
        raise DebtscanError(f"{where}: {error}", _HELP) from None


def _path(written: str) -> str:
    return written.strip("/").removeprefix("./")
