"""
Secrets that lie encrypted in a repository.
"""

from debtscan.model.declaration import Declaration, SecretStoreSpec
from debtscan.model.words import Built, Kind
from tests.unit.graph.estate import Parts, arrows, ci, component, file, named, shop

STORE: Parts = (Declaration("secrets:sops", "sops", SecretStoreSpec("sops")),)


def test_tool_is_one_component_however_many_folders_use_it() -> None:
    """
    Who opens the secrets depends on it.
    """
    result = shop(
        file("a/.sops.yaml", STORE),
        file("b/.sops.yaml", STORE),
        file(".github/workflows/a.yml", ci("github", "Deploy"), named("secret-store", "sops", source="ci")),
    )

    store = component(result, "shop:identity:sops")
    assert (store.kind, store.built, store.capability) == (Kind.IDENTITY, Built.OSS, "secrets")
    assert [place.path for place in store.evidence] == ["a/.sops.yaml", "b/.sops.yaml"]
    assert arrows(result) == ["shop:ci:Deploy -step-> shop:identity:sops"]
