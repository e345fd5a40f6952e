import pytest

from debtscan.model.declaration import (
    ApiRef,
    CommandRef,
    CustomResourceSpec,
    Declaration,
    HostRef,
    ImageRef,
    NameRef,
    SecretRef,
    Spec,
    Store,
    StoreRef,
    WorkloadSpec,
)
from debtscan.model.words import How, Status
from tests.unit.scan.kubernetes.miniature import interpreted, only, targets, ties


def test_a_resource_with_a_pod_inside_is_a_workload() -> None:
    """
    Wherever the pod stands, its containers, commands and settings are those of the resource.
    """
    reading = interpreted("""
        apiVersion: ml.example.com/v1
        kind: TrainJob
        metadata: {name: churn, namespace: ml}
        spec:
          suspend: true
          replicas: 3
          schedule: "@daily"
          workers:
          - template:
              spec:
                containers: [{name: main, image: "team/train:1", command: [train], env: [{name: DB_HOST, value: db}]}]
    """)

    spec = WorkloadSpec(
        "custom",
        "TrainJob",
        "ml.example.com",
        "ml.example.com/v1",
        "ml",
        schedule="@daily",
        command="train",
        replicas=3,
    )
    assert only(reading) == Declaration("TrainJob/ml/churn", "churn", spec, 3, status=Status.DISABLED)
    assert ties(reading) == [
        (ApiRef("ml.example.com", "TrainJob"), How.CRD),
        (ImageRef("team/train:1"), How.IMAGE),
        (HostRef("db"), How.ENV),
        (CommandRef("train"), How.CALL),
    ]


def test_a_single_image_with_its_neighbours_is_a_container() -> None:
    """
    Model servers write image and environment without a list of containers; an expression may be the image.
    """
    reading = interpreted("""
        apiVersion: ml.example.com/v1
        kind: Server
        metadata: {name: a}
        spec:
          predictor: {image: "$IMAGE", storageUri: "gs://models/a", env: [{name: API_URL, value: "http://api"}]}
          logger: {image: ""}
    """)

    assert isinstance(only(reading).spec, WorkloadSpec)
    assert targets(reading) == [
        ApiRef("ml.example.com", "Server"),
        ImageRef("$IMAGE"),
        HostRef("api", "http://api"),
        StoreRef(Store.BUCKET, "models", "gs"),
    ]


@pytest.mark.parametrize(
    ("kind", "spec"),
    [
        ("InferenceService", WorkloadSpec("custom", "InferenceService", "a.example.com", "a.example.com/v1")),
        ("ServingRuntime", CustomResourceSpec("a.example.com", "a.example.com/v1", "ServingRuntime")),
        ("Policy", CustomResourceSpec("a.example.com", "a.example.com/v1", "Policy")),
    ],
)
def test_known_servers_run_and_patterns_do_not(kind: str, spec: Spec) -> None:
    """
    A model server runs pods even where none is written; templates and policies run nothing.
    """
    text = f"""
        apiVersion: a.example.com/v1
        kind: {kind}
        metadata: {{name: a}}
        spec: {{containers: {"[{name: x}]" if kind == "ServingRuntime" else "[]"}}}
    """

    assert only(interpreted(text)).spec == spec


def test_what_stands_outside_of_containers_is_found() -> None:
    """
    Images, hosts, buckets and named objects are found by the words of their keys, schedules by their form.
    """
    reading = interpreted("""
        apiVersion: a.example.com/v1
        kind: Sync
        metadata: {name: a}
        spec:
          cron: "*/5 * * * *"
          timeWindow: {schedule: often}
          workerImage: team/worker:1
          description: http://docs.test
          endpoint: api
          bucket: models
          values: [{name: x, value: "http://other"}]
          secretRef: {name: keys}
          credentialRef: {kind: Secret, name: more}
          scaleTargetRef: {name: web}
          ownerRef: {kind: Deployment, name: api}
          storeRef: {kind: Store, name: central}
          emptyRef: {}
    """)

    assert only(reading).spec == CustomResourceSpec("a.example.com", "a.example.com/v1", "Sync", schedule="*/5 * * * *")
    assert ties(reading) == [
        (ApiRef("a.example.com", "Sync"), How.CRD),
        (ImageRef("team/worker:1"), How.IMAGE),
        (HostRef("api"), How.ENV),
        (StoreRef(Store.BUCKET, "models"), How.DATA),
        (SecretRef("keys"), How.ENV),
        (SecretRef("more"), How.ENV),
        (NameRef("workload", "web"), How.TRIGGER),
        (NameRef("workload", "api"), How.TRIGGER),
        (NameRef("resource", "central"), How.CRD),
        (HostRef("other", "http://other"), How.ENV),
    ]


def test_endless_depth_ends_the_search() -> None:
    """
    An object nested beyond reason is declared without what lies below.
    """
    deep = "{a: " * 60 + "{image: team/a:1}" + "}" * 60

    reading = interpreted(f"apiVersion: a.example.com/v1\nkind: A\nmetadata: {{name: a}}\nspec: {deep}\n")

    assert targets(reading) == [ApiRef("a.example.com", "A")]
