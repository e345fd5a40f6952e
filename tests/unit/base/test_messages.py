"""
The catalogue is complete: both languages, the same placeholders, no missing and no idle sentence.
"""

import re
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

from debtscan.base.messages import MESSAGES, say, say_or
from debtscan.base.sentences.entry import Entry
from debtscan.model.correction import Outcome
from debtscan.model.effort_index import Band, PhaseName, Verdict
from debtscan.model.evidence import Reason
from debtscan.model.signal import Aspect, Why
from debtscan.model.words import (
    Built,
    Confidence,
    Direction,
    Grade,
    GraphFormat,
    How,
    Kind,
    Knowing,
    PeopleMode,
    Severity,
    Status,
)
from debtscan.render.map import LAYERS, Omission

ROOT = Path(__file__).parents[3]
FAMILIES: list[tuple[str, type[StrEnum]]] = [
    ("kind", Kind),
    ("kinds", Kind),
    ("built", Built),
    ("built.explain", Built),
    ("status", Status),
    ("severity", Severity),
    ("confidence", Confidence),
    ("how", How),
    ("grade", Grade),
    ("grade.explain", Grade),
    ("people_mode", PeopleMode),
    ("reason", Reason),
    ("aspect", Aspect),
    ("signal", Why),
    ("outcome", Outcome),
    ("graph.note", Omission),
    ("graph.reach", Direction),
    ("graph.no_reach", Direction),
    ("output", GraphFormat),
    ("knowing", Knowing),
    ("band", Band),
    ("verdict", Verdict),
    ("phase", PhaseName),
    ("advice", PhaseName),
]
# Keys that are put together while running; the tests above and the fallbacks of `say_or` look after them.
MADE = {
    "layer",
    "why",
    "departed",
    "caption",
    "vendor",
    "nav",
    "person",
    "matcher",
    "note",
    "ask",
    "join",
    "cannot",
    "mind",
    "sign",
    *(name for name, _ in FAMILIES),
}


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_both_languages_say_the_same(key: str) -> None:
    """
    No sentence is empty in either language but a gap, and both take the same values.
    """
    entry = MESSAGES[key]

    assert entry.en
    assert entry.ja or key == "list.gap"
    assert _places(entry.en) == _places(entry.ja)
    assert _places(entry.one or "") <= _places(entry.en)


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_japanese_ends_as_japanese(key: str) -> None:
    """
    A Japanese sentence ends with its own full stop, and an English one has no Japanese in it.
    """
    entry = MESSAGES[key]

    assert not entry.ja.endswith(".")
    assert not re.search("[\u3040-\u30ff\u4e00-\u9fff]", entry.en)


@pytest.mark.parametrize(("family", "words"), FAMILIES)
def test_every_word_of_the_vocabularies_has_a_sentence(family: str, words: type[StrEnum]) -> None:
    """
    Whatever the model may say, the catalogue can say it.
    """
    missing = [word for word in words if f"{family}.{word}" not in MESSAGES]

    assert missing == []


def test_every_layer_of_the_map_has_a_title() -> None:
    """
    The frames of the map are named.
    """
    missing = [layer for layer in LAYERS if f"layer.{layer}" not in MESSAGES]

    assert missing == []


def _sources() -> str:
    files = [
        path
        for folder, pattern in (("debtscan", "*.py"), ("report_templates", "*.j2"))
        for path in sorted((ROOT / folder).rglob(pattern))
        if path.parent.name != "sentences"
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_no_sentence_is_idle() -> None:
    """
    Each key is said somewhere in the package or its templates.
    """
    text = _sources()

    said = set(re.findall(r"""["']([a-z_]+(?:\.[a-z_]+)+)["']""", text))
    idle = [key for key in MESSAGES if key not in said and key.rpartition(".")[0] not in MADE]

    assert idle == []


def test_whatever_is_said_is_in_the_catalogue() -> None:
    """
    No key is misspelt where a sentence is said.
    """
    said = re.findall(r"""\b_?(?:say|speak)\(\s*["']([a-z_]+(?:\.[a-z_]+)+)["']""", _sources())

    assert said
    assert [key for key in said if key not in MESSAGES] == []


def test_numbers_are_grouped_and_one_is_singular() -> None:
    """
    Thousands are separated, and English knows one from many.
    """
    said = [say("kinds.service", lang, n=n) for lang in ("en", "ja") for n in (1, 1200)]

    assert said == ["1 service", "1,200 services", "サービス 1", "サービス 1,200"]


def test_an_unknown_key_is_a_mistake_unless_something_is_said_otherwise() -> None:
    """
    A wrong key must not reach a reader unseen; `say_or` takes what it is given.
    """
    assert say_or("caption.Deployment", "ja", "Deployment") == "Deployment"
    assert say_or("caption.folder", "ja", "folder") == "フォルダ"
    with pytest.raises(KeyError):
        say("no.such.key", "en")


def test_values_that_look_like_placeholders_stay_as_they_are() -> None:
    """
    Text of a scanned repository is filled in, never read as a format.
    """
    assert say("map.title", "en", name="{n.__class__}") == "Map of {n.__class__}"


def test_an_entry_without_singular_uses_the_plural_form() -> None:
    """
    Sentences in which the number changes nothing need no second form.
    """
    assert Entry("{n} CI", "CI {n}").one is None
    assert say("kinds.ci", "en", n=1) == "1 CI"
