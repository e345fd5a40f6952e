"""
The exit codes are a contract.
"""

from debtscan.base.errors import DebtscanError, Exit, NothingToAssessError


def test_exit_codes_never_change() -> None:
    """
    Scripts rely on them.
    """
    assert {code.name: code.value for code in Exit} == {
        "FINE": 0,
        "GATE_FAILED": 1,
        "WRONG_USE": 2,
        "NOTHING_TO_ASSESS": 3,
        "NOT_FULLY_READ": 4,
        "BUG": 70,
        "INTERRUPTED": 130,
    }


def test_an_error_says_what_and_how_to_go_on() -> None:
    """
    Message and hint are apart; wrong use unless its kind says more.
    """
    error = DebtscanError("what", "how")

    assert (str(error), error.hint, error.exit) == ("what", "how", 2)
    assert (DebtscanError("what").hint, NothingToAssessError("what").exit) == ("", 3)
