"""
Images and charts matched by the segments of their names, so that "redis-exporter-of-ours" never counts as Redis.
"""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")

_EXPRESSION = re.compile(r"\$?\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$\([^()]*\)|<[^<>]*>")
_SCHEME = re.compile(r"^(?:docker|oci|https?)://")
_ARCHIVE = re.compile(r"-v?\d[^/]*\.tgz$")
_MAX = 1_000  # characters; what is longer names nothing


class ImageName(Struct, frozen=True):
    """
    A reference in parts; *segments* are registry and path in lower case, expressions cut out.
    """

    segments: tuple[str, ...]
    tag: str


def split_image(reference: str) -> ImageName:
    """
    Return the parts of *reference*, whatever it holds.
    """
    text = _EXPRESSION.sub("", reference[:_MAX]).strip().strip("\"'").lower()
    text = _SCHEME.sub("", text).partition("@")[0]
    head, slash, tail = text.rpartition("/")
    name, _, tag = tail.partition(":")
    return ImageName(tuple(part for part in f"{head}{slash}{name}".split("/") if part), tag)


def chart_name(chart: str) -> str:
    """
    Return the bare name of a chart given by name, path, address or archive.
    """
    text = _EXPRESSION.sub("", chart[:_MAX]).strip().lower().partition("?")[0].rstrip("/")
    return _ARCHIVE.sub("", text).rpartition("/")[2]


class ImageTable(Generic[T]):
    """
    Finds the value whose pattern fits an image best: the one with most segments, then the first that was given.
    """

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        self._ends: dict[str, list[_Pattern[T]]] = {}  # by last segment: the image ends with the pattern
        self._starts: dict[str, list[_Pattern[T]]] = {}  # by first segment: anything may follow
        self._found: dict[str, T | None] = {}
        for text, value in rows:
            pattern = _pattern(text.lower(), value)
            table, key = (self._starts, pattern.segments[0]) if pattern.open else (self._ends, pattern.segments[-1])
            table.setdefault(key, []).append(pattern)

    def find(self, reference: str) -> T | None:
        """
        Return the value for *reference*, or None.
        """
        if reference not in self._found:
            self._found[reference] = self._search(split_image(reference))
        return self._found[reference]

    def _search(self, image: ImageName) -> T | None:
        if not image.segments:
            return None
        fits = [p for p in self._ends.get(image.segments[-1], ()) if p.fits_end(image)]
        for start, segment in enumerate(image.segments):
            fits += [p for p in self._starts.get(segment, ()) if p.fits_from(image, start)]
        return max(fits, key=lambda p: (len(p.segments), bool(p.tag)), default=None).value if fits else None  # type: ignore[union-attr]


class _Pattern(Struct, Generic[T], frozen=True):
    segments: tuple[str, ...]
    tag: str  # "" = any; "*" allowed
    open: bool
    value: T

    def fits_end(self, image: ImageName) -> bool:
        return image.segments[-len(self.segments) :] == self.segments and self._fits_tag(image)

    def fits_from(self, image: ImageName, start: int) -> bool:
        return image.segments[start : start + len(self.segments)] == self.segments and self._fits_tag(image)

    def _fits_tag(self, image: ImageName) -> bool:
        return not self.tag or fnmatchcase(image.tag, self.tag)


def _pattern(text: str, value: T) -> _Pattern[T]:
    path, _, tag = text.partition(":")
    segments = tuple(part for part in path.split("/") if part)
    hosted = len(segments) > 1 and "." in segments[0]
    return _Pattern(segments, tag, path.endswith("/") or hosted, value)
