"""
Workloads that one template makes by the dozen.
"""

import pytest

from debtscan.graph.link import Linked
from tests.unit.graph.estate import component, file, ids, shop, workload


def _made(count: int, path: str = "charts/sensor/templates/deployment.yaml", kind: str = "Deployment") -> Linked:
    return shop(file(path, *(workload(f"sensor-{number}", "acme/sensor:1", kind=kind) for number in range(count))))


def test_many_workloads_of_one_template_are_one_with_their_number() -> None:
    """
    Each name still leads to it; a handful are known by their names.
    """
    crowd = _made(6)

    assert ids(crowd) == ["shop:service:sensor"]
    one = component(crowd, "shop:service:sensor")
    assert one.facts.instances == 6
    assert {f"sensor-{number}" for number in range(6)} <= set(one.aliases)
    assert len(ids(_made(5))) == 5


@pytest.mark.parametrize(
    ("path", "kind", "identity"),
    [
        ("charts/sensor/templates/worker-set.yaml", "Deployment", "shop:service:sensor-worker-set"),
        ("charts/sensor/templates/job.yaml", "Job", "shop:job:sensor"),
        ("templates/probe.yaml", "Deployment", "shop:service:probe"),
    ],
)
def test_set_is_called_after_its_chart_and_what_its_template_says(path: str, kind: str, identity: str) -> None:
    """
    A template that is only called after a type adds nothing.
    """
    assert ids(_made(7, path, kind)) == [identity]


def test_what_stands_in_a_plain_file_is_no_set() -> None:
    """
    Somebody wrote each of them down.
    """
    assert len(ids(_made(7, "k8s/sensors.yaml"))) == 7
