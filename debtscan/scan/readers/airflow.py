"""
Airflow pipelines written in YAML: a folder of tasks with METADATA.yml (gusty), or several in a file (dag-factory).
"""

import re

from debtscan.model.declaration import CommandRef, Declaration, File, NameRef, PipelineSpec, Reading
from debtscan.model.words import How
from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.draft import Draft, Place
from debtscan.scan.naming import stem_of
from debtscan.scan.reader import Reader
from debtscan.scan.strings import without_credentials

_METADATA = ("METADATA.yml", "METADATA.yaml")
_OF_DAG = re.compile(rb"^\s*(?:schedule|schedule_interval|default_args|dag_id):", re.MULTILINE)
_TASK = re.compile(rb"^operator:\s*\S", re.MULTILINE)
_TASKS = re.compile(rb"^\s+tasks:\s*$.{0,4000}?\boperator:", re.MULTILINE | re.DOTALL)
_SCHEDULES = ("schedule_interval", "schedule", "timetable")
_LONGEST = 2_000
_MOST_STEPS = 400


def wants(path: str) -> bool:
    """
    Return whether the ending is that of YAML.
    """
    return path.endswith((".yml", ".yaml"))


def claims(file: File) -> bool:
    """
    Return whether *file* describes a DAG, several, or one task of a DAG.
    """
    data = file.data
    if _is_metadata(file.path):
        return _OF_DAG.search(data) is not None
    if b"operator:" not in data:
        return False
    return _TASK.search(data) is not None or (_TASKS.search(data) is not None and _OF_DAG.search(data) is not None)


def _is_metadata(path: str) -> bool:
    return path.rpartition("/")[2] in _METADATA


def read(file: File) -> Reading:
    """
    Return the DAGs with their schedules and steps, or what a task needs.
    """
    draft = Draft(file.path)
    loaded = load_all(file.text)
    draft.problems += loaded.problems
    for document in loaded.documents[:1]:
        if isinstance(document, Mapping):
            _read_document(draft, document)
    return draft.reading()


def _read_document(draft: Draft, document: Mapping) -> None:
    if _is_metadata(draft.path):
        name = stem_of(draft.path.rpartition("/")[0])
        spec = PipelineSpec("airflow", _schedule(document), whole=True)
        _refer_dags(document, draft.declare(Declaration("dag", name, spec, document.line)), draft)
    elif document.string("operator"):
        _refer_task(document, Place(None, "task", document.line), draft)
    else:
        for name in document:
            dag = document.mapping(name)
            if name != "default" and any(key in dag for key in (*_SCHEDULES, "default_args")):
                _read_dag(draft, name, dag, document.line_of(name))


def _read_dag(draft: Draft, name: str, dag: Mapping, line: int) -> None:
    tasks = dag.mapping("tasks")
    listed = {task.string("task_id"): task for task in dag.mappings("tasks")}
    named = listed or {task: tasks.mapping(task) for task in tasks}
    if not named:
        return
    spec = PipelineSpec("airflow", _schedule(dag), tuple(named)[:_MOST_STEPS])
    place = draft.declare(Declaration(f"dag:{name}", name, spec, line))
    for task, settings in named.items():
        _refer_task(settings, place.at(task, settings.line), draft)


def _schedule(dag: Mapping) -> str | None:
    return next((dag.string(key) for key in _SCHEDULES if dag.string(key)), None)


def _refer_task(task: Mapping, place: Place, draft: Draft) -> None:
    """
    Refer to what the settings of a task name: images, buckets, tables, other DAGs and commands.
    """
    for key in task:
        value, here = task.string(key), place.at(key, task.line_of(key))
        if key in {"external_dag_id", "trigger_dag_id"} and value:
            draft.refer(here, NameRef("dag", value), How.TRIGGER)
        elif key == "bash_command" and value:
            draft.refer(here, CommandRef(without_credentials(value[:_LONGEST])), How.STEP)
        else:
            draft.setting(here, key, value)
    _refer_dags(task, place, draft)


def _refer_dags(mapping: Mapping, place: Place, draft: Draft) -> None:
    for other in mapping.mappings("external_dependencies"):
        for name in other:
            draft.refer(place.at("external_dependencies", other.line), NameRef("dag", name), How.TRIGGER)


READER = Reader(name="airflow", version=1, wants=wants, claims=claims, read=read)
