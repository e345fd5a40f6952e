import pytest

from debtscan.model.declaration import (
    ApiRef,
    ConfigSpec,
    CrdSpec,
    Declaration,
    HostRef,
    NameRef,
    PatchSpec,
    SecretRef,
    Store,
    StoreRef,
)
from debtscan.model.words import Confidence, How
from tests.unit.scan.kubernetes.miniature import interpreted, only, targets, ties


def test_a_resource_definition_is_declared_without_its_schema() -> None:
    """
    Group, kind, plural and versions are kept, and the service that converts between versions.
    """
    reading = interpreted("""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: trainjobs.ml.example.com}
        spec:
          group: ml.example.com
          names: {kind: TrainJob, plural: trainjobs}
          versions: [{name: v1}, {name: v2}]
          conversion: {webhook: {clientConfig: {service: {name: converter}}}}
    """)

    spec = CrdSpec("ml.example.com", "TrainJob", "trainjobs", ("v1", "v2"), "apiextensions.k8s.io/v1")
    name = "trainjobs.ml.example.com"
    assert only(reading) == Declaration(f"CustomResourceDefinition//{name}", name, spec, 3)
    assert ties(reading) == [(HostRef("converter"), How.CALL)]


def test_an_old_definition_has_one_version() -> None:
    """
    The first API had "version" instead of a list.
    """
    reading = interpreted("""
        apiVersion: apiextensions.k8s.io/v1beta1
        kind: CustomResourceDefinition
        metadata: {name: a}
        spec: {group: g.example.com, names: {kind: A}, version: v1}
    """)

    assert only(reading).spec == CrdSpec("g.example.com", "A", "", ("v1",), "apiextensions.k8s.io/v1beta1")


def test_half_a_definition_is_a_patch() -> None:
    """
    A definition without group or names only changes another.
    """
    reading = interpreted("""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: a}
        spec: {conversion: {strategy: Webhook}}
    """)

    assert only(reading).spec == PatchSpec("CustomResourceDefinition", "apiextensions.k8s.io")


def test_settings_and_files_of_a_config_map_are_searched() -> None:
    """
    Plain values are settings, files are read line by line without their comments, with the line of each find.
    """
    reading = interpreted("""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: shop}
        data:
          REDIS_HOST: redis
          app.yaml: |
            # see http://docs.test
            bucket: models
            upstream http://api/v1 and more
            plain words
    """)

    assert only(reading).spec == ConfigSpec("ConfigMap", "", "v1", "shop")
    assert [(one.target, one.line, one.key, one.confidence) for one in reading.references] == [
        (HostRef("redis"), 6, "ConfigMap/shop/settings:data[REDIS_HOST]", Confidence.MEDIUM),
        (StoreRef(Store.BUCKET, "models"), 9, "ConfigMap/shop/settings:data[app.yaml]", Confidence.LOW),
        (HostRef("api", "http://api/v1"), 10, "ConfigMap/shop/settings:data[app.yaml]", Confidence.LOW),
    ]


def test_an_account_stands_for_a_cloud_identity() -> None:
    """
    The annotation of a cloud ties the account to a role outside of the cluster.
    """
    reading = interpreted("""
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: robot
          annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::1:role/robot"}
        secrets: [{name: pull}, {}]
    """)

    assert targets(reading) == [NameRef("cloud_identity", "arn:aws:iam::1:role/robot"), SecretRef("pull")]


def test_roles_tell_which_resources_are_made() -> None:
    """
    Only custom resources that may be created count, and only as a hint.
    """
    reading = interpreted("""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: robot}
        rules:
        - {apiGroups: [ml.example.com, apps, "*"], resources: [trainjobs, trainjobs/status, "*"], verbs: [create]}
        - {apiGroups: [ml.example.com], resources: [models], verbs: [get]}
    """)

    assert [(one.target, one.confidence) for one in reading.references] == [
        (ApiRef("ml.example.com", "trainjobs"), Confidence.LOW)
    ]


@pytest.mark.parametrize("kind", ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"])
def test_webhooks_call_their_service(kind: str) -> None:
    """
    A webhook needs the service behind it; one by URL names none.
    """
    reading = interpreted(f"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: {kind}
        metadata: {{name: guard}}
        webhooks:
        - clientConfig: {{service: {{name: guard, namespace: shop}}}}
        - clientConfig: {{url: "https://a"}}
    """)

    assert targets(reading) == [HostRef("guard.shop")]


def test_an_aggregated_api_calls_its_service() -> None:
    """
    An APIService hands requests on.
    """
    reading = interpreted("""
        apiVersion: apiregistration.k8s.io/v1
        kind: APIService
        metadata: {name: v1.metrics}
        spec: {service: {name: metrics}}
    """)

    assert targets(reading) == [HostRef("metrics")]


def test_a_scaler_changes_its_workload() -> None:
    """
    An autoscaler is no component of its own, it belongs to what it scales.
    """
    reading = interpreted("""
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web}
        spec: {scaleTargetRef: {kind: Deployment, name: web}}
    """)

    assert only(reading).spec == ConfigSpec("HorizontalPodAutoscaler", "autoscaling", "autoscaling/v2")
    assert ties(reading) == [(NameRef("workload", "web"), How.TRIGGER)]
