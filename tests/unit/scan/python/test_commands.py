"""
What the shell commands in Python programs and tasks do.
"""

from debtscan.model.declaration import CommandRef, NameRef, PathRef, PublishSpec
from debtscan.model.words import How
from tests.unit.scan.python.sources import declared, needed, read


def test_commands_are_kept() -> None:
    """
    Lists are joined; secrets are not kept; what is not known gives nothing; MLflow runs projects by their folder.
    """
    found = needed(
        """
        import os
        import subprocess
        import mlflow

        subprocess.run(["kubectl", "apply", "-f", path])
        subprocess.check_call("make all --token=hush", shell=True)
        os.system(command)
        subprocess.run()
        mlflow.run(uri="./train", entry_point="train")
        mlflow.run(uri=unknown)
        other.run("x")
        """,
        "flows/main.py",
    )

    assert found == [
        (CommandRef("kubectl apply -f {path}"), How.CALL, 6),
        (CommandRef("make all --token=***"), How.CALL, 7),
        (PathRef("flows/train"), How.STEP, 10),
    ]


def test_scripts_and_deployments_are_seen_in_commands() -> None:
    """
    A script is called, manifests are deployed, and a command that is understood is not kept as words beside it.
    """
    found = needed(
        """
        import subprocess, sys
        SCRIPT = "jobs/train.py"
        subprocess.run(["python", SCRIPT, "--fast"])
        subprocess.Popen("kubectl apply -f k8s/api.yaml", shell=True)
        subprocess.run([sys.executable, "jobs/clean.py"])
        """
    )

    assert found == [
        (PathRef("./jobs/train.py"), How.CALL, 4),
        (PathRef("./k8s/api.yaml"), How.DEPLOY, 5),
        (PathRef("./jobs/clean.py"), How.CALL, 6),
    ]


def test_images_that_commands_build_are_declared() -> None:
    """
    A program that builds an image says so as a script would, on the line of the call.
    """
    text = """
        import subprocess
        subprocess.run("docker build -t acme/api:1 api", shell=True)
        """

    found = declared(text, PublishSpec)
    assert [(item.name, item.line) for item in found] == [("acme/api:1", 3)]


def test_what_tasks_run_is_a_step_of_their_dag() -> None:
    """
    The words of a container's command and arguments are one line; dbt is known by the folder it is told of.
    """
    reading = read(
        """
        from airflow import DAG
        with DAG("nightly") as dag:
            BashOperator(task_id="a", bash_command="cd /opt/mart && dbt run")
            PodOperator(task_id="b", cmds=["dbt"], arguments=["build", "--project-dir", "/opt/warehouse"])
            BashOperator(task_id="c", bash_command=make_command())
        """
    )
    found = [(ref.source, ref.key, ref.target) for ref in reading.references if isinstance(ref.target, NameRef)]

    assert found == [
        ("dag:nightly", "dag:nightly:a", NameRef("dbt", "")),
        ("dag:nightly", "dag:nightly:b", NameRef("dbt", "warehouse")),
    ]


def test_what_flows_run_is_a_step() -> None:
    """
    Flows are given a list of commands, jobs of a cluster one command; a function of one's own may be called alike.
    """
    found = needed(
        """
        from prefect_shell import ShellOperation
        from ray.job_submission import JobSubmissionClient
        ShellOperation(commands=["bash etl/load.sh", "python etl/check.py"]).run()
        client = JobSubmissionClient("auto")
        client.submit_job(entrypoint="python train/fit.py")
        client.submit_job(retries=3)
        submit_job("python x/y.py")
        """
    )

    assert [(target, how) for target, how, _ in found] == [
        (PathRef("./etl/load.sh"), How.STEP),
        (PathRef("./etl/check.py"), How.STEP),
        (PathRef("./train/fit.py"), How.STEP),
    ]


def test_dbt_projects_are_named_by_their_folder() -> None:
    """
    Cosmos, Dagster and Prefect say where the project lies when it runs; a computed folder says nothing.
    """
    found = needed(
        """
        from cosmos import DbtTaskGroup, ProjectConfig
        from dagster_dbt import DbtCliResource
        from pathlib import Path
        ProjectConfig("/usr/local/airflow/dags/dbt/shop")
        ProjectConfig(dbt_project_path=Path("/data/mart"))
        DbtCliResource(project_dir=settings.folder)
        ProjectConfig()
        """
    )

    assert [(target, how) for target, how, _ in found if isinstance(target, NameRef)] == [
        (NameRef("dbt", "shop"), How.STEP),
        (NameRef("dbt", "mart"), How.STEP),
    ]
