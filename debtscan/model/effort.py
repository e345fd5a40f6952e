"""
What a commit's work was for: development or operations, with the signals that say so.
"""

from enum import StrEnum

from msgspec import Struct

from debtscan.model.component import ComponentId, PersonId


class Work(StrEnum):
    """
    What the work of a commit was for; *unclear* where the signals balance.
    """

    DEV = "dev"
    OPS = "ops"
    UNCLEAR = "unclear"


class Signal(Struct, frozen=True):
    """
    One reason: its name, and what it adds to the log-odds of operations.
    """

    signal: str
    weight: float


class Judgement(Struct, frozen=True):
    """
    The probability of operations and its reasons, which add up to its log-odds. Holds no word of the message.
    """

    p_ops: float
    reasons: tuple[Signal, ...]

    @property
    def label(self) -> Work:
        """
        Return the side that is clearly more likely.
        """
        if abs(self.p_ops - 0.5) < UNCLEAR:
            return Work.UNCLEAR
        return Work.OPS if self.p_ops > 0.5 else Work.DEV  # noqa: PLR2004 - the middle


UNCLEAR = 0.05  # nearer to the middle than this says nothing


class CommitEffort(Struct, frozen=True):
    """
    One non-merge commit, judged; one line of `effort --commits`.
    """

    commit: str
    date: str
    person: PersonId | None  # None = no persons are shown
    bot: bool
    p_ops: float
    label: Work
    components: tuple[ComponentId, ...] = ()
    reasons: tuple[Signal, ...] = ()
