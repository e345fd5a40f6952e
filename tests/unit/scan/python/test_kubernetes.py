import pytest

from debtscan.model.declaration import ApiRef, ControllerSpec
from debtscan.model.words import Confidence, How
from tests.unit.scan.python.sources import declared, needed


@pytest.mark.parametrize(
    ("decorator", "expected"),
    [
        ("@kopf.on.create('ml.example.com', 'v1', 'trainjobs')", ControllerSpec("ml.example.com", "trainjobs", "kopf")),
        ("@kopf.on.update('ml.example.com/v1', 'trainjobs')", ControllerSpec("ml.example.com", "trainjobs", "kopf")),
        ("@kopf.timer('trainjobs.ml.example.com')", ControllerSpec("ml.example.com", "trainjobs", "kopf")),
        (
            "@kopf.on.create(group='ml.example.com', plural='trainjobs')",
            ControllerSpec("ml.example.com", "trainjobs", "kopf"),
        ),
        ("@kopf.on.create('pods')", ControllerSpec("", "pods", "kopf")),
    ],
)
def test_kopf_handlers_are_controllers(decorator: str, expected: ControllerSpec) -> None:
    """
    A resource can be named in several ways.
    """
    text = f"import kopf\n{decorator}\ndef handle(**_): ...\n"

    assert [item.spec for item in declared(text, ControllerSpec)] == [expected]
    assert needed(text) == [(ApiRef(expected.group, expected.kind), How.CRD, 2)]


def test_several_handlers_of_one_kind_are_one_controller() -> None:
    """
    Start-up handlers and bare decorators are none.
    """
    text = """
        import kopf

        @kopf.on.startup()
        def start(**_): ...

        @kopf.on.create("g", "v1", "jobs")
        @kopf.on.delete("g", "v1", "jobs")
        @kopf.on.create()
        @kopf.index
        def handle(**_): ...
        """

    assert [item.key for item in declared(text, ControllerSpec)] == ["controller:jobs"]


def test_objects_that_code_makes() -> None:
    """
    Custom objects by group and plural, built-in ones by the name of the method.
    """
    found = needed(
        """
        from kubernetes import client

        api = client.CustomObjectsApi()
        api.create_namespaced_custom_object(group="g.example.com", version="v1", plural="trainjobs", body={})
        api.delete_namespaced_custom_object("g.example.com", "v1", "ns", "runs", "name")
        api.get_cluster_custom_object("g.example.com", "v1", "teams", "name")
        api.create_namespaced_custom_object()
        client.BatchV1Api().create_namespaced_job(body={})
        client.CoreV1Api().list_namespaced_pod("ns")
        """
    )

    assert found == [
        (ApiRef("g.example.com", "trainjobs"), How.CRD, 5),
        (ApiRef("g.example.com", "runs"), How.CRD, 6),
        (ApiRef("g.example.com", "teams"), How.CRD, 7),
        (ApiRef("batch", "Job"), How.CRD, 9),
    ]


def test_a_watch_over_custom_objects_is_a_controller() -> None:
    """
    A home-made one: less sure than a framework's.
    """
    text = """
        from kubernetes import client, watch

        api = client.CustomObjectsApi()
        for event in watch.Watch().stream(api.list_cluster_custom_object, "g", "v1", "runs"):
            api.list_cluster_custom_object("g", "v1", "runs")
        """

    found = declared(text, ControllerSpec)

    assert [(item.spec, item.confidence) for item in found] == [
        (ControllerSpec("g", "runs", "kubernetes-client"), Confidence.MEDIUM)
    ]
