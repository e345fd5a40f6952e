"""
What the owners' own catalogue says beside what the files say.
"""

import pytest

from debtscan.graph.link import Linked
from debtscan.model.declaration import CatalogueEntrySpec, Declaration
from debtscan.model.estate import SourceFile
from debtscan.model.words import How, Status
from tests.unit.graph.estate import (
    Parts,
    component,
    compose,
    dockerfile,
    file,
    host,
    named,
    program,
    questions,
    shop,
    workload,
)

API = file("k8s/api.yaml", workload("api", "acme/api:1"))


def _entry(name: str, *needed: str, type_: str = "service", owner: str = "", lifecycle: str = "production") -> Parts:
    key = f"catalogue:{name}"
    entry = Declaration(key, name, CatalogueEntrySpec("Component", type_, owner, lifecycle))
    return (entry, *(part for other in needed for part in named("catalogue", other, How.CALL, key)))


def _catalogue(*entries: Parts, path: str = "catalog-info.yaml", status: Status = Status.LIVE) -> SourceFile:
    return file(path, *entries, status=status)


def test_listed_component_is_owned_by_its_team_and_goes_by_its_name_there() -> None:
    """
    The entry is evidence, and nothing is asked where both agree.
    """
    result = shop(API, _catalogue(_entry("API", owner="payments")))

    found = component(result, "shop:service:api")
    assert found.owner == "payments"
    assert "catalog-info.yaml" in {place.path for place in found.evidence}
    assert questions(result) == ["shop:service:api ? acme/api:1 (no_build)"]


def test_entry_without_a_namesake_is_the_only_thing_of_its_sort_in_its_folder() -> None:
    """
    At the root nobody can tell, nor of two.
    """
    service = (
        file("web/Dockerfile", dockerfile("web", runs="python main.py")),
        file("web/main.py", program("web", serves=True)),
    )
    second = file("web/other/main.py", program("other", serves=True))
    entry = _catalogue(_entry("storefront"), path="web/catalog-info.yaml")

    assert "storefront" in component(shop(*service, entry), "shop:service:web").aliases
    assert _asked(shop(*service, second, entry)) == ["None ? storefront (catalogue_only)"]
    assert _asked(shop(*service, _catalogue(_entry("storefront")))) == ["None ? storefront (catalogue_only)"]
    assert _asked(shop(*service, _catalogue(_entry("x", type_="odd"), path="web/catalog-info.yaml"))) == [
        "None ? x (catalogue_only)"
    ]


def _asked(result: Linked) -> list[str]:
    return [asked for asked in questions(result) if "catalogue" in asked]


@pytest.mark.parametrize(("lifecycle", "count"), [("production", 1), ("deprecated", 0)])
def test_entry_that_nothing_is_any_more_is_asked(lifecycle: str, count: int) -> None:
    """
    Unless the catalogue itself says that it goes; entries that are examples list nothing.
    """
    assert len(_asked(shop(API, _catalogue(_entry("gone", lifecycle=lifecycle))))) == count
    assert _asked(shop(API, _catalogue(_entry("gone"), status=Status.EXAMPLE))) == []


def test_entry_of_another_sort_is_asked() -> None:
    """
    A word that nobody else uses says nothing of the sort.
    """
    library, odd = _catalogue(_entry("api", type_="library")), _catalogue(_entry("api", type_="odd"))

    assert _asked(shop(API, library)) == ["shop:service:api ? api: library (catalogue_disagrees)"]
    assert _asked(shop(API, odd)) == []


def test_namesake_of_the_right_sort_is_meant() -> None:
    """
    Where several are called so.
    """
    store = file("db/docker-compose.yml", compose("api", "postgres:16"))
    result = shop(API, store, _catalogue(_entry("api", type_="database", owner="data")))

    assert [found.owner for found in result.components if found.kind.value == "datastore"] == ["data"]


def test_dependency_that_no_file_shows_is_asked() -> None:
    """
    Not one that is shown, that the catalogue does not list, or that is the thing itself.
    """
    mailer = file("k8s/mailer.yaml", workload("mailer", "acme/mailer:1"))
    calls = file("k8s/api.yaml", workload("api", "acme/api:1"), host("mailer", "Deployment//api"))
    catalogue = _catalogue(_entry("api", "mailer", "unlisted", "api"), _entry("mailer"))

    assert _asked(shop(API, mailer, catalogue)) == ["shop:service:api ? mailer (catalogue_link)"]
    assert _asked(shop(calls, mailer, catalogue)) == []
