"""
Argo Workflows and Events; workflows that the Kubeflow Pipelines compiler made count as its pipelines.
"""

from collections.abc import Iterator

from debtscan.model.declaration import ApiRef, CustomResourceSpec, NameRef, PipelineSpec, ScheduleSpec
from debtscan.model.words import Confidence, How, Status
from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.draft import Draft, Place
from debtscan.scan.kubernetes.manifest import Manifest, nested
from debtscan.scan.kubernetes.pods import containers, refer_container
from debtscan.scan.scalars import switch

GROUP = "argoproj.io"
_WORKFLOWS = frozenset({"Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"})
_STORES = frozenset({"s3", "gcs", "oss", "azure"})
_CONTAINERS = ("container", "script")
KINDS = _WORKFLOWS | {"Sensor", "EventSource"}


def read_argo(manifest: Manifest, draft: Draft) -> None:
    """
    Add the workflow, sensor or event source *manifest*.
    """
    if manifest.kind in _WORKFLOWS:
        _read_workflow(manifest, draft)
    elif manifest.kind == "EventSource":
        _read_event_source(manifest, draft)
    else:
        _read_sensor(manifest, draft)


def refer_workflow(spec: Mapping, place: Place, draft: Draft) -> None:
    """
    Add what a workflow's *spec* runs, starts and is given.
    """
    _refer_arguments(spec, place, draft)
    if name := spec.mapping("workflowTemplateRef").string("name"):
        here = place.at("workflowTemplateRef", spec.line_of("workflowTemplateRef"))
        draft.refer(here, NameRef("workflow-template", draft.name(name)), How.TRIGGER)
    for number, template in enumerate(spec.mappings("templates")):
        here = place.at(f"templates[{template.string('name') or number}]", template.line)
        _refer_template(template, here, draft)
    _refer_artifacts(spec, place, draft)


def _read_workflow(manifest: Manifest, draft: Draft) -> None:
    cron = manifest.kind == "CronWorkflow"
    spec = manifest.spec.mapping("workflowSpec") if cron else manifest.spec
    annotations = manifest.annotations
    compiled = any("kubeflow.org/kfp_sdk_version" in name for name in annotations)
    pipeline = PipelineSpec(
        engine="kfp" if compiled else "argo",
        schedule=_schedule(manifest.spec) if cron else None,
        steps=tuple(_steps(spec)),
        version=manifest.version,
    )
    off = switch(manifest.spec, "suspend")
    if manifest.kind == "Workflow" and "templates" not in spec and "workflowTemplateRef" in spec:
        place = manifest.supporting(draft)  # one run of a pipeline that stands elsewhere
    else:
        place = manifest.declared(pipeline, draft, Status.DISABLED if off else None)
    draft.refer(place.at("kind", manifest.line), ApiRef(manifest.group, manifest.kind), How.CRD)
    refer_workflow(spec, place.at("spec.workflowSpec" if cron else "spec", spec.line), draft)


def _schedule(spec: Mapping) -> str | None:
    several = [text for text, _ in spec.sequence("schedules").strings()]
    return spec.string("schedule") or "; ".join(several) or None


def _steps(spec: Mapping) -> Iterator[str]:
    """
    Yield the names of the templates that do work; those that only order others are left out.
    """
    for template in spec.mappings("templates"):
        works = any(field in template for field in (*_CONTAINERS, "containerSet", "resource", "http", "plugin"))
        if works and template.string("name"):
            yield template.string("name")


def _refer_template(template: Mapping, place: Place, draft: Draft) -> None:
    for field in _CONTAINERS:
        if field in template:
            _refer_container(template.mapping(field), place.at(field, template.line_of(field)), draft)
    for group in (template, template.mapping("containerSet")):
        for where, container in containers(group):
            refer_container(container, place.at(where, container.line), draft)
    for field in ("initContainers", "sidecars"):
        for number, container in enumerate(template.mappings(field)):
            refer_container(container, place.at(f"{field}[{number}]", container.line), draft)
    _refer_manifest(template.mapping("resource"), place.at("resource"), draft)
    for where, mapping in nested(template):
        if name := mapping.mapping("templateRef").string("name"):
            here = place.at(f"{where}.templateRef".lstrip("."), mapping.line_of("templateRef"))
            draft.refer(here, NameRef("workflow-template", draft.name(name)), How.STEP)


def _refer_container(container: Mapping, place: Place, draft: Draft) -> None:
    refer_container(container, place, draft)
    source = container.string("source")
    if source:
        draft.text(place.at("source", container.line_of("source")), source, Confidence.MEDIUM)


def _refer_manifest(resource: Mapping, place: Place, draft: Draft) -> None:
    """
    Add the kind of object that a step makes from a manifest written inside the workflow.
    """
    for document in load_all(resource.string("manifest")).documents:
        if isinstance(document, Mapping) and document.string("kind"):
            group = document.string("apiVersion").rpartition("/")[0]
            here = place.at("manifest", resource.line_of("manifest"))
            draft.refer(here, ApiRef(group, document.string("kind")), How.CRD)


def _refer_arguments(spec: Mapping, place: Place, draft: Draft) -> None:
    for parameter in spec.mapping("arguments").mappings("parameters"):
        name = parameter.string("name")
        here = place.at(f"arguments[{name}]", parameter.line)
        draft.setting(here, name.replace("-", "_"), parameter.string("value") or parameter.string("default"))


def _refer_artifacts(spec: Mapping, place: Place, draft: Draft) -> None:
    for where, mapping in nested(spec):
        for store in sorted(_STORES & mapping.keys()):
            for field in ("bucket", "endpoint"):
                here = place.at(f"{where}.{store}.{field}".lstrip("."), mapping.line_of(store))
                draft.setting(here, field, mapping.mapping(store).string(field))


def _read_event_source(manifest: Manifest, draft: Draft) -> None:
    """
    Add an event source: a calendar is a schedule, everything else a resource.
    """
    calendars = manifest.spec.mapping("calendar")
    crons = [calendars.mapping(name).string("schedule") for name in calendars]
    cron = next(filter(None, crons), None) or next(
        (every for name in calendars if (every := calendars.mapping(name).string("interval"))), None
    )
    resource = CustomResourceSpec(manifest.group, manifest.version, manifest.kind, manifest.namespace)
    place = manifest.declared(ScheduleSpec("argo-events", cron) if calendars else resource, draft)
    draft.refer(place.at("kind", manifest.line), ApiRef(manifest.group, manifest.kind), How.CRD)
    for where, mapping in nested(manifest.spec, "spec"):
        for key in mapping:
            draft.setting(place.at(f"{where}.{key}", mapping.line_of(key)), key, mapping.string(key))


def _read_sensor(manifest: Manifest, draft: Draft) -> None:
    """
    Add a sensor: what it waits for and what it starts.
    """
    resource = CustomResourceSpec(manifest.group, manifest.version, manifest.kind, manifest.namespace)
    place = manifest.declared(resource, draft)
    draft.refer(place.at("kind", manifest.line), ApiRef(manifest.group, manifest.kind), How.CRD)
    for dependency in manifest.spec.mappings("dependencies"):
        if name := dependency.string("eventSourceName"):
            here = place.at(f"spec.dependencies[{dependency.string('name')}]", dependency.line)
            draft.refer(here, NameRef("event-source", name), How.TRIGGER)
    for where, mapping in nested(manifest.spec, "spec"):
        if mapping.string("kind") and mapping.string("apiVersion"):
            _refer_started(mapping, place.at(where, mapping.line), draft)
        draft.text(place.at(f"{where}.url", mapping.line_of("url")), mapping.string("url"))


def _refer_started(body: Mapping, place: Place, draft: Draft) -> None:
    kind, group = body.string("kind"), body.string("apiVersion").rpartition("/")[0]
    draft.refer(place.at("kind", body.line_of("kind")), ApiRef(group, kind), How.CRD)
    if kind in _WORKFLOWS:
        refer_workflow(body.mapping("spec"), place.at("spec", body.line_of("spec")), draft)
