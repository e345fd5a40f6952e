from debtscan.model.declaration import CommandRef, Declaration, HostRef, ImageRef, PathRef, PipelineSpec, WorkloadSpec
from debtscan.model.words import Confidence
from tests.unit.scan.kubernetes.miniature import interpreted, only, targets


def test_a_compiled_pipeline_has_steps_and_images() -> None:
    """
    The compiler's output names the pipeline, its tasks and the images of their executors.
    """
    reading = interpreted("""
        # compiled
        pipelineInfo: {name: churn}
        deploymentSpec:
          executors:
            exec-a:
              container: {image: "team/a:1", env: [{name: API_URL, value: "http://api"}]}
        root: {dag: {tasks: {fit: {}, check: {}}}}
    """)

    spec = PipelineSpec("kfp", steps=("fit", "check"))
    assert only(reading) == Declaration("pipeline:churn", "churn", spec, 3, Confidence.MEDIUM)
    assert targets(reading) == [ImageRef("team/a:1"), HostRef("api", "http://api")]


def test_a_component_file_is_a_step_with_an_image() -> None:
    """
    Component files have an image and a command.
    """
    reading = interpreted("""
        name: Fit
        implementation:
          container: {image: "team/fit:1", command: [python, fit.py]}
    """)

    spec = WorkloadSpec("kfp", "component", command="python fit.py")
    assert only(reading) == Declaration("component:Fit", "Fit", spec, 3)
    assert targets(reading) == [ImageRef("team/fit:1"), CommandRef("python fit.py"), PathRef("fit.py")]
