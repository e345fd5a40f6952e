"""
The result as JSON: what is written is what is read back.
"""

import msgspec
import pytest

from debtscan.model.assessment import (
    Assessment,
    CapabilityState,
    Coverage,
    Run,
    TargetHistory,
    TargetInfo,
)
from debtscan.model.component import Component, ComponentId, Link
from debtscan.model.evidence import Evidence, Reason, Skip
from debtscan.model.words import Confidence, Grade, How, Kind, PeopleMode

WEB = ComponentId("shop:service:web")
BUS = ComponentId("shop:queue:bus")
PLACE = Evidence("shop", "k8s/web.yaml", 3, "Deployment/web", "Deployment")
RESULT = Assessment(
    now="2024-05-01",
    run=Run("0.1.0", "2024-05-02T00:00:00Z", 1.5, "2024-05-02", ("scan", ".")),
    targets=(TargetInfo("shop", "c0ffee", "main", False, TargetHistory(Grade.FULL, 2, "2023-01-01", "2024-05-01")),),
    components=(Component(BUS, "bus", Kind.QUEUE, (PLACE,)), Component(WEB, "web", Kind.SERVICE, (PLACE,))),
    links=(Link(WEB, BUS, How.QUEUE, Confidence.HIGH, (PLACE,)),),
    unresolved=(),
    findings=(),
    rules=(),
    people=(),
    people_mode=PeopleMode.NONE,
    capabilities=(CapabilityState("streaming", "Streaming", "ストリーミング", (BUS,)),),
    coverage=Coverage(2, 1, (Skip("shop", "a.bin", Reason.BINARY),), ()),
)


def test_assessment_comes_back_from_json_unchanged() -> None:
    """
    Renderers see the same from a kept result as from a fresh one.
    """
    written = msgspec.json.encode(RESULT)

    assert msgspec.json.decode(written, type=Assessment) == RESULT


def test_keys_are_always_there_and_the_schema_is_named() -> None:
    """
    What was not computed is null, never left out, and the schema is told by its own key.
    """
    written = msgspec.json.decode(msgspec.json.encode(RESULT))

    assert written["schema"] == "debtscan.assessment/1"
    assert [key for key, value in written.items() if value is None] == [
        "knowledge",
        "effort",
        "phase",
        "roadmap",
        "backtest",
    ]


def test_result_of_another_schema_is_refused() -> None:
    """
    A file of a later version is not read as if it were of this one.
    """
    written = msgspec.json.encode(RESULT).replace(b"debtscan.assessment/1", b"debtscan.assessment/2")

    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(written, type=Assessment)
