"""
Records: one cluster, hub or tenant a file.
"""

from textwrap import dedent

import pytest

from debtscan.model.declaration import Declaration, File, NameRef, Reading, RecordSpec
from debtscan.model.words import Confidence, How
from debtscan.scan.readers.record import READER, claims, read

CLUSTER = """
    name: north
    provider: AWS
    account: "1"
    hubs:
    - {name: staging, domain: staging.test, helm_chart: charts/lab}
    - {name: prod, domain: prod.test, chart: lab, options: {chart: [odd]}}
"""


def record(text: str, path: str) -> File:
    """
    Return a file that holds *text*.
    """
    return File(path, dedent(text).encode())


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("config/clusters/north.yaml", True),
        ("config/clusters/north/cluster.yml", True),
        ("tenants/a.yaml", True),
        ("projects/a.yaml", True),
        ("config/north.yaml", False),
        (".github/teams/a.yaml", False),
        ("a/.b/clusters/c.yaml", False),
        ("clusters/north.json", False),
    ],
)
def test_records_are_known_by_the_noun_of_their_name_or_folder(path: str, ours: bool) -> None:
    """
    A file named for one of many, or in a folder named for them.
    """
    assert READER.wants(path) is ours


@pytest.mark.parametrize(
    ("text", "path", "ours"),
    [
        (CLUSTER, "clusters/north.yaml", True),
        ("plan: gold\nowners: [a]\n", "tenants/a.yaml", True),
        ("owner: a\nurl: b\n", "projects/a.yaml", False),
        ("region: a\ntitle: b\n", "projects/a.yaml", False),
        ("project-id: a\ngcp: {accountId: b, region: c}\n", "projects/a.yaml", True),
        ("title: a\ntext: b\n", "tenants/a.yaml", False),
        ("apiVersion: v1\nprovider: a\nregion: b\n", "clusters/a.yaml", False),
        ("openapi: 3\nprovider: a\nregion: b\n", "clusters/a.yaml", False),
        ("- provider: a\n", "clusters/a.yaml", False),
        ("provider: a\nregion: b\n---\nc: d\n", "clusters/a.yaml", False),
    ],
)
def test_the_keys_must_tell_of_a_place(text: str, path: str, ours: bool) -> None:
    """
    Two words about where or for whom something runs; for a vague noun only the strong ones count.
    """
    assert claims(record(text, path)) is ours


def test_a_record_names_the_charts_that_it_installs() -> None:
    """
    The noun, the keys and the cloud are told, and charts by name.
    """
    reading = read(record(CLUSTER, "config/clusters/north.yaml"))

    spec = RecordSpec("cluster", ("account", "hubs", "name", "provider"), "aws")
    assert reading.declarations == (Declaration("record", "north", spec, 2),)
    assert [(ref.target, ref.how, ref.confidence, ref.line) for ref in reading.references] == [
        (NameRef("chart", "lab"), How.DEPLOY, Confidence.MEDIUM, 6),
        (NameRef("chart", "lab"), How.DEPLOY, Confidence.MEDIUM, 7),
    ]


def test_a_record_without_a_name_is_called_by_what_tells_it_apart() -> None:
    """
    Its stem, or its folder where all files have the same name.
    """
    names = [
        read(record("provider: a\n", path)).declarations[0].name
        for path in ("clusters/north.yaml", "clusters/south/cluster.yaml")
    ]

    assert names == ["north", "south"]
    assert read(record("- a\n", "clusters/a.yaml")) == Reading()


def test_charts_are_not_searched_for_without_end() -> None:
    """
    What lies very deep is no list of charts.
    """
    deep = "a: {" * 8 + "chart: lab" + "}" * 8 + "\n"

    assert read(record(deep, "clusters/a.yaml")).references == ()
