import pytest

from debtscan.model.declaration import CommandRef, Declaration, ImageRef, NameRef, PathRef, PipelineSpec
from debtscan.model.words import Confidence, How, Status
from tests.unit.scan.python.sources import declared, needed, read


def dags(text: str, path: str = "dags/nightly.py") -> list[tuple[str, str | None, tuple[str, ...], Confidence]]:
    """
    Return name, schedule, steps and confidence of each DAG.
    """
    found = []
    for item in declared(text, PipelineSpec, path):
        assert isinstance(item.spec, PipelineSpec)
        found.append((item.name, item.spec.schedule, item.spec.steps, item.confidence))
    return found


def test_a_dag_in_a_with_block() -> None:
    """
    Name, schedule and tasks stand in the file; the line is that of the call.
    """
    found = declared(
        """
        from airflow import DAG
        from airflow.operators.bash import BashOperator

        with DAG("etl", schedule_interval="0 5 * * *") as dag:
            load = BashOperator(task_id="load", bash_command="run load")
        """,
        PipelineSpec,
    )

    assert found == [Declaration("dag:etl", "etl", PipelineSpec("airflow", "0 5 * * *", ("load",)), 5)]


def test_constants_and_f_strings_are_followed() -> None:
    """
    What the module knows is put in, what it does not know stays in braces and makes the name less sure.
    """
    text = """
        from airflow import DAG
        import os

        TEAM = "ads"
        one = DAG(dag_id=f"{TEAM}_export", schedule="@daily")
        two = DAG(dag_id=f"{os.environ['ENV']}_export", schedule=timedelta(hours=1))
        three = DAG(dag_id=make_name(), schedule=None, is_paused_upon_creation=True)
        """

    assert dags(text) == [
        ("ads_export", "@daily", (), Confidence.HIGH),
        ("{...}_export", "timedelta(hours=1)", (), Confidence.MEDIUM),
        ("nightly", None, (), Confidence.HIGH),
    ]
    assert [item.status for item in read(text).declarations] == [None, None, Status.DISABLED]


def test_a_loop_of_dags_gives_each_name() -> None:
    """
    Names of a loop over literals are all known, though less sure.
    """
    found = dags(
        """
        from airflow import DAG
        for country, hour in {"de": 1, "fr": 2}.items():
            with DAG(f"sales_{country}") as dag:
                Task(task_id="load")
        """
    )

    assert found == [
        ("sales_de", None, ("load",), Confidence.MEDIUM),
        ("sales_fr", None, ("load",), Confidence.MEDIUM),
    ]


def test_a_factory_makes_a_dag_for_each_call() -> None:
    """
    A factory that the module calls is a pipeline for each name that it is given.
    """
    found = dags(
        """
        from airflow.models import DAG

        def build(name, schedule="@weekly"):
            with DAG(name, schedule=schedule) as dag:
                Task(task_id="go")
            return dag

        globals()["a"] = build("first")
        globals()["b"] = build(name="second")
        """
    )

    assert found == [
        ("first", "@weekly", ("go",), Confidence.MEDIUM),
        ("second", "@weekly", ("go",), Confidence.MEDIUM),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "from airflow import DAG\ndef helper(name):\n    with DAG(name) as dag:\n        pass\n    return dag\n",
        "from airflow import DAG\nclass Maker:\n    dag = DAG('x')\n",
        "x = 1\n",
        "from directed import graph\ngraph.Dag(nodes=1)\n",
    ],
)
def test_a_helper_that_nobody_calls_is_no_pipeline(text: str) -> None:
    """
    Code that could make a DAG elsewhere makes none here.
    """
    assert dags(text) == []


def test_dags_that_helpers_of_other_files_make() -> None:
    """
    The file that calls the helper is the pipeline: by the name of the variable, of a block, or of where it is put.
    """
    text = """
        from shared.factory import daily
        from airflow.models import DagBag
        dag = daily("first", schedule="@daily")
        with daily(name="second") as dag:
            Task(task_id="go")
        for conf in CONFIGS:
            globals()[conf.name] = daily(conf.name, hour=conf.hour)
        made = daily("no")
        bag_dag = DagBag()
        other = load(dag_id="none")

        def unused():
            dag = daily("never")
        """

    assert dags(text) == [
        ("first", "@daily", (), Confidence.MEDIUM),
        ("second", None, ("go",), Confidence.MEDIUM),
        ("nightly", None, (), Confidence.MEDIUM),
    ]
    assert dags("from shared.factory import daily\ndag = daily('first')\n", "lib/work.py") == []
    assert dags("from gusty import create_dag\nimport airflow\nglobals()['x'] = create_dag('x')\n") == []


def test_decorated_functions_are_dags() -> None:
    """
    The decorator names the DAG, else the function does; decorated tasks are its steps.
    """
    found = dags(
        """
        from airflow.decorators import dag, task

        @dag(schedule="@daily", dag_id="named")
        def first():
            @task
            def load(): ...
            load()

        @dag
        def second():
            pass

        dag = first()
        """
    )

    assert found == [
        ("named", "@daily", ("load",), Confidence.HIGH),
        ("second", None, ("load",), Confidence.HIGH),
    ]


def test_tasks_belong_to_their_dag() -> None:
    """
    By the block around them, by the dag argument, or through the helper that makes them.
    """
    found = dags(
        """
        from airflow import DAG

        def helper(name):
            return Task(task_id=name)

        with DAG("one"):
            helper("a")
        with DAG("two"):
            Task(task_id="b")
        three = DAG("three")
        Task(task_id="c", dag=three)
        Task(task_id="lost", dag=four)
        """
    )

    assert found == [
        ("one", None, ("a",), Confidence.HIGH),
        ("two", None, ("b",), Confidence.HIGH),
        ("three", None, ("c",), Confidence.HIGH),
    ]


def test_classes_of_other_packages_that_make_dags() -> None:
    """
    A class that ends with Dag and is given a dag_id makes one.
    """
    found = dags("from cosmos import DbtDag\nDbtDag(dag_id='models', schedule='@daily')\n")

    assert found == [("models", "@daily", (), Confidence.HIGH)]


def test_sensors_and_triggers_name_other_dags() -> None:
    """
    They are waited for or started; names of a loop are all kept.
    """
    found = needed(
        """
        from airflow import DAG
        UPSTREAM = [("sales", "t1"), ("stock", "t2")]
        with DAG("etl") as dag:
            ExternalTaskSensor(task_id="wait", external_dag_id="ingest")
            TriggerDagRunOperator(task_id="go", trigger_dag_id="report")
            for up in UPSTREAM:
                ExternalTaskSensor(task_id="wait_" + up[0], external_dag_id=up[0])
            ExternalTaskSensor(task_id="x", external_dag_id=unknown)
        """
    )

    assert found == [
        (NameRef("dag", "ingest"), How.TRIGGER, 5),
        (NameRef("dag", "sales"), How.TRIGGER, 8),
        (NameRef("dag", "stock"), How.TRIGGER, 8),
        (NameRef("dag", "report"), How.TRIGGER, 6),
    ]


def test_commands_and_scripts_of_tasks() -> None:
    """
    Shell commands are kept without secrets; scripts are paths of the repository.
    """
    found = needed(
        """
        from airflow import DAG
        with DAG("etl") as dag:
            BashOperator(task_id="a", bash_command="load --password=hush --day {{ ds }}")
            SparkSubmitOperator(task_id="b", application="./jobs/run.py")
            SparkSubmitOperator(task_id="c", application="s3://b/run.py")
            SparkSubmitOperator(task_id="d", application="/opt/run.py")
        """
    )

    assert [target for target, _, _ in found if isinstance(target, CommandRef | PathRef)] == [
        PathRef("jobs/run.py"),
        CommandRef("load --password=*** --day {{ ds }}"),
    ]


def test_images_of_operators_belong_to_the_dag() -> None:
    """
    Constants, defaults of parameters and templates are followed.
    """
    text = """
        from airflow import DAG
        IMAGE = "registry.example.com/etl"

        def pod(image="registry.example.com/tool:1"):
            return PodOperator(task_id="p", image=image)

        with DAG("etl") as dag:
            PodOperator(task_id="a", image=IMAGE + ":2")
            PodOperator(task_id="b", image=f"{IMAGE}:{tag}")
            PodOperator(task_id="c", image=unknown)
            PodOperator(task_id="d", image="alpine")
            Other(task_id="e", image="words of a picture")
            pod()
        """
    found = [ref for ref in read(text).references if isinstance(ref.target, ImageRef)]

    assert [(ref.source, ref.target, ref.confidence) for ref in found] == [
        ("dag:etl", ImageRef("registry.example.com/tool:1"), Confidence.HIGH),
        ("dag:etl", ImageRef("registry.example.com/etl:2"), Confidence.HIGH),
        ("dag:etl", ImageRef("registry.example.com/etl:{tag}"), Confidence.MEDIUM),
        ("dag:etl", ImageRef("alpine"), Confidence.HIGH),
    ]


def test_what_operators_start_elsewhere_is_meant_by_name() -> None:
    """
    Revisions and the front of an ARN are no part of the name; computed names say nothing.
    """
    found = needed(
        """
        from airflow import DAG
        with DAG("etl") as dag:
            BatchOperator(task_id="a", job_definition="nightly-train:3")
            StepOperator(task_id="b", state_machine_arn="arn:aws:states:eu:1:stateMachine:steps")
            ClusterOperator(task_id="c", cluster_name="crunch", job_name=f"{x}")
        """
    )

    assert [(target, how) for target, how, _ in found if isinstance(target, NameRef)] == [
        (NameRef("resource", "nightly-train"), How.CALL),
        (NameRef("resource", "steps"), How.CALL),
        (NameRef("cluster", "crunch"), How.CALL),
    ]
