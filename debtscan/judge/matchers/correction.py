"""
What owners say about the map that does nothing, is needless, or is not what the files say.
"""

from collections.abc import Iterator

from msgspec import Struct, structs

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match
from debtscan.judge.subjects import places
from debtscan.model.correction import Outcome

NAMES = frozenset({"subject", "key", "value", "found", "count", "closest"})
_NOTHING = "-"


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    outcomes: tuple[Outcome, ...]  # what came of the corrections


def match(graph: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield each word of a correction with one of these outcomes: its line, then the places that contradict it.
    """
    for correction in graph.corrections:
        if correction.outcome in params.outcomes:
            values = {
                "subject": correction.subject,
                "key": correction.key,
                "value": correction.value or _NOTHING,
                "found": correction.found or _NOTHING,
                "count": str(correction.matches),
                "closest": correction.closest or _NOTHING,
            }
            place = structs.replace(correction.place, key=f"{correction.place.key}.{correction.key}")
            yield Match(correction.component, places([place], correction.against), values)
