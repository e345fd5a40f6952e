"""
What components are called where people read.
"""

import pytest
from msgspec.structs import replace

from debtscan.model.component import Component, ComponentId
from debtscan.model.evidence import Evidence
from debtscan.model.words import Kind, Lang
from debtscan.render.labels import labelled, labels_of
from tests.unit.render.sample import platform


def _one(identity: str, name: str, kind: Kind = Kind.SERVICE, system: str | None = None, path: str = "x") -> Component:
    return Component(ComponentId(identity), name, kind, (Evidence("shop", path),), system=system)


@pytest.mark.parametrize(
    ("components", "labels"),
    [
        ([_one("a", "api"), _one("b", "web")], ["api", "web"]),
        ([_one("a", "redis"), _one("b", "Redis", Kind.DATASTORE)], ["redis (service)", "Redis (data store)"]),
        ([_one("a", "api", system="x/shop"), _one("b", "api", system="y/bank")], ["api (shop)", "api (bank)"]),
        ([_one("a", "api", system="x/app"), _one("b", "api", system="y/app")], ["api (x/app)", "api (y/app)"]),
        ([_one("a", "api", path="x.yaml"), _one("b", "api", path="y.yaml")], ["api (x.yaml)", "api (y.yaml)"]),
        ([_one("a", "api"), _one("b", "api")], ["a", "b"]),
    ],
)
def test_namesakes_are_told_apart_by_the_first_thing_that_differs(
    components: list[Component], labels: list[str]
) -> None:
    """
    A name of its own stays as it is.
    """
    assert list(labels_of(components, Lang.EN).values()) == labels


@pytest.mark.parametrize("lang", list(Lang))
def test_only_the_names_of_an_assessment_change(lang: Lang) -> None:
    """
    Ids, and with them all that refers to components, stay.
    """
    assessment = platform()

    shown = labelled(assessment, lang)
    assert [one.id for one in shown.components] == [one.id for one in assessment.components]
    assert replace(shown, components=()) == replace(assessment, components=())
