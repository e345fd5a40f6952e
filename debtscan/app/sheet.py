"""
A page of labelled rows for people who read in a terminal.
"""

from collections.abc import Iterable, Sequence

from debtscan.render.columns import pad, width, wrap
from debtscan.safe.text import for_terminal

Row = tuple[str, Sequence[str]]  # a label, and what stands beside it: one paragraph each

_COLUMNS = 80
_MOST_LINES = 40  # of one paragraph
_GAP = "  "


def sheet(title: str, rows: Iterable[Row]) -> str:
    """
    Return *title* and the *rows* that say something, no line wider than 80 columns.
    """
    told = [(label, [for_terminal(text) for text in texts if text]) for label, texts in rows]
    told = [(label, texts) for label, texts in told if texts]
    margin = max((width(label) for label, _ in told), default=0) + len(_GAP)
    lines = [*wrap(for_terminal(title), _COLUMNS, 2), ""]
    for label, texts in told:
        lines += _row(label, texts, margin)
    return "\n".join(map(_plain, lines)).rstrip("\n") + "\n"


def _row(label: str, texts: Sequence[str], margin: int) -> list[str]:
    paragraphs = [line for text in texts for line in wrap(text, _COLUMNS - margin, _MOST_LINES)]
    return [pad("" if index else label, margin) + line for index, line in enumerate(paragraphs)]


def _plain(line: str) -> str:
    """
    Return *line* so that a CI runner does not take it for a command: "::error ..." and "##[...".
    """
    bare = line.lstrip(" ")
    return f"{line[: len(line) - len(bare)]}'{bare}" if bare.startswith(("::", "##[")) else line
