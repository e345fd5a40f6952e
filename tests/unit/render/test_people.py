"""
Who knows what as JSON: the published schemas are the present ones.
"""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from debtscan.render.people import SCHEMAS, schema

FOLDER = Path(__file__).parents[3] / "docs" / "schema"


@pytest.mark.parametrize("file", SCHEMAS)
def test_the_published_schema_is_up_to_date(file: str) -> None:
    """
    And a schema itself.
    """
    Draft202012Validator.check_schema(json.loads(schema(file)))
    assert (FOLDER / file).read_text(encoding="utf-8") == schema(file)
