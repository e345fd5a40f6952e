"""
Airflow pipelines that YAML describes.
"""

import pytest

from debtscan.model.declaration import (
    CommandRef,
    Declaration,
    File,
    ImageRef,
    NameRef,
    PipelineSpec,
    Reading,
    Store,
    StoreRef,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import How
from debtscan.scan.readers.airflow import READER


def read(path: str, text: str) -> Reading:
    """
    Return the reading of *text*.
    """
    return READER.read(File(path, text.encode()))


def test_folder_with_metadata_is_one_dag() -> None:
    """
    The folder names it, and what it waits for stands beside its schedule.
    """
    text = "description: x\nschedule_interval: 0 4 * * *\nexternal_dependencies:\n- sales: all\n"

    found = read("dags/load_orders/METADATA.yml", text)

    spec = PipelineSpec("airflow", "0 4 * * *", whole=True)
    assert found.declarations == (Declaration("dag", "load_orders", spec, 1),)
    assert [(ref.source, ref.target, ref.how) for ref in found.references] == [
        ("dag", NameRef("dag", "sales"), How.TRIGGER)
    ]


def test_task_of_a_folder_needs_what_its_settings_name() -> None:
    """
    Images, buckets and other DAGs; the operator is code.
    """
    text = "operator: own.Load\nimage: acme.example/load:1\nbucket: acme-raw\nexternal_dag_id: sales\nretries: 3\n"

    found = read("dags/load_orders/orders.yml", text)

    assert found.declarations == ()
    assert [(ref.source, ref.target, ref.how, ref.line) for ref in found.references] == [
        (None, ImageRef("acme.example/load:1"), How.IMAGE, 2),
        (None, StoreRef(Store.BUCKET, "acme-raw"), How.DATA, 3),
        (None, NameRef("dag", "sales"), How.TRIGGER, 4),
    ]


def test_file_of_dags() -> None:
    """
    Each has its schedule and its steps, as a mapping or a list; defaults are none, nor is what has no tasks.
    """
    text = """
default:
  default_args: {owner: x}
  tasks: {}
nightly:
  schedule_interval: "@daily"
  tasks:
    load:
      operator: airflow.operators.bash.BashOperator
      bash_command: python jobs/load.py --password=hush
weekly:
  schedule: 0 1 * * 0
  tasks:
  - task_id: count
    operator: x
empty:
  schedule: "@daily"
other:
  tasks: {a: {operator: x}}
"""

    found = read("dags/all.yml", text)

    assert found.declarations == (
        Declaration("dag:nightly", "nightly", PipelineSpec("airflow", "@daily", ("load",)), 5),
        Declaration("dag:weekly", "weekly", PipelineSpec("airflow", "0 1 * * 0", ("count",)), 11),
    )
    assert [(ref.source, ref.target, ref.key) for ref in found.references] == [
        ("dag:nightly", CommandRef("python jobs/load.py --password=***"), "dag:nightly:load.bash_command")
    ]


@pytest.mark.parametrize(
    ("path", "text", "ours"),
    [
        ("d/METADATA.yml", "default_args: {}\n", True),
        ("d/METADATA.yml", "title: x\n", False),
        ("d/a.yml", "operator: x\n", True),
        ("d/a.yml", "a:\n  schedule: x\n  tasks:\n    b:\n      operator: x\n", True),
        ("d/a.yml", "a:\n  tasks:\n    b:\n      operator: x\n", False),
        ("d/a.yml", "- hosts: all\n  tasks:\n  - name: x\n", False),
    ],
)
def test_files_are_known_by_content(path: str, text: str, ours: bool) -> None:
    """
    A list of tasks alone may be anybody's.
    """
    assert READER.wants(path)
    assert READER.claims(File(path, text.encode())) is ours


def test_other_content_says_nothing() -> None:
    """
    What is broken is a problem.
    """
    assert not READER.wants("dags/a.py")
    assert read("a.yml", "- operator: x\n").declarations == ()
    assert [problem.reason for problem in read("a.yml", "a: [").problems] == [Reason.BROKEN]
