"""
Image references of all shapes.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.graph.images import Image, is_pinned, parse_image, words_of


@pytest.mark.parametrize(
    ("reference", "image"),
    [
        ("redis", Image("", "redis", "", "")),
        ("acme/api:1.2", Image("", "acme/api", "1.2", "")),
        ("gcr.io/acme/api@sha256:ab", Image("gcr.io", "acme/api", "", "sha256:ab")),
        ("localhost:5000/api", Image("localhost:5000", "api", "", "")),
        ("localhost/api", Image("localhost", "api", "", "")),
        ("docker://quay.io/acme/api:1", Image("quay.io", "acme/api", "1", "")),
        ('"acme/api:1"', Image("", "acme/api", "1", "")),
        ("gcr.io/acme/${NAME}:1", Image("gcr.io", "", "1", "", ("${NAME}",))),
        ("acme/$NAME", Image("", "", "", "", ("$NAME",))),
        ("${REG}/acme/api:${TAG}", Image("", "acme/api", "", "", ("${REG}", "${TAG}"))),
        ("$ACME_IMAGE_WORKER", Image("", "", "", "", ("$ACME_IMAGE_WORKER",))),
        ("", Image("", "", "", "")),
    ],
)
def test_reference_falls_into_parts(reference: str, image: Image) -> None:
    """
    Registry, repository, tag and digest are told apart, expressions are set aside.
    """
    assert parse_image(reference) == image


@given(st.text(max_size=60))
def test_no_reference_whatever_raises(reference: str) -> None:
    """
    An image field may hold anything.
    """
    image = parse_image(reference)

    assert isinstance(words_of(image), tuple)
    assert is_pinned(image) in {True, False}


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("$ACME_IMAGE_JOB_RUNNER", ("acme-job-runner", "job-runner", "runner")),
        ("{{ config['image_operator'] }}", ("operator",)),
        ("{{ .Values.image.repository }}", ()),
        ("${rankingModel}:${TAG}", ("ranking-model", "model")),
        ("acme/api:1", ()),
    ],
)
def test_expression_names_what_it_may_mean(reference: str, words: tuple[str, ...]) -> None:
    """
    The longest name comes first, and words that say only "this is an image" say nothing.
    """
    assert words_of(parse_image(reference)) == words


@pytest.mark.parametrize(
    ("reference", "pinned"),
    [
        ("acme/api@sha256:ab", True),
        ("acme/api:1.2", True),
        ("acme/api:latest", False),
        ("acme/api:Main", False),
        ("acme/api", False),
        ("acme/api:${TAG}", True),
    ],
)
def test_tag_that_may_move_is_not_pinned(reference: str, pinned: bool) -> None:
    """
    A digest and a version stand still; a computed tag is given the benefit of the doubt.
    """
    assert is_pinned(parse_image(reference)) is pinned


def test_last_segment_is_the_name_of_the_image() -> None:
    """
    People call "gcr.io/acme/ml/api:1" the api.
    """
    assert parse_image("gcr.io/acme/ml/api:1").last == "api"
