import pytest

from debtscan.model.declaration import ImageRef, NameRef, PathRef, PublishSpec, ResourceSpec, Spec, Store, StoreRef
from debtscan.model.words import How
from debtscan.scan.actions import action_commands
from debtscan.scan.shell import Place
from tests.unit.scan.said import Ties, specs, ties


@pytest.mark.parametrize(
    ("used", "inputs", "declared", "expected"),
    [
        (
            "docker/build-push-action@v6",
            {"context": "./web", "file": "web/Dockerfile.api", "tags": "r/a:1", "target": "run"},
            [("r/a:1", PublishSpec("r/a:1", "svc/web", "svc/web/Dockerfile.api", "run"))],
            [(PathRef("svc/web/Dockerfile.api"), How.BUILD)],
        ),
        (
            "acme/docker-publish@v1",
            {"registry": "ghcr.io", "image": "a", "dockerfile": "Dockerfile"},
            [("ghcr.io/a", PublishSpec("ghcr.io/a", "svc", "svc/Dockerfile"))],
            [(PathRef("svc/Dockerfile"), How.BUILD)],
        ),
        (
            "docker/build-push-action@v6",
            {"context": "web", "tags": "r/a:1", "push": "false"},
            [("r/a:1", PublishSpec("r/a:1", "svc/web", "svc/web/Dockerfile", pushed=False))],
            [(PathRef("svc/web/Dockerfile"), How.BUILD)],
        ),
        ("docker/build-push-action@v6", {}, [], []),
        ("nick/retry@v3", {"command": "kubectl apply -f a.yaml"}, [], [(PathRef("svc/a.yaml"), How.DEPLOY)]),
        ("actions-hub/kubectl@x", {"args": "apply -f a.yaml"}, [], [(PathRef("svc/a.yaml"), How.DEPLOY)]),
        (
            "acme/helmfile-action@x",
            {"helmfile-args": "apply", "helmfile-workdirectory": "h"},
            [],
            [(PathRef("svc/h/helmfile*"), How.DEPLOY)],
        ),
        (
            "Azure/k8s-deploy@v5",
            {"manifests": "k8s/a.yaml\nk8s/b.yaml\n", "images": "r/a"},
            [],
            [
                (PathRef("svc/k8s/a.yaml"), How.DEPLOY),
                (PathRef("svc/k8s/b.yaml"), How.DEPLOY),
                (ImageRef("r/a"), How.DEPLOY),
            ],
        ),
        ("google/get-gke-credentials@v2", {"cluster_name": "ml"}, [], [(NameRef("cluster", "ml"), How.DEPLOY)]),
        ("google/get-gke-credentials@v2", {"cluster_name": "${{ x }}"}, [], []),
        (
            "google/deploy-cloudrun@v2",
            {"service": "api", "image": "g/a"},
            [("api", ResourceSpec("github", "google_cloud_run_service", "google_cloud_run_service.api"))],
            [(ImageRef("g/a"), How.DEPLOY)],
        ),
        ("google/deploy-cloudrun@v2", {"service": "${{ x }}"}, [], []),
        (
            "google/upload-cloud-storage@v2",
            {"path": "dags", "destination": "bucket-a/dags"},
            [],
            [(PathRef("svc/dags"), How.DEPLOY), (StoreRef(Store.BUCKET, "bucket-a", "gs"), How.DATA)],
        ),
        ("benc/workflow-dispatch@v1", {"workflow": "a.yml"}, [], [(PathRef(".github/workflows/a.yml"), How.TRIGGER)]),
        ("benc/workflow-dispatch@v1", {"workflow": "Name"}, [], []),
        ("acme/git-crypt-unlock@v1", {}, [], [(NameRef("secret-store", "git-crypt"), How.STEP)]),
        ("acme/setup-sops@v1", {}, [], []),
        ("acme/anything@v1", {"recipe": "Dockerfile.x", "y": "z"}, [], [(PathRef("svc/Dockerfile.x"), How.BUILD)]),
    ],
)
def test_a_known_action_does_what_it_is_known_for(
    used: str, inputs: dict[str, str], declared: list[tuple[str, Spec]], expected: Ties
) -> None:
    """
    Builds, deployments, clusters and commands are told from the inputs; of others only recipes.
    """
    found = action_commands(used, inputs, Place("svc", "workflow", "steps[0]", 3))

    assert specs(found) == declared
    assert ties(found) == expected
