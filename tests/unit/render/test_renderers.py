"""
Every format has its renderer.
"""

from collections.abc import Callable

import pytest

from debtscan.model.assessment import Assessment
from debtscan.model.words import Format, Lang
from debtscan.render import RENDERERS, RenderOptions
from tests.unit.render.sample import empty, hostile, platform


def test_every_format_is_there() -> None:
    """
    A format that the command line offers can be written.
    """
    assert set(RENDERERS) == set(Format)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("make", [platform, hostile, empty])
@pytest.mark.parametrize("form", list(Format))
def test_a_format_is_text_that_ends_with_a_line_feed(form: Format, make: Callable[[], Assessment], lang: Lang) -> None:
    """
    It can be encoded, and the same input gives the same text.
    """
    first, second = (RENDERERS[form](make(), RenderOptions(lang=lang)) for _ in range(2))

    assert first == second
    assert first.encode().endswith(b"\n")
