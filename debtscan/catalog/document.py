"""
Data files read into typed values: either all of a file is right, or every fault in it is named with its line.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import NODEFAULT, Struct

from debtscan.base.errors import DebtscanError
from debtscan.safe.yaml import Mapping, Sequence, load_all

T = TypeVar("T")


class Fault(Struct, frozen=True, order=True):
    """
    One thing that is wrong in a data file.
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class FaultyDataError(DebtscanError):
    """
    Data files hold faults; the message lists all of them, one a line.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)), hint="mend the lines named above")


def read_document(path: Path) -> Mapping:
    """
    Return the one mapping that the file holds.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FaultyDataError([Fault(str(path), 1, f"cannot be read ({error})")]) from error
    loaded = load_all(text)
    if loaded.problems:
        raise FaultyDataError([Fault(str(path), p.line or 1, f"not valid YAML ({p.detail})") for p in loaded.problems])
    if len(loaded.documents) != 1 or not isinstance(loaded.documents[0], Mapping):
        raise FaultyDataError([Fault(str(path), 1, "one document with keys is wanted")])
    return loaded.documents[0]


def read_table(path: Path, kind: type[T]) -> T:
    """
    Return the file as a value of *kind*.
    """
    document = read_document(path)
    try:
        return msgspec.convert(document, kind, strict=False)
    except msgspec.ValidationError as error:
        faults = [Fault(str(path), line, message) for line, message in find_faults(document, kind, document.line, "")]
        raise FaultyDataError(faults or [Fault(str(path), 1, str(error))]) from error


def find_faults(value: object, kind: Any, line: int, name: str) -> Iterator[tuple[int, str]]:  # noqa: ANN401 - a type form
    """
    Yield line and message of everything in *value* that does not fit *kind*; *name* is the key that it stands under.
    """
    kind = _without_none(kind)
    if isinstance(kind, type) and issubclass(kind, Struct) and isinstance(value, Mapping):
        yield from _faults_of_struct(value, kind, name)
    elif get_origin(kind) is dict and isinstance(value, Mapping):
        for key, item in value.items():
            yield from find_faults(item, get_args(kind)[1], value.line_of(key), key)
    elif get_origin(kind) is tuple and isinstance(value, Sequence):
        for item, place in zip(value, value.lines, strict=True):
            yield from find_faults(item, get_args(kind)[0], place, name)
    else:
        try:
            msgspec.convert(value, kind, strict=False)
        except msgspec.ValidationError as error:
            yield line, f"{name}: {error}" if name else str(error)


def _without_none(kind: Any) -> Any:  # noqa: ANN401 - a type form
    if get_origin(kind) in {Union, UnionType}:
        arms = [arm for arm in get_args(kind) if arm is not type(None)]
        return arms[0] if len(arms) == 1 else kind
    return kind


def _faults_of_struct(value: Mapping, kind: type[Struct], name: str) -> Iterator[tuple[int, str]]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    where = f"{name}: " if name else ""
    if kind.__struct_config__.forbid_unknown_fields:
        for key in value:
            if key not in fields:
                yield value.line_of(key), f"{where}unknown key {key!r}{did_you_mean(key, fields)}"
    for key, field in fields.items():
        if key in value:
            if value[key] is not None or field.default is not None:
                yield from find_faults(value[key], field.type, value.line_of(key), key)
        elif field.default is NODEFAULT and field.default_factory is NODEFAULT:
            yield value.line, f"{where}key {key!r} is missing"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """
    Return a question with the nearest of the *known* words, or "".
    """
    near = get_close_matches(word, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""
