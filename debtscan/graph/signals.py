"""
Why a component is what it is said to be: what the decisions heard, for and against what they chose.
"""

from collections.abc import Iterable

from debtscan.graph.board import Board
from debtscan.graph.capability import capabilities_of
from debtscan.graph.describe import status_of, statuses_of
from debtscan.graph.drafts import Draft
from debtscan.model.component import TechnologyUse
from debtscan.model.signal import Aspect, Signal, Signals, Weighed, Why


def signals_of(board: Board, draft: Draft, used: tuple[TechnologyUse, ...]) -> Signals:
    """
    Return what spoke for and against the kind, the origin, the status and the capability of *draft*.
    """
    statuses, capabilities = statuses_of(board, draft), capabilities_of(draft, used)
    return Signals(
        kind=_weighed(_said(draft, Aspect.KIND), draft.kind),
        built=_weighed(_said(draft, Aspect.BUILT), draft.built),
        status=_weighed([*_said(draft, Aspect.STATUS), *statuses], status_of(board, draft)),
        capability=_weighed(capabilities, capabilities[0].value if capabilities else None),
    )


def _said(draft: Draft, aspect: Aspect) -> list[Signal]:
    """
    Return what was said about one aspect, the last word first: it decided.
    """
    return [signal for about, signal in reversed(draft.signals) if about is aspect]


def _weighed(said: Iterable[Signal], chosen: str | None) -> Weighed:
    """
    Return the signals for *chosen* and against it; of those that say the same of a sort of file, the first is enough.
    """
    first: dict[tuple[str, Why, str, str], Signal] = {}
    for signal in said:
        caption = signal.evidence.caption if signal.evidence else ""
        first.setdefault((signal.value, signal.why, signal.detail, caption), signal)
    kept = first.values()
    return Weighed(
        tuple(signal for signal in kept if signal.value == chosen),
        tuple(signal for signal in kept if signal.value != chosen),
    )
