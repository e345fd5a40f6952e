import pytest

from debtscan.model.words import Status
from debtscan.scan.recipe_names import name_of


@pytest.mark.parametrize(
    ("path", "name", "status"),
    [
        ("Dockerfile", "root", None),
        ("services/web/Dockerfile", "web", None),
        ("services/web/docker/Dockerfile", "web", None),
        ("docker/Dockerfile", "docker", None),
        ("backend/Dockerfile.api", "api", None),
        ("backend/api.Dockerfile", "api", None),
        ("Dockerfile-worker.j2", "worker", None),
        ("a/Containerfile", "a", None),
        ("web/Dockerfile.gpu", "web-gpu", None),
        ("web/Dockerfile.dev", "web-dev", Status.LOCAL),
        ("web/test.dockerfile", "web-test", Status.TEST),
        ("web/Dockerfile.service.red", "service.red", None),
    ],
)
def test_an_image_is_named_by_its_file_or_folder(path: str, name: str, status: Status | None) -> None:
    """
    A telling suffix names the image, else the nearest telling folder does.
    """
    assert name_of(path) == (name, status)
