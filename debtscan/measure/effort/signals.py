"""
The named signals of a commit: what the guide asks for, as far as message, paths and history tell it.
"""

from debtscan.measure.effort.cases import Seen, case_of
from debtscan.measure.effort.joint import joint_signals
from debtscan.measure.effort.past import past_signals
from debtscan.measure.effort.said import said_signals
from debtscan.measure.effort.shape import shape_signals
from debtscan.measure.effort.trail import Before
from debtscan.measure.effort.words import Message
from debtscan.model.history import Change

CASE = 2.0  # a case weighs more than other signals: it may be learned from fewer commits


def signals(change: Change, message: Message, before: Before, *, bot: bool) -> dict[str, float]:
    """
    Return the signals of *change* by name; one that is not there is 0.
    """
    shape = frozenset(shape_signals(change))
    said = frozenset(said_signals(message, change.subject))
    found = dict.fromkeys((*shape, *said, *joint_signals(shape, said, before, message, bot=bot)), 1.0)
    found.update(past_signals(before))
    if bot:
        found["bot"] = 1.0
    found[f"case: {case_of(Seen.of(change, message, said, before, bot=bot))}"] = CASE
    return found
