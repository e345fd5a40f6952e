"""
Which of the pipelines of a file a call belongs to: the one that it stands in, or the one whose step it is in.
"""

from msgspec import Struct

from debtscan.scan.draft import Place
from debtscan.scan.python.module import Module


class Flow(Struct, frozen=True):
    """
    A pipeline that a decorator makes of a function: its place, the lines of the function, and its steps.
    """

    place: Place
    first: int
    end: int
    steps: tuple[str, ...]


class Flows:
    """
    The decorated pipelines of one file.
    """

    def __init__(self, module: Module, flows: list[Flow]) -> None:
        self._flows = flows
        self._functions = [
            (min([node.lineno, *(part.lineno for part in node.decorator_list)]), node.end_lineno or node.lineno, name)
            for name, (node, _) in (module.functions.items() if flows else ())
        ]

    def place(self, line: int) -> Place | None:
        """
        Return the place of the one pipeline that what stands on *line* belongs to; None where none or several do.
        """
        around = [flow for flow in self._flows if flow.first <= line <= flow.end]
        steps = {name for first, end, name in self._functions if first <= line <= end}
        found = around[-1:] or [flow for flow in self._flows if steps.intersection(flow.steps)]
        return Place(found[0].place.source, found[0].place.key, line) if len(found) == 1 else None
