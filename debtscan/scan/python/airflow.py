"""
Airflow: the DAGs of a file, their schedules and tasks, and which of them a call adds to.
"""

import ast
import re
from collections.abc import Iterator

from msgspec import Struct

from debtscan.model.declaration import Declaration, PipelineSpec
from debtscan.model.words import Confidence, Status
from debtscan.scan.draft import Draft, Place
from debtscan.scan.naming import stem_of
from debtscan.scan.python.flows import Flows
from debtscan.scan.python.folding import is_known, shown
from debtscan.scan.python.module import Module, Site
from debtscan.scan.python.names import written

_SCHEDULES = ("schedule_interval", "schedule", "timetable")
_MOST_TASKS = 400
_DAG_NAME = re.compile(r"(?:^|_)dag\d*$", re.IGNORECASE)
_NO_MAKERS = ("airflow.", "gusty.", "dagfactory.")  # the last two load DAGs that YAML describes
_NAME = re.compile(r"[\w.-]{2,200}")
_CALLERS = 3  # a helper of a helper of a helper is followed, no further


class Dag(Struct, frozen=True, eq=False):
    """
    One DAG object in the code: the call that makes it, the names that it may have, and where its tasks stand.
    """

    site: Site | None  # None for a bare decorator
    names: tuple[str, ...]
    line: int
    confidence: Confidence
    first: int = 0  # lines of its with block or function; 0 when it has none
    end: int = 0
    variable: str = ""


class Dags:
    """
    The DAGs of one file. A helper with a DAG in it that nothing here calls makes none.
    """

    def __init__(self, module: Module) -> None:
        self.module = module
        used = module.imports("airflow", "cosmos", "astro") or any(True for _ in module.called("DAG"))
        kept = used or "dags" in module.path.split("/")[:-1]  # where Airflow looks for them
        self.found: list[Dag] = [*_made(module), *_decorated(module)] if used else []
        if kept and not self.found:
            self.found += _made_elsewhere(module)
        self.places: dict[Dag, list[Place]] = {}
        self.flows = Flows(module, [])  # of other frameworks, once they are read

    def declare(self, draft: Draft) -> None:
        """
        Declare every DAG with its schedule and tasks.
        """
        tasks = self._tasks()
        for dag in self.found:
            spec = PipelineSpec("airflow", _schedule(dag.site), tuple(tasks.get(dag, {}))[:_MOST_TASKS])
            names = [name for name in dag.names if is_known(name)] or [stem_of(self.module.path)]
            for name in names:
                unsure = len(names) > 1 or "{" in name or not dag.names
                sure = Confidence.MEDIUM if unsure else dag.confidence
                declared = Declaration(f"dag:{name}", name, spec, dag.line, sure, _status(dag.site))
                self.places.setdefault(dag, []).append(draft.declare(declared))

    def place(self, site: Site) -> Place:
        """
        Return the place of *site* in the one DAG or flow that it belongs to, or in the file where no or several are.
        """
        places = [place for dag in self.owners(site) for place in self.places.get(dag, ())]
        if len(places) == 1:
            return Place(places[0].source, places[0].key, site.line)
        return self.flows.place(site.line) or Place(None, "", site.line)

    def owners(self, site: Site, depth: int = 0) -> list[Dag]:
        """
        Return the DAGs that *site* adds to: by the block around it, its dag argument, or who calls its function.
        """
        around = [dag for dag in self.found if dag.first <= site.line <= dag.end]
        if around:
            return around[-1:]
        given = site.keyword("dag")
        if isinstance(given, ast.Name):
            named = [dag for dag in self.found if dag.variable == given.id]
            if named:
                return named
        if len(self.found) == 1:
            return self.found
        function = site.scope.function
        if function is None or depth >= _CALLERS or not self.found:
            return []
        callers = [other for other in self.module.called(function.name) if other.name == function.name]
        return list(dict.fromkeys(dag for other in callers[:50] for dag in self.owners(other, depth + 1)))

    def _tasks(self) -> dict[Dag, dict[str, None]]:
        tasks: dict[Dag, dict[str, None]] = {}
        for site in self.module.with_keyword("task_id") if self.found else ():
            names = [name for name in site.folded(site.keyword("task_id")) if is_known(name)]
            for dag in self.owners(site):
                tasks.setdefault(dag, {}).update((name, None) for name in names)
        for use in self.module.decorators if self.found else ():
            if use.name.startswith("airflow") and ".task" in use.name and not isinstance(use.node, ast.ClassDef):
                for dag in self.found:
                    tasks.setdefault(dag, {})[use.node.name] = None
        return tasks


def _made(module: Module) -> Iterator[Dag]:
    for site in module.sites:
        last = site.last
        if last != "DAG" and not (last.endswith(("Dag", "DAG")) and site.root and site.keyword("dag_id")):
            continue
        function = site.scope.function
        if isinstance(site.scope.owner.node, ast.ClassDef) or (function and function.name not in module.ran):
            continue
        sure = Confidence.MEDIUM if function or site.scope.looped else Confidence.HIGH
        first, end = _with_block(module, site)
        yield Dag(site, site.folded(site.argument(0, "dag_id")), site.line, sure, first, end, _variable(site))


def _made_elsewhere(module: Module) -> Iterator[Dag]:
    """
    Yield the DAGs that functions of other files make: the result is called a DAG, or put where Airflow looks for DAGs.
    """
    kept = _put_in_globals(module)
    for site in module.sites:
        function = site.scope.function
        if not site.root or site.name.startswith(_NO_MAKERS) or (function and function.name not in module.ran):
            continue
        if id(site.call) in kept or _DAG_NAME.search(_variable(site)) or site.keyword("dag_id"):
            first, end = _with_block(module, site)
            names = site.folded(site.keyword("dag_id", "name") or site.argument(0))
            names = tuple(name for name in names if _NAME.fullmatch(name))
            yield Dag(site, names, site.line, Confidence.MEDIUM, first, end, _variable(site))


def _put_in_globals(module: Module) -> set[int]:
    """
    Return the identities of the calls whose result is kept as `globals()[name]`.
    """
    return {
        id(node.value)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Subscript)
        and isinstance(target.value, ast.Call)
        and written(target.value.func) == "globals"
    }


def _decorated(module: Module) -> Iterator[Dag]:
    for use in module.decorators:
        if use.last != "dag" or not use.name.startswith("airflow") or isinstance(use.node, ast.ClassDef):
            continue
        names = (use.site.folded(use.site.argument(0, "dag_id")) if use.site else ()) or (use.node.name,)
        end = use.node.end_lineno or use.node.lineno
        yield Dag(use.site, names, use.node.lineno, Confidence.HIGH, use.node.lineno, end)


def _with_block(module: Module, site: Site) -> tuple[int, int]:
    for node, _ in module.walk.withs:
        if any(item.context_expr is site.call for item in node.items):
            return node.lineno, node.end_lineno or node.lineno
    return 0, 0


def _variable(site: Site) -> str:
    for name, bindings in site.scope.owner.bindings.items():
        if any(binding.node is site.call for binding in bindings):
            return name
    return ""


def _status(site: Site | None) -> Status | None:
    paused = site.keyword("is_paused_upon_creation") if site else None
    return Status.DISABLED if isinstance(paused, ast.Constant) and paused.value is True else None


def _schedule(site: Site | None) -> str | None:
    node = site.keyword(*_SCHEDULES) if site else None
    if site is None or node is None or (isinstance(node, ast.Constant) and node.value is None):
        return None
    texts = [text for text in site.folded(node) if is_known(text)]
    return texts[0] if texts else shown(node)
