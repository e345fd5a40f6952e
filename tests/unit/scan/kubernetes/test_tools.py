import pytest

from debtscan.model.declaration import ConfigSpec, Declaration, PathRef, PublishSpec, ResourceSpec, Spec
from debtscan.model.words import How, Status
from tests.unit.scan.kubernetes.miniature import interpreted, only, ties


@pytest.mark.parametrize(
    ("text", "spec", "name", "status"),
    [
        (
            "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: prod}\n",
            ResourceSpec("eksctl", "eks_cluster", "eks_cluster.prod"),
            "prod",
            None,
        ),
        (
            "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nname: dev\n",
            ResourceSpec("kind", "kind_cluster", "kind_cluster.dev"),
            "dev",
            Status.LOCAL,
        ),
        (
            "apiVersion: v1\nkind: Config\nclusters: []\n",
            ConfigSpec("Config", "", "v1"),
            "tool",
            None,
        ),
        (
            "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n",
            ConfigSpec("KubeletConfiguration", "kubelet.config.k8s.io", "kubelet.config.k8s.io/v1beta1"),
            "tool",
            None,
        ),
        (
            "apiVersion: example.com/v1\nkind: Settings\nlevel: 3\n",
            ConfigSpec("Settings", "example.com", "example.com/v1"),
            "tool",
            None,
        ),
        (
            "apiVersion: cli.example.io/v1\nkind: Test\nmetadata: {name: policies}\n",
            ConfigSpec("Test", "cli.example.io", "cli.example.io/v1"),
            "policies",
            Status.TEST,
        ),
    ],
)
def test_files_for_tools_are_no_objects_of_a_cluster(text: str, spec: Spec, name: str, status: Status | None) -> None:
    """
    Makers of clusters give clusters, some only on one machine; everything without metadata is configuration.
    """
    declaration = only(interpreted(text, "tool.yaml"))

    assert (declaration.spec, declaration.name, declaration.status) == (spec, name, status)


def test_skaffold_builds_images_and_applies_manifests() -> None:
    """
    Each artifact is an image with its folder and recipe; manifests and charts are deployed.
    """
    reading = interpreted(
        """
        apiVersion: skaffold/v4beta1
        kind: Config
        build:
          artifacts:
          - {image: team/web, context: web, docker: {dockerfile: Web.dockerfile, target: prod}}
          - {image: team/api}
          - {context: nothing}
          - {image: team/go, ko: {main: ./cmd/go}}
          - {image: team/job, kaniko: {dockerfile: Job.dockerfile}}
        profiles: [{name: prod, manifests: {kustomize: {paths: [overlays/prod]}}}, {name: dev}]
        manifests: {rawYaml: [k8s/*.yaml], kustomize: {paths: [base]}, helm: {releases: [{chartPath: charts/a}]}}
        deploy: {kubectl: {manifests: [old/*.yaml]}, kustomize: {paths: [overlay]}}
        """,
        "app/skaffold.yaml",
    )

    assert reading.declarations[1:] == (
        Declaration(
            "build:team/web", "team/web", PublishSpec("team/web", "app/web", "app/web/Web.dockerfile", "prod"), 6
        ),
        Declaration("build:team/api", "team/api", PublishSpec("team/api", "app", "app/Dockerfile"), 7),
        Declaration("build:team/go", "team/go", PublishSpec("team/go", "app"), 9),
        Declaration("build:team/job", "team/job", PublishSpec("team/job", "app", "app/Job.dockerfile"), 10),
    )
    assert ties(reading) == [
        (PathRef("app/web"), How.BUILD),
        (PathRef("app"), How.BUILD),
        (PathRef("app/cmd/go"), How.BUILD),
        (PathRef("app"), How.BUILD),
        (PathRef("app/old/*.yaml"), How.DEPLOY),
        (PathRef("app/k8s/*.yaml"), How.DEPLOY),
        (PathRef("app/overlay"), How.DEPLOY),
        (PathRef("app/overlays/prod"), How.DEPLOY),
        (PathRef("app/base"), How.DEPLOY),
        (PathRef("app/charts/a"), How.DEPLOY),
    ]
