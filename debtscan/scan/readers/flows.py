"""
Deployments of flows in prefect.yaml, and the schedules of Meltano projects.
"""

import re

from debtscan.model.declaration import Declaration, File, PipelineSpec, Reading, ScheduleSpec
from debtscan.model.words import How
from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.draft import Draft
from debtscan.scan.reader import Reader

_PREFECT = ("prefect.yaml", "prefect.yml")
_MELTANO = re.compile(rb"^schedules:\s*$.{0,400}?^\s*(?:- )?interval:", re.MULTILINE | re.DOTALL)


def wants(path: str) -> bool:
    """
    Return whether the name is that of Prefect's file or ends like one of Meltano's.
    """
    name = path.rpartition("/")[2]
    return name in _PREFECT or name.endswith("meltano.yml")


def claims(file: File) -> bool:
    """
    Return whether *file* has deployments or schedules.
    """
    if file.path.rpartition("/")[2] in _PREFECT:
        return b"deployments:" in file.data
    return _MELTANO.search(file.data) is not None


def read(file: File) -> Reading:
    """
    Return the schedules of flows, and each scheduled job of Meltano as a pipeline.
    """
    draft = Draft(file.path)
    loaded = load_all(file.text)
    draft.problems += loaded.problems
    for document in loaded.documents:
        if isinstance(document, Mapping):
            for deployment in document.mappings("deployments"):
                _read_deployment(draft, deployment)
            for schedule in document.mappings("schedules"):
                _read_schedule(draft, schedule)
    return draft.reading()


def _read_deployment(draft: Draft, deployment: Mapping) -> None:
    path, _, function = deployment.string("entrypoint").rpartition(":")
    name = function or deployment.string("flow_name") or deployment.string("name")
    if not name:
        return
    place = draft.declare(
        Declaration(f"schedule:{name}", name, ScheduleSpec("prefect", _cron(deployment), name), deployment.line)
    )
    if path:
        draft.local_path(place.at("entrypoint", deployment.line_of("entrypoint")), path, How.STEP)
    variables = deployment.mapping("work_pool").mapping("job_variables")
    draft.image(place.at("image", variables.line_of("image")), variables.string("image"))


def _cron(deployment: Mapping) -> str | None:
    schedules = [deployment.mapping("schedule"), *deployment.mappings("schedules")]
    found = (schedule.string(key) for schedule in schedules for key in ("cron", "interval", "rrule"))
    return next((text for text in found if text), None)


def _read_schedule(draft: Draft, schedule: Mapping) -> None:
    name, job = schedule.string("name"), schedule.string("job")
    steps = tuple(step for step in (schedule.string("extractor"), schedule.string("loader")) if step) or (
        (job,) if job else ()
    )
    if name and steps:
        spec = PipelineSpec("meltano", schedule.string("interval") or None, steps)
        draft.declare(Declaration(f"schedule:{name}", name, spec, schedule.line))


READER = Reader(name="flows", version=1, wants=wants, claims=claims, read=read)
