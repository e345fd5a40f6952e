"""
What a reader has found so far in one file: declarations under unique keys, references with their places, problems.
"""

import posixpath

from msgspec import Struct
from msgspec.structs import replace

from debtscan.model.declaration import (
    Declaration,
    HostRef,
    ImageRef,
    NameRef,
    PathRef,
    Problem,
    Reading,
    Reference,
    Store,
    StoreRef,
    Target,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How, Status
from debtscan.scan.kubernetes.names import plain_name
from debtscan.scan.strings import is_image, targets_in, targets_of_setting

_MAX_REFERENCES = 20_000  # of one file; beyond that it is data, not a description
_LONGEST = 100_000  # characters of one value that are searched for hosts and buckets


class Place(Struct, frozen=True):
    """
    Where a reference stands: the declaration that needs it, the way to it in the file, and the line.
    """

    source: str | None = None
    key: str = ""
    line: int | None = None

    def at(self, part: str, line: int | None = None) -> "Place":
        """
        Return the place *part* below this one.
        """
        joint = "" if not self.key or self.key.endswith(":") or part.startswith("[") else "."
        return Place(self.source, f"{self.key}{joint}{part}", line if line is not None else self.line)


class Draft:
    """
    Gathers the reading of one file.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.declarations: list[Declaration] = []
        self.references: list[Reference] = []
        self.problems: list[Problem] = []
        self._keys: dict[str, int] = {}
        self._seen: set[tuple[str | None, str | None, Target]] = set()

    def declare(self, declaration: Declaration) -> Place:
        """
        Keep *declaration* under a key that is unique in the file, and return the place for its references.
        """
        count = self._keys[declaration.key] = self._keys.get(declaration.key, 0) + 1
        key = declaration.key if count == 1 else f"{declaration.key}#{count}"
        self.declarations.append(replace(declaration, key=key))
        return Place(key, f"{key}:", declaration.line)

    def refer(self, place: Place, target: Target, how: How, confidence: Confidence = Confidence.HIGH) -> None:
        """
        Keep that *place* needs *target*; saying it twice at one place counts once.
        """
        mark = (place.source, place.key, target)
        if mark in self._seen or len(self.references) >= _MAX_REFERENCES:
            return
        self._seen.add(mark)
        self.references.append(Reference(place.source, target, how, place.line, place.key or None, confidence))

    def image(self, place: Place, image: str, confidence: Confidence = Confidence.HIGH) -> None:
        """
        Keep that *place* runs *image*; an expression in it makes that less sure.
        """
        if image and not image.isspace():
            unsure = "{{" in image or "$" in image
            sure = Confidence.MEDIUM if unsure and confidence is Confidence.HIGH else confidence
            self.refer(place, ImageRef(image.strip()), How.IMAGE, sure)

    def setting(self, place: Place, name: str, value: str, confidence: Confidence = Confidence.HIGH) -> None:
        """
        Keep what the setting *name* = *value* points to.
        """
        if not value:
            return
        if "image" in name.lower() and is_image(value):
            self.image(place, value, Confidence.MEDIUM)
            return
        for target in targets_of_setting(name, value[:_LONGEST]):
            self.refer(place, target, how_of(target), confidence)

    def text(self, place: Place, text: str, confidence: Confidence = Confidence.HIGH) -> None:
        """
        Keep what *text* names beyond doubt.
        """
        for target in targets_in(text[:_LONGEST]):
            self.refer(place, target, how_of(target), confidence)

    def local_path(self, place: Place, written: str, how: How, confidence: Confidence = Confidence.HIGH) -> None:
        """
        Keep that *place* needs what lies at *written*, relative to this file; ways out of the repository are left out.
        """
        path = self.resolved(written)
        if path is not None:
            self.refer(place, PathRef(path), how, confidence)

    def name(self, target: str) -> str:
        """
        Return the name of another object as this one would be called if it were declared here: expressions taken out.
        """
        return plain_name(target, self.path)

    def host(self, service: str, namespace: str = "") -> str:
        """
        Return the host name of *service*, without the parts that are expressions.
        """
        known = service if service[:1] not in "{$" else self.name(service)
        parts = known.split(".")
        if any("{{" in part or "$" in part for part in parts):
            parts = [self.name(parts[0])]
        if len(parts) == 1 and namespace and "{{" not in namespace and "$" not in namespace:
            parts.append(namespace)
        return ".".join(parts)

    def resolved(self, written: str) -> str | None:
        """
        Return *written* relative to the repository, "." being its root, or None when it leads out or is an expression.
        """
        if not written or written.startswith(("/", "~")) or "://" in written or "{{" in written or "${" in written:
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), written))
        return None if path == ".." or path.startswith("../") else path

    def problem(self, reason: Reason, detail: str, line: int | None = None) -> None:
        """
        Keep what was not understood.
        """
        self.problems.append(Problem(reason, detail, line))

    def reading(self, status: Status | None = None) -> Reading:
        """
        Return all that was found.
        """
        return Reading(tuple(self.declarations), tuple(self.references), tuple(self.problems), status=status)


def how_of(target: Target) -> How:
    """
    Return how a setting that names *target* ties its owner to it.
    """
    match target:
        case StoreRef(store=Store.TOPIC | Store.QUEUE):
            return How.QUEUE
        case StoreRef():
            return How.DATA
        case HostRef() | NameRef():
            return How.ENV
        case ImageRef():
            return How.IMAGE
        case _:
            return How.CALL
