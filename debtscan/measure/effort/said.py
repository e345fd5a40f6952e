"""
What the message of a commit says, as named signals.
"""

import re
from collections.abc import Iterator

from debtscan.measure.effort.words import Message
from debtscan.model.history import Change

EXPLAINED = 8  # words of a body that says more than the subject
_OPAQUE, _LONG = 2, 10  # words of a subject
_SHORT = 80  # characters of a subject that may be a version alone

_PATTERNS = (
    ("version number", re.compile(r"(?<![\w.])v?\d+\.\d+(?:\.\d+)*(?:[-.]?(?:rc|alpha|beta|dev)[-.]?\d*)?(?![\w])")),
    ("from to", re.compile(r"\bfrom\s+\S+\s+to\s+\S+|->|=>|→")),
    ("to version", re.compile(r"\bto\s+(?:version\s+)?v?\d[\w.]*|@v?\d")),
    (
        "hash",
        re.compile(
            r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b|https?://\S+(?:compare|commit)/|:[\w.-]*\d{6,}"
        ),
    ),
)
_VERSION = re.compile(r"^\W*(?:version|release|bump(?: version)?(?: to)?|v)?\W*v?\d+(?:\.\d+)+\S*\W*(?:\(#\d+\))?\W*$")
_REVERT = re.compile(
    r"^\W*(?:[\w-]+(?:\([^)]*\))?: *)?(?:partial(?:ly)? )?revert(?:s|ed|ing)?\b|\brollback\b|\brolled? back\b",
    re.IGNORECASE,
)
_REVERTS = ("this", "reverts", "commit")
_REAPPLY = re.compile(r"revert\W+revert|re-?apply|reland|unrevert", re.IGNORECASE)
_TICKET = re.compile(r"\b(?:bug|[a-z]{2,10})[- ]\d{3,7}\b", re.IGNORECASE)


def is_version(message: Message) -> bool:
    """
    Tell whether the subject is a version and nothing else.
    """
    return len(message.text) <= _SHORT and _VERSION.match(message.text) is not None


def is_release(change: Change, message: Message) -> bool:
    """
    Tell whether *change* puts out what came before it: a tag, or a subject that is a version.
    """
    if change.tagged or is_version(message):
        return True
    return "release" in message.verb and "symptom" not in message.speaks


def said_signals(message: Message, subject: str) -> Iterator[str]:
    """
    Yield the names of what *message* says; *subject* is its first line as it was written.
    """
    if message.kind:
        yield f"type {message.kind}"
    below = "lists" if message.squashed else "explains"
    yield from (f"says {group}" for group in message.speaks)
    yield from (f"{below} {group}" for group in message.explains)
    yield from (f"begins with {group}" for group in message.verb)
    yield from (name for name, pattern in _PATTERNS if pattern.search(message.text))
    if is_version(message):
        yield "only a version"
    if _TICKET.search(subject):
        yield "ticket"
    if _REAPPLY.search(subject):
        yield "reapply"
    elif _REVERT.search(subject) or message.kind == "revert" or message.body[:3] == _REVERTS:
        yield "revert"
    yield from _form(message)


def _form(message: Message) -> Iterator[str]:
    words = len(message.subject) + len(message.japanese) // 3
    if message.japanese:
        yield "japanese"
    if message.squashed:
        yield "squashed"
    if message.numbered:
        yield "numbered"
    if words <= _OPAQUE:
        yield "hardly a word"
    elif words > _LONG:
        yield "long subject"
    if len(message.body) > EXPLAINED:
        yield "has body"
    if not message.speaks:
        yield "says nothing"
