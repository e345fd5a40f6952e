"""
What the user can act on, and the exit codes.
"""

from enum import IntEnum


class Exit(IntEnum):
    """
    The exit codes, a contract.
    """

    FINE = 0
    GATE_FAILED = 1
    WRONG_USE = 2
    NOTHING_TO_ASSESS = 3
    NOT_FULLY_READ = 4  # only under --strict
    BUG = 70
    INTERRUPTED = 130


class DebtscanError(Exception):
    """
    Something that the user can mend: says what, where and what to do. Only cli catches it.
    """

    exit = Exit.WRONG_USE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class NothingToAssessError(DebtscanError):
    """
    The target holds nothing that could be assessed.
    """

    exit = Exit.NOTHING_TO_ASSESS
