"""
Clusters that no code makes, known by their settings.
"""

from debtscan.model.declaration import ConfigSpec, Declaration
from debtscan.model.words import How, Kind, Status
from tests.unit.graph.estate import Parts, arrows, ci, component, file, ids, named, resource, shop


def values() -> Parts:
    """
    Return a file of chart values.
    """
    return (Declaration("values", "values", ConfigSpec("values")),)


def test_place_that_a_delivery_names_and_settings_exist_for_is_a_cluster() -> None:
    """
    Its settings prove it, the delivery deploys to it; a name without settings and settings that nobody names are none.
    """
    delivery = file(
        ".github/workflows/cd.yml",
        ci("github", "cd"),
        named("cluster", "north", How.DEPLOY, "workflow"),
        named("cluster", "north", How.DEPLOY, "workflow"),
        named("cluster", "nowhere", How.DEPLOY, "workflow"),
    )

    result = shop(delivery, file("config/north.yaml", values()), file("config/south.yaml", values()))

    assert ids(result) == ["shop:ci:cd", "shop:cluster:north"]
    assert component(result, "shop:cluster:north").kind is Kind.CLUSTER
    assert component(result, "shop:cluster:north").capability == "cluster_management"
    assert arrows(result) == ["shop:ci:cd -deploy-> shop:cluster:north"]


def test_cluster_that_code_makes_is_not_made_twice() -> None:
    """
    The resource is the cluster; and what only tests name or set is no place to deploy to.
    """
    made = file("main.tf", resource("google_container_cluster", "north"))
    tried = file("tests/run.yml", named("cluster", "south", How.DEPLOY), status=Status.TEST)
    settings = [file(f"config/{name}.yaml", values()) for name in ("north", "south")]
    local = file("local/east.yaml", values(), status=Status.LOCAL)
    delivery = file(".github/workflows/cd.yml", ci("github", "cd"), named("cluster", "north"), named("cluster", "east"))

    result = shop(made, tried, *settings, local, delivery)

    assert [name for name in ids(result) if ":cluster:" in name] == ["shop:cluster:north"]
