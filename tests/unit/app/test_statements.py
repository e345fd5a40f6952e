"""
What the configuration says of people: read word for word, and refused without repeating a name.
"""

from datetime import date, datetime

import pytest

from debtscan.app.statements import statements_of, unused
from debtscan.base.config import Table, Tables
from debtscan.base.errors import DebtscanError
from debtscan.model.evidence import Reason, Skip
from debtscan.model.history import Statement


def read(*tables: dict[str, object]) -> tuple[Statement, ...]:
    """
    Return the statements of tables that stand at line 3.
    """
    return statements_of(Tables("debtscan.toml", persons=tuple(Table(3, table) for table in tables)))


@pytest.mark.parametrize(
    ("written", "departed"),
    [
        (date(2024, 3, 31), "2024-03-31"),
        (datetime(2024, 3, 31, 9), "2024-03-31"),  # noqa: DTZ001 - as TOML reads it
        ("2024-03-31", "2024-03-31"),
        (False, False),
        (True, True),
    ],
)
def test_a_departure_is_a_day_or_a_plain_word(written: object, departed: object) -> None:
    """
    Days become text.
    """
    assert read({"entries": ["A B", "a@b.example"], "departed": written}) == (
        Statement(("A B", "a@b.example"), departed, False, 3),  # type: ignore[arg-type]
    )


def test_a_program_can_be_stated_and_nothing_needs_to_be() -> None:
    """
    Entries alone say which are one person.
    """
    assert read({"entries": ["x"], "bot": True}) == (Statement(("x",), None, True, 3),)
    assert statements_of(Tables("")) == ()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"entry": ["Ann"]}, "unknown key 'entry'"),
        ({"nonsense": 1}, "unknown key 'nonsense'"),
        ({}, "entries is no list"),
        ({"entries": "Ann"}, "entries is no list"),
        ({"entries": [""]}, "entries is no list"),
        ({"entries": ["Ann"], "bot": "yes"}, "bot is neither"),
        ({"entries": ["Ann"], "departed": "soon"}, "departed is neither"),
        ({"entries": ["Ann"], "departed": 3}, "departed is neither"),
        ({"entries": ["Ann", "ann"]}, "in two"),
    ],
)
def test_what_is_wrong_is_said_without_a_name(table: dict[str, object], said: str) -> None:
    """
    With its place.
    """
    with pytest.raises(DebtscanError, match=said) as caught:
        read(table)

    assert str(caught.value).startswith("debtscan.toml:")
    assert "Ann" not in str(caught.value)


def test_a_place_without_a_line_is_named_too() -> None:
    """
    And a table that names nobody is a line of the ledger.
    """
    with pytest.raises(DebtscanError, match="person: entries is no list"):
        statements_of(Tables("x.toml", persons=(Table(None, {}),)))
    detail = "a [[person]] table names no author of these histories"
    assert unused([Statement(("x",), line=7)]) == [Skip("", "debtscan.toml", Reason.CONFIG_IGNORED, detail, 7)]
