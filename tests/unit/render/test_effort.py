"""
What is written about effort has published schemas.
"""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from debtscan.app.effort_reading import Reading
from debtscan.app.effort_report import Asked, effort_report
from debtscan.model.effort_index import Label, Labels, LabelWord
from debtscan.render.effort import SCHEMAS, schema
from debtscan.render.json import write
from tests.unit.render.sample import platform

FOLDER = Path(__file__).parents[3] / "docs" / "schema"


@pytest.mark.parametrize("file", sorted(SCHEMAS))
def test_the_published_schema_is_up_to_date(file: str) -> None:
    """
    And a schema itself.
    """
    Draft202012Validator.check_schema(json.loads(schema(file)))
    assert (FOLDER / file).read_text(encoding="utf-8") == schema(file)


def test_what_is_written_is_valid() -> None:
    """
    Also where nothing can be said.
    """
    labels = Labels("1", 3, (0.5,), (Label("a" * 40, LabelWord.OPS),))
    found = effort_report(Reading(platform(), (), None), Asked(labels=labels))

    for value, file in ((found, "debtscan.effort-1.schema.json"), (labels, "debtscan.labels-1.schema.json")):
        assert list(Draft202012Validator(json.loads(schema(file))).iter_errors(json.loads(write(value)))) == []
