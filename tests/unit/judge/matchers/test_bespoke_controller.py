"""
Controllers of own code are reported.
"""

from debtscan.judge.matchers.bespoke_controller import NAMES, Params, match
from debtscan.judge.matching import Match
from debtscan.model.component import Facts
from debtscan.model.words import Built, Kind
from tests.unit.judge.sample import component, graph, place


def test_a_controller_of_own_code_is_reported_with_its_resources() -> None:
    """
    Groups and kinds that the code does not say are left out; where it says nothing, there is a dash.
    """
    known = component("a", Kind.CONTROLLER, facts=Facts(reconciles=("/", "/B", "g/A")))
    silent = component("b", Kind.CONTROLLER)

    found = list(match(graph(known, silent), Params()))

    assert found == [
        Match(known.id, (place("a.yaml"),), {"name": "a", "resources": "B, g/A", "count": "2"}),
        Match(silent.id, (place("b.yaml"),), {"name": "b", "resources": "-", "count": "0"}),
    ]
    assert found[0].values.keys() == NAMES


def test_installed_controllers_and_services_are_not_reported() -> None:
    """
    cert-manager is no home-made controller.
    """
    system = graph(component("cert-manager", Kind.CONTROLLER, built=Built.OSS), component("web", Kind.SERVICE))

    assert list(match(system, Params())) == []
