import pytest

from debtscan.model.declaration import ImageRef, PathRef, PublishSpec
from debtscan.model.words import How
from tests.unit.scan.said import Ties, run, specs, ties


@pytest.mark.parametrize(
    ("command", "published", "recipe"),
    [
        ("docker build -t acme/web:1 .", [PublishSpec("acme/web:1", "svc", "svc/Dockerfile")], "svc/Dockerfile"),
        ("docker build .. -f ../d/x.Dockerfile -t w", [PublishSpec("w", ".", "d/x.Dockerfile")], "d/x.Dockerfile"),
        (
            "docker --context far buildx build --push --platform x --tag=r/a:1 --tag r/a:2 -t r/b --target run web",
            [
                PublishSpec("r/b", "svc/web", "svc/web/Dockerfile", "run"),
                PublishSpec("r/a:1", "svc/web", "svc/web/Dockerfile", "run"),
            ],
            "svc/web/Dockerfile",
        ),
        ("podman image build -t a - ", [PublishSpec("a")], None),
        (
            "buildah bud -f Containerfile -t a https://example.com/x.git",
            [PublishSpec("a", "", "svc/Containerfile")],
            "svc/Containerfile",
        ),
        ("docker build web", [PublishSpec("", "svc/web", "svc/web/Dockerfile")], "svc/web/Dockerfile"),
        ("docker build -t $IMAGE -", [], None),
        (
            "/kaniko/executor --context dir://web --dockerfile web/D.Dockerfile --destination r/a",
            [PublishSpec("r/a", "svc/web", "svc/web/D.Dockerfile")],
            "svc/web/D.Dockerfile",
        ),
        (
            "az acr build -r reg -t a:1 -f Dockerfile web",
            [PublishSpec("a:1", "svc/web", "svc/Dockerfile")],
            "svc/Dockerfile",
        ),
        (
            "gcloud builds submit --tag gcr.io/p/a web",
            [PublishSpec("gcr.io/p/a", "svc/web", "svc/web/Dockerfile")],
            "svc/web/Dockerfile",
        ),
        ("docker push r/a:1", [PublishSpec("r/a:1")], None),
        ("docker push $IMAGE", [], None),
    ],
)
def test_a_build_names_its_image_and_recipe(command: str, published: list[PublishSpec], recipe: str | None) -> None:
    """
    Each way to build or push says the image, the context and the recipe as far as they are known.
    """
    found = run(command, "svc")

    assert [spec for _, spec in specs(found)] == published
    assert ties(found) == ([(PathRef(recipe), How.BUILD)] if recipe else [])


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("docker run --rm -e A=b -it acme/job:1 python x.py", [(ImageRef("acme/job:1"), How.IMAGE)]),
        ("docker run", []),
        ("docker", []),
        ("docker login -u x", []),
        ("docker buildx bake -f all.hcl", [(PathRef("all.hcl"), How.BUILD)]),
        ("docker bake", [(PathRef("docker-bake.*"), How.BUILD)]),
        ("docker compose -f a.yml -f b.yml up -d", [(PathRef("a.yml"), How.DEPLOY), (PathRef("b.yml"), How.DEPLOY)]),
        ("docker-compose build", [(PathRef("*compose*.y*ml"), How.BUILD)]),
        ("docker-compose --project-directory x run web", [(PathRef("x/*compose*.y*ml"), How.STEP)]),
        ("docker-compose down", []),
        ("ko build ./cmd/a ./cmd/b", [(PathRef("cmd/a"), How.BUILD), (PathRef("cmd/b"), How.BUILD)]),
        ("ko apply -f config/", [(PathRef("config"), How.DEPLOY)]),
        ("ko version", []),
        ("pack build img --path app", [(PathRef("app"), How.BUILD)]),
        ("pack build img --path /tmp", []),
        ("pack list", []),
        ("executor --help", []),
    ],
)
def test_other_image_commands_say_what_they_use(command: str, expected: Ties) -> None:
    """
    Runs, compose files, bake files and other builders point to their images and files.
    """
    assert ties(run(command)) == expected


def test_a_tag_carries_the_recipe_of_what_it_tags() -> None:
    """
    An image that is pushed under another name keeps its recipe.
    """
    found = run("docker build -t web web\ndocker tag web r/web:1\ndocker push r/web:1\ndocker push r/other:1")

    assert [spec for _, spec in specs(found)] == [
        PublishSpec("web", "web", "web/Dockerfile"),
        PublishSpec("r/web:1", "web", "web/Dockerfile"),
        PublishSpec("r/other:1"),
    ]
