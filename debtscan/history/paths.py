"""
The paths of commits as git prints them, and as values.

`git log --name-status` compares trees by id and never opens a blob: what partial clones and damaged packs lack costs
nothing here, and exact renames (-M100%, ids again) come free.
"""

import re
from collections.abc import Iterator

from debtscan.history.tokens import Tokens
from debtscan.model.history import PathChange, Touch
from debtscan.model.words import Renames

_DETECTION = {Renames.EXACT: "-M100%", Renames.SIMILAR: "-M"}

_COMMIT = re.compile(rb"\n?([0-9a-f]{40}(?:[0-9a-f]{24})?)")
_TOUCHES = {touch.value.encode("ascii"): touch for touch in Touch}
_PAIRED = (b"R", b"C")  # these name the old path and the new one


def arguments(renames: Renames) -> tuple[str, ...]:
    """
    Return the words of the git command; only similar *renames* make it open blobs.
    """
    return ("log", "-z", "--name-status", _DETECTION[renames], "--no-color", "--no-walk=unsorted", "--format=%H")


class Sections:
    """
    The commits of a stream with what it says of their paths, as raw tokens joined by NUL.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """
        Yield each commit once its paths are complete: the last one of a stream that failed is left out.
        """
        commit: str | None = None
        section: list[bytes] = []
        source = iter(self._tokens)
        for token in source:
            if len(token) < 40 or not (match := _COMMIT.fullmatch(token)):  # noqa: PLR2004 - no id is shorter
                section += _record(token.lstrip(b"\n"), source)
                continue
            if commit is not None:
                yield commit, b"\0".join(section)
            commit, section = match[1].decode("ascii"), []
        if commit is not None and self._tokens.error is None:
            yield commit, b"\0".join(section)


def _record(status: bytes, source: Iterator[bytes]) -> list[bytes]:
    """
    Return *status* with the paths that follow it; whatever bytes they hold, they are never taken for a commit.
    """
    if status.startswith(_PAIRED):
        return [status, next(source, b""), next(source, b"")]
    return [status, next(source, b"")]


class PathChanges:
    """
    Raw sections as values; equal changes are one object, which keeps long histories small.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, dict[bytes, PathChange | None]] = {}

    def of(self, section: bytes) -> tuple[PathChange, ...]:
        """
        Return the changes of one section; what is no change is left out.
        """
        return tuple(self._changes(iter(section.split(b"\0")))) if section else ()

    def _changes(self, tokens: Iterator[bytes]) -> Iterator[PathChange]:
        for status in tokens:
            path = next(tokens, b"")
            if status.startswith(_PAIRED):
                change = _parsed(status, next(tokens, b""), path)
            else:
                change = self._plain(status, path)
            if change is not None:
                yield change

    def _plain(self, status: bytes, path: bytes) -> PathChange | None:
        known = self._known.setdefault(status[:1], {})
        if path not in known:
            known[path] = _parsed(status, path)
        return known[path]


def _parsed(status: bytes, path: bytes, old: bytes | None = None) -> PathChange | None:
    touch = _TOUCHES.get(status[:1])
    if touch is None or not path or old == b"":
        return None
    return PathChange(touch, _text(path), None if old is None else _text(old))


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
