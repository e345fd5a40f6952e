"""
The configuration: command line over environment over file over default; an unknown key is an error with a suggestion.
"""

import difflib
import tomllib
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from debtscan.base.errors import DebtscanError
from debtscan.base.toml_lines import lines_of_tables


class Team(Struct, frozen=True, forbid_unknown_fields=True):
    """
    People who belong together, by id or by name.
    """

    name: Annotated[str, Meta(min_length=1)]
    members: list[str]


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """
    Every setting with its default.
    """

    lang: str = "en"
    people: str | None = None
    now: str | None = None
    today: str | None = None
    strict: bool = False
    fail_on: str = "high"
    rules: list[str] = []
    workers: Annotated[int, Meta(ge=1)] | None = None
    cache: bool = True
    component: list[dict[str, Any]] = []  # what the owners say about components, see `tables_of`
    link: list[dict[str, Any]] = []
    person: list[dict[str, Any]] = []  # what is known of people, see `tables_of`
    fte: Annotated[float, Meta(gt=0, le=10_000)] | None = None  # full-time people in all
    team: list[Team] = []  # who belongs together; everybody else is put with whom they work


class Table(Struct, frozen=True):
    """
    One table of a list of tables, and the line where it begins; None where the list is written in one line.
    """

    line: int | None
    values: dict[str, Any]


class Tables(Struct, frozen=True):
    """
    The corrections of a configuration as they are written; *place* names the file.
    """

    place: str
    components: tuple[Table, ...] = ()
    links: tuple[Table, ...] = ()
    persons: tuple[Table, ...] = ()


OUTSIDER = frozenset(
    {"lang", "fail_on", "strict", "component", "link", "person", "fte", "team"}
)  # what the config of a scanned tree may set: never whether names appear


def parse_config(text: str, place: str) -> tuple[Config, dict[str, Any]]:
    """
    Return the configuration in the TOML *text* and the keys that it sets; *place* names the file in errors.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DebtscanError(
            f"{place}: not valid TOML ({error})", "mend the file, or name another one with --config"
        ) from None
    if place.endswith("pyproject.toml"):
        data = _table(_table(data, "tool", place), "debtscan", place)
    data = {key: value.isoformat() if isinstance(value, date) else value for key, value in data.items()}
    _refuse_unknown(data, place)
    try:
        return msgspec.convert(data, Config), data
    except msgspec.ValidationError as error:
        raise DebtscanError(f"{place}: {error}", "mend the value; debtscan --help says what each key takes") from None


def tables_of(config: Config, text: str, place: str) -> Tables:
    """
    Return the tables of *config*, which was read from *text*, each with its line.
    """
    prefix = "tool.debtscan." if place.endswith("pyproject.toml") else ""
    return Tables(
        place,
        _with_lines(config.component, lines_of_tables(text, f"{prefix}component")),
        _with_lines(config.link, lines_of_tables(text, f"{prefix}link")),
        _with_lines(config.person, lines_of_tables(text, f"{prefix}person")),
    )


def _with_lines(tables: list[dict[str, Any]], lines: list[int]) -> tuple[Table, ...]:
    known: list[int] | list[None] = lines if len(lines) == len(tables) else [None] * len(tables)
    return tuple(Table(line, values) for line, values in zip(known, tables, strict=True))


def _table(data: dict[str, Any], key: str, place: str) -> dict[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise DebtscanError(f"{place}: {key} is no table", "[tool.debtscan]")
    return table


def _refuse_unknown(data: dict[str, Any], place: str) -> None:
    known = Config.__struct_fields__
    for key in data:
        if key not in known:
            close = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(known)}"
            raise DebtscanError(f"{place}: unknown key {key!r}", hint)
