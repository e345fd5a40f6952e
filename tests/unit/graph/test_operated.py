"""
Objects kept for somebody else's operators.
"""

from debtscan.model.words import Built, Kind, Status
from tests.unit.graph.estate import component, custom, evidence, file, ids, shop, workload


def test_objects_of_one_sort_in_a_folder_are_one_component() -> None:
    """
    Two policies in a folder are its policies, called by the folder; a single one keeps its name.
    """
    result = shop(
        file("governance/a.yaml", custom("ClusterPolicy", "signed", "kyverno.io")),
        file("governance/b.yaml", custom("ClusterPolicy", "pinned", "kyverno.io")),
        file("slo/a.yaml", custom("PrometheusRule", "latency", "monitoring.coreos.com")),
    )

    assert ids(result) == ["shop:iac:governance", "shop:monitoring:latency"]
    assert evidence(result, "shop:iac:governance") == [
        ("governance/a.yaml", "custom resource"),
        ("governance/b.yaml", "custom resource"),
    ]
    assert component(result, "shop:iac:governance").built is Built.BESPOKE


def test_kind_decides_where_a_group_serves_many_ends() -> None:
    """
    A bus is run by its operator; an analysis is only read by it; what else the group offers is no component by itself.
    """
    result = shop(
        file("bus.yaml", custom("EventBus", "default", "argoproj.io")),
        file("canary.yaml", custom("AnalysisTemplate", "canary", "argoproj.io")),
        file("app.yaml", custom("AppProject", "default", "argoproj.io")),
        file("own.yaml", custom("Thing", "default", "things.example.com")),
    )

    assert [(entry.kind, entry.name, entry.built) for entry in result.components] == [
        (Kind.MONITORING, "canary", Built.BESPOKE),
        (Kind.QUEUE, "default", Built.OSS),
    ]


def test_objects_beside_a_component_or_in_tests_are_none() -> None:
    """
    The rules of a service are the service's; those of a test say nothing of the platform.
    """
    rule = custom("PrometheusRule", "latency", "monitoring.coreos.com")

    result = shop(
        file("web.yaml", workload("web", "acme/web:1"), rule),
        file("tests/rule.yaml", rule, status=Status.TEST),
    )

    assert ids(result) == ["shop:service:web"]
