"""
What the configuration says of people: which entries are one person, who is a program, who has left.
"""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from debtscan.base.config import Table, Tables
from debtscan.base.errors import DebtscanError
from debtscan.model.evidence import Reason, Skip
from debtscan.model.history import Statement

_KEYS = ("entries", "departed", "bot")
_EXAMPLE = 'entries = ["a name", "an address"], departed = 2024-03-31'


def statements_of(tables: Tables) -> tuple[Statement, ...]:
    """
    Return the statements of the `[[person]]` *tables*, or say what is wrong and where; names are never repeated.
    """
    found = tuple(_statement(tables.place, table) for table in tables.persons)
    entries = [entry.casefold() for one in found for entry in one.entries]
    if len(set(entries)) < len(entries):
        raise DebtscanError(f"{tables.place}: an entry stands in two [[person]] tables", "one person, one table")
    return found


def unused(statements: Sequence[Statement]) -> list[Skip]:
    """
    Return the ledger lines of *statements* that name nobody.
    """
    detail = "a [[person]] table names no author of these histories"
    return [Skip("", "debtscan.toml", Reason.CONFIG_IGNORED, detail, one.line) for one in statements]


def _statement(place: str, table: Table) -> Statement:
    where = f"{place}:{table.line}: person" if table.line is not None else f"{place}: person"
    for key in table.values:
        if key not in _KEYS:
            close = get_close_matches(key, _KEYS, 1)
            raise DebtscanError(
                f"{where}: unknown key {key!r}",
                f"did you mean {close[0]!r}?" if close else f"known: {', '.join(_KEYS)}",
            )
    entries = table.values.get("entries")
    if not isinstance(entries, list) or not entries or not all(isinstance(one, str) and one for one in entries):
        raise DebtscanError(f"{where}: entries is no list of names and addresses", _EXAMPLE)
    bot = table.values.get("bot", False)
    if not isinstance(bot, bool):
        raise DebtscanError(f"{where}: bot is neither true nor false", "bot = true")
    return Statement(tuple(entries), _departed(where, table.values.get("departed")), bot, table.line)


def _departed(where: str, value: object) -> str | bool | None:
    if value is None or isinstance(value, bool):
        return value
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()  # a date of TOML prints like one
    except ValueError:
        raise DebtscanError(f"{where}: departed is neither a day nor true or false", "departed = 2024-03-31") from None
