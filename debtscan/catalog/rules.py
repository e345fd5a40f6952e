"""
Rules read from YAML, one a file, named as its id. Either all of them are right, or every fault is named.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from debtscan.base.resources import bundled
from debtscan.catalog.catalog import Catalog
from debtscan.catalog.document import Fault, FaultyDataError, did_you_mean, find_faults, read_document
from debtscan.model.rule import Rule, Text
from debtscan.model.words import Confidence, Severity
from debtscan.safe.yaml import Mapping as YamlMapping

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ENDS = {"en": (".", "?"), "ja": ("。", "？")}  # noqa: RUF001 - Japanese full-width marks


class MatcherShape(Protocol):
    """
    What a rule file may ask of a matcher: its parameters, and the names that it fills in a message.
    """

    @property
    def params(self) -> type[Struct]:
        """
        Return the type of the parameters.
        """

    @property
    def names(self) -> frozenset[str]:
        """
        Return the names.
        """


class RuleFile(Struct, frozen=True, forbid_unknown_fields=True):
    """
    A rule as it stands in its file.
    """

    id: str
    title: Text
    message: Text
    why: Text
    first_step: Text
    matcher: str
    severity: Severity
    confidence: Confidence
    params: dict[str, Any] = {}
    options: tuple[str, ...] = ()
    replaces: str | None = None  # id of a rule of an earlier pack that this one stands in for


def shipped_pack() -> Path:
    """
    Return the folder of the rules that ship with debtscan.
    """
    return bundled("rules") / "platform"


def load_rules(folders: Iterable[Path], catalog: Catalog, matchers: Mapping[str, MatcherShape]) -> tuple[Rule, ...]:
    """
    Return the rules of all *folders*, sorted by id; a later folder may only replace a rule by saying so.
    """
    faults: list[Fault] = []
    rules: dict[str, Rule] = {}
    for folder in folders:
        for path in _rule_files(folder, faults):
            try:
                row, document = _read(path, catalog, matchers)
            except FaultyDataError as error:
                faults += error.faults
                continue
            faults += [Fault(str(path), line, text) for line, text in _faults_of_place(row, document, path, rules)]
            if row.replaces:
                rules.pop(row.replaces, None)
            rules[row.id] = _rule(row, catalog, matchers[row.matcher])
    if faults:
        raise FaultyDataError(faults)
    return tuple(rules[identity] for identity in sorted(rules))


def _rule_files(folder: Path, faults: list[Fault]) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        faults.append(Fault(str(folder), 1, f"no folder of rules ({error.strerror})"))
        return []
    files = [path for path in entries if path.suffix in {".yaml", ".yml"}]
    strangers = [path for path in entries if path not in files and not path.name.startswith((".", "README"))]
    faults += [Fault(str(path), 1, "is no rule: a rule ends in .yaml") for path in strangers]
    if not files:
        faults.append(Fault(str(folder), 1, "holds no rule"))
    return files


def _read(path: Path, catalog: Catalog, matchers: Mapping[str, MatcherShape]) -> tuple[RuleFile, YamlMapping]:
    document = read_document(path)
    found = [
        *find_faults(document, RuleFile, document.line, ""),
        *_faults_of_texts(document),
        *_faults_of_options(document, catalog),
        *_faults_of_matcher(document, matchers),
    ]
    if found:
        raise FaultyDataError(Fault(str(path), line, message) for line, message in found)
    return msgspec.convert(document, RuleFile, strict=False), document


def _faults_of_texts(document: YamlMapping) -> Iterator[tuple[int, str]]:
    for key in ("title", "message", "why", "first_step"):
        text = document.mapping(key)
        for lang, ends in _ENDS.items():
            sentence = text.string(lang)
            line = text.line_of(lang)
            if lang in text and not sentence.strip():
                yield line, f"{key}: {lang} is empty"
            elif sentence and key != "title" and not sentence.endswith(ends):
                yield line, f"{key}: {lang} does not end with {ends[0]!r}"


def _faults_of_options(document: YamlMapping, catalog: Catalog) -> Iterator[tuple[int, str]]:
    for option, line in document.sequence("options").strings():
        if option not in catalog.options:
            yield line, f"options: {option!r} is no managed option{did_you_mean(option, catalog.options)}"


def _faults_of_matcher(document: YamlMapping, matchers: Mapping[str, MatcherShape]) -> Iterator[tuple[int, str]]:
    name = document.string("matcher")
    shape = matchers.get(name)
    if shape is None:
        if name:
            yield document.line_of("matcher"), f"matcher: {name!r} is unknown{did_you_mean(name, matchers)}"
        return
    params = document.mapping("params")
    yield from find_faults(params, shape.params, document.line_of("params"), "params")
    message = document.mapping("message")
    for lang in _ENDS:
        for word in _PLACEHOLDER.findall(message.string(lang)):
            if word not in shape.names:
                hint = did_you_mean(word, shape.names)
                yield message.line_of(lang), f"message: {name} fills no {{{word}}}{hint}"


def _faults_of_place(
    row: RuleFile, document: YamlMapping, path: Path, earlier: Mapping[str, Rule]
) -> Iterator[tuple[int, str]]:
    line = document.line_of("id")
    if not _ID.fullmatch(row.id):
        yield line, f"id: {row.id!r} is no id (small letters, digits and single hyphens)"
    if row.id != path.stem:
        yield line, f"id: {row.id!r} is not the name of the file"
    if row.replaces and row.replaces not in earlier:
        yield document.line_of("replaces"), f"replaces: there is no rule {row.replaces!r} before this one"
    if row.id in earlier and row.replaces != row.id:
        yield line, f"id: {row.id!r} exists already; say 'replaces: {row.id}' to stand in for it"


def _rule(row: RuleFile, catalog: Catalog, shape: MatcherShape) -> Rule:
    params = msgspec.convert(row.params, shape.params, strict=False)
    return Rule(
        id=row.id,
        title=row.title,
        message=row.message,
        why=row.why,
        first_step=row.first_step,
        matcher=row.matcher,
        params=msgspec.json.decode(msgspec.json.encode(params)),  # with defaults, as they stand in a result
        severity=row.severity,
        confidence=row.confidence,
        options=tuple(catalog.options[option].option for option in row.options),
    )
