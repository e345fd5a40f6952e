"""
Pipelines that frameworks other than Airflow make of Python code: Kubeflow, Flyte, Prefect, Dagster, Metaflow, Luigi.
"""

import ast
from collections.abc import Iterator

from debtscan.model.declaration import Declaration, PipelineSpec
from debtscan.model.words import Confidence
from debtscan.scan.draft import Draft
from debtscan.scan.naming import name_of
from debtscan.scan.python.flows import Flow, Flows
from debtscan.scan.python.folding import is_known
from debtscan.scan.python.module import Decoration, Module, Site

_MOST_STEPS = 400
_DECORATORS = {  # package -> decorators that make a pipeline of a function
    "kfp": ("pipeline",),
    "flytekit": ("workflow", "dynamic"),
    "prefect": ("flow",),
    "dagster": ("job", "graph", "pipeline"),
    "zenml": ("pipeline",),
    "temporalio": ("defn",),
    "azure": ("pipeline",),
    "dlt": ("pipeline",),
}
_ENGINES = {
    "flytekit": "flyte",
    "temporalio": "temporal",
    "azure": "azureml",
    "google_cloud_pipeline_components": "kfp",
}
_CLASSES = {"metaflow": "FlowSpec", "luigi": "Task"}  # package -> base class of a pipeline or of its tasks
_OBJECTS = {  # class -> package: objects that are pipelines
    "Pipeline": ("sagemaker", "kedro", "tfx", "azureml"),
    "Workflow": ("hera", "couler"),
    "CronWorkflow": ("hera",),
    "WorkflowTemplate": ("hera",),
    "StateMachine": ("stepfunctions",),
    "Flow": ("prefect",),
}


def read(module: Module, draft: Draft) -> Flows:
    """
    Declare each pipeline with its steps, and return those that are made of functions.
    """
    flows = []
    for use in module.decorators:
        engine = _engine(use)
        if engine is not None:
            flows.append(_declare_function(module, draft, use, engine))
    _read_classes(module, draft)
    _read_objects(module, draft)
    _read_assets(module, draft)
    _read_asset_jobs(module, draft)
    return Flows(module, flows)


def _engine(use: Decoration) -> str | None:
    package = use.name.partition(".")[0]
    if use.last not in _DECORATORS.get(package, ()) or (package == "temporalio" and ".workflow." not in use.name):
        return None
    return _ENGINES.get(package, package)


def _declare_function(module: Module, draft: Draft, use: Decoration, engine: str) -> Flow:
    given = [text for text in (use.site.folded(use.site.keyword("name")) if use.site else ()) if is_known(text)]
    name = given[0] if given else use.node.name
    cron = next((text for text in _cron(use.site) if is_known(text)), None)
    spec = PipelineSpec(engine, cron, tuple(dict.fromkeys(_called_in(module, use)))[:_MOST_STEPS])
    place = draft.declare(Declaration(f"pipeline:{use.node.name}", name, spec, use.node.lineno))
    return Flow(place, use.line, use.node.end_lineno or use.node.lineno, spec.steps)


def _cron(site: Site | None) -> tuple[str, ...]:
    return site.folded(site.keyword("schedule", "cron", "cron_schedule")) if site else ()


def _called_in(module: Module, use: Decoration) -> Iterator[str]:
    """
    Yield the local functions and imported names that the body of a pipeline calls: its steps.
    """
    first, end = use.node.lineno, use.node.end_lineno or use.node.lineno
    for site in module.sites:
        if first < site.line <= end and (site.name in module.functions or (site.root and "." not in site.written)):
            yield site.written or site.last


def _read_classes(module: Module, draft: Draft) -> None:
    tasks: list[ast.ClassDef] = []
    for name, _, node, _ in module.bases:
        package, last = name.partition(".")[0], name.rpartition(".")[2]
        if package == "metaflow" and last == _CLASSES["metaflow"]:
            steps = tuple(item.name for item in node.body if isinstance(item, ast.FunctionDef) and item.decorator_list)
            draft.declare(
                Declaration(f"pipeline:{node.name}", node.name, PipelineSpec("metaflow", None, steps), node.lineno)
            )
        elif package == "luigi" and last.endswith(_CLASSES["luigi"]):
            tasks.append(node)
    if tasks:
        name = name_of(module.path)
        spec = PipelineSpec("luigi", None, tuple(node.name for node in tasks)[:_MOST_STEPS])
        draft.declare(Declaration(f"pipeline:{name}", name, spec, tasks[0].lineno))


def _read_objects(module: Module, draft: Draft) -> None:
    for kind, packages in _OBJECTS.items():
        for site in module.called(kind):
            package = site.name.partition(".")[0]
            if kind == "Flow" and package not in packages and module.imports("prefect"):
                package = "prefect"  # an own subclass or wrapper, beside other parts of the framework
            if package in packages and site.name.endswith(f".{kind}"):
                given = site.argument(0, "name") if kind == "Flow" else site.keyword("name", "pipeline_name")
                names = [text for text in site.folded(given) if is_known(text)]
                sure = Confidence.HIGH if len(names) == 1 else Confidence.MEDIUM
                cron = next((text for text in _cron(site) if is_known(text)), None)
                for name in names or [name_of(module.path)]:
                    engine = "argo" if package == "hera" else package
                    draft.declare(Declaration(f"pipeline:{name}", name, PipelineSpec(engine, cron), site.line, sure))


def _read_assets(module: Module, draft: Draft) -> None:
    assets = [use for use in module.decorators if use.last == "asset" and use.name.startswith("dagster.")]
    if assets:
        name = name_of(module.path)
        spec = PipelineSpec("dagster", None, tuple(use.node.name for use in assets)[:_MOST_STEPS])
        draft.declare(Declaration(f"assets:{name}", name, spec, assets[0].line, Confidence.MEDIUM))


def _read_asset_jobs(module: Module, draft: Draft) -> None:
    """
    Declare the jobs over assets where the file keeps their times: others are started by hand, or by their assets.
    """
    timed = any(True for _ in module.called("ScheduleDefinition", "build_schedule_from_partitioned_job"))
    for site in module.called("define_asset_job") if timed else ():
        names = [text for text in site.folded(site.argument(0, "name")) if is_known(text) and "{" not in text]
        for name in names if site.name.startswith("dagster.") else ():
            draft.declare(Declaration(f"pipeline:{name}", name, PipelineSpec("dagster"), site.line, Confidence.MEDIUM))
