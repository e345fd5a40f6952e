import pytest

from debtscan.model.declaration import ScheduleSpec
from debtscan.model.words import Confidence
from tests.unit.scan.python.sources import declared


def schedules(text: str) -> list[tuple[str, str, str | None]]:
    """
    Return engine, name and time of each schedule.
    """
    found = []
    for item in declared(text, ScheduleSpec):
        assert isinstance(item.spec, ScheduleSpec)
        assert item.spec.in_process
        found.append((item.spec.engine, item.name, item.spec.cron))
    return found


APS = "from apscheduler.schedulers.background import BackgroundScheduler\ns = BackgroundScheduler()\n"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("s.add_job(tidy, 'cron', hour=3)", ("tidy", "0 3 * * *")),
        ("s.add_job(tidy, 'interval', hours=1, minutes=30)", ("tidy", "@every 1h30m")),
        ("s.add_job(tidy, CronTrigger.from_crontab('0 4 * * *'))", ("tidy", "0 4 * * *")),
        ("s.add_job(tidy, CronTrigger.from_crontab())", ("tidy", None)),
        ("s.add_job(tidy, trigger=IntervalTrigger(seconds=9))", ("tidy", "@every 9s")),
        ("s.add_job(tidy, CronTrigger(day_of_week='mon'))", ("tidy", "0 0 0 0 mon")),
        ("s.add_job(func='pkg.mod:tidy', trigger='date')", ("pkg.mod:tidy", None)),
        ("s.add_job(partial(tidy, 1), 'interval', seconds=n)", ("tidy", None)),
        ("s.add_job(lambda: 1, 'cron')", ("job", "0 0 0 0 0")),
        ("s.add_job()", ("job", None)),
        ("@s.scheduled_job('interval', days=2)\ndef clean(): ...", ("clean", "@every 2d")),
    ],
)
def test_apscheduler(call: str, expected: tuple[str, str | None]) -> None:
    """
    Triggers are words or objects; fields before the first that is set are 0.
    """
    assert schedules(APS + call + "\n") == [("apscheduler", *expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import schedule\nschedule.every(10).minutes.do(tidy)\n", ("schedule", "tidy", "@every 10m")),
        ("import schedule\nschedule.every().hour.do(tidy)\n", ("schedule", "tidy", "@every 1h")),
        ("import schedule\nschedule.every().monday.do(tidy)\n", ("schedule", "tidy", "every monday")),
        ("import schedule\n@schedule.repeat(schedule.every().day)\ndef f(): ...\n", ("schedule", "f", None)),
        ("import aiocron\n@aiocron.crontab('0 * * * *')\nasync def f(): ...\n", ("aiocron", "f", "0 * * * *")),
        ("from rocketry import Rocketry\napp = Rocketry()\n@app.task()\ndef f(): ...\n", ("rocketry", "f", None)),
    ],
)
def test_small_libraries(text: str, expected: tuple[str, str, str | None]) -> None:
    """
    Intervals are written as @every, other times in the words of the code.
    """
    assert schedules(text) == [expected]


def test_celery_beat() -> None:
    """
    The table may be an attribute, a name, or an argument; periodic tasks are added one by one.
    """
    found = schedules(
        """
        from celery import Celery
        from celery.schedules import crontab

        app = Celery("x")
        app.conf.beat_schedule = {
            "nightly": {"task": "t", "schedule": crontab(hour=2, minute=30)},
            "often": {"schedule": 30.0},
            "odd": {"schedule": EVERY},
            "delta": {"schedule": timedelta(minutes=5)},
            "monthly": {"schedule": crontab(day_of_month=1)},
            "none": {"task": "t"},
            "bad": 3,
            **more,
        }
        app.conf.update(beat_schedule={"late": {"schedule": 5}})
        app.add_periodic_task(10, ping.s())
        app.add_periodic_task(10)
        """
    )

    assert found == [
        ("celery", "nightly", "30 2 * * *"),
        ("celery", "often", "@every 30s"),
        ("celery", "odd", "EVERY"),
        ("celery", "delta", "@every 5m"),
        ("celery", "monthly", "0 0 1 * *"),
        ("celery", "none", None),
        ("celery", "bad", None),
        ("celery", "late", "@every 5s"),
        ("celery", "ping", "@every 10s"),
        ("celery", "periodic task", "@every 10s"),
    ]


def test_a_loop_that_works_and_sleeps() -> None:
    """
    It is a schedule, though a weak one, where the program runs it.
    """
    text = """
        import time

        def poll():
            while True:
                work()
                time.sleep(60)

        poll()
        while True:
            time.sleep(n)
        """

    assert schedules(text) == [("loop", "poll", "@every 60s"), ("loop", "main", None)]
    assert {item.confidence for item in declared(text, ScheduleSpec)} == {Confidence.MEDIUM}


@pytest.mark.parametrize(
    "body",
    [
        "while True:\n        if done(): break\n        time.sleep(1)",
        "while True:\n        return time.sleep(1)",
        "while busy():\n        time.sleep(1)",
        "while True:\n        def inner(): time.sleep(1)",
        "while True:\n        pass\n    time.sleep(1)",
    ],
)
def test_a_loop_that_waits_for_something_is_none(body: str) -> None:
    """
    Retries and waits come to an end.
    """
    assert schedules(f"import time\ndef f():\n    {body}\nf()\n") == []


def test_a_loop_in_a_library_is_none() -> None:
    """
    Nothing here runs it.
    """
    assert schedules("import time\ndef f():\n    while True:\n        time.sleep(1)\n") == []


def test_rq_scheduler() -> None:
    """
    Times are cron expressions or seconds; other calls of that name are not schedules.
    """
    text = """
        from rq_scheduler import Scheduler
        scheduler = Scheduler(connection=redis)
        scheduler.cron("0 3 * * *", func=tidy)
        scheduler.schedule(scheduled_time=now, func=jobs.count, interval=60)
        scheduler.schedule(now)
        other.schedule(now, tidy)
        """

    found = [item.spec for item in declared(text, ScheduleSpec)]
    assert found == [
        ScheduleSpec("rq-scheduler", "0 3 * * *", "tidy", in_process=True),
        ScheduleSpec("rq-scheduler", "@every 60s", "jobs.count", in_process=True),
    ]
