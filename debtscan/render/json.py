"""
The result as JSON: what every other format is made from, and its published schema.
"""

import json
import re

import msgspec
from msgspec import Struct

from debtscan.base.errors import DebtscanError
from debtscan.base.messages import say
from debtscan.model.assessment import SCHEMA, Assessment
from debtscan.render.options import RenderOptions
from debtscan.safe.text import for_json

SCHEMA_FILE = "debtscan.assessment-1.schema.json"  # in docs/schema

# Harmless in JSON, but not on the terminal that it may be printed on: DEL, C1, bidirectional controls, line separators.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def render(assessment: Assessment, options: RenderOptions) -> str:
    """
    Return *assessment* as indented JSON that ends with a line feed; the same assessment gives the same bytes.
    """
    del options  # JSON speaks no language and knows no width
    return write(assessment)


def write(value: Struct) -> str:
    """
    Return *value* as indented JSON that ends with a line feed and acts on no terminal.
    """
    text = msgspec.json.format(_encode(value), indent=2).decode()
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _encode(value: Struct) -> bytes:
    try:
        return msgspec.json.encode(value, order="deterministic")
    except UnicodeEncodeError:  # a path with bytes that are no UTF-8
        return msgspec.json.encode(_without_surrogates(msgspec.to_builtins(value, order="deterministic")))


def _without_surrogates(value: object) -> object:
    match value:
        case str():
            return for_json(value)
        case dict():
            return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
        case list() | tuple():
            return [_without_surrogates(item) for item in value]
        case _:
            return value


def parse(data: bytes, where: str = "the result", lang: str = "en") -> Assessment:
    """
    Return the assessment in *data*; *where* names its source in the error for whatever is no result of this version.
    """
    found = _schema_of(data, where, lang)
    if found != SCHEMA:
        raise DebtscanError(
            say("error.schema", lang, where=where, found=repr(found), known=SCHEMA), say("hint.upgrade", lang)
        )
    try:
        return msgspec.json.decode(data, type=Assessment)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise _refusal("error.field", where, lang, error) from error


def _schema_of(data: bytes, where: str, lang: str) -> object:
    try:
        document = msgspec.json.decode(data)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise _refusal("error.not_json", where, lang, error) from error
    if not isinstance(document, dict):
        raise _refusal("error.not_object", where, lang)
    if "schema" not in document:
        raise _refusal("error.no_schema", where, lang)
    return document["schema"]


def _refusal(key: str, where: str, lang: str, error: Exception | None = None) -> DebtscanError:
    detail = str(error).replace("\n", " ") if error else ""
    return DebtscanError(say(key, lang, where=where, detail=detail), say("hint.rescan", lang))


def schema() -> str:
    """
    Return the JSON Schema (2020-12) of the result; docs/schema holds the same bytes.
    """
    return schema_of(Assessment, SCHEMA_FILE, SCHEMA, "What debtscan found.")


def schema_of(type_: type[Struct], file: str, title: str, says: str) -> str:
    """
    Return the JSON Schema of what `write` makes of a value of that type.
    """
    document = msgspec.json.schema(type_)
    for name, definition in document["$defs"].items():
        if "properties" in definition:
            definition["required"] = list(
                definition["properties"]
            )  # debtscan writes every key, also those with defaults
            definition["title"] = name
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": file,
        "title": title,
        "description": f"{says} Within a major version keys are only added.",
    }
    return json.dumps({**head, **document}, indent=2, ensure_ascii=False) + "\n"
