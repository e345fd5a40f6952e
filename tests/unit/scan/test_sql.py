import pytest

from debtscan.model.declaration import Store, StoreRef
from debtscan.scan.sql import is_sql, tables_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("select a from b", True),
        ("-- note\n  SELECT a\nFROM b", True),
        ("with x as (select 1 from y) select * from x", True),
        ("insert into a values (1)", True),
        ("CREATE OR REPLACE TABLE a AS SELECT 1", True),
        ("update a set b = 1", True),
        ("select one of these", False),
        ("create a new bucket from scratch", False),
        ("delete the table", False),
        ("", False),
    ],
)
def test_statements_are_told_from_sentences(text: str, expected: bool) -> None:
    """
    A statement begins like one.
    """
    assert is_sql(text) is expected


def test_tables_with_their_lines() -> None:
    """
    Each table once, comments and names of WITH left out, functions too; backticks with dots are BigQuery's.
    """
    text = """with recent as (select * from `p.d.orders`)
-- from nowhere
select * from recent join sales.users on x
join `plain` on y
left join unnest(z)
join make(3)
from "raw"."events", lateral
from `p.d.orders`
from `` where a
"""

    found = list(tables_in(text))

    assert found == [
        (StoreRef(Store.TABLE, "p.d.orders", "bigquery"), 0),
        (StoreRef(Store.TABLE, "sales.users"), 2),
        (StoreRef(Store.TABLE, "plain"), 3),
        (StoreRef(Store.TABLE, "raw.events"), 6),
    ]


def test_columns_after_a_table_are_no_call() -> None:
    """
    INSERT and CREATE list columns in brackets.
    """
    assert [store.name for store, _ in tables_in("insert into one (b) values (1); create table two (d int)")] == [
        "one",
        "two",
    ]


def test_endless_statements_are_cut() -> None:
    """
    A generated file names thousands of tables; fifty are enough.
    """
    text = "".join(f"select * from t{index};\n" for index in range(100))

    assert len(list(tables_in(text))) == 50
