"""
Work that leaves no commit, read from a table: incidents, on-call, tickets.
"""

import csv
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from io import StringIO

from msgspec import Struct

from debtscan.model.effort_index import ExtraEffort, ExtraKind

COLUMNS = ("date", "person", "component", "hours", "kind")
MOST_HOURS = 24 * 31  # of one row: more than a month of days and nights is a slip


class Extra(Struct, frozen=True):
    """
    The rows that could be read, and one line of complaint for each that could not.
    """

    rows: tuple[ExtraEffort, ...] = ()
    errors: tuple[str, ...] = ()


def parse_extra(text: str, place: str) -> Extra:
    """
    Return what the table *text* says; *place* names the file. A broken row is left out and said, with its line.
    """
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    rows: list[ExtraEffort] = []
    errors: list[str] = []
    try:
        head = [cell.strip().lower() for cell in next(reader, [])]
        if complaint := _head_complaint(head):
            return Extra(errors=(f"{place}:1: {complaint}",))
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found = _row(head, [cell.strip() for cell in cells])
                if isinstance(found, str):
                    errors.append(f"{place}:{reader.line_num}: {found}; the row is left out")
                else:
                    rows.append(found)
    except csv.Error as error:
        errors.append(f"{place}:{reader.line_num}: {error}; this row and all below it are left out")
    return Extra(tuple(rows), tuple(errors))


def _head_complaint(head: list[str]) -> str | None:
    missing = [name for name in COLUMNS if name not in head]
    if missing:
        return f"no column {', '.join(missing)}; the first line must be: {','.join(COLUMNS)}"
    strange = [name for name in head if name not in COLUMNS]
    if strange or len(set(head)) < len(head):
        return f"unknown or repeated column {', '.join(strange) or head}; the first line must be: {','.join(COLUMNS)}"
    return None


def _row(head: list[str], cells: list[str]) -> ExtraEffort | str:
    """
    Return the row, or what is wrong with it.
    """
    if len(cells) != len(head):
        return f"{len(cells)} fields where the first line has {len(head)}"
    row = dict(zip(head, cells, strict=True))
    for name, check in _CHECKS.items():
        if complaint := check(row[name]):
            return complaint
    noon = datetime.combine(date.fromisoformat(row["date"]), time(12), UTC)
    kind = ExtraKind(row["kind"].lower().replace("-", "_"))
    return ExtraEffort(
        int(noon.timestamp()), row["person"] or None, row["component"] or None, float(row["hours"]), kind
    )


def _date_complaint(word: str) -> str | None:
    try:
        date.fromisoformat(word)
    except ValueError:
        return f"date {word!r} is no day like 2024-02-29"
    return None


def _hours_complaint(word: str) -> str | None:
    try:
        hours = float(word)
    except ValueError:
        return f"hours {word!r} is no number"
    return None if 0 < hours <= MOST_HOURS else f"hours {word} is not above 0 and at most {MOST_HOURS}"


def _kind_complaint(word: str) -> str | None:
    kinds = [kind.value for kind in ExtraKind]
    if word.lower().replace("-", "_") in kinds:
        return None
    close = get_close_matches(word.lower(), kinds, 1)
    return f"kind {word!r} is unknown ({f'did you mean {close[0]!r}?' if close else 'one of ' + ', '.join(kinds)})"


_CHECKS: Mapping[str, Callable[[str], str | None]] = {
    "date": _date_complaint,
    "hours": _hours_complaint,
    "kind": _kind_complaint,
}
