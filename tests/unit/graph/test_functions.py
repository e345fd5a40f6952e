"""
The own code behind managed services.
"""

from debtscan.model.declaration import Declaration, ImageRef, NameRef, PathRef, Reference, ResourceSpec
from debtscan.model.words import Built, How
from tests.unit.graph.estate import (
    Parts,
    arrows,
    component,
    dockerfile,
    file,
    ids,
    owned,
    package,
    program,
    resource,
    shop,
    stack,
    workload,
)


def built_from(address: str, path: str) -> Parts:
    """
    Return that a resource is made of *path*.
    """
    return (Reference(address, PathRef(path), How.BUILD, key=f"{address}.source_dir"),)


def carried_by(address: str, name: str) -> Parts:
    """
    Return that a resource takes its code from another one of the folder tf.
    """
    return (Reference(address, NameRef("terraform", f"tf:{name}"), How.BUILD, key=f"{address}.filename"),)


def runs(address: str, image: str) -> Parts:
    """
    Return that a resource runs *image*.
    """
    return (Reference(address, ImageRef(image), How.IMAGE, key=f"{address}.image"),)


def test_function_owns_its_folder_through_the_archive() -> None:
    """
    The folder and its programs are the function's; it is the owner's own code on a managed service.
    """
    result = shop(
        file(
            "tf/main.tf",
            stack("tf"),
            resource("aws_lambda_function", "score"),
            resource("aws_sqs_queue", "jobs"),
            carried_by("aws_lambda_function.score", "google_storage_bucket_object.zip"),
            carried_by("aws_lambda_function.score", "aws_sqs_queue.jobs"),
            (
                Declaration(
                    "o",
                    "zip",
                    ResourceSpec("terraform", "google_storage_bucket_object", "google_storage_bucket_object.zip"),
                ),
            ),
            carried_by("o", "data.archive_file.src"),
        ),
        file(
            "tf/data.tf",
            (Declaration("a", "src", ResourceSpec("terraform", "archive_file", "data.archive_file.src", data=True)),),
            built_from("a", "src/score"),
            built_from("a", "src/none"),
        ),
        file("src/score/main.py", program("main")),
        file("src/score/more.py"),
        file("ops/clean.py", program("clean")),
    )

    score = component(result, "shop:service:score")
    assert (score.built, score.facts.product) == (Built.BESPOKE, "AWS Lambda")
    assert {"src/score/main.py", "src/score/more.py"} <= set(owned(result, score.id))


def test_functions_of_one_folder_share_it() -> None:
    """
    Neither owns it, both are own code; one that is a single file owns that.
    """
    result = shop(
        file(
            "tf/main.tf",
            stack("tf"),
            resource("aws_lambda_function", "a"),
            resource("aws_lambda_function", "b"),
            resource("aws_lambda_function", "c"),
            built_from("aws_lambda_function.a", "src"),
            built_from("aws_lambda_function.b", "src"),
            built_from("aws_lambda_function.c", "src/c.py"),
        ),
        file("src/c.py", program("c")),
    )

    assert [component(result, f"shop:service:{name}").built for name in "abc"] == [Built.BESPOKE] * 3
    assert [owned(result, f"shop:service:{name}") for name in "ac"] == [["tf/main.tf"], ["src/c.py", "tf/main.tf"]]


def test_handlers_share_a_folder_out() -> None:
    """
    Each function owns the file of its handler; what lies in a package is linked to it.
    """
    score = ResourceSpec("terraform", "aws_lambda_function", "score", handler="score.run")
    load = ResourceSpec("terraform", "aws_lambda_function", "load", handler="jobs.load.run")
    clean = ResourceSpec("terraform", "aws_lambda_function", "clean", handler="gone.run")
    declared = (Declaration("s", "score", score), Declaration("l", "load", load), Declaration("c", "clean", clean))
    result = shop(
        file("tf/main.tf", stack("tf"), declared, *(built_from(key, "src") for key in "slc")),
        file("src/score.py"),
        file("src/jobs/load.py"),
        file("src/pyproject.toml", package("shop-functions")),
    )

    assert owned(result, "shop:service:score") == ["src/score.py", "tf/main.tf"]
    assert owned(result, "shop:service:load") == ["src/jobs/load.py", "tf/main.tf"]
    assert "shop:service:clean -build-> shop:library:shop-functions" in arrows(result)


def test_service_takes_the_definition_and_the_image_that_it_runs() -> None:
    """
    An ECS service, its task definition and the image built here are one component.
    """
    result = shop(
        file(
            "tf/main.tf",
            stack("tf"),
            resource("aws_ecs_service", "web"),
            resource("aws_ecs_task_definition", "web-task"),
            resource("aws_sqs_queue", "jobs"),
            carried_by("aws_ecs_service.web", "aws_ecs_task_definition.web-task"),
            carried_by("aws_ecs_service.web", "aws_ecs_task_definition.web-task"),
            runs("aws_ecs_task_definition.web-task", "acme/web:1"),
        ),
        file("web/Dockerfile", dockerfile("web", runs="python web/serve.py", copies=["web"])),
        file("web/serve.py", program("serve")),
    )

    assert ids(result) == ["shop:iac:tf", "shop:queue:jobs", "shop:service:web"]
    assert component(result, "shop:service:web").built is Built.BESPOKE


def test_image_that_several_run_stays_apart() -> None:
    """
    Each is linked to it; so is a service whose image a workload runs too.
    """
    result = shop(
        file(
            "tf/main.tf",
            stack("tf"),
            resource("google_cloud_run_service", "a"),
            resource("google_cloud_run_service", "b"),
            resource("google_cloud_run_service", "c"),
            resource("google_cloud_run_service", "d"),
            runs("google_cloud_run_service.d", "acme/proxy:1"),
            runs("google_cloud_run_service.a", "acme/web:1"),
            runs("google_cloud_run_service.b", "acme/web:1"),
            runs("google_cloud_run_service.c", "acme/api:1"),
        ),
        file("web/Dockerfile", dockerfile("web", runs="python web/serve.py", copies=["web"])),
        file("web/serve.py", program("serve")),
        file("proxy/Dockerfile", dockerfile("proxy", base="acme/base")),
        file("api/Dockerfile", dockerfile("api", runs="python api/serve.py", copies=["api"])),
        file("api/serve.py", program("serve")),
        file("k8s/api.yaml", workload("api", "acme/api:1")),
    )

    assert [arrow for arrow in arrows(result) if "-image->" in arrow] == [
        "shop:service:a -image-> shop:job:web",
        "shop:service:b -image-> shop:job:web",
        "shop:service:c -image-> shop:service:api",
    ]
    assert "proxy/Dockerfile" in owned(result, "shop:service:d")
