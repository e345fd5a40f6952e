"""
Old API versions are reported once for each component.
"""

from debtscan.judge.matchers.deprecated_api import NAMES, Params, match
from debtscan.judge.matching import Match
from debtscan.model.component import ApiEnd, ApiUse, Facts
from debtscan.model.words import Kind
from tests.unit.judge.sample import component, graph, place

GONE = ApiEnd("k8s", "batch/v1", "v1.21.0", "v1.25.0", "2022-08-23")
VAGUE = ApiEnd("istio", None)
REPORT = component(
    "report",
    Kind.JOB,
    facts=Facts(
        apis=(
            ApiUse("batch/v1beta1", "CronJob", place("a.yaml"), GONE),
            ApiUse("v1", "ConfigMap", place("a.yaml")),
            ApiUse("batch/v1beta1", "CronJob", place("b.yaml"), GONE),
            ApiUse("rbac.istio.io/v1alpha1", "Thing", place("c.yaml"), VAGUE),
        )
    ),
)


def test_each_old_version_is_reported_once_with_all_its_places() -> None:
    """
    What the catalogue does not know is a dash.
    """
    found = list(match(graph(REPORT), Params()))

    assert found == [
        Match(
            REPORT.id,
            (place("a.yaml"), place("b.yaml")),
            {
                "name": "report",
                "kind": "CronJob",
                "version": "batch/v1beta1",
                "replacement": "batch/v1",
                "product": "k8s",
                "deprecated_in": "v1.21.0",
                "removed_in": "v1.25.0",
            },
        ),
        Match(
            REPORT.id,
            (place("c.yaml"),),
            {
                "name": "report",
                "kind": "Thing",
                "version": "rbac.istio.io/v1alpha1",
                "replacement": "-",
                "product": "istio",
                "deprecated_in": "-",
                "removed_in": "-",
            },
        ),
    ]
    assert found[0].values.keys() == NAMES


def test_the_products_are_a_choice() -> None:
    """
    A pack may look at Kubernetes alone.
    """
    assert [found.values["kind"] for found in match(graph(REPORT), Params(products=("k8s",)))] == ["CronJob"]
