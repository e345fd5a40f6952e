"""
Clusters, hubs and tenants that are kept as data.
"""

from debtscan.model.declaration import Declaration, NameRef, RecordSpec, Reference, Store
from debtscan.model.estate import SourceFile
from debtscan.model.words import Built, How, Kind, Status
from tests.unit.graph.estate import Parts, arrows, chart, component, evidence, file, ids, owned, shop, stores

KEYS = ("hubs", "name", "provider")


def record(name: str, noun: str = "cluster", keys: tuple[str, ...] = KEYS, provider: str = "aws") -> Parts:
    """
    Return one record.
    """
    return (Declaration("record", name, RecordSpec(noun, keys, provider)),)


def clusters(*names: str) -> list[SourceFile]:
    """
    Return a folder a cluster, each with a file of the same name.
    """
    return [file(f"config/clusters/{name}/cluster.yaml", record(name)) for name in names]


def test_a_set_is_one_component_with_its_count() -> None:
    """
    Three folders of alike files are the clusters; the files beside them are theirs, what those need is not the set's.
    """
    values = file("config/clusters/a/values.yaml", stores(Store.BUCKET, "scratch", "s3"))

    result = shop(*clusters("a", "b", "c"), values)

    assert ids(result) == ["shop:cluster:clusters"]
    found = component(result, "shop:cluster:clusters")
    assert (found.facts.instances, found.status, found.built, found.facts.provider) == (
        *(3, Status.LIVE, Built.MANAGED, "aws"),
    )
    assert found.aliases == ("a", "b", "c")
    assert evidence(result, found.id) == [
        ("config/clusters/a/cluster.yaml", "record"),
        ("config/clusters/b/cluster.yaml", "record"),
        ("config/clusters/c/cluster.yaml", "record"),
        ("config/clusters/", "folder"),
    ]
    assert "config/clusters/a/values.yaml" in owned(result, found.id)


def test_files_side_by_side_are_a_set_too() -> None:
    """
    The noun decides the kind; without clouds it is the owner's own; another record among them does not belong.
    """
    tenants = [file(f"tenants/{name}.yaml", record(name, "tenant", provider="")) for name in "abc"]
    hubs = [
        file(f"hubs/{name}.yaml", record(name, "hub", provider=cloud)) for name, cloud in zip("abc", "xyz", strict=True)
    ]

    result = shop(*tenants, file("tenants/odd.yaml", record("odd", "tenant", ("x", "y"))), *hubs)

    assert [(entry.kind, entry.name, entry.built, entry.facts.instances) for entry in result.components] == [
        (Kind.IAC, "tenants", Built.BESPOKE, 3),
        (Kind.SERVICE, "hubs", Built.BESPOKE, 3),
    ]


def test_two_are_no_set_and_neither_are_unlike_ones() -> None:
    """
    Few files, files with nothing in common, files at the root, files of tests and single folders are left alone.
    """
    unlike = [file(f"tenants/{n}.yaml", record(str(n), "tenant", (f"a{n}", f"b{n}"))) for n in range(4)]
    single = [file(f"cluster{n}.yaml", record(str(n))) for n in range(4)]
    tests = [file(f"tests/clusters/{n}.yaml", record(str(n)), status=Status.TEST) for n in range(4)]

    assert ids(shop(*clusters("a", "b"), *unlike, *single, *tests)) == []


def test_a_record_belongs_to_one_set() -> None:
    """
    Folders of files of the same names are counted by the larger way to see them.
    """
    files = [file(f"clusters/{name}/cluster.yaml", record(name)) for name in "abcd"]
    more = [file(f"clusters/a/{n}.yaml", record(str(n))) for n in range(2)]

    result = shop(*files, *more)

    assert [(entry.name, entry.facts.instances) for entry in result.components] == [("clusters", 4)]


def test_a_set_deploys_the_charts_that_its_records_name() -> None:
    """
    A chart of the estate by its name.
    """
    named: Parts = (Reference("record", NameRef("chart", "lab"), How.DEPLOY, key="record:chart"),)
    files = [file(f"clusters/{name}.yaml", record(name), named) for name in "abc"]

    result = shop(*files, file("charts/lab/Chart.yaml", chart("lab")))

    assert arrows(result) == ["shop:cluster:clusters -deploy-> shop:chart:lab"]
