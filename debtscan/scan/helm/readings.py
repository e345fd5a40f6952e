"""
Several readings of one template, one for each set of values, put together; and what no set of values switches on.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from debtscan.model.declaration import Declaration, Problem, Reading, Reference
from debtscan.model.words import Confidence, Status


def together(readings: Sequence[Reading]) -> Reading:
    """
    Return all that *readings* of one file say; where they differ about an object, the first that has it live counts.

    A line of the template that gives one object in each reading gives the same object, whatever it is called there.
    """
    if len(readings) == 1:
        return readings[0]
    joined = _Joined()
    for reading in readings:
        joined.add(reading)
    return joined.reading()


class _Joined:
    """
    What the readings up to now say.
    """

    def __init__(self) -> None:
        self.declarations: dict[str, Declaration] = {}
        self.references: dict[tuple[str | None, str | None, object], Reference] = {}
        self.problems: dict[Problem, None] = {}

    def add(self, reading: Reading) -> None:
        names = self._names(reading)
        for declaration in reading.declarations:
            key = _renamed(declaration.key, names)
            known = self.declarations.get(key)
            if known is None or (known.status is Status.DISABLED and declaration.status is not Status.DISABLED):
                self.declarations[key] = replace(known or declaration, **_state(declaration), key=key)
        for reference in reading.references:
            source = _renamed(reference.source, names) if reference.source else None
            place = _renamed(reference.key, names) if reference.key else None
            self.references.setdefault((source, place, reference.target), replace(reference, source=source, key=place))
        self.problems |= dict.fromkeys(reading.problems)

    def _names(self, reading: Reading) -> dict[str, str]:
        """
        Return what objects of *reading* are called that are known under another name, by the line that gives them.
        """
        here, there = _single(reading.declarations), _single(self.declarations.values())
        return {key: there[line] for line, key in here.items() if line in there and key not in self.declarations}

    def reading(self) -> Reading:
        return Reading(tuple(self.declarations.values()), tuple(self.references.values()), tuple(self.problems))


def _state(declaration: Declaration) -> dict[str, object]:
    return {"status": declaration.status, "confidence": declaration.confidence, "spec": declaration.spec}


def _single(declarations: Iterable[Declaration]) -> dict[int, str]:
    """
    Return the objects that are the only one of their line, by that line.
    """
    found = objects(declarations)
    counts = Counter(one.line for one in found)
    return {one.line: one.key for one in found if one.line is not None and counts[one.line] == 1}


def objects(declarations: Iterable[Declaration]) -> list[Declaration]:
    """
    Return the declarations that stand for themselves: not what the command of another one builds or makes.
    """
    found = list(declarations)
    keys = {declaration.key for declaration in found}
    return [one for one in found if not any(one.key[:place] in keys for place in _colons(one.key))]


def _colons(key: str) -> list[int]:
    return [place for place, character in enumerate(key) if character == ":"]


def _renamed(key: str, names: dict[str, str]) -> str:
    """
    Return *key*, or the place within an object that *key* is, under the name by which the object is known.
    """
    for place in (*_colons(key), len(key)):
        if key[:place] in names:
            return names[key[:place]] + key[place:]
    return key


def chosen(reading: Reading, lines: frozenset[int | None]) -> Reading:
    """
    Return the objects of *reading* that stand on *lines*, with all that they make and need.
    """
    keys = {one.key for one in objects(reading.declarations) if one.line in lines}
    return Reading(
        tuple(one for one in reading.declarations if _owned(one.key, keys)),
        tuple(one for one in reading.references if one.source and _owned(one.source, keys)),
    )


def switched_off(reading: Reading, lines: frozenset[int | None]) -> Reading:
    """
    Return the objects of *reading* that stand on *lines*, as disabled and not sure.
    """
    found = chosen(reading, lines)
    return Reading(
        tuple(replace(one, status=Status.DISABLED, confidence=Confidence.LOW) for one in found.declarations),
        tuple(replace(one, confidence=Confidence.LOW) for one in found.references),
    )


def _owned(key: str, keys: set[str]) -> bool:
    return any(key[:place] in keys for place in (*_colons(key), len(key)))
