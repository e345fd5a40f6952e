"""
Images and charts are matched by whole segments of their names.
"""

import pytest

from debtscan.catalog.reference import ImageName, ImageTable, chart_name, split_image

TABLE = ImageTable(
    [
        ("redis", "redis"),
        ("bitnami/redis", "bitnami redis"),
        ("minio/", "minio"),
        ("minio/mc", "minio client"),
        ("quay.io/argoproj", "argo"),
        ("apache/airflow", "airflow"),
        ("docker:dind", "dind"),
        ("docker:*-dind", "dind"),
    ]
)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("redis", ImageName(("redis",), "")),
        ("Docker.io/Library/Redis:7-Alpine", ImageName(("docker.io", "library", "redis"), "7-alpine")),
        ("registry:5000/a/b:1@sha256:00", ImageName(("registry:5000", "a", "b"), "1")),
        ("{{ .Values.registry }}/redis:{{ .Values.tag }}", ImageName(("redis",), "")),
        ("${REGISTRY}/web", ImageName(("web",), "")),
        ("oci://ghcr.io/a/b", ImageName(("ghcr.io", "a", "b"), "")),
        ("", ImageName((), "")),
        ("{{ .Values.image }}", ImageName((), "")),
    ],
)
def test_a_reference_is_split(reference: str, expected: ImageName) -> None:
    """
    Registry, path and tag come apart; expressions and digests go.
    """
    assert split_image(reference) == expected


@pytest.mark.parametrize(
    ("image", "value"),
    [
        ("redis:6", "redis"),
        ("acme.example.com/mirror/redis", "redis"),
        ("docker.io/bitnami/redis:7", "bitnami redis"),
        ("myredis-exporter", None),
        ("redis-exporter", None),
        ("redis/exporter", None),
        ("minio/operator", "minio"),
        ("minio/mc:latest", "minio client"),
        ("quay.io/argoproj/argocd:v2.9.0", "argo"),
        ("ghcr.io/argoproj/argocd", None),
        ("apache/airflow:2.9.1", "airflow"),
        ("apache/airflow-client", None),
        ("docker:dind", "dind"),
        ("docker:24-dind", "dind"),
        ("docker:24", None),
        ("", None),
    ],
)
def test_an_image_is_found_by_its_segments(image: str, value: str | None) -> None:
    """
    The pattern with most segments wins, and a part of a word never counts.
    """
    assert TABLE.find(image) == value
    assert TABLE.find(image) == value


@pytest.mark.parametrize(
    ("chart", "name"),
    [
        ("redis", "redis"),
        ("bitnami/redis", "redis"),
        ("oci://registry.example.com/charts/Karpenter", "karpenter"),
        ("https://example.com/charts/loki-stack-2.9.11.tgz", "loki-stack"),
        ("./charts/web/", "web"),
        ("", ""),
    ],
)
def test_a_chart_has_a_bare_name(chart: str, name: str) -> None:
    """
    Repository aliases, addresses and versions of archives are cut off.
    """
    assert chart_name(chart) == name
