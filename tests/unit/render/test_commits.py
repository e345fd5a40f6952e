"""
The judged commits as JSON Lines, with their published schema.
"""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from debtscan.model.component import ComponentId, PersonId
from debtscan.model.effort import CommitEffort, Signal, Work
from debtscan.render.commits import SCHEMA_FILE, render, schema

API = ComponentId("platform:service:api")
COMMITS = (
    CommitEffort("a" * 40, "2024-02-29", PersonId("P1"), bot=False, p_ops=0.25, label=Work.DEV, components=(API,)),
    CommitEffort(
        "b" * 40, "2024-03-01", None, bot=True, p_ops=0.5, label=Work.UNCLEAR, reasons=(Signal("says fix", 0.5),)
    ),
)


def test_each_commit_is_one_line_of_the_published_form() -> None:
    """
    Every key is there, whoever made the commit.
    """
    validator = Draft202012Validator(json.loads(schema()))

    rows = [json.loads(line) for line in render(COMMITS).splitlines()]

    assert [row["person"] for row in rows] == ["P1", None]
    assert [error.message for row in rows for error in validator.iter_errors(row)] == []


def test_the_published_schema_is_up_to_date() -> None:
    """
    Write it anew when the model changes.
    """
    published = Path(__file__).parents[3] / "docs" / "schema" / SCHEMA_FILE

    assert published.read_text(encoding="utf-8") == schema()
