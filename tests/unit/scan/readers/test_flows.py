"""
Prefect's deployments and Meltano's schedules.
"""

import pytest

from debtscan.model.declaration import Declaration, File, ImageRef, PathRef, PipelineSpec, Reading, ScheduleSpec
from debtscan.model.evidence import Reason
from debtscan.scan.readers.flows import READER


def read(path: str, text: str) -> Reading:
    """
    Return the reading of *text*.
    """
    return READER.read(File(path, text.encode()))


def test_deployment_is_a_schedule_of_its_flow() -> None:
    """
    The function of the entrypoint says which; one without any name says nothing.
    """
    text = """
deployments:
- name: nightly
  entrypoint: flows/etl.py:load
  schedules:
  - cron: 0 6 * * *
  work_pool:
    job_variables:
      image: acme.example/flows:1
- flow_name: by_name
- description: x
"""

    found = read("prefect.yaml", text)

    assert found.declarations == (
        Declaration("schedule:load", "load", ScheduleSpec("prefect", "0 6 * * *", "load"), 3),
        Declaration("schedule:by_name", "by_name", ScheduleSpec("prefect", None, "by_name"), 10),
    )
    assert [(ref.source, ref.target) for ref in found.references] == [
        ("schedule:load", PathRef("flows/etl.py")),
        ("schedule:load", ImageRef("acme.example/flows:1")),
    ]


def test_schedules_of_meltano_are_pipelines() -> None:
    """
    Each moves data at its time: a job, or an extractor with a loader.
    """
    text = """
schedules:
- name: orders
  interval: "@daily"
  extractor: tap-orders
  loader: target-warehouse
- name: people
  interval: 0 3 * * *
  job: people_el
- name: idle
"""

    assert read("meltano.yml", text).declarations == (
        Declaration(
            "schedule:orders", "orders", PipelineSpec("meltano", "@daily", ("tap-orders", "target-warehouse")), 3
        ),
        Declaration("schedule:people", "people", PipelineSpec("meltano", "0 3 * * *", ("people_el",)), 7),
    )


@pytest.mark.parametrize(
    ("path", "text", "ours"),
    [
        ("a/prefect.yaml", "deployments: []\n", True),
        ("prefect.yaml", "name: x\n", False),
        ("el.meltano.yml", "schedules:\n- name: a\n  interval: x\n", True),
        ("meltano.yml", "plugins: []\n", False),
    ],
)
def test_files_are_known_by_name_and_content(path: str, text: str, ours: bool) -> None:
    """
    A file without schedules is settings.
    """
    assert READER.wants(path)
    assert READER.claims(File(path, text.encode())) is ours


def test_other_content_says_nothing() -> None:
    """
    What is broken is a problem.
    """
    assert not READER.wants("flows.yaml")
    assert read("prefect.yaml", "- a\n").declarations == ()
    assert [problem.reason for problem in read("meltano.yml", "a: [").problems] == [Reason.BROKEN]
