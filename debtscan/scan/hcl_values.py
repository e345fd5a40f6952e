"""
What expressions of HCL stand for as far as it can be told without running anything: sizes, addresses, made-up texts.
"""

import re

_ADDRESS = re.compile(r"(?:var|local|module|each|data|[a-z][a-z0-9]*_[a-z0-9_]+)(?:\.[\w-]+)+")
_COLLECTION = re.compile(r"(?:var|local)\.[A-Za-z_][\w-]*")
_WRAPPED = re.compile(r"(?:toset|tomap|tolist|keys|values|flatten|nonsensitive|length)\((.*)\)", re.DOTALL)
_COMMENT = re.compile(r"(?<![:\"'\w])(?:#|//)[^\n]*")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_OPEN, _CLOSE = "([{", ")]}"
_LONGEST = 200_000


def unwrapped(text: str) -> str:
    """
    Return the collection inside toset(...), length(...) and the like.
    """
    text = text.strip()
    for _ in range(4):
        match = _WRAPPED.fullmatch(text)
        if match is None:
            break
        text = match[1].strip()
    return text


def collection_of(text: str) -> str:
    """
    Return the address of the collection that *text* names ("local.teams"), "" where it is none.
    """
    inner = unwrapped(text)
    return inner if _COLLECTION.fullmatch(inner) else ""


def size_of(text: str) -> int | None:
    """
    Return how many entries a literal list, set or map has; None for what must be computed.
    """
    inner = unwrapped(text)
    if len(inner) > _LONGEST or inner[:1] not in {"[", "{"}:
        return None
    plain = _COMMENT.sub("", _without_blocks(_STRING.sub("s", inner)))
    if re.match(r"[\[{]\s*for\b", plain):
        return None
    return _entries(plain)


def _without_blocks(text: str) -> str:
    """
    Return *text* without the comments that have an end of their own; one pass, whatever stands in it.
    """
    kept, at = [], 0
    while (start := text.find("/*", at)) >= 0 and (end := text.find("*/", start)) >= 0:
        kept.append(text[at:start])
        at = end + 2
    return "".join([*kept, text[at:]])


def _entries(plain: str) -> int | None:
    """
    Return the number of entries at the top of a collection without strings and comments: maps may end them by lines.
    """
    depth, count, filled = 0, 0, False
    lines = plain[0] == "{"
    for at, letter in enumerate(plain):
        if letter in _OPEN:
            filled = filled or depth > 0
            depth += 1
        elif letter in _CLOSE:
            depth -= 1
            if depth == 0:
                return count + filled if at == len(plain) - 1 else None
        elif depth == 1 and (letter == "," or (lines and letter == "\n")):
            count, filled = count + filled, False
        elif not letter.isspace():
            filled = True
    return None


def template_of(text: str) -> str:
    """
    Return a text that is put together, with "${...}" for its expressions; "" where it is no text.
    """
    text = text.strip()
    if len(text) > 1 and text[0] == '"' == text[-1] and "\n" not in text:
        return text[1:-1]
    return f"${{{text}}}" if _ADDRESS.fullmatch(text) else ""
