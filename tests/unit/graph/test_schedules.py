"""
Crontabs, timers in programs, times kept by the cloud.
"""

from debtscan.model.component import ScheduleUse
from debtscan.model.declaration import Declaration, ImageRef, PipelineSpec, WorkloadSpec
from debtscan.model.evidence import Evidence
from debtscan.model.words import How, Kind, Status
from tests.unit.graph.estate import (
    arrows,
    ci,
    component,
    crontab,
    dag,
    dockerfile,
    evidence,
    file,
    ids,
    needs,
    pipeline,
    program,
    publish,
    resource,
    shop,
    stack,
    timed,
    timer,
    workload,
)

CLEAN = file("ops/clean.py", program("clean"))
REPORT = file("ops/report.py", program("report"))


def test_crontab_is_a_scheduler_that_triggers_its_jobs() -> None:
    """
    Each program of a line is a job, by its path in the repository or by the end of its path in the image.
    """
    result = shop(
        file(
            "ops/crontab",
            crontab(
                ("0 3 * * *", "ops/clean.py"),
                ("0 4 * * *", "python /app/ops/report.py --all"),
                ("0 5 * * *", "python /app/ops/none.py"),
                ("0 6 * * *", "date"),
            ),
        ),
        CLEAN,
        REPORT,
    )

    assert ids(result) == ["shop:job:clean", "shop:job:report", "shop:scheduler:crontab"]
    assert arrows(result) == [
        "shop:scheduler:crontab -trigger-> shop:job:clean",
        "shop:scheduler:crontab -trigger-> shop:job:report",
    ]
    assert component(result, "shop:scheduler:crontab").facts.schedules[0] == ScheduleUse(
        "crontab", "0 3 * * *", in_process=False, evidence=Evidence("shop", "ops/crontab", 1, "cron:0", "schedule")
    )


def test_image_that_carries_a_crontab_is_the_scheduler() -> None:
    """
    The workload, its recipe and the crontab are one component.
    """
    result = shop(
        file("cron/Dockerfile", dockerfile("cron", runs="crond -f", base="alpine:3.8", copies=["cron/crontab"])),
        file("cron/crontab", crontab(("0 3 * * *", "ops/clean.py"))),
        file("k8s/cron.yaml", workload("cron", "acme/cron:1")),
        CLEAN,
    )

    assert ids(result) == ["shop:job:clean", "shop:scheduler:cron"]
    assert [path for path, _ in evidence(result, "shop:scheduler:cron")] == [
        "cron/crontab",
        "k8s/cron.yaml",
        "cron/Dockerfile",
    ]


def test_program_that_is_a_component_already_stays_what_it_is() -> None:
    """
    A crontab that starts a service's program makes no second component of it.
    """
    result = shop(
        file("api/Dockerfile", dockerfile("api", runs="python api/main.py")),
        file("api/main.py", program("api", serves=True)),
        file("ops/crontab", crontab(("0 3 * * *", "api/main.py"))),
    )

    assert ids(result) == ["shop:scheduler:crontab", "shop:service:api"]
    assert arrows(result) == ["shop:scheduler:crontab -trigger-> shop:service:api"]


def test_crontab_of_an_example_is_none() -> None:
    """
    What is not in use schedules nothing.
    """
    assert ids(shop(file("examples/crontab", crontab(("0 3 * * *", "a.py")), status=Status.EXAMPLE))) == []


def test_packed_program_that_only_schedules_is_a_scheduler() -> None:
    """
    One that also serves gets a scheduler beside it where it has several timers; a single one is a fact of the service.
    """
    packed = dockerfile("beat", runs="python main.py")
    only = shop(
        file("beat/Dockerfile", packed),
        file("beat/main.py", program("beat", framework="celery"), timer("a")),
        file("k8s/b.yaml", workload("beat", "acme/beat:1")),
    )
    serving = program("beat", serves=True)
    one = shop(file("beat/Dockerfile", packed), file("beat/main.py", serving, timer("a")))
    two = shop(file("beat/Dockerfile", packed), file("beat/main.py", serving, timer("a"), timer("b")))

    assert [ids(result) for result in (only, one, two)] == [
        ["shop:scheduler:beat"],
        ["shop:service:beat"],
        ["shop:scheduler:beat-schedules", "shop:service:beat"],
    ]
    assert component(one, "shop:service:beat").facts.schedules[0].in_process


def test_loose_program_is_a_scheduler_by_its_library_or_by_several_timers() -> None:
    """
    One loop that sleeps is no scheduler, nor is a module that has no main part.
    """
    main = program("beat")

    assert ids(shop(file("beat.py", main, timer("a")))) == ["shop:scheduler:beat"]
    assert ids(shop(file("beat.py", main, timer("a", "loop"), timer("b", "ticker")))) == ["shop:scheduler:beat"]
    assert ids(shop(file("beat.py", main, timer("a", "loop")))) == []
    assert ids(shop(file("beat.py", timer("a")))) == []


def test_time_kept_by_the_cloud_is_of_its_namesake_or_a_scheduler() -> None:
    """
    A rule beside a job of its name is when that job runs; one alone is a scheduler.
    """
    result = shop(
        file("tf/main.tf", stack("tf"), timed("nightly")),
        file("k8s/dump.yaml", workload("dump", "acme/dump:1", kind="Job"), timed("dump")),
        file("k8s/logs.yaml", workload("logs", "acme/logs:1", kind="Job"), timed("other")),
    )

    assert [name for name in ids(result) if ":iac:" not in name] == [
        "shop:job:dump",
        "shop:job:logs",
        "shop:scheduler:nightly",
        "shop:scheduler:other",
    ]
    assert [use.cron for use in component(result, "shop:job:dump").facts.schedules] == ["0 3 * * *"]


def test_schedules_of_all_engines_are_facts() -> None:
    """
    A DAG, a workload and a workflow say when they run.
    """
    result = shop(
        file("dags/a.py", dag("a", schedule="@daily")),
        file("k8s/b.yaml", workload("b", "acme/b:1", kind="CronJob", schedule="0 1 * * *")),
        file(".github/workflows/c.yml", ci("github", "c", schedules=("0 2 * * *", "0 3 * * *"))),
        file("tf/d.tf", resource("aws_s3_bucket", "d")),
    )

    uses = {entry.name: [(use.engine, use.cron) for use in entry.facts.schedules] for entry in result.components}
    assert uses == {
        "a": [("airflow", "@daily")],
        "b": [("cronjob", "0 1 * * *")],
        "c": [("github", "0 2 * * *"), ("github", "0 3 * * *")],
        "d": [],
    }


def test_service_with_a_crontab_beside_it_stays_a_service() -> None:
    """
    What answers requests is no scheduler because its folder also holds one.
    """
    result = shop(
        file("api/Dockerfile", dockerfile("api", runs="python api/main.py")),
        file("api/main.py", program("main", serves=True)),
        file("api/crontab", crontab(("0 3 * * *", "date"))),
    )

    assert ids(result) == ["shop:scheduler:crontab", "shop:service:api"]


def test_time_that_a_framework_keeps_is_for_its_pipeline() -> None:
    """
    The nearest one of that name, or whose function is called so; a schedule of what is not here is its file's own.
    """
    flow = (Declaration("pipeline:load", "Load orders", PipelineSpec("prefect")),)
    result = shop(
        file("flows/load.py", flow),
        file("flows/times.py", timed("load", "prefect", "0 1 * * *")),
        file("far/train.py", pipeline("train", "flyte")),
        file("near/train.py", pipeline("train", "kfp")),
        file("near/times.py", timed("train", "flyte", "0 2 * * *")),
        file("api/main.py", program("api", serves=True)),
        file("api/times.py", timed("gone", "dagster", "0 3 * * *")),
        file("lost/times.py", timed("gone", "dagster", "0 4 * * *")),
    )

    times = {entry.id: [use.cron for use in entry.facts.schedules] for entry in result.components}
    assert times == {
        "shop:pipeline:Load-orders": ["0 1 * * *"],
        "shop:pipeline:far:train": [],
        "shop:pipeline:near:train": ["0 2 * * *"],
        "shop:service:api": ["0 3 * * *"],
    }


def test_schedules_of_shared_code_belong_to_what_starts_them() -> None:
    """
    By the command that starts the clock, else by the name of a clock.
    """

    def keeps(*names: tuple[str, str]) -> list[str]:
        workers = [
            file(
                f"k8s/{name}.yaml",
                (Declaration(f"Deployment//{name}", name, WorkloadSpec("kubernetes", "Deployment", command=command)),),
                needs(ImageRef("acme/app:1"), How.IMAGE, f"Deployment//{name}", "spec.containers[app].image"),
            )
            for name, command in names
        ]
        result = shop(
            file("app/Dockerfile", dockerfile("app", copies=["."])),
            file("app/celery.py", program("celery", framework="celery"), timer("nightly", "celery")),
            file("ci.yml", publish("acme/app:1", recipe="app/Dockerfile")),
            *workers,
        )
        return [found.name for found in result.components if found.kind is Kind.SCHEDULER]

    assert keeps(("events", "celery worker"), ("starter", "celery -A app beat")) == ["starter"]
    assert keeps(("events", "celery worker"), ("cron", "celery worker")) == ["cron"]
