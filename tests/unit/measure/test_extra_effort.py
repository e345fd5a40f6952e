import pytest

from debtscan.measure.extra_effort import Extra, parse_extra
from debtscan.model.effort_index import ExtraEffort, ExtraKind
from tests.unit.measure.judged import DAY, START

HEAD = "date,person,component,hours,kind\n"


def test_rows_are_read() -> None:
    """
    Columns in any order, quoted fields, empty persons and components, and blank lines are fine.
    """
    text = '\ufeffkind, hours,date,person,component\non-call,7.5,2024-01-02,"D, J",\n\nDevelopment,1,2024-01-01,,web\n'

    assert parse_extra(text, "f.csv") == Extra(
        (
            ExtraEffort(START + DAY + DAY // 2, "D, J", None, 7.5, ExtraKind.ON_CALL),
            ExtraEffort(START + DAY // 2, None, "web", 1.0, ExtraKind.DEVELOPMENT),
        )
    )


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("02/01/2024,,,1,ticket", "date '02/01/2024' is no day like 2024-02-29"),
        ("2024-02-30,,,1,ticket", "date '2024-02-30' is no day like 2024-02-29"),
        ("2024-01-02,,,some,ticket", "hours 'some' is no number"),
        ("2024-01-02,,,-1,ticket", "hours -1 is not above 0 and at most 744"),
        ("2024-01-02,,,nan,ticket", "hours nan is not above 0 and at most 744"),
        ("2024-01-02,,,1,incidnt", "kind 'incidnt' is unknown (did you mean 'incident'?)"),
        ("2024-01-02,,,1,zzz", "kind 'zzz' is unknown (one of incident, on_call, ticket, maintenance, development)"),
        ("2024-01-02,1,ticket", "3 fields where the first line has 5"),
    ],
)
def test_a_broken_row_is_said_with_its_line_and_costs_only_itself(row: str, complaint: str) -> None:
    """
    The row above and the row below are read all the same.
    """
    good = "2024-01-01,,,1,ticket\n"

    found = parse_extra(f"{HEAD}{good}{row}\n{good}", "f.csv")

    assert found.errors == (f"f.csv:3: {complaint}; the row is left out",)
    assert len(found.rows) == 2


@pytest.mark.parametrize(
    ("head", "complaint"),
    [
        ("", "no column date, person, component, hours, kind"),
        ("date,person,component,hours\n", "no column kind"),
        ("date,person,component,hours,kind,note\n", "unknown or repeated column note"),
        ("date,date,person,component,hours,kind\n", "unknown or repeated column"),
    ],
)
def test_a_wrong_head_is_the_only_complaint(head: str, complaint: str) -> None:
    """
    Without the right columns no row means anything.
    """
    found = parse_extra(f"{head}1,2,3\n", "f.csv")

    assert found.rows == ()
    assert len(found.errors) == 1
    assert found.errors[0].startswith(f"f.csv:1: {complaint}")


def test_a_broken_quote_ends_the_reading_and_says_where() -> None:
    """
    What comes before it counts.
    """
    found = parse_extra(f'{HEAD}2024-01-01,,,1,ticket\n2024-01-01,"a"b,,1,ticket\n', "f.csv")

    assert len(found.rows) == 1
    assert found.errors[0].startswith("f.csv:3: ")
    assert found.errors[0].endswith("this row and all below it are left out")
