"""
Values of infrastructure code put in where they are used.
"""

import pytest

from debtscan.graph.variables import filled, put_in
from debtscan.model.declaration import (
    Declaration,
    HostRef,
    ImageRef,
    PathRef,
    Reference,
    ResourceSpec,
    StackSpec,
    Store,
    StoreRef,
    Target,
)
from debtscan.model.estate import Repo
from debtscan.model.words import How
from tests.unit.graph.estate import Parts, file, repo, resource


def folder(tool: str = "terraform", **values: str) -> Parts:
    """
    Return a declaration of a folder (or its settings) with values of variables.
    """
    spec = StackSpec(tool, values={f"var.{name}": text for name, text in values.items()})
    return (Declaration("stack" if tool == "terraform" else "settings", "live", spec),)


def needs(target: Target) -> Parts:
    """
    Return a reference to *target*.
    """
    return (Reference("stack", target, How.ENV),)


def targets(found: tuple[Repo, ...]) -> list[Target]:
    """
    Return the targets of all references.
    """
    return [ref.target for each in found for one in each.files for ref in one.reading.references]


def test_values_of_the_folder_are_put_in() -> None:
    """
    In images, stores and hosts, whichever file of the folder says them; what is not known stays.
    """
    found = filled(
        (
            repo(
                "shop",
                file("live/variables.tf", folder(tag="2", host="db.internal"), resource("aws_ecr_repository", "web")),
                file(
                    "live/main.tf",
                    folder(),
                    needs(ImageRef("${aws_ecr_repository.web.repository_url}:${var.tag}-${var.more}")),
                    needs(StoreRef(Store.BUCKET, "data-${var.tag}", "s3")),
                    needs(HostRef("${var.host}", "http://${var.host}/x")),
                    needs(PathRef("a/${var.tag}")),
                    needs(PathRef("${path.module}/../b/${var.tag}")),
                    needs(PathRef("${var.more}/c")),
                    needs(PathRef("d")),
                ),
                file("other/main.py", needs(ImageRef("${var.tag}"))),
            ),
        )
    )

    assert targets(found) == [
        ImageRef("web:2-${var.more}"),
        StoreRef(Store.BUCKET, "data-2", "s3"),
        HostRef("db.internal", "http://db.internal/x"),
        PathRef("live/a/2"),
        PathRef("b/2"),
        PathRef("${var.more}/c"),
        PathRef("d"),
        ImageRef("${var.tag}"),
    ]


def test_settings_beat_defaults_unless_they_disagree() -> None:
    """
    Settings beside the folder or below it count; without a folder around them they mean their own.
    """
    found = filled(
        (
            repo(
                "shop",
                file("live/main.tf", folder(a="1", b="1"), needs(ImageRef("${var.a}/${var.b}"))),
                file("live/envs/dev.tfvars", folder("tfvars", a="2", b="2")),
                file("live/envs/prod.tfvars", folder("tfvars", a="2", b="3")),
                file("lost/x.tfvars", folder("tfvars", a="9")),
            ),
        )
    )

    assert targets(found) == [ImageRef("2/${var.b}")]


def test_names_are_put_together_where_all_parts_are_known() -> None:
    """
    A bucket is called as code calls it; a name with an unknown part stays what it was.
    """
    known = ResourceSpec("terraform", "aws_s3_bucket", "aws_s3_bucket.a", named="${var.env}-models")
    unknown = ResourceSpec("terraform", "aws_s3_bucket", "aws_s3_bucket.b", named="${var.far}-models")
    found = filled(
        (
            repo(
                "shop",
                file(
                    "live/main.tf", folder(env="prod"), (Declaration("a", "a", known), Declaration("b", "b", unknown))
                ),
            ),
        )
    )

    assert [each.name for each in found[0].files[0].reading.declarations] == ["live", "prod-models", "b"]


def test_repository_without_values_stays_as_it_is() -> None:
    """
    Nothing is known, nothing is changed.
    """
    shop = repo("shop", file("main.tf", folder()))

    assert filled((shop,)) == (shop,)


@pytest.mark.parametrize(
    ("text", "result"),
    [("${var.a}", "${var.a}"), ("${var.loop}", "${var.loop}x" + "x" * 3), ("${var.long}", "${var.long}"), ("x", "x")],
)
def test_circles_and_floods_come_to_an_end(text: str, result: str) -> None:
    """
    A value that names itself is put in a few times, one that grows beyond reason not at all.
    """
    assert put_in(text, {"var.loop": "${var.loop}x", "var.long": "y" * 2_000}) == result
