# ruff: noqa: RUF001 - Japanese sentences and the signs that reports use
"""
The words of the HTML page.
"""

import pytest
from msgspec.structs import replace

from debtscan.model.component import ComponentId, PersonId
from debtscan.model.rule import Waiver
from debtscan.model.words import Lang, PeopleMode, Severity
from debtscan.render.page import Words, severities
from debtscan.render.rows import Card, ComponentRow, FindingRow, LinkRow, MissingRow, Name, PersonRow, Question
from tests.unit.render.sample import COMPONENTS, FINDINGS, LINKS, NOW, PEOPLE, TRAIN, platform


def _words(lang: Lang = Lang.EN) -> Words:
    return Words(platform(), lang, NOW)


def test_a_card_holds_all_that_is_needed_to_act() -> None:
    """
    What, why, the first step, what could be used instead and since when, and where to look.
    """
    assert _words().cards()[1] == Card(
        severity="high",
        title="Home-made Kubernetes API",
        sentence="TrainJob is a home-made Kubernetes API (users: 2).",
        component=Name("TrainJob", "c9"),
        facts=("custom resource (CRD)", "used directly by 2 components", "built in 2018", "and 1 more like it"),
        why="Each home-made API needs a controller that somebody here must keep alive.",
        first_step="Move one pipeline at a time to a managed training service.",
        options=("Vertex AI custom training (Google Cloud, since 2021)", "Cloud Build (Google Cloud)"),
        place="ml-platform/crds/trainjob.yaml:4",
        caption="CRD",
        same=0,
    )


def test_reason_and_step_of_a_rule_are_told_once() -> None:
    """
    Later cards of the same rule point back.
    """
    assert [card.same for card in _words().cards()] == [0, 0, 0, 2, 2]


def test_a_card_without_rule_or_component_still_stands() -> None:
    """
    The finding alone has a sentence and a place.
    """
    card = Words(replace(platform(), rules=(), components=()), Lang.EN, NOW).cards()[0]

    assert (card.title, card.component, card.facts, card.why, card.options) == (
        "bespoke-controller",
        Name(str(TRAIN.id)),
        (),
        "",
        (),
    )


def test_captions_are_translated_where_the_catalogue_knows_them() -> None:
    """
    A technical noun stays as it is.
    """
    assert [card.caption for card in _words(Lang.JA).cards()[:3]] == ["メインプログラム", "CRD", "CronJob"]


def test_accepted_debts_come_last_with_their_reason() -> None:
    """
    They stay in sight.
    """
    rows = _words().findings()

    assert rows[-1] == FindingRow(
        "medium",
        "Image that may change by itself",
        "推薦 runs example.com/recommend:main, which may change by itself.",
        Name("推薦", "c20"),
        "ml-services/recommend/k8s/deployment.yaml:22",
        "accepted: replaced next quarter, until 2022-07-01",
    )
    assert severities(rows) == [Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM]


@pytest.mark.parametrize(
    ("waiver", "words"),
    [
        (None, ""),
        (Waiver("agreed"), "accepted: agreed"),
        (Waiver("agreed", None, "2022-01-01"), "accepted: agreed, ended on 2022-01-01"),
    ],
)
def test_a_waiver_is_told_with_its_end(waiver: Waiver | None, words: str) -> None:
    """
    An expired one says so.
    """
    one = replace(platform(), findings=(replace(FINDINGS[0], waiver=waiver),))

    assert [row.accepted for row in Words(one, Lang.EN, NOW).findings()] == [words]


def test_a_component_row_is_complete() -> None:
    """
    Name, kind, origin, people, dates, links and place.
    """
    rows = _words().component_rows()

    assert rows[-1].status == "example"
    assert next(row for row in rows if row.name == "nightly-training") == ComponentRow(
        row="c12",
        name="nightly-training",
        kind="pipeline",
        built="bespoke",
        status="",
        capability="Training pipeline",
        builder="P1",
        gone=True,
        operators="P2",
        born="2018-06-04",
        last_change="2022-03-02",
        uses=4,
        used_by=1,
        place="ml-platform/pipelines/nightly.yaml:1",
    )


def test_a_component_without_history_or_known_task_has_empty_cells() -> None:
    """
    What is not known is left blank, never invented.
    """
    bare = replace(COMPONENTS[0], history=None, evidence=(), capability=None)
    strange = replace(COMPONENTS[1], capability="new_task", built=None)

    rows = Words(replace(platform(), components=(bare, strange)), Lang.EN, NOW).component_rows()

    assert (rows[0].builder, rows[0].operators, rows[0].born, rows[0].place) == ("", "", "", "")
    assert (rows[1].capability, rows[1].built) == ("new_task", "unknown")


def test_the_task_is_named_in_the_readers_language() -> None:
    """
    Capabilities have a name in each language.
    """
    tasks = {row.capability for row in _words(Lang.JA).component_rows()}

    assert tasks == {"", "学習パイプライン"}


def test_who_is_missing_and_what_is_left() -> None:
    """
    Some names, and how many more.
    """
    row = _words().missing()[0]

    assert row == MissingRow("P1", 13, "2020-11-30", "97%", row.names, 5)
    assert row.names[0] == Name("training-cluster", "c1")


def test_people_are_shown_as_the_assessment_says() -> None:
    """
    In the order of their arrival; nobody is ranked.
    """
    rows = _words().person_rows()

    assert rows[0] == PersonRow(
        "P1", "left", "97%", "2018-06-04", "2020-11-30", "silent for longer than ever before", 13
    )
    assert [row.state for row in rows] == ["left", "here", "here", "bot"]
    assert rows[3].reason == "a bot"


def test_no_persons_when_none_are_wanted() -> None:
    """
    The mode decides, whatever the list holds.
    """
    assert Words(replace(platform(), people_mode=PeopleMode.NONE), Lang.EN, NOW).person_rows() == []


def test_names_are_used_where_they_are_given() -> None:
    """
    And a person whom the list lacks keeps the id.
    """
    named = replace(platform(), people=(replace(PEOPLE[0], name="Sam"),))
    words = Words(named, Lang.EN, NOW)

    assert [words.who(person) for person in (PEOPLE[0].id, PersonId("P9"))] == ["Sam", "P9"]


@pytest.mark.parametrize("reason", [None, "a_new_reason"])
def test_a_person_who_cannot_be_judged(reason: str | None) -> None:
    """
    Unknown stays unknown, and a reason that the catalogue lacks has a general sentence.
    """
    person = replace(PEOPLE[0], departed=None, reason=reason)

    row = Words(replace(platform(), people=(person,)), Lang.EN, NOW).person_rows()[0]

    assert (row.state, row.share, row.reason) == ("unknown", "", "judged from the commits" if reason else "")


def test_questions_are_grouped() -> None:
    """
    One question, all references that raise it, and no more than asked for.
    """
    base = platform()
    same = replace(base.unresolved[0], reference="other-host")
    words = Words(replace(base, unresolved=(base.unresolved[0], same, *base.unresolved[1:])), Lang.EN, NOW)

    assert words.questions(3)[0] == Question(
        "This address is called, but nothing in these repositories answers to it. Who runs it?",
        (
            ("legacy-scorer:8080", Name("ranking", "c19"), "ml-services/ranking/app.py:14"),
            ("other-host", Name("ranking", "c19"), "ml-services/ranking/app.py:14"),
        ),
    )
    assert sum(len(question.references) for question in words.questions(3)) == 3


def test_an_unknown_reason_still_asks() -> None:
    """
    A newer result may hold a reason that this version does not know.
    """
    base = platform()
    words = Words(replace(base, unresolved=(replace(base.unresolved[2], why="new"),)), Lang.JA, NOW)

    assert words.questions(9)[0].text == "これはどのリポジトリにもつながらない。何を指しているか。"
    assert words.questions(9)[0].references[0][1] == Name("")


def test_a_link_in_words() -> None:
    """
    From, how, to, how sure and where.
    """
    assert _words().links(LINKS[:1]) == [
        LinkRow(
            source=Name("build-controller", "c2"),
            target=Name("model-store", "c13"),
            how="data",
            confidence="likely",
            place="ml-platform/pipelines/nightly.yaml:9",
        )
    ]


def test_a_component_that_is_not_listed_keeps_its_id() -> None:
    """
    It has no row to lead to.
    """
    assert _words().name(ComponentId("gone:job:x")) == Name("gone:job:x")


def test_an_option_of_an_unknown_vendor_is_named_by_its_id() -> None:
    """
    The catalogue grows faster than the translations.
    """
    rule = platform().rules[0]
    option = replace(rule.options[0], vendor="grafana_labs")
    base = replace(platform(), rules=(replace(rule, options=(option,)),))

    assert Words(base, Lang.JA, NOW).cards()[0].options == ("Vertex AI custom training（Grafana labs、2021年から）",)
