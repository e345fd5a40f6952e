from debtscan.model.declaration import ApiRef, CommandRef, HostRef, ImageRef, NameRef, PathRef, PipelineSpec
from tests.unit.scan.kubernetes.miniature import interpreted, only, targets


def test_a_pipeline_runs_tasks() -> None:
    """
    Tasks by name and tasks written inside are steps; parameters may name images.
    """
    reading = interpreted("""
        apiVersion: tekton.dev/v1
        kind: Pipeline
        metadata: {name: ship}
        spec:
          params: [{name: base-image, default: "team/base:1"}]
          tasks:
          - {name: build, taskRef: {name: kaniko}}
          - taskSpec: {steps: [{name: a, image: "team/a:1", script: "curl http://api/x"}]}
          finally: [{name: tell, taskRef: {name: slack}}]
    """)

    assert only(reading).spec == PipelineSpec("tekton", steps=("build", "tell"), version="tekton.dev/v1")
    assert targets(reading) == [
        ApiRef("tekton.dev", "Pipeline"),
        NameRef("tekton-task", "kaniko"),
        ImageRef("team/a:1"),
        HostRef("api", "http://api/x"),
        NameRef("tekton-task", "slack"),
        ImageRef("team/base:1"),
    ]


def test_a_run_refers_to_its_pipeline_or_brings_its_own() -> None:
    """
    Runs name a pipeline or hold the spec of one or of a task.
    """
    reading = interpreted("""
        apiVersion: tekton.dev/v1
        kind: PipelineRun
        metadata: {name: a}
        spec: {pipelineRef: {name: ship}}
        ---
        apiVersion: tekton.dev/v1
        kind: PipelineRun
        metadata: {name: b}
        spec: {pipelineSpec: {tasks: [{name: x, taskRef: {name: y}}]}}
        ---
        apiVersion: tekton.dev/v1
        kind: TaskRun
        metadata: {name: c}
        spec: {taskSpec: {steps: [{image: "c:1", command: [make]}], sidecars: [{name: s, image: "s:1"}]}}
    """)

    assert [one for one in targets(reading) if not isinstance(one, ApiRef)] == [
        NameRef("tekton-pipeline", "ship"),
        NameRef("tekton-task", "y"),
        ImageRef("c:1"),
        CommandRef("make"),
        PathRef("*akefile"),
        ImageRef("s:1"),
    ]
