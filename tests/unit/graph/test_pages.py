"""
Web pages.
"""

import pytest

from debtscan.model.words import Kind
from tests.unit.graph.estate import dockerfile, file, package, program, requires, shop


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (["react", "lodash"], Kind.UI),
        (["vue"], Kind.UI),
        (["react", "express"], Kind.SERVICE),
        (["lodash"], Kind.SERVICE),
    ],
)
def test_image_of_a_page_is_a_user_interface(asked: list[str], kind: Kind) -> None:
    """
    One whose package also answers requests is a service.
    """
    result = shop(
        file("web/Dockerfile", dockerfile("web", runs="node server.js", copies=["."])),
        file("web/server.js", program("web", language="javascript", serves=True)),
        file("web/package.json", package("web", "npm"), *(requires(name, "npm") for name in asked)),
    )

    assert [found.kind for found in result.components] == [kind]


def test_page_that_nothing_packs_is_one_too() -> None:
    """
    It is built and uploaded; a kit for pages of others stays a library.
    """
    page = shop(file("web/package.json", package("web", "npm"), requires("svelte", "npm")))
    kit = shop(file("kit/package.json", package("kit", "npm")))

    assert [found.kind for found in page.components] == [Kind.UI]
    assert [found.kind for found in kit.components] == [Kind.LIBRARY]


def test_what_is_decided_otherwise_stays() -> None:
    """
    A program that operates a cluster may bring a page along.
    """
    result = shop(
        file("op/Dockerfile", dockerfile("op", runs="/op", copies=["."])),
        file("op/main.go", program("op", language="go", operates=True)),
        file("op/package.json", package("op", "npm"), requires("react", "npm")),
    )

    assert [found.kind for found in result.components] == [Kind.CONTROLLER]
