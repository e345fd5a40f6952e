"""
dbt projects, profiles and sources.
"""

import pytest

from debtscan.model.declaration import (
    Declaration,
    File,
    HostRef,
    PathRef,
    PipelineSpec,
    Reading,
    Store,
    StoreRef,
    Target,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How
from debtscan.scan.readers.dbt import READER


def read(path: str, text: str) -> Reading:
    """
    Return the reading of *text*.
    """
    return READER.read(File(path, text.encode()))


def needs(path: str, text: str) -> list[tuple[Target, int | None]]:
    """
    Return each target with its line.
    """
    return [(ref.target, ref.line) for ref in read(path, text).references]


def test_project_is_one_pipeline_with_its_folders() -> None:
    """
    Folders that the project names are sure, those that dbt takes by itself are not.
    """
    found = read("mart/dbt_project.yml", "config-version: 2\nname: shop\nmodel-paths: [sql]\nmacro-paths: []\n")

    assert found.declarations == (Declaration("pipeline", "shop", PipelineSpec("dbt", whole=True), 2),)
    named = [(ref.target, ref.how, ref.confidence) for ref in found.references]
    assert named[0] == (PathRef("mart/sql"), How.IMPORT, Confidence.HIGH)
    assert (PathRef("mart/seeds"), How.IMPORT, Confidence.LOW) in named
    assert PathRef("mart/macros") not in [target for target, _, _ in named]


@pytest.mark.parametrize(("path", "name"), [("mart/dbt_project.yml", "mart"), ("dbt_project.yml", "dbt")])
def test_project_without_a_name_is_called_as_its_folder(path: str, name: str) -> None:
    """
    At the root nothing else is left.
    """
    assert [item.name for item in read(path, "profile: x\n").declarations] == [name]


def test_profiles_name_warehouses() -> None:
    """
    What an environment fills in is not known; a database of one's own is a host.
    """
    text = """
shop:
  outputs:
    dev: {type: bigquery, dataset: mart}
    prod: {type: snowflake, database: "{{ env_var('DB') }}"}
    own: {type: postgres, host: pg.internal}
    any: {type: postgres, host: "{{ env_var('HOST') }}"}
    odd: {type: duckdb}
"""

    assert needs("mart/profiles.yml", text) == [
        (StoreRef(Store.DATASET, "mart", "bigquery"), 4),
        (StoreRef(Store.DATABASE, "", "snowflake"), 5),
        (HostRef("pg.internal"), 6),
    ]


def test_sources_are_tables_of_others() -> None:
    """
    The schema counts before the name of the source, the identifier before that of the table; computed ones are none.
    """
    text = """
version: 2
sources:
- name: raw
  schema: landing
  tables:
  - name: orders
  - {name: clicks, identifier: clicks_v2}
- name: crm
  tables:
  - name: people
- name: any
  schema: "{{ var('schema') }}"
  tables: [{name: x}]
"""

    assert needs("mart/models/staging.yml", text) == [
        (StoreRef(Store.TABLE, "landing.orders"), 7),
        (StoreRef(Store.TABLE, "landing.clicks_v2"), 8),
        (StoreRef(Store.TABLE, "crm.people"), 11),
    ]


@pytest.mark.parametrize(
    ("path", "text", "ours"),
    [
        ("a/dbt_project.yml", "name: x", True),
        ("a/profiles.yml", "x:\n  outputs: {}\n", True),
        ("a/profiles.yml", "users: []\n", False),
        ("a/m.yml", "version: 2\nsources:\n  - name: a\n    tables: []\n", True),
        ("a/m.yml", "sources:\n  - name: a\n    tables: []\n", False),
        ("a/m.yml", "version: 2\nmodels: []\n", False),
    ],
)
def test_files_are_known_by_name_and_content(path: str, text: str, ours: bool) -> None:
    """
    Other YAML is left to other readers.
    """
    assert READER.wants(path)
    assert READER.claims(File(path, text.encode())) is ours


def test_other_content_says_nothing() -> None:
    """
    What is broken is a problem.
    """
    assert not READER.wants("a/dbt_project.json")
    assert read("dbt_project.yml", "- a\n").declarations == ()
    assert [problem.reason for problem in read("dbt_project.yml", "a: [").problems] == [Reason.BROKEN]
