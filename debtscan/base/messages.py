"""
The one catalogue of every sentence that debtscan says by itself, in English and Japanese.

Texts of rules and names of capabilities live with their data in rules/; all else stands in `sentences`, by who says it.
"""

from typing import Literal

from debtscan.base.sentences.effort import EFFORT
from debtscan.base.sentences.entry import Entry
from debtscan.base.sentences.explain import EXPLAIN
from debtscan.base.sentences.graph import GRAPH
from debtscan.base.sentences.people import PEOPLE
from debtscan.base.sentences.reasons import REASONS
from debtscan.base.sentences.report import REPORT
from debtscan.base.sentences.talk import TALK
from debtscan.base.sentences.words import WORDS

Language = Literal["en", "ja"]


def say(key: str, lang: str, **values: object) -> str:
    """
    Return the sentence *key* in *lang* with *values* filled in; whole numbers get thousands separators.
    """
    entry = MESSAGES[key]
    shown = {name: f"{value:,}" if type(value) is int else value for name, value in values.items()}
    return _form(entry, lang, values.get("n")).format_map(shown)


def say_or(key: str, lang: str, otherwise: str) -> str:
    """
    Return the sentence *key* in *lang*, or *otherwise* where the catalogue does not know the key.
    """
    return say(key, lang) if key in MESSAGES else otherwise


def _form(entry: Entry, lang: str, number: object) -> str:
    if lang == "ja":
        return entry.ja
    return entry.one if entry.one is not None and number == 1 else entry.en


MESSAGES: dict[str, Entry] = WORDS | REASONS | REPORT | TALK | EXPLAIN | GRAPH | PEOPLE | EFFORT
