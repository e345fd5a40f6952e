"""
Old API versions and old versions in tags are found.
"""

import pytest

from debtscan.catalog.lifetimes import DeprecationIndex, LifetimeIndex
from debtscan.catalog.tables import ApiDeprecation, Deprecations, EndOfLife, Lifetime, Lifetimes
from debtscan.model.words import Confidence

CRON = ApiDeprecation("k8s", "batch/v1beta1", ("CronJob", "CronJobList"), "batch/v1", "s", Confidence.HIGH)
PYTHON = EndOfLife(
    "Python",
    "runtime",
    "s",
    Confidence.HIGH,
    {"3.7": Lifetime("2023-06-27"), "3.10": Lifetime("2026-10-31"), "2": Lifetime("2020-01-01")},
    images=("python",),
)
DEBIAN = EndOfLife(
    "Debian", "image", "s", Confidence.HIGH, {"10": Lifetime("2022-09-10")}, images=("debian",), names={"buster": "10"}
)
SERVE = EndOfLife("Serve", "framework", "s", Confidence.HIGH, {"all": Lifetime("2025-08-07")}, images=("acme/serve",))
APIS = DeprecationIndex(Deprecations(1, (CRON,)))
IMAGES = LifetimeIndex(Lifetimes(1, (PYTHON, DEBIAN, SERVE)))


def test_an_api_version_is_old_for_its_kinds_only() -> None:
    """
    The same version of another kind may live on.
    """
    assert APIS.of_api("batch/v1beta1", "CronJob") == CRON
    assert APIS.of_api("batch/v1beta1", "Job") is None
    assert APIS.of_api("batch/v1", "CronJob") is None


@pytest.mark.parametrize(
    ("image", "found"),
    [
        ("python:3.7", ("Python", "3.7")),
        ("python:3.7.17-slim-buster", ("Python", "3.7")),
        ("python:3.10-slim", ("Python", "3.10")),
        ("python:2.7", ("Python", "2")),
        ("python:3", None),
        ("python:latest", None),
        ("python", None),
        ("debian:buster-slim", ("Debian", "10")),
        ("debian:10.13", ("Debian", "10")),
        ("acme/serve:0.9", ("Serve", "all")),
        ("acme/web:3.7", None),
    ],
)
def test_the_version_in_a_tag_is_found(image: str, found: tuple[str, str] | None) -> None:
    """
    The longest known part of the number counts, or the code name; a tag without a version says nothing.
    """
    ending = IMAGES.of_image(image)

    assert (ending and (ending.product, ending.version)) == found
