"""
What a message says: its words, the groups that they belong to, and the word that names what was done.
"""

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from debtscan.measure.effort.lexicon import ENGLISH, JAPANESE, NO_VERBS, PAIRS, TYPES

LONGEST = 300  # characters of subject and of body that are read
_FIRST = 6  # words among which the verb is looked for
_TYPE = re.compile(
    r"\s*(?::[a-z0-9_+-]+:\s*)*\W*?"
    r"(?:\[([^\]\n]{2,30})\]|([^\W\d_][\w ]{1,18}?)(?:\(([^)\n]*)\))?!?\s*[:/])",
    re.ASCII | re.IGNORECASE,
)
_TYPE_JA = re.compile(r"\s*([\u3040-\u9fff]{2,6}):")
_WORD = re.compile(r"[a-z0-9][a-z0-9'_.+-]*[a-z0-9+]|[a-z0-9]", re.ASCII)
_NUMBER = re.compile(r"\((?:[\w./-]*[#!])\d+\)\s*$")
_TICKET = re.compile(r"\b(?:bug[- ]\d{3,8}|[A-Z][A-Z0-9]{1,9}-\d{1,7}|T\d{4,7})\b\s*[-:]?", re.IGNORECASE)
_AREA = re.compile(r"\W*[\w./-]+(?: [\w./-]+)?: ")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TRAILER = re.compile(  # and the headings of forms
    r"^[A-Z][A-Za-z]+(?:-[A-Za-z]+)+: .*$"
    r"|^(?:\*\*What this PR|#+ |\(cherry picked|🤖|Generated with|Bug: |Change-Id).*$",
    re.MULTILINE,
)
_ENDINGS = (
    *(("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("d", "")),
    *(("es", ""), ("s", ""), ("ies", "y"), ("ied", "y"), ("ly", "")),
)


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group, words in ENGLISH.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), group)
    return found


_BY_WORD = _by_word()


class Message(Struct, frozen=True):
    """
    One message, read: its words in order and the groups that they speak of.
    """

    kind: str  # the conventional type in front of the subject, "" without one
    subject: tuple[str, ...]
    body: tuple[str, ...]
    japanese: str  # the subject when it holds Japanese, else ""
    speaks: frozenset[str]  # groups, of the subject
    explains: frozenset[str]  # groups, of the body
    verb: tuple[str, ...]  # groups of the first word that has any
    text: str  # the subject, normalised, lower-cased
    squashed: bool  # the body lists the subjects of commits that became one
    numbered: bool  # the subject ends in the number of a pull request


def read_message(subject: str, body: str) -> Message:
    """
    Return what *subject* and *body* say; trailers and lines of machines are left out.
    """
    plain = unicodedata.normalize("NFKC", subject)[:LONGEST]
    kind, rest = _kind(plain)
    low = _CAMEL.sub(" ", _TICKET.sub(" ", rest)).lower()
    words = tuple(_WORD.findall(low))
    below = _clean(body) if body else ""
    more = tuple(_WORD.findall(below))
    japanese = low if _CJK.search(low) else ""
    return Message(
        kind=kind,
        subject=words,
        body=more,
        japanese=japanese,
        speaks=frozenset(_groups(words) | (_japanese_groups(low) if japanese else set())),
        explains=frozenset(_groups(more) | (_japanese_groups(below) if _CJK.search(below) else set())),
        verb=(_last_group(low) if japanese else ()) or _first_group(low, words),
        text=low,
        squashed=below.lstrip().startswith(("* ", "- [", "*\u00a0")),
        numbered=_NUMBER.search(plain) is not None,
    )


def _clean(body: str) -> str:
    return _TRAILER.sub("", _COMMENT.sub("", unicodedata.normalize("NFKC", body)))[:LONGEST].lower()


def _kind(subject: str) -> tuple[str, str]:
    """
    Return the conventional type in front of *subject* ("" without one) and what comes behind it.
    """
    found = _TYPE.match(subject)
    if found is not None:
        bracketed, word, scope = found.groups()
        kind = TYPES.get((bracketed or word).lower().strip())
        if kind == "chore" and scope and "dep" in scope.lower():
            kind = "deps"
        if kind is not None or bracketed:
            return kind or "", subject[found.end() :]
    japanese = _TYPE_JA.match(subject)
    if japanese is not None and (kind := TYPES.get(japanese[1])):
        return kind, subject[japanese.end() :]
    return "", subject


def _groups(words: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    before = ""
    for word in words:
        found.update(groups_of(word))
        pair = PAIRS.get(f"{before} {word}")
        if pair is not None:
            found.add(pair)
        before = word
    return found


def _japanese_groups(text: str) -> set[str]:
    return {group for group, parts in JAPANESE.items() if any(part in text for part in parts)}


def _first_group(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the groups of the first English word that has any, behind the name of an area where there is one.
    """
    area = _AREA.match(text)
    behind = _WORD.findall(text[area.end() :]) if area else words
    return next((found for word in behind[:_FIRST] if (found := groups_of(word))), ())


def _last_group(text: str) -> tuple[str, ...]:
    """
    Return the group of the last word that has any: a Japanese sentence ends in its verb.
    """
    ends = (
        (text.rfind(part) + len(part), len(part), group)
        for group, parts in JAPANESE.items()
        if group not in NO_VERBS
        for part in parts
        if part in text
    )
    best = max(ends, default=None)
    return () if best is None else (best[2],)


@lru_cache(maxsize=1 << 15)
def groups_of(word: str) -> tuple[str, ...]:
    """
    Return the groups of an English word in any of its forms.
    """
    found = _BY_WORD.get(word)
    if found is not None:
        return found
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)] + instead
            if stem in _BY_WORD:
                return _BY_WORD[stem]
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in _BY_WORD:  # noqa: PLR2004 - "stopped"
                return _BY_WORD[stem[:-1]]
    return ()
