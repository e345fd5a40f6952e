"""
Text of a scanned repository made safe for the place where it is printed.
"""

import os
import re
from urllib.parse import quote

from debtscan.safe.secrets import redact

__all__ = ["code_span", "for_json", "for_markdown", "for_terminal", "for_url_path", "for_xml", "redact"]

_CONTROLS = r"\x00-\x1f\x7f-\x9f"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"
)
_SURROGATES = "\ud800-\udfff"
_UNSAFE = re.compile(f"[{_CONTROLS}{_INVISIBLE}{_SURROGATES}]")
_SURROGATE = re.compile(f"[{_SURROGATES}]")
_NOT_XML = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f{_SURROGATES}\ufffe\uffff]")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+\-.!|~$^=]")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_HTML_CHARACTER = re.compile('[&<>"]')
_LIVE = re.compile(r"(@|#|GH-|://|\bwww\b|\bmailto:)(?=\S)", re.IGNORECASE)
_BACKTICKS = re.compile("`+")
_BREAK = "\u200b"  # ends a mention or an automatic link without being seen
_BYTE_SURROGATES = range(0xDC80, 0xDD00)
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def for_terminal(text: str) -> str:
    """
    Return *text* on one line with every control, escape, direction mark and undecodable byte shown, none in force.
    """
    return _UNSAFE.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if code in _BYTE_SURROGATES:
        return f"\\x{code - 0xDC00:02x}"
    if code <= 0xFF:  # noqa: PLR2004 - one byte
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - the basic plane


def for_markdown(text: str) -> str:
    """
    Return *text* as Markdown that shows it literally: no markup, HTML, table cell, mention, issue or automatic link.
    """
    shown = _LIVE.sub(lambda match: _defused(match[0]), for_terminal(text))
    shown = _MARKDOWN.sub(r"\\\g<0>", shown)
    return _HTML_CHARACTER.sub(lambda match: _HTML[match[0]], shown)


def _defused(word: str) -> str:
    return f":{_BREAK}//" if word == "://" else f"{word}{_BREAK}"


def code_span(text: str, *, cell: bool = False) -> str:
    """
    Return *text* as a Markdown code span that nothing in it can end; with *cell*, fit for a table.
    """
    shown = for_terminal(text)
    if not shown.strip():
        return for_markdown(shown)
    fence = "`" * (1 + max((len(run) for run in _BACKTICKS.findall(shown)), default=0))
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    span = f"{fence}{pad}{shown}{pad}{fence}"
    return span.replace("|", r"\|") if cell else span


def for_xml(text: str) -> str:
    """
    Return *text* without what XML cannot hold; escaping `<` and `&` is left to the library that writes it.
    """
    return _NOT_XML.sub(_visible, text)


def for_url_path(path: str) -> str:
    """
    Return *path* percent-encoded byte by byte, as the path of a relative URI.
    """
    return quote(os.fsencode(_SURROGATE.sub(_byte_only, path)), safe="/~")


def _byte_only(match: re.Match[str]) -> str:
    return match[0] if ord(match[0]) in _BYTE_SURROGATES else _visible(match)


def for_json(text: str) -> str:
    """
    Return *text* with undecodable bytes written as backslash escapes, so that it can be encoded.
    """
    return _SURROGATE.sub(_visible, text)
