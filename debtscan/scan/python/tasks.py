"""
What tasks need: other DAGs, shell commands and scripts.
"""

from debtscan.model.declaration import CommandRef, NameRef, PathRef
from debtscan.model.words import Confidence, How
from debtscan.scan.draft import Draft, Place
from debtscan.scan.python.airflow import Dags
from debtscan.scan.python.folding import is_known
from debtscan.scan.python.module import Module, Site
from debtscan.scan.strings import without_credentials

_OTHER_DAGS = ("external_dag_id", "trigger_dag_id")
_SCRIPTS = ("application", "py_file", "python_file", "script", "main", "pyspark_file", "sql")
_ENDINGS = (".py", ".sql", ".sh", ".jar", ".ipynb")
_LONGEST = 2_000  # of a command


def read(module: Module, dags: Dags, draft: Draft) -> None:
    """
    Refer to the DAGs that tasks wait for or start, and to the commands and scripts that they run.
    """
    for keyword in _OTHER_DAGS:
        for site in module.with_keyword(keyword):
            for name in _known(site, keyword):
                draft.refer(_at(site, dags), NameRef("dag", name), How.TRIGGER, sure(name))
    for site in module.with_keyword("bash_command"):
        for command in _known(site, "bash_command"):
            target = CommandRef(without_credentials(command[:_LONGEST]))
            draft.refer(_at(site, dags), target, How.STEP, sure(command))
    for site in module.with_keyword("task_id"):
        _read_scripts(site, dags, draft)


def _read_scripts(site: Site, dags: Dags, draft: Draft) -> None:
    for keyword in _SCRIPTS:
        for text in _known(site, keyword):
            if text.endswith(_ENDINGS) and "://" not in text and not text.startswith("/") and "{" not in text:
                draft.refer(_at(site, dags), PathRef(text.removeprefix("./")), How.STEP, Confidence.MEDIUM)


def sure(text: str) -> Confidence:
    """
    Return how sure a folded *text* is: less where a part is not known.
    """
    return Confidence.MEDIUM if "{" in text.replace("{{", "") else Confidence.HIGH


def _known(site: Site, keyword: str) -> list[str]:
    return [text for text in site.folded(site.keyword(keyword)) if is_known(text)]


def _at(site: Site, dags: Dags) -> Place:
    tasks = _known(site, "task_id")
    return dags.place(site).at(tasks[0] if tasks else site.last, site.line)
