import pytest

from debtscan.model.declaration import Declaration, ImageRef, PipelineSpec
from debtscan.model.words import Confidence, How
from tests.unit.scan.python.sources import declared, needed, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            """
from kfp import dsl
@dsl.component(base_image='python:3.11')
def load(): ...
@dsl.pipeline(name='train-all')
def train():
    load()
""",
            Declaration("pipeline:train", "train-all", PipelineSpec("kfp", None, ("load",)), 6),
        ),
        (
            "from prefect import flow\nfrom steps import load\n@flow\ndef nightly():\n    load()\n    print(1)\n",
            Declaration("pipeline:nightly", "nightly", PipelineSpec("prefect", None, ("load",)), 4),
        ),
        (
            "from flytekit import workflow\n@workflow\ndef wf() -> None: ...\n",
            Declaration("pipeline:wf", "wf", PipelineSpec("flyte"), 3),
        ),
        (
            "import dagster\n@dagster.job(name=f'{x}')\ndef everything(): ...\n",
            Declaration("pipeline:everything", "everything", PipelineSpec("dagster"), 3),
        ),
        (
            "from temporalio import workflow\n@workflow.defn\nclass Pay: ...\n",
            Declaration("pipeline:Pay", "Pay", PipelineSpec("temporal"), 3),
        ),
        (
            """
from metaflow import FlowSpec, step
class Train(FlowSpec):
    @step
    def start(self): ...
    def helper(self): ...
""",
            Declaration("pipeline:Train", "Train", PipelineSpec("metaflow", None, ("start",)), 3),
        ),
        (
            "import luigi\nclass Load(luigi.Task): ...\nclass Save(luigi.ExternalTask): ...\n",
            Declaration("pipeline:work", "work", PipelineSpec("luigi", None, ("Load", "Save")), 2),
        ),
        (
            "from hera.workflows import CronWorkflow\nCronWorkflow(name='tidy', schedule='@daily')\n",
            Declaration("pipeline:tidy", "tidy", PipelineSpec("argo", "@daily"), 2),
        ),
        (
            "from sagemaker.workflow.pipeline import Pipeline\nPipeline(name=unknown)\n",
            Declaration("pipeline:work", "work", PipelineSpec("sagemaker"), 2, Confidence.MEDIUM),
        ),
        (
            "from prefect import Flow\nwith Flow('load all') as flow: ...\n",
            Declaration("pipeline:load all", "load all", PipelineSpec("prefect"), 2),
        ),
        (
            "from prefect import task\nfrom ours.flows import Flow\nwith Flow(name='tidy') as flow: ...\n",
            Declaration("pipeline:tidy", "tidy", PipelineSpec("prefect"), 3),
        ),
        (
            "from dagster import asset\n@asset\ndef table(): ...\n@asset\ndef report(): ...\n",
            Declaration(
                "assets:work", "work", PipelineSpec("dagster", None, ("table", "report")), 2, Confidence.MEDIUM
            ),
        ),
    ],
)
def test_each_framework_makes_pipelines_in_its_way(text: str, expected: Declaration) -> None:
    """
    Functions, classes and objects become pipelines with their steps.
    """
    assert declared(text, PipelineSpec) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "from temporalio import activity\n@activity.defn\ndef f(): ...\n",
        "from sklearn.pipeline import Pipeline\nPipeline(steps=[])\n",
        "@flow\ndef f(): ...\n",
        "from plots import Flow\nFlow('of heat')\n",
    ],
)
def test_what_only_sounds_like_a_pipeline_is_none(text: str) -> None:
    """
    The package decides, not the word.
    """
    assert declared(text, PipelineSpec) == []


def test_images_of_components_clients_and_docker() -> None:
    """
    Images are also named in literal pods and for Docker's client.
    """
    found = needed(
        """
        import docker
        from kubernetes import client

        docker.from_env().containers.run("registry.example.com/a:1")
        docker.other.run("registry.example.com/no:1")
        client.V1Container(image="registry.example.com/b:1")
        pod = {"image": "registry.example.com/c:1", "name": "x", **more}
        picture = {"image": "cat"}
        """
    )

    assert [(target, how, line) for target, how, line in found if isinstance(target, ImageRef)] == [
        (ImageRef("registry.example.com/b:1"), How.IMAGE, 7),
        (ImageRef("registry.example.com/a:1"), How.IMAGE, 5),
        (ImageRef("registry.example.com/c:1"), How.IMAGE, 8),
    ]


def test_what_a_step_runs_belongs_to_the_pipeline_that_calls_it() -> None:
    """
    A step of two pipelines, and what stands outside of any, is the file's.
    """
    text = """
        from kfp import dsl
        @dsl.component(base_image="acme.example/load:1")
        def load(): ...
        @dsl.component(base_image="acme.example/both:1")
        def both(): ...
        @dsl.component(base_image="acme.example/none:1")
        def none(): ...
        @dsl.pipeline(name="a")
        def first():
            load()
            both()
        @dsl.pipeline(name="b")
        def second():
            both()
            dsl.ContainerOp(name="x", image="acme.example/own:1")
        """

    found = {ref.target.image: ref.source for ref in read(text).references if isinstance(ref.target, ImageRef)}
    assert found == {
        "acme.example/load:1": "pipeline:first",
        "acme.example/both:1": None,
        "acme.example/none:1": None,
        "acme.example/own:1": "pipeline:second",
    }
