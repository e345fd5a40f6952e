"""
The times that pipeline frameworks keep in code.
"""

import pytest

from debtscan.model.declaration import PipelineSpec, ScheduleSpec
from tests.unit.scan.python.sources import declared


def timed(text: str) -> list[tuple[str, str, str | None]]:
    """
    Return engine, target and time of each schedule.
    """
    specs = [item.spec for item in declared(text, ScheduleSpec)]
    return [(spec.engine, spec.command, spec.cron) for spec in specs if isinstance(spec, ScheduleSpec)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            """
            from dagster import ScheduleDefinition, define_asset_job, job, schedule
            @job(name="nightly")
            def nightly_job(): ...
            one = ScheduleDefinition(job=nightly_job, cron_schedule="0 1 * * *")
            two = ScheduleDefinition(job=define_asset_job("no"), cron_schedule="0 2 * * *")
            refresh = define_asset_job("refresh", selection="*")
            three = ScheduleDefinition(job=refresh, cron_schedule=SOMETIME)
            @schedule(cron_schedule="0 3 * * *", job_name="weekly")
            def starts(context): ...
            @schedule(cron_schedule="0 4 * * *")
            def alone(context): ...
            """,
            [
                ("dagster", "nightly", "0 1 * * *"),
                ("dagster", "refresh", None),
                ("dagster", "weekly", "0 3 * * *"),
                ("dagster", "alone", "0 4 * * *"),
            ],
        ),
        (
            """
            from flytekit import CronSchedule, FixedRate, LaunchPlan, workflow
            from datetime import timedelta
            @workflow
            def train(): ...
            LaunchPlan.get_or_create(train, name="a", schedule=CronSchedule(schedule="0 7 * * *"))
            LaunchPlan.get_or_create(workflow=other, name="b", schedule=FixedRate(duration=timedelta(hours=1)))
            LaunchPlan.get_or_create(workflow=train, name="c")
            """,
            [("flyte", "train", "0 7 * * *"), ("flyte", "other", "timedelta(hours=1)")],
        ),
        (
            """
            from prefect import flow
            from prefect.deployments import Deployment
            from prefect.server.schemas.schedules import CronSchedule
            @flow(name="etl")
            def run(): ...
            run.serve(name="d", cron="0 4 * * *")
            run.deploy(name="e", work_pool_name="k8s")
            serve(run)
            Deployment.build_from_flow(flow=run, name="p", schedule=CronSchedule(cron="0 5 * * *"))
            """,
            [("prefect", "etl", "0 5 * * *"), ("prefect", "etl", "0 4 * * *")],
        ),
        (
            """
            from metaflow import FlowSpec, schedule
            @schedule(cron="0 9 * * *")
            class Train(FlowSpec): ...
            @schedule(daily=True)
            class Score(FlowSpec): ...
            """,
            [("metaflow", "Train", "0 9 * * *"), ("metaflow", "Score", "@daily")],
        ),
        (
            """
            from google.cloud import aiplatform
            import kfp
            job = aiplatform.PipelineJob(display_name="fit", template_path="fit.json")
            job.create_schedule(cron="0 8 * * *", display_name="fit")
            kfp.Client().create_recurring_run("e", job_name="score", cron_expression="0 6 * * *")
            """,
            [("kfp", "fit", "0 8 * * *"), ("kfp", "score", "0 6 * * *")],
        ),
        ("from own import schedule\n@schedule(cron='0 1 * * *')\ndef x(): ...\nlisten.serve(cron='x')\n", []),
    ],
)
def test_schedules_are_named_by_what_they_start(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    """
    By the name of the pipeline where the file declares it, else as it is written.
    """
    assert timed(text) == expected


def test_timed_jobs_over_assets_are_pipelines() -> None:
    """
    Without a time they are a way to start assets by hand.
    """
    text = "from dagster import ScheduleDefinition, define_asset_job\njob = define_asset_job('refresh')\n"

    assert declared(text, PipelineSpec) == []
    found = declared(text + "ScheduleDefinition(job=job, cron_schedule='@daily')\n", PipelineSpec)
    assert [(item.name, item.line) for item in found] == [("refresh", 2)]
