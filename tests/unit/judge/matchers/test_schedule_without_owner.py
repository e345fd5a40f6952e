"""
What runs by schedule with nobody left is reported.
"""

from debtscan.judge.matchers.schedule_without_owner import NAMES, Params, match
from debtscan.judge.matching import Match
from debtscan.model.component import Component, ComponentHistory, Facts, PersonId, ScheduleUse
from debtscan.model.words import Kind
from tests.unit.judge.sample import BUILDER, MEMBER, component, graph, history, place

NIGHTLY = ScheduleUse("cronjob", "0 3 * * *", in_process=False, evidence=place("jobs.yaml", "CronJob/score"))


def job(past: ComponentHistory | None, *uses: ScheduleUse) -> Component:
    """
    Return a job.
    """
    return component("score", Kind.JOB, facts=Facts(schedules=uses), history=past)


def people(*identities: PersonId) -> ComponentHistory:
    """
    Return a history of these people.
    """
    return history(*identities)


def test_a_job_whose_people_are_all_gone_is_reported() -> None:
    """
    The schedule is the primary place.
    """
    score = job(people(BUILDER), NIGHTLY)

    found = list(match(graph(score), Params()))

    values = {"name": "score", "schedule": "0 3 * * *", "people": "1", "last_change": "2020-02-06"}
    assert found == [Match(score.id, (place("jobs.yaml", "CronJob/score"), place("score.yaml")), values)]
    assert values.keys() == NAMES


def test_a_schedule_without_cron_expression_shows_its_engine() -> None:
    """
    Loops have no expression, and a history may lack its last day.
    """
    loop = ScheduleUse("loop", None, in_process=True, evidence=place("main.py"))
    past = ComponentHistory(born=None, last_change=None, builder=None, builder_share=None, people=(BUILDER,))

    found = list(match(graph(job(past, loop)), Params()))

    assert [(m.values["schedule"], m.values["last_change"]) for m in found] == [("loop", "-")]


def test_one_living_person_is_enough() -> None:
    """
    Also without schedule, without history or without people there is no finding.
    """
    jobs = [job(people(BUILDER, MEMBER), NIGHTLY), job(people(BUILDER)), job(None, NIGHTLY), job(people(), NIGHTLY)]

    assert [list(match(graph(one), Params())) for one in jobs] == [[], [], [], []]


def test_how_sure_a_departure_must_be_is_a_choice() -> None:
    """
    The builder is gone with 0.95.
    """
    assert list(match(graph(job(people(BUILDER), NIGHTLY)), Params(likelihood=0.99))) == []
