"""
Images that may change are reported once each.
"""

from debtscan.judge.matchers.unpinned_image import NAMES, Params, match
from debtscan.judge.matching import Match
from debtscan.model.component import Facts, ImageUse
from debtscan.model.words import Kind
from tests.unit.judge.sample import component, graph, place


def use(image: str, path: str, *, pinned: bool = False, own: bool = False, base: bool = False) -> ImageUse:
    """
    Return a use of an image.
    """
    return ImageUse(image, pinned, own, base, place(path))


WEB = component(
    "web",
    Kind.SERVICE,
    facts=Facts(
        images=(
            use("redis:latest", "a.yaml"),
            use("python", "Dockerfile", base=True),
            use("redis:latest", "b.yaml"),
            use("nginx:1.27", "a.yaml", pinned=True),
            use("own/web:latest", "a.yaml", own=True),
        )
    ),
)


def test_each_image_is_reported_once_with_all_its_places() -> None:
    """
    Pinned images and own ones are left out.
    """
    found = list(match(graph(WEB), Params()))

    assert found == [
        Match(WEB.id, (place("a.yaml"), place("b.yaml")), {"name": "web", "image": "redis:latest"}),
        Match(WEB.id, (place("Dockerfile"),), {"name": "web", "image": "python"}),
    ]
    assert found[0].values.keys() == NAMES


def test_bases_and_own_images_are_a_choice() -> None:
    """
    A pack may look at workloads alone, or at own images too.
    """
    workloads = [found.values["image"] for found in match(graph(WEB), Params(bases=False))]
    everything = [found.values["image"] for found in match(graph(WEB), Params(own=True))]

    assert workloads == ["redis:latest"]
    assert everything == ["redis:latest", "python", "own/web:latest"]
