"""
The effort of an estate, its correction and its labels as JSON, with their published schemas.
"""

from msgspec import Struct

from debtscan.model.effort_index import Calibration, EffortReport, Labels
from debtscan.render.json import schema_of

SCHEMAS: dict[str, tuple[type[Struct], str, str]] = {
    "debtscan.effort-1.schema.json": (EffortReport, "debtscan.effort/1", "What an estate's effort goes into."),
    "debtscan.effort-calibration-1.schema.json": (
        Calibration,
        "debtscan.effort-calibration/1",
        "The share of operations, corrected by labels.",
    ),
    "debtscan.labels-1.schema.json": (Labels, "debtscan.labels/1", "What people said of a sample of commits."),
}  # in docs/schema


def schema(file: str) -> str:
    """
    Return the JSON Schema (2020-12) that docs/schema publishes as *file*.
    """
    type_, title, says = SCHEMAS[file]
    return schema_of(type_, file, title, says)
