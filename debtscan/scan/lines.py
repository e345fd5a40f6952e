"""
Line numbers of positions in a text, found without counting from the start each time.
"""

import re
from bisect import bisect_right

_KEY = re.compile(r"""^[ \t]*["']?([\w@/.-]+)["']?[ \t]*[=:]""", re.MULTILINE)
_QUOTED = re.compile(r"""("[^"\n]*"|'[^'\n]*')""")


class Lines:
    """
    Answers on which line a position of one text lies.
    """

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def at(self, position: int) -> int:
        """
        Return the line, 1-based, of the character at *position*.
        """
        return bisect_right(self._starts, position)


def lines_of_keys(text: str) -> dict[str, int]:
    """
    Return the first line of each key that begins a line, in TOML, INI or JSON.
    """
    lines = Lines(text)
    found: dict[str, int] = {}
    for match in _KEY.finditer(text):
        found.setdefault(match[1], lines.at(match.start(1)))
    return found


def lines_of_words(text: str) -> dict[str, int]:
    """
    Return the first line of each word in quotes, and of each line as a whole.
    """
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        found.setdefault(line.strip(), number)
        for word in _QUOTED.findall(line):
            found.setdefault(word[1:-1], number)
    return found
