"""
The result as JSON: round trip, equal bytes, published schema, clear refusals.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from debtscan.base.errors import DebtscanError
from debtscan.model.assessment import Assessment
from debtscan.render.json import SCHEMA_FILE, parse, render, schema
from debtscan.render.options import RenderOptions
from tests.unit.render.sample import empty, hostile, large, platform

SAMPLES = pytest.mark.parametrize("make", [platform, hostile, empty])


@pytest.mark.parametrize("make", [platform, large, empty])
def test_a_result_survives_the_round_trip(make: Callable[[], Assessment]) -> None:
    """
    What is read again equals what was written.
    """
    assessment = make()

    assert parse(render(assessment, RenderOptions()).encode()) == assessment


@SAMPLES
def test_writing_again_gives_the_same_bytes(make: Callable[[], Assessment]) -> None:
    """
    A result that was read and written again does not change, whatever it holds.
    """
    text = render(make(), RenderOptions())

    assert render(parse(text.encode()), RenderOptions()) == text


@SAMPLES
def test_a_result_is_valid_against_the_schema(make: Callable[[], Assessment]) -> None:
    """
    The published schema describes what is written, and is a schema itself.
    """
    document = json.loads(render(make(), RenderOptions()))
    described = json.loads(schema())

    Draft202012Validator.check_schema(described)
    assert list(Draft202012Validator(described).iter_errors(document)) == []


def test_the_published_schema_is_the_present_one() -> None:
    """
    docs/schema is what `schema` returns; write it anew when the model changes.
    """
    published = Path(__file__).parents[3] / "docs" / "schema" / SCHEMA_FILE

    assert published.read_text(encoding="utf-8") == schema()


def test_the_schema_asks_for_every_key() -> None:
    """
    Keys are always present, so a document without one is refused.
    """
    document = json.loads(render(platform(), RenderOptions()))
    del document["components"][0]["verdict"]

    errors = [error.message for error in Draft202012Validator(json.loads(schema())).iter_errors(document)]

    assert errors == ["'verdict' is a required property"]


def test_reserved_words_keep_their_names_and_the_schema_comes_first() -> None:
    """
    What Python cannot spell is spelt as the format says.
    """
    document = json.loads(render(platform(), RenderOptions()))

    assert next(iter(document.items())) == ("schema", "debtscan.assessment/1")
    assert document["unresolved"][0]["from"] == "ml-services:service:ranking"
    assert '"class"' in schema()


def test_nothing_acts_on_the_terminal_it_may_be_printed_on() -> None:
    """
    Controls of either set and direction marks are written as escapes, and bytes that are no UTF-8 are shown.
    """
    text = render(hostile(), RenderOptions())

    assert not any(char < " " and char != "\n" for char in text)
    assert not any("\x7f" <= char <= "\x9f" or "\u202a" <= char <= "\u202e" for char in text)
    assert "bytes\\\\xff\\\\x80.yaml" in text
    assert json.loads(text)["components"][3]["name"] == "abc\u202egpj.exe"


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"not json", "kept.json: not a debtscan result: not valid JSON", "scan again with: debtscan scan"),
        (b"\xff\xfe", "kept.json: not a debtscan result: not valid JSON", "scan again with: debtscan scan"),
        (b"[" * 100_000, "kept.json: not a debtscan result: not valid JSON", "scan again with: debtscan scan"),
        (b"[]", "kept.json: not a debtscan result: no JSON object", "scan again with: debtscan scan"),
        (b"{}", 'kept.json: not a debtscan result: there is no key "schema"', "scan again with: debtscan scan"),
        (
            b'{"schema": "debtscan.assessment/9"}',
            "kept.json: the result has schema 'debtscan.assessment/9', this version reads debtscan.assessment/1",
            "scan again with this version",
        ),
        (
            b'{"schema": "debtscan.assessment/1", "now": 3}',
            "kept.json: not a valid debtscan result: Expected `str`, got `int` - at `$.now`",
            "scan again with: debtscan scan",
        ),
    ],
)
def test_what_is_no_result_is_refused_with_a_way_out(data: bytes, message: str, hint: str) -> None:
    """
    The error says what, where and what to do.
    """
    with pytest.raises(DebtscanError) as caught:
        parse(data, "kept.json")

    assert str(caught.value).startswith(message)
    assert caught.value.hint.startswith(hint)


def test_a_finding_without_evidence_is_refused() -> None:
    """
    A result that somebody edited by hand is held to the same law.
    """
    document = json.loads(render(platform(), RenderOptions()))
    document["findings"][0]["evidence"] = []

    with pytest.raises(DebtscanError, match="has no evidence"):
        parse(json.dumps(document).encode())
