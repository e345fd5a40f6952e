"""
Times at which frameworks start their pipelines: Dagster, Flyte, Prefect, Metaflow, Kubeflow, Vertex.
"""

import ast
from collections.abc import Iterator

from debtscan.model.declaration import Declaration, ScheduleSpec
from debtscan.model.words import Confidence
from debtscan.scan.draft import Draft
from debtscan.scan.python.folding import is_known, shown, values
from debtscan.scan.python.module import Decoration, Module, Site
from debtscan.scan.python.names import written

_CRON = ("cron_schedule", "cron", "cron_expression", "schedule")
_OBJECTS = {  # call -> (package, engine, arguments that say what is started)
    "ScheduleDefinition": ("dagster", "dagster", ("job", "job_name", "name")),
    "build_schedule_from_partitioned_job": ("dagster", "dagster", ("job",)),
    "LaunchPlan": ("flytekit", "flyte", ("workflow",)),
    "build_from_flow": ("prefect", "prefect", ("flow",)),
    "create_schedule": ("google", "kfp", ("display_name",)),
    "create_recurring_run": ("kfp", "kfp", ("pipeline_name", "job_name")),
}
_OF_PLANS = ("get_or_create", "create")  # of LaunchPlan
_SERVES = ("serve", "deploy", "to_deployment")  # of a flow
_EVERY = ("hourly", "daily", "weekly")


def read(module: Module, draft: Draft) -> None:
    """
    Declare each schedule under the name of the pipeline that it starts.
    """
    for last, (package, engine, names) in _OBJECTS.items():
        for site in module.called(last):
            if site.name.partition(".")[0] == package:
                first = None if engine == "kfp" else site.argument(0)  # there it is an experiment
                _declare(draft, engine, _target(draft, site, site.keyword(*names) or first), site)
    for site in module.called(*_OF_PLANS):
        if site.name.startswith("flytekit.") and ".LaunchPlan." in site.name:
            _declare(draft, "flyte", _target(draft, site, site.argument(0, "workflow")), site)
    for site in module.called(*_SERVES) if module.imports("prefect") else ():
        if isinstance(site.call.func, ast.Attribute) and site.keyword("cron", "interval", "schedule", "schedules"):
            _declare(draft, "prefect", _target(draft, site, site.call.func.value), site)
    for use in module.decorators:
        if use.last == "schedule" and use.site is not None:
            _read_decorator(draft, use, use.site)


def _read_decorator(draft: Draft, use: Decoration, site: Site) -> None:
    package = use.name.partition(".")[0]
    if package == "dagster":
        job = site.keyword("job", "job_name")
        _declare(draft, "dagster", _target(draft, site, job) or use.node.name, site)
    elif package == "metaflow":
        _declare(draft, "metaflow", use.node.name, site)


def _declare(draft: Draft, engine: str, target: str, site: Site) -> None:
    cron = _time(site)
    if target and (cron or engine == "dagster"):
        spec = ScheduleSpec(engine, cron, target)
        draft.declare(Declaration(f"schedule:{target}", target, spec, site.line, Confidence.HIGH))


def _target(draft: Draft, site: Site, node: ast.expr | None) -> str:
    """
    Return the name of the pipeline that *node* stands for: as declared here, as a call names it, or as it is written.
    """
    if node is None:
        return ""
    for value, scope in values(node, site.scope):
        if isinstance(value, ast.Call) and value is not node:
            named = Site(value, scope, "", "")
            for text in named.folded(named.argument(0, "name")):
                if is_known(text):
                    return text
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value
    name = written(node).rpartition(".")[2]
    declared = (item.name for item in draft.declarations if item.key == f"pipeline:{name}")
    return next(declared, name)


def _time(site: Site) -> str | None:
    """
    Return the cron expression or interval among the keywords of a schedule, inside of a schedule object too.
    """
    for node in _times(site):
        texts = [text for text in site.folded(node) if is_known(text) and "(" not in text and "{" not in text]
        if texts:
            return texts[0]
        inner = next((value for value, _ in values(node, site.scope) if isinstance(value, ast.Call)), None)
        if inner is not None:
            found = _time(Site(inner, site.scope, "", ""))
            return found or shown(inner)
    return next((f"@{word}" for word in _EVERY if site.keyword(word) is not None), None)


def _times(site: Site) -> Iterator[ast.expr]:
    for name in (*_CRON, "interval", "duration"):
        node = site.keyword(name)
        if node is not None:
            yield node
