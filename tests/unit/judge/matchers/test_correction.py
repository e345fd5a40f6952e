"""
Corrections are judged by what came of them.
"""

from debtscan.graph.system import SystemGraph
from debtscan.judge.matchers.correction import NAMES, Params, match
from debtscan.judge.matching import Match
from debtscan.model.component import ComponentId
from debtscan.model.correction import Correction, Outcome
from tests.unit.judge.sample import place

PLACE = place("debtscan.toml", "component:a", 3)
SYSTEM = SystemGraph(
    (),
    corrections=(
        Correction(PLACE, "a", "name", Outcome.APPLIED, "b"),
        Correction(
            PLACE, "a", "built", Outcome.CONTRADICTED, "oss", "bespoke", ComponentId("x"), against=(place("main.py"),)
        ),
        Correction(PLACE, "b", "match", Outcome.UNUSED, matches=0, closest="a"),
        Correction(PLACE, "c", "owner", Outcome.AMBIGUOUS, matches=2),
    ),
)


def test_only_the_outcomes_that_are_asked_for_match() -> None:
    """
    The line comes first and tells its key apart from others of the table; then what speaks against it.
    """
    found = list(match(SYSTEM, Params((Outcome.CONTRADICTED,))))

    assert found == [
        Match(
            ComponentId("x"),
            (place("debtscan.toml", "component:a.built", 3), place("main.py")),
            {"subject": "a", "key": "built", "value": "oss", "found": "bespoke", "count": "1", "closest": "-"},
        )
    ]
    assert found[0].values.keys() == NAMES


def test_what_fits_nothing_is_about_no_component() -> None:
    """
    How many fit it, and the closest id, help to mend it.
    """
    found = list(match(SYSTEM, Params((Outcome.UNUSED, Outcome.AMBIGUOUS))))

    assert [(one.component, one.values["count"], one.values["closest"]) for one in found] == [
        (None, "0", "a"),
        (None, "2", "-"),
    ]
