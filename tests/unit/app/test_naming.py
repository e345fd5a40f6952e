"""
Which component a word means.
"""

import pytest
from msgspec.structs import replace

from debtscan.app.naming import component_named
from debtscan.base.errors import DebtscanError
from debtscan.model.component import ComponentId
from tests.unit.render.sample import COMPONENTS, TRAIN

TWIN = replace(
    TRAIN, id=ComponentId("other:controller:Train-Controller"), name="Train-Controller", aliases=("trainer",)
)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        (TRAIN.id, TRAIN.id),
        ("train-controller", TRAIN.id),
        ("Train-Controller", TWIN.id),
        ("TRAINER", TWIN.id),
        ("RANKING", "ml-services:service:ranking"),
    ],
)
def test_a_word_is_an_id_a_name_or_an_alias(word: str, found: str) -> None:
    """
    In this order; letter case is told apart only where it decides.
    """
    assert component_named(word, (*COMPONENTS, TWIN), "debtscan graph --focus").id == found


def test_an_ambiguous_word_gets_its_candidates() -> None:
    """
    At most five, and a way out that works.
    """
    many = [replace(TRAIN, id=ComponentId(f"r{index}:job:x"), name="x") for index in range(7)]

    with pytest.raises(DebtscanError) as caught:
        component_named("x", many, "debtscan graph --focus")

    assert str(caught.value) == "'x' names 7 things: r0:job:x, r1:job:x, r2:job:x, r3:job:x, r4:job:x and 2 more"
    assert (caught.value.hint, caught.value.exit) == ("debtscan graph --focus 'r0:job:x'", 2)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("trane-controller", "did you mean 'train-controller'?"),
        ("trainr", "did you mean 'trainer'?"),
        ("zzz", "debtscan graph"),
    ],
)
def test_an_unknown_word_gets_the_nearest(word: str, hint: str) -> None:
    """
    Of all ids, names and aliases.
    """
    with pytest.raises(DebtscanError, match="no component has this id, name or alias") as caught:
        component_named(word, (*COMPONENTS, TWIN), "debtscan graph")

    assert caught.value.hint == hint
