"""
What is said about effort, from an assessment and its commits.
"""

import re

import pytest
from msgspec.structs import replace

from debtscan.app.effort_page import between, calibration_page, effort_page
from debtscan.app.effort_reading import Reading
from debtscan.app.effort_report import Asked, calibrated, effort_report, known, shown
from debtscan.measure.corrected_index import Method
from debtscan.measure.extra_effort import parse_extra
from debtscan.measure.sample import frame_of
from debtscan.model.component import ComponentHistory
from debtscan.model.effort_index import Band, Judged, Label, Labels, LabelWord, Verdict
from debtscan.model.estimate import Basis, Estimate
from debtscan.model.words import Lang, PeopleMode
from tests.unit.measure.judged import judged
from tests.unit.render.sample import platform

FOUND = platform()
FIRST, SECOND = (component.id for component in FOUND.components[:2])
P1, P2 = (person.id for person in FOUND.people[:2])
HEAD = "date,person,component,hours,kind\n"


def reading(*more: Judged) -> Reading:
    """
    Return the sample platform with a year of work of its two people, the second one on what the first one built.
    """
    built = tuple(
        replace(component, history=ComponentHistory("2023-01-01", "2024-01-01", P1, 1.0))
        if component.id == FIRST
        else component
        for component in FOUND.components
    )
    work = [
        *(judged(day, P1, 0.2, FIRST, paths=("train.py",)) for day in range(0, 200, 3)),
        *(judged(day, P2, 0.8, FIRST, paths=("api/main.go",)) for day in range(1, 300, 3)),
    ]
    return Reading(replace(FOUND, now="2024-12-01", components=built), (*work, *more), 0.5)


def test_everything_is_said_at_once() -> None:
    """
    Index, hand-over, inherited operations, interest, phase and back-test come from one reading.
    """
    found = effort_report(reading(), Asked())

    assert found.commits == 167
    assert found.index.band is Band.WATCH
    assert [one.of for one in found.index.components] == [FIRST]
    assert [(one.component, one.builder) for one in found.trend.hand_overs] == [(FIRST, P1)]
    assert found.inherited_components[0].others.value == pytest.approx(0.86, abs=0.02)
    assert found.interest[0].component == FIRST
    assert found.phase.phase is not None
    assert found.backtest.hit_rate.basis.method == "too_few_components"
    assert found.notes == ()


def test_a_page_tells_changes_and_a_tested_ranking() -> None:
    """
    Both languages have sentences for change points, extra hours and a ranking put to the test.
    """
    names = [component.id for component in FOUND.components[:10]]
    work = [
        judged(day + place / 20, P2, 0.9 if day > 150 else 0.1, name)
        for day in range(0, 320, 4)
        for place, name in enumerate(names)
    ]
    extra = parse_extra(f"{HEAD}2024-05-01,,,5,incident\n", "f.csv")

    found = effort_report(replace(reading(), judged=tuple(work)), Asked(extra=extra))

    assert found.trend.changes
    assert found.backtest.top == 5
    page = " ".join(effort_page(found, Lang.EN).split())
    assert "of the first 5 of 10 on" in page
    assert "from 2024-06 on:" in page
    assert "of it 5 h that git cannot see" in page
    assert effort_page(found, Lang.JA)


def test_commits_after_the_clock_do_not_count() -> None:
    """
    With --now in the past, later commits are not known yet.
    """
    assert len(known(reading(judged(400, P1)))) == 167


def test_without_history_every_figure_says_why() -> None:
    """
    No commit at all: no value anywhere, and a page that says so instead of failing.
    """
    found = effort_report(Reading(FOUND, (), None), Asked())

    assert found.index.share.value is None
    assert found.trend.last_half_year is Verdict.CANNOT_TELL
    assert found.phase.why == "nobody_active"
    for lang in Lang:
        assert effort_page(found, lang)
    assert "cannot say: no commits of persons" in effort_page(found, Lang.EN)


def test_extra_effort_and_teams_find_their_people() -> None:
    """
    Persons and components are found by id or name; those that are not are counted and never repeated.
    """
    table = f"{HEAD}2024-05-01,{P2},{FOUND.components[1].name},500,incident\n2024-05-02,Qorvin Zed,nothing,8,ticket\n"
    teams = (("run", (P2, "Qorvin Zed")), ("build", (P1, P2)))

    found = effort_report(reading(), Asked(extra=parse_extra(table, "f.csv"), teams=teams))

    assert found.index.extra_hours == 508
    assert SECOND in {one.of for one in found.index.components}
    assert {one.of for one in found.index.teams} == {"run", "build"}
    assert found.notes == (
        "team run: member 2 is nobody of the history",
        "team build: member 2 is in team run already",
        "extra effort: 1 rows name a person that is not in the estate; their hours count without it",
        "extra effort: 1 rows name a component that is not in the estate; their hours count without it",
    )
    assert "Qorvin" not in repr(found)


def test_more_full_time_people_than_people_is_said() -> None:
    """
    Ten full-time people where two commit: two are counted, and the contradiction is noted.
    """
    found = effort_report(reading(), Asked(fte=10))

    assert found.notes == ("fte: 10 full-time people, but at most 2 committed in any month: no more were counted",)


def test_labels_correct_the_index_and_its_band() -> None:
    """
    Forty labels, all of them operations, put the corrected share and the band over the limit.
    """
    frame = frame_of(known(reading()), "s")
    given = tuple(Label(unit.commit, LabelWord.OPS) for unit in frame[:40])
    stray = Label("f" * 40, LabelWord.DEV)

    found = effort_report(reading(), Asked(labels=Labels("s", 167, (), (*given, stray))))

    assert found.index.calibration is not None
    assert found.index.calibration.share.value == 1.0
    assert found.index.band is Band.OVER
    assert found.notes == (
        "labels: 1 are of commits that this history has not, or of bots (ffffffffffff ...), and were left out",
    )
    assert "40 labels used" in effort_page(found, Lang.EN)


def test_a_few_labels_leave_the_index_as_it_is() -> None:
    """
    Two labels change no band and are said to be too few.
    """
    frame = frame_of(known(reading()), "s")
    labels = Labels("s", 167, (), tuple(Label(unit.commit, LabelWord.OPS) for unit in frame[:2]))

    found = effort_report(reading(), Asked(labels=labels))
    alone = calibrated(reading(), labels, Method.STRATA)

    assert found.index.band is Band.WATCH
    assert found.notes == ("labels: 2 usable labels are too few to correct anything: debtscan effort label",)
    assert "fewer than 10 labels" in calibration_page(alone, Lang.EN)


def test_hidden_persons_leave_no_id() -> None:
    """
    Under --people none nothing in the report is a person's id.
    """
    found = effort_report(reading(), Asked())

    assert re.search(rf"\b{P1}\b", repr(found))
    assert not re.search(rf"\b({P1}|{P2})\b", repr(shown(found, PeopleMode.NONE)))
    assert shown(found, None) == found


def test_an_estimate_in_words() -> None:
    """
    Shares have two digits, days one; a null says why, in a sentence where there is one.
    """
    basis = Basis("m")

    assert between(Estimate(0.5, 0.25, 0.75, "share", basis), Lang.EN) == "0.50 (0.25 to 0.75)"
    assert between(Estimate(3, 1, 9, "days/month", basis), Lang.JA) == "3.0\uff081.0\u301c9.0\uff09"
    assert between(Estimate(None, None, None, "share", basis), Lang.EN) == "cannot say: m"
