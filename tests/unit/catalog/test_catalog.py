"""
What the shipped catalogue knows.
"""

import pytest

from debtscan.catalog.catalog import load_catalog
from debtscan.model.component import ApiEnd, CapabilityId
from debtscan.model.words import Kind

CATALOG = load_catalog()


def test_the_shipped_catalogue_is_loaded_once() -> None:
    """
    Everybody who asks gets the same one.
    """
    assert load_catalog() is CATALOG


def test_the_capabilities_hold_the_map_of_eighteen_pieces() -> None:
    """
    Numbers 1 to 18 once each, and the rest of the platform beside them.
    """
    numbers = sorted(c.talk_number for c in CATALOG.capabilities.values() if c.talk_number is not None)

    assert numbers == list(range(1, 19))
    assert len(CATALOG.capabilities) == 56


def test_nothing_was_lost_on_the_way() -> None:
    """
    The tables are as long as what they were made from.
    """
    assert (len(CATALOG.code_signals), len(CATALOG.options)) == (163, 374)


@pytest.mark.parametrize(
    ("image", "product"),
    [
        ("redis:7", ("Redis", Kind.DATASTORE)),
        ("docker.io/bitnami/postgresql:15", ("PostgreSQL", Kind.DATASTORE)),
        ("quay.io/argoproj/argocd:v2.9.0", ("Argo CD", Kind.CONTROLLER)),
        ("quay.io/argoproj/workflow-controller:v3.5.0", ("Argo Workflows", Kind.CONTROLLER)),
        ("ghcr.io/mlflow/mlflow:v2.16.2", ("MLflow", Kind.SERVICE)),
        ("nvcr.io/nvidia/tritonserver:24.05-py3", ("Triton Inference Server", Kind.SERVICE)),
        ("gcr.io/knative-releases/knative.dev/serving/cmd/webhook", ("Knative", Kind.CONTROLLER)),
        ("minio/mc:latest", ("MinIO client", Kind.JOB)),
        ("registry.example.com/team/ranking:1", None),
        ("acme/redis-cleaner", None),
        ("python:3.11", None),
    ],
)
def test_products_are_known_by_image(image: str, product: tuple[str, Kind] | None) -> None:
    """
    Well-known products have a name and a kind; own images and language bases have none.
    """
    found = CATALOG.product_of_image(image)

    assert (found and (found.name, found.kind)) == product


@pytest.mark.parametrize(
    ("chart", "repository", "product"),
    [
        ("kube-prometheus-stack", "https://prometheus-community.github.io/helm-charts", "kube_prometheus_stack"),
        ("argo/argo-cd", "", "argo_cd"),
        ("", "oci://public.ecr.aws/karpenter/karpenter", "karpenter"),
        ("ranking", "https://charts.example.com", None),
    ],
)
def test_products_are_known_by_chart(chart: str, repository: str, product: str | None) -> None:
    """
    The name of the chart counts; where there is none, the address of its repository.
    """
    found = CATALOG.product_of_chart(chart, repository)

    assert (found and found.id) == product


def test_every_product_and_resource_is_reachable() -> None:
    """
    No image of a product is hidden behind another product.
    """
    hidden = [
        (row.id, name)
        for row in CATALOG.products
        for name in (*row.images, *row.names)
        if not name.endswith("/") and "*" not in name
        if (found := CATALOG.product_of_image(name)) is None or found.id != row.id
    ]

    assert hidden == []


def test_questions_go_to_their_tables() -> None:
    """
    Each kind of question has an answer from the shipped data.
    """
    resource = CATALOG.cloud_resource("aws_eks_cluster")
    group = CATALOG.crd_group("kubeflow.org", "PyTorchJob")
    ending = CATALOG.end_of_life("python:3.7-slim")
    deprecation = CATALOG.deprecation("batch/v1beta1", "CronJob")

    assert resource is not None
    assert (resource.kind, resource.product, resource.provider) == (Kind.CLUSTER, "Amazon EKS", "aws")
    assert group is not None
    assert group.vendor.startswith("Kubeflow")
    assert CATALOG.crd_group("ml.kumo.internal", "TrainJob") is None
    assert CATALOG.is_builtin_group("apps")
    assert ending is not None
    assert ending.ends == "2023-06-27"
    assert deprecation is not None
    assert deprecation.replacement == "batch/v1"
    assert [s.id for s in CATALOG.signal_of_package("python", "mlflow")] == ["mlflow"]
    assert [s.id for s in CATALOG.signal_of_command("mlflow server --host 0.0.0.0")] == ["mlflow"]
    image = CATALOG.signal_of_image("apache/airflow:2.9.1")
    assert image is not None
    assert image.id == "airflow"


def test_the_end_of_an_api_becomes_a_fact_only_when_it_is_sure() -> None:
    """
    Rows from memory do not argue in a report.
    """
    sure = CATALOG.api_end("batch/v1beta1", "CronJob")
    unsure = CATALOG.api_end("gateway.networking.k8s.io/v1alpha2", "Gateway")

    assert sure == ApiEnd("k8s", "batch/v1", "v1.21.0", "v1.25.0", "2022-08-23")
    assert CATALOG.deprecation("gateway.networking.k8s.io/v1alpha2", "Gateway") is not None
    assert unsure is None
    assert CATALOG.api_end("batch/v1", "CronJob") is None


def test_options_on_offer_are_found_by_capability_and_provider() -> None:
    """
    Retired ones are left out; gcp is the provider of the vendor google_cloud.
    """
    everywhere = {option.id for option in CATALOG.options_for(CapabilityId("training_jobs"))}
    google = {option.id for option in CATALOG.options_for(CapabilityId("training_jobs"), "gcp")}

    assert {"gcp_vertex_training", "aws_sagemaker_training"} <= everywhere
    assert "gcp_vertex_training" in google
    assert "aws_sagemaker_training" not in google
    assert "gcp_ai_platform_training" not in everywhere
    option = CATALOG.managed_option("gcp_vertex_training")
    assert option is not None
    assert option.since == "2021-03-31"
    assert CATALOG.managed_option("nothing") is None
