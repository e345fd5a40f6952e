"""
Registries that nothing but the names of images speaks of.
"""

import pytest

from debtscan.model.declaration import Declaration, PublishSpec
from debtscan.model.words import Built, How, Kind, Status
from tests.unit.graph.estate import (
    arrows,
    ci,
    component,
    dockerfile,
    evidence,
    file,
    ids,
    program,
    publish,
    resource,
    shop,
    workload,
)

API = (
    file("api/Dockerfile", dockerfile("api", runs="python main.py")),
    file("api/main.py", program("api", serves=True)),
)


def _pushed(image: str) -> list[str]:
    result = shop(*API, file("ci.yml", ci("github", "Build"), publish(image, recipe="api/Dockerfile")))
    return [found.name for found in result.components if found.kind is Kind.REGISTRY]


@pytest.mark.parametrize(
    ("image", "name"),
    [
        ("acme/api:1", "Docker Hub"),
        ("ghcr.io/acme/api", "GitHub Container Registry"),
        ("eu.gcr.io/acme/api", "Google Container Registry"),
        ("europe-docker.pkg.dev/acme/r/api", "Google Artifact Registry"),
        ("12.dkr.ecr.eu-west-1.amazonaws.com/api", "Amazon ECR"),
        ("${{ vars.ACCOUNT }}.dkr.ecr.eu-west-1.amazonaws.com/api", "Amazon ECR"),
        ("acme.azurecr.io/api", "Azure Container Registry"),
        ("registry.acme.example/api", "registry.acme.example"),
        ("ghcr.io/$OWNER/api", "GitHub Container Registry"),
    ],
)
def test_registry_is_known_by_the_host_that_images_are_pushed_to(image: str, name: str) -> None:
    """
    No host at all is Docker Hub; a host that nobody knows bears its own name.
    """
    assert _pushed(image) == [name]


@pytest.mark.parametrize("image", ["api:dev", "$REGISTRY/api", "${{ env.NAME }}"])
def test_image_without_a_place_is_pushed_nowhere(image: str) -> None:
    """
    What is built for the machine itself, and what only an expression names.
    """
    assert _pushed(image) == []


def test_who_pushes_is_linked_and_every_place_is_evidence() -> None:
    """
    A hosted registry is managed, one of an own host is run by somebody.
    """
    result = shop(
        *API,
        file("a.yml", ci("github", "A"), publish("acme/api", recipe="api/Dockerfile")),
        file("b.yml", ci("github", "B"), publish("acme/web")),
        file("c.yml", ci("github", "C"), publish("r.acme.example/x")),
    )

    hub = "shop:registry:Docker-Hub"
    assert {f"shop:ci:A -image-> {hub}", f"shop:ci:B -image-> {hub}"} <= set(arrows(result))
    assert [path for path, _ in evidence(result, hub)] == ["a.yml", "b.yml"]
    assert component(result, hub).built is Built.MANAGED
    assert component(result, "shop:registry:r.acme.example").built is Built.OSS


def test_declared_registry_of_the_same_product_is_meant() -> None:
    """
    It is not shown twice.
    """
    image = "12.dkr.ecr.eu-west-1.amazonaws.com/models"
    result = shop(
        file("infra/main.tf", resource("aws_ecr_repository", "models")),
        file("ci.yml", ci("github", "Build"), publish(image)),
    )

    assert ids(result) == ["shop:ci:Build", "shop:registry:models"]
    assert arrows(result) == [f"shop:ci:Build -{How.IMAGE}-> shop:registry:models"]


def test_private_registry_that_many_files_pull_from_is_one_of_the_platforms() -> None:
    """
    Two may be chance, public ones are everybody's, and examples do not count.
    """

    def pulled(host: str, count: int, status: Status = Status.LIVE) -> list[str]:
        files = [
            file(f"{number}.yaml", workload(f"w{number}", f"{host}/x/w{number}:1"), status=status)
            for number in range(count)
        ]
        return [found.name for found in shop(*files).components if found.kind is Kind.REGISTRY]

    assert pulled("r.acme.example", 3) == ["r.acme.example"]
    assert (
        pulled("gcr.io/acme", 3)
        == pulled("r.acme.example", 2)
        == pulled("quay.io", 3)
        == pulled("r.acme.example", 3, Status.EXAMPLE)
        == []
    )


def test_image_that_stays_where_it_is_built_is_in_no_registry() -> None:
    """
    A check may build what it never pushes.
    """
    kept = (Declaration("publish:x", "acme/api", PublishSpec("acme/api", pushed=False)),)

    assert ids(shop(file("ci.yml", ci("github", "Build"), kept))) == ["shop:ci:Build"]
