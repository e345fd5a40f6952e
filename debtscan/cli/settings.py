"""
The options that work everywhere, and where the other settings come from.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import rich_click as click
from msgspec import Struct

from debtscan.app.assess import Options
from debtscan.app.corrections import corrections_of
from debtscan.app.statements import statements_of
from debtscan.app.targets import split_word
from debtscan.base.config import OUTSIDER, Config, Tables, parse_config, tables_of
from debtscan.base.errors import DebtscanError
from debtscan.model.words import Format, Lang, PeopleMode, Severity
from debtscan.safe.files import read_config

F = TypeVar("F", bound=Callable[..., Any])
E = TypeVar("E", bound=StrEnum)


class Settings(Struct, frozen=True):
    """
    What a command works with, once all sources of settings are joined.
    """

    config: Config
    lang: Lang
    fail_on: Severity
    people: PeopleMode | None  # None = names on a terminal, pseudonyms in everything else
    now: date | None
    today: date
    quiet: bool
    verbose: bool
    tables: Tables  # how the owners correct the map
    ignored: tuple[str, ...]  # keys that the config of the scanned tree may not set, for the ledger


def common_options(function: F) -> F:
    """
    Add the options that every command takes.
    """
    for option in reversed(
        (
            click.option(
                "--lang", type=click.Choice([lang.value for lang in Lang]), help="Language of what people read."
            ),
            click.option(
                "--people", type=click.Choice([mode.value for mode in PeopleMode]), help="How persons are shown."
            ),
            click.option("--now", metavar="DATE", help="The clock (default: the newest commit of the estate)."),
            click.option("--config", "config_path", metavar="FILE", help="A debtscan.toml or pyproject.toml."),
            click.option("--strict", is_flag=True, default=None, help="Exit 4 when something was not fully read."),
            click.option("-q", "--quiet", is_flag=True, help="Say nothing but the result."),
            click.option("-v", "--verbose", count=True, help="Say more on the way."),
        )
    ):
        function = option(function)
    return function


def settings_from(options: Mapping[str, object], first: Path | None) -> Settings:
    """
    Return the settings: command line over environment (DEBTSCAN_*) over file over default.
    """
    named = options.get("config_path")
    config, tables, ignored = _config(str(named) if named is not None else None, first)
    chosen: dict[str, object] = {key: value for key, value in _environment().items() if value is not None}
    chosen |= {key: options[key] for key in ("lang", "people", "now", "strict") if options.get(key) is not None}
    config = _replace(config, chosen)
    return Settings(
        config=config,
        lang=_choice(Lang, config.lang, "lang"),
        people=_choice(PeopleMode, config.people, "people") if config.people else None,
        fail_on=_choice(Severity, config.fail_on, "fail-on"),
        now=parse_day(config.now, "--now") if config.now else None,
        today=parse_day(config.today, "today") if config.today else datetime.now(UTC).date(),
        quiet=bool(options.get("quiet")),
        verbose=options.get("verbose") not in {None, 0},
        tables=tables,
        ignored=ignored,
    )


def options_for(
    settings: Settings, revision: str | None, rules: Sequence[str], files: Sequence[tuple[StrEnum, Path]]
) -> Options:
    """
    Return how to assess: names are kept in memory unless no persons are wanted; *files* are written, so never read.
    """
    return Options(
        today=settings.today,
        now=settings.now,
        people=PeopleMode.NONE if settings.people is PeopleMode.NONE else PeopleMode.NAMES,
        revision=revision,
        rules=tuple(Path(folder) for folder in (*settings.config.rules, *rules)),
        exclude=frozenset(path.absolute() for _, path in files),
        workers=settings.config.workers,
        cache=settings.config.cache,
        argv=tuple(sys.argv[1:]),
        corrections=corrections_of(settings.tables),
        ignored=settings.ignored,
        statements=statements_of(settings.tables),
    )


def _replace(config: Config, chosen: Mapping[str, object]) -> Config:
    try:
        return msgspec.convert({**msgspec.to_builtins(config), **chosen}, Config, strict=False)
    except msgspec.ValidationError as error:
        raise DebtscanError(f"environment or command line: {error}", "debtscan --help") from None


def _environment() -> dict[str, str | None]:
    keys = ("lang", "people", "now", "today", "strict", "fail_on", "workers", "cache")
    return {key: os.environ.get(f"DEBTSCAN_{key.upper()}") for key in keys}


def _choice(kind: type[E], value: str, name: str) -> E:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(member.value for member in kind)
        raise DebtscanError(f"{name}: {value!r} is none of {known}", f"--{name} {next(iter(kind)).value}") from None


def parse_day(text: str, name: str) -> date:
    """
    Return the day in *text* (YYYY-MM-DD), or say which option is wrong.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DebtscanError(f"{name}: {text!r} is no date", f"{name} 2026-04-01") from None


def _config(chosen: str | None, first: Path | None) -> tuple[Config, Tables, tuple[str, ...]]:
    """
    Return the first configuration found, and what it may not set because it lies in the scanned tree alone.
    """
    here = Path.cwd()
    found = (_text(Path(chosen)), chosen) if chosen is not None else _found_in(here, None)
    if found is not None:
        config, _ = parse_config(*found)
        return config, tables_of(config, *found), ()
    found = _found_in(first, first) if first is not None and first.is_dir() and first.resolve() != here else None
    if found is None:
        return Config(), Tables(""), ()
    _, data = parse_config(*found)
    config = msgspec.convert({key: value for key, value in data.items() if key in OUTSIDER}, Config)
    return config, tables_of(config, *found), tuple(sorted(set(data) - OUTSIDER))


def _found_in(folder: Path, within: Path | None) -> tuple[str, str] | None:
    """
    Return text and place of the configuration in *folder*; in a scanned tree (*within*) no link is followed.
    """
    own = folder / "debtscan.toml"
    data = read_config(own, within)
    if data is not None:
        return _decoded(data, own), str(own)
    shared = folder / "pyproject.toml"
    try:
        text = (read_config(shared, within) or b"").decode("utf-8")
    except (DebtscanError, UnicodeDecodeError):
        return None  # the file of another tool, which will complain about it
    return (text, str(shared)) if "debtscan" in text else None


def _text(path: Path) -> str:
    data = read_config(path)
    if data is None:
        raise DebtscanError(f"{path}: no such file", "name an existing file with --config")
    return _decoded(data, path)


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise DebtscanError(f"{path}: not UTF-8", "save the file as UTF-8") from None


def first_folder(words: Sequence[str]) -> Path:
    """
    Return the first folder that is assessed, where a configuration may lie.
    """
    return split_word(words[0])[1] if words else Path.cwd()


def parse_formats(
    formats: tuple[str, ...], output: str | None
) -> tuple[Format | None, tuple[tuple[Format, Path], ...]]:
    """
    Return the format for stdout (None = the screen) and the (format, file) pairs; refuse what contradicts itself.
    """
    bare, files = formats_of(Format, formats, output)
    if bare is Format.HTML and sys.stdout.isatty():
        raise DebtscanError("-f html would fill the terminal", "-f html=report.html")
    return bare, files


def formats_of(
    kind: type[E], formats: tuple[str, ...], output: str | None
) -> tuple[E | None, tuple[tuple[E, Path], ...]]:
    """
    Return the one of the formats *kind* for stdout and the (format, file) pairs; *output* is a file of JSON.
    """
    bare: list[E] = []
    files: list[tuple[E, Path]] = [(kind("json"), Path(output))] if output else []
    for entry in formats:
        word, sign, path = entry.partition("=")
        chosen = _choice(kind, word, "format")
        if sign and not path:
            raise DebtscanError(f"-f {entry}: no file after '='", f"-f {word}=debtscan.{word}")
        if sign:
            files.append((chosen, Path(path)))
        else:
            bare.append(chosen)
    if len(bare) > 1:
        raise DebtscanError(f"-f {bare[0]} and -f {bare[1]} both go to stdout", f"-f {bare[1]}=FILE")
    for _, target in files:
        if not target.parent.is_dir():
            raise DebtscanError(f"{target}: there is no folder {target.parent}", f"mkdir -p {target.parent}")
    if len({target.absolute() for _, target in files}) < len(files):
        raise DebtscanError("two formats go into one file", "give each format a file of its own")
    return (bare[0] if bare else None), tuple(files)
