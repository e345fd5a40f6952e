"""
Whoever keeps time itself is reported.
"""

from debtscan.judge.matchers.own_scheduler import NAMES, Params, match
from debtscan.judge.matching import Match
from debtscan.model.component import Component, Facts, ScheduleUse
from debtscan.model.words import Built, Confidence, Kind
from tests.unit.judge.sample import component, graph, place


def scheduled(name: str, *uses: ScheduleUse, built: Built | None = Built.BESPOKE) -> Component:
    """
    Return a service with schedules.
    """
    return component(name, Kind.SERVICE, built=built, facts=Facts(schedules=uses))


LOOP = ScheduleUse("loop", None, in_process=True, evidence=place("main.py", "loop"))
TAB = ScheduleUse("crontab", "0 3 * * *", in_process=False, evidence=place("crontab", "line"))
JOB = ScheduleUse("cronjob", "0 3 * * *", in_process=False, evidence=place("job.yaml"))


def test_loops_and_crontabs_are_reported_together() -> None:
    """
    One finding a component, its schedules first.
    """
    web = scheduled("web", LOOP, TAB, JOB)

    found = list(match(graph(web), Params()))

    evidence = (place("main.py", "loop"), place("crontab", "line"), place("web.yaml"))
    assert found == [Match(web.id, evidence, {"name": "web", "engine": "crontab, loop", "count": "2"})]
    assert found[0].values.keys() == NAMES


def test_a_loop_alone_is_a_suspicion() -> None:
    """
    It may merely wait for something.
    """
    assert [found.confidence for found in match(graph(scheduled("web", LOOP)), Params())] == [Confidence.LOW]
    assert [found.confidence for found in match(graph(scheduled("web", LOOP)), Params(weak=()))] == [None]


def test_the_platforms_scheduler_and_products_are_not_reported() -> None:
    """
    A CronJob is kept by Kubernetes, and a product brings its own clock.
    """
    system = graph(scheduled("job", JOB), scheduled("airflow", LOOP, built=Built.OSS), scheduled("none"))

    assert list(match(system, Params())) == []


def test_the_engines_are_a_choice() -> None:
    """
    A platform that lives by crontabs may allow them.
    """
    assert list(match(graph(scheduled("web", TAB)), Params(engines=()))) == []
