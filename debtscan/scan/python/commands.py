"""
Shell commands that Python runs: in subprocesses, and as tasks of a DAG or a flow.
"""

import ast

from msgspec.structs import replace

from debtscan.model.declaration import CommandRef, ImportRef, NameRef, PathRef
from debtscan.model.words import How
from debtscan.scan import shell
from debtscan.scan.draft import Draft, Place
from debtscan.scan.places import NEAR
from debtscan.scan.python.airflow import Dags
from debtscan.scan.python.folding import fold, is_known, items
from debtscan.scan.python.module import Module, Site
from debtscan.scan.python.tasks import at_task, sure
from debtscan.scan.strings import without_credentials

_RUN = {"run", "call", "check_call", "check_output", "Popen", "system", "popen"}
_RUN |= {"create_subprocess_shell", "create_subprocess_exec"}
_TASKS = ("bash_command", "commands", "command", "cmds", "arguments", "entrypoint")  # of operators and flows
_FLOWS = ("ShellOperation", "DbtCoreOperation", "trigger_dbt_cli_command", "submit_job")
_NOT_HERE = (ImportRef, CommandRef)  # modules are looked up where the interpreter runs, which is another image
_LONGEST = 2_000


def read(module: Module, dags: Dags, draft: Draft) -> None:
    """
    Refer to the commands that are run, and to what they are seen to do: scripts, deployments, projects.
    """
    for site in module.called(*_RUN):
        if site.name.partition(".")[0] in {"subprocess", "os", "asyncio"} and site.call.args:
            _refer_all(draft, dags.place(site).at("command", site.line), _given(site, site.call.args[0]), How.CALL)
    for site in module.with_keyword("task_id"):
        _refer_all(draft, at_task(site, dags), _of_task(site), How.STEP)
    for site in module.called(*_FLOWS):
        if site.root:
            given = site.argument(0, "commands", "dbt_command", "command", "entrypoint")
            _refer_all(draft, dags.place(site).at(site.last, site.line), _each(site, given), How.STEP)


def _of_task(site: Site) -> list[str]:
    """
    Return the commands of a task; what a container is given as command and arguments is one command line.
    """
    given = [site.keyword(name) for name in _TASKS if site.keyword(name) is not None]
    words = [next(iter(_given(site, node)), "") for node in given]
    return [" ".join(words)] if len(words) > 1 else _given(site, given[0]) if given else []


def _given(site: Site, node: ast.expr | None) -> list[str]:
    """
    Return the texts of one command, a list of words being one text.
    """
    if node is None:
        return []
    words = [next(iter(fold(item, scope)), "") for item, scope in items(node, site.scope)]
    return [" ".join(words)] if words else [text for text in site.folded(node) if is_known(text)]


def _each(site: Site, node: ast.expr | None) -> list[str]:
    """
    Return the texts of a command or of a list of commands.
    """
    if node is None:
        return []
    several = [text for item, scope in items(node, site.scope) for text in fold(item, scope)[:1]]
    return several or [text for text in site.folded(node) if is_known(text)]


def _refer_all(draft: Draft, place: Place, commands: list[str], how: How) -> None:
    for command in commands:
        text = without_credentials(command[:_LONGEST]).replace("{sys.executable}", "python")
        if not _read_shell(draft, place, text, how):
            draft.refer(place, CommandRef(text), how, sure(command))


def _read_shell(draft: Draft, place: Place, text: str, how: How) -> bool:
    """
    Refer to what the command *text* does, and return whether it runs or uses a file of the repository.
    """
    found = shell.read_commands(text, shell.Place(NEAR, place.source, place.key, place.line or 1))
    for declaration in found.declarations:
        draft.declare(replace(declaration, line=place.line))
    kept = [ref for ref in found.references if not (isinstance(ref.target, _NOT_HERE) or _is_open(ref.target))]
    for ref in kept:
        draft.refer(place, ref.target, how if ref.how is How.STEP else ref.how, ref.confidence)
    return any(isinstance(ref.target, PathRef) for ref in kept)


def _is_open(target: object) -> bool:
    """
    Return whether a path or name is put together when the program runs.
    """
    match target:
        case PathRef(path=text) | NameRef(name=text):
            return "{" in text or "*" in text
        case _:
            return False
