"""
What tasks need: other DAGs and scripts.
"""

import re
from pathlib import PurePosixPath

from debtscan.model.declaration import NameRef, PathRef
from debtscan.model.words import Confidence, How
from debtscan.scan.draft import Draft, Place
from debtscan.scan.python.airflow import Dags
from debtscan.scan.python.folding import is_known
from debtscan.scan.python.module import Module, Site

_TARGETS = {  # keyword of an operator -> the space in which its value is a name
    "job_definition": "resource",
    "task_definition": "resource",
    "function_name": "resource",
    "state_machine_arn": "resource",
    "job_name": "resource",
    "cluster": "cluster",
    "cluster_name": "cluster",
}
_DBT = ("dbt_project_path", "project_dir", "dbt_project_dir")
_OTHER_DAGS = ("external_dag_id", "trigger_dag_id")
_SCRIPTS = ("application", "py_file", "python_file", "script", "main", "pyspark_file", "sql")
_ENDINGS = (".py", ".sql", ".sh", ".jar", ".ipynb")


def read(module: Module, dags: Dags, draft: Draft) -> None:
    """
    Refer to the DAGs that tasks wait for or start, and to the scripts that they run.
    """
    for keyword in _OTHER_DAGS:
        for site in module.with_keyword(keyword):
            for name in _known(site, keyword):
                draft.refer(at_task(site, dags), NameRef("dag", name), How.TRIGGER, sure(name))
    for site in module.with_keyword("task_id"):
        _read_scripts(site, dags, draft)
        _read_targets(site, dags, draft)
    for site in (*module.called("ProjectConfig", "DbtProject", "DbtCliResource"), *_with(module, _DBT)):
        _read_dbt(site, dags, draft)


def _read_targets(site: Site, dags: Dags, draft: Draft) -> None:
    """
    Refer to what an operator starts elsewhere by its name: a job definition, a function, a state machine, a cluster.
    """
    for keyword, space in _TARGETS.items():
        for text in _known(site, keyword):
            name = re.split(r"[:/]", text)[-1] if text.startswith("arn:") else text.partition(":")[0]
            if name and "{" not in name:
                draft.refer(at_task(site, dags), NameRef(space, name), How.CALL, Confidence.MEDIUM)


def _with(module: Module, keywords: tuple[str, ...]) -> list[Site]:
    return [site for keyword in keywords for site in module.with_keyword(keyword)]


def _read_dbt(site: Site, dags: Dags, draft: Draft) -> None:
    """
    Refer to a dbt project by the last folder of its path: where it runs, the folders above are others.
    """
    for path in site.folded(site.keyword(*_DBT) or site.argument(0)):
        name = PurePosixPath(path).name
        if is_known(name) and "{" not in name and site.root:
            draft.refer(dags.place(site).at("dbt", site.line), NameRef("dbt", name), How.STEP)


def _read_scripts(site: Site, dags: Dags, draft: Draft) -> None:
    for keyword in _SCRIPTS:
        for text in _known(site, keyword):
            if text.endswith(_ENDINGS) and "://" not in text and not text.startswith("/") and "{" not in text:
                draft.refer(at_task(site, dags), PathRef(text.removeprefix("./")), How.STEP, Confidence.MEDIUM)


def sure(text: str) -> Confidence:
    """
    Return how sure a folded *text* is: less where a part is not known.
    """
    return Confidence.MEDIUM if "{" in text.replace("{{", "") else Confidence.HIGH


def _known(site: Site, keyword: str) -> list[str]:
    return [text for text in site.folded(site.keyword(keyword)) if is_known(text)]


def at_task(site: Site, dags: Dags) -> Place:
    """
    Return the place of a task: in its DAG, under its name.
    """
    tasks = _known(site, "task_id")
    return dags.place(site).at(tasks[0] if tasks else site.last, site.line)
