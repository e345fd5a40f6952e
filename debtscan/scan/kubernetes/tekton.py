"""
Tekton: pipelines, tasks and their runs.
"""

from collections.abc import Iterator

from debtscan.model.declaration import ApiRef, NameRef, PipelineSpec
from debtscan.model.words import How
from debtscan.safe.yaml import Mapping
from debtscan.scan.draft import Draft, Place
from debtscan.scan.kubernetes.manifest import Manifest
from debtscan.scan.kubernetes.pods import refer_container

GROUP = "tekton.dev"
KINDS = frozenset({"Pipeline", "PipelineRun", "Task", "ClusterTask", "TaskRun"})


def read_tekton(manifest: Manifest, draft: Draft) -> None:
    """
    Add the pipeline or task *manifest*, its images and the tasks that it runs.
    """
    spec = manifest.spec
    inner = spec.mapping("pipelineSpec") or spec.mapping("taskSpec") or spec
    pipeline = PipelineSpec("tekton", steps=tuple(_names(inner)), version=manifest.version)
    place = manifest.declared(pipeline, draft)
    draft.refer(place.at("kind", manifest.line), ApiRef(manifest.group, manifest.kind), How.CRD)
    where = "spec.pipelineSpec" if "pipelineSpec" in spec else "spec.taskSpec" if "taskSpec" in spec else "spec"
    _refer_task(inner, place.at(where, inner.line), draft)
    for field in ("tasks", "finally"):
        for number, task in enumerate(inner.mappings(field)):
            here = place.at(f"{where}.{field}[{task.string('name') or number}]", task.line)
            _refer_named(task, "taskRef", here, draft)
            _refer_task(task.mapping("taskSpec"), here.at("taskSpec"), draft)
    for field in ("pipelineRef", "taskRef"):
        _refer_named(spec, field, place.at("spec", spec.line), draft)
    for parameter in (*spec.mappings("params"), *inner.mappings("params")):
        value = parameter.string("value") or parameter.string("default")
        draft.setting(
            place.at(f"spec.params[{parameter.string('name')}]", parameter.line), parameter.string("name"), value
        )


def _names(spec: Mapping) -> Iterator[str]:
    for field in ("tasks", "finally", "steps"):
        for item in spec.mappings(field):
            if item.string("name"):
                yield item.string("name")


def _refer_named(owner: Mapping, field: str, place: Place, draft: Draft) -> None:
    if name := owner.mapping(field).string("name"):
        space = "tekton-pipeline" if field == "pipelineRef" else "tekton-task"
        draft.refer(place.at(field, owner.line_of(field)), NameRef(space, name), How.STEP)


def _refer_task(spec: Mapping, place: Place, draft: Draft) -> None:
    for field in ("steps", "sidecars"):
        for number, step in enumerate(spec.mappings(field)):
            here = place.at(f"{field}[{step.string('name') or number}]", step.line)
            refer_container(step, here, draft)
            draft.text(here.at("script", step.line_of("script")), step.string("script"))
