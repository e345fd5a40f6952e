"""
What a template has written, and where in the file each of its lines comes from.
"""

import re

from msgspec import Struct

from debtscan.scan.helm.values import SpentError

LONGEST = 3_000_000  # characters that one template writes
_ALONE = re.compile(r"^[ \t]*(?:zq\d+qz[ \t]*)+$", re.MULTILINE)


class Origin(Struct, frozen=True):
    """
    The line of the template, and what nobody here can decide and must hold for it to be written.
    """

    line: int
    condition: str = ""


class Rendered(Struct, frozen=True):
    """
    A text and the origin of each of its lines.
    """

    text: str
    origins: tuple[Origin, ...]

    def origin(self, line: int) -> Origin:
        """
        Return where *line* (1-based) comes from.
        """
        return self.origins[min(max(line, 1), len(self.origins)) - 1]


class Output:
    """
    Takes the pieces as they are written.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._origins: list[tuple[int, bool, str]] = []  # line, whether it moves on with line feeds, condition
        self._length = 0

    def write(self, text: str, line: int, condition: str, *, moves: bool = False) -> None:
        """
        Add *text* that comes from *line*; the lines of plain text follow each other in the file too.
        """
        self._length += len(text)
        if self._length > LONGEST:
            raise SpentError
        self.parts.append(text)
        self._origins.append((line, moves, condition))

    def text(self) -> str:
        """
        Return all that was written.
        """
        return "".join(self.parts)

    def rendered(self) -> Rendered:
        """
        Return the text without lines that hold nothing but unknown values, which may be whole parts of a document.
        """
        origins: list[Origin] = []
        told: Origin | None = None  # of the current line; None while it holds only blanks
        last = Origin(1)
        for text, (line, moves, condition) in zip(self.parts, self._origins, strict=True):
            for number, segment in enumerate(text.split("\n")):
                if number:
                    origins.append(told or last)
                    told = None
                last = Origin(line + number if moves else line, condition)
                if told is None and segment.strip():
                    told = last
        origins.append(told or last)
        return Rendered(_ALONE.sub("", self.text()), tuple(origins))
