"""
Kubeflow Pipelines: compiled pipeline specs and component files, which have no apiVersion.
"""

from debtscan.model.declaration import Declaration, PipelineSpec, WorkloadSpec
from debtscan.model.words import Confidence
from debtscan.safe.yaml import Mapping
from debtscan.scan.draft import Draft
from debtscan.scan.kubernetes.names import plain_name
from debtscan.scan.kubernetes.pods import command_line, refer_container


def is_pipeline(body: Mapping) -> bool:
    """
    Tell whether *body* is a compiled pipeline.
    """
    return "pipelineInfo" in body and "deploymentSpec" in body


def is_component(body: Mapping) -> bool:
    """
    Tell whether *body* is a component file: an image with typed inputs and outputs.
    """
    return "container" in body.mapping("implementation")


def read_pipeline(body: Mapping, draft: Draft) -> None:
    """
    Add the pipeline, its steps and their images.
    """
    name = plain_name(body.mapping("pipelineInfo").string("name"), draft.path)
    tasks = tuple(body.mapping("root").mapping("dag").mapping("tasks"))
    spec = PipelineSpec("kfp", steps=tasks)
    place = draft.declare(Declaration(f"pipeline:{name}", name, spec, body.line_of("pipelineInfo"), Confidence.MEDIUM))
    executors = body.mapping("deploymentSpec").mapping("executors")
    for executor in executors:
        container = executors.mapping(executor).mapping("container")
        here = place.at(f"deploymentSpec.executors[{executor}].container", container.line)
        draft.image(here.at("image", container.line_of("image")), container.string("image"))
        env = container.mappings("env")
        for variable in env:
            draft.setting(here.at("env", variable.line), variable.string("name"), variable.string("value"))


def read_component(body: Mapping, draft: Draft) -> None:
    """
    Add the component with its image and command.
    """
    container = body.mapping("implementation").mapping("container")
    name = plain_name(body.string("name"), draft.path)
    spec = WorkloadSpec("kfp", "component", command=command_line(container))
    place = draft.declare(Declaration(f"component:{name}", name, spec, body.line_of("implementation")))
    refer_container(container, place.at("implementation.container", container.line), draft)
