"""
The pages of rules, findings and components say all that is known, and nothing where nothing is.
"""

import tomllib

import pytest
from msgspec.structs import replace

from debtscan.app.component_page import page_of_component
from debtscan.app.finding_page import page_of_finding
from debtscan.app.rule_page import matching_words, option_words, page_of_rule
from debtscan.app.sheet import sheet
from debtscan.base.messages import MESSAGES
from debtscan.catalog.catalog import load_catalog
from debtscan.catalog.rules import load_rules, shipped_pack
from debtscan.judge.registry import MATCHERS
from debtscan.model.component import (
    ApiEnd,
    ApiUse,
    CapabilityId,
    Component,
    ComponentId,
    CrdUse,
    Facts,
    ImageUse,
    Metrics,
    ScheduleUse,
)
from debtscan.model.correction import Correction, Outcome
from debtscan.model.evidence import Evidence
from debtscan.model.rule import Rule
from debtscan.model.signal import Signal, Signals, Weighed, Why
from debtscan.model.words import Criticality, Kind, Lang, Status
from tests.unit.app.known import RANKING, known
from tests.unit.render.sample import CLOUD_BUILD, COMPONENTS, FINDINGS, RULES, TRAIN, VERTEX, platform

PACK = load_rules([shipped_pack()], load_catalog(), MATCHERS)
PLACE = Evidence("ml-platform", "jobs/retrain.yaml", 7, None, "CronJob")


def component(identity: str) -> Component:
    """
    Return a component of the sample.
    """
    return next(one for one in COMPONENTS if one.id == identity)


def page(one: Component, lang: Lang = Lang.EN) -> str:
    """
    Return the page of *one*, which may differ from the sample's.
    """
    others = tuple(other for other in COMPONENTS if other.id != one.id)
    return page_of_component(one, replace(platform(), components=(*others, one)), lang)


def test_a_sheet_leaves_out_what_says_nothing() -> None:
    """
    Labels stand in one column, and long texts wrap beside them.
    """
    shown = sheet("Title", [("One", ["a", ""]), ("None", []), ("Empty", [""]), ("Longer", ["word " * 30])])

    assert shown.splitlines()[:3] == ["Title", "", "One     a"]
    assert "None" not in shown
    assert [len(line) <= 80 for line in shown.splitlines()] == [True] * len(shown.splitlines())
    assert shown.splitlines()[-1].startswith("        word")


def test_a_sheet_of_nothing_is_its_title() -> None:
    """
    It ends with one line feed all the same.
    """
    assert sheet("Title", []) == "Title\n"


@pytest.mark.parametrize("title", ["::error::boom", "##[command]boom"])
def test_a_sheet_gives_no_command_to_a_runner(title: str) -> None:
    """
    A line of the estate is no workflow command.
    """
    assert sheet(title, [("", [title])]).splitlines() == [f"'{title}", "", f"  '{title}"]


@pytest.mark.parametrize("rule", PACK, ids=lambda rule: rule.id)
@pytest.mark.parametrize("lang", list(Lang))
def test_every_shipped_rule_says_how_it_matches(rule: Rule, lang: Lang) -> None:
    """
    In words, with its own figures, in both languages.
    """
    words = matching_words(rule, lang)

    assert f"matcher.{rule.matcher}" in MESSAGES
    assert "{" not in words
    assert rule.matcher not in words
    assert page_of_rule(rule, lang).startswith(rule.title.in_(lang))


def test_options_carry_their_year_where_it_is_known() -> None:
    """
    A date that is too unsure is left out.
    """
    assert option_words(VERTEX, Lang.EN) == "Vertex AI custom training (Google Cloud, since 2021)"
    assert option_words(CLOUD_BUILD, Lang.EN) == "Cloud Build (Google Cloud)"


def test_a_finding_tells_who_accepted_it_and_lives_without_its_rule() -> None:
    """
    A result may hold a finding whose rule is gone.
    """
    accepted = page_of_finding(FINDINGS[6], platform(), Lang.EN)
    alone = page_of_finding(FINDINGS[6], replace(platform(), rules=()), Lang.EN)

    assert "Accepted    replaced next quarter" in accepted
    assert "Rule        loose-image: Image that may change by itself" in accepted
    assert "Rule       loose-image\n" in alone
    assert "First step" not in alone


def test_a_component_tells_what_it_is_and_who_knows_it() -> None:
    """
    Kind, origin, links with their places, people, debts and questions.
    """
    shown = page(component("ml-services:service:ranking"))

    for words in (
        "Component  ml-services:service:ranking",
        "What       service · home-made",
        "Code       420 lines of code · 0 test files",
        "Uses       ml-platform:cluster:service-cluster · deploys · sure",
        "Used by    ml-platform:controller:deploy-controller · deploys · sure",
        "History    since 2020-02-01 · last changed 2022-03-02 · 57 commits",
        "Built by   P3 · 90% of the first year's commits",
        "Run by     P3, P2",
        "Debts      medium: ranking runs example.com/ranking:latest",
        "To ask     legacy-scorer:8080 · ml-services/ranking/app.py:14",
        "Where      ml-services/ranking/Dockerfile:1  Deployment",
    ):
        assert words in shown


def test_a_builder_who_left_is_marked() -> None:
    """
    That is the first thing to know.
    """
    assert "Built by   P1 (probably left) · 90%" in page(component("ml-platform:controller:train-controller"))


@pytest.mark.parametrize(("lang", "task"), [(Lang.EN, "Training pipeline"), (Lang.JA, "学習パイプライン")])
def test_the_task_is_told_in_the_language(lang: Lang, task: str) -> None:
    """
    By its name in the catalogue.
    """
    assert task in page(component("ml-platform:pipeline:nightly-training"), lang)


def test_a_task_that_the_result_does_not_name_is_told_by_its_id() -> None:
    """
    Better than nothing.
    """
    one = replace(component("ml-services:service:ranking"), capability=CapabilityId("odd_task"))

    assert "Task       odd_task" in page(one)


def test_all_facts_are_told_with_their_places() -> None:
    """
    Images, schedules, old API versions, the API that it defines and those that it serves.
    """
    facts = Facts(
        images=(
            ImageUse("a:latest", pinned=False, own=True, base=False, evidence=PLACE),
            ImageUse("b:1.2.3", pinned=True, own=False, base=True, evidence=PLACE),
        ),
        apis=(
            ApiUse("batch/v1beta1", "CronJob", PLACE, ApiEnd("k8s", "batch/v1", "v1.21", "v1.25")),
            ApiUse("x/v1", "Old", PLACE, ApiEnd("k8s", None, "v1.30")),
            ApiUse("y/v1", "Odd", PLACE, ApiEnd("k8s", None)),
            ApiUse("apps/v1", "Deployment", PLACE),
        ),
        schedules=(
            ScheduleUse("kubernetes", "0 3 * * *", in_process=False, evidence=PLACE),
            ScheduleUse("loop", None, in_process=True, evidence=PLACE),
        ),
        crd=CrdUse("ml.example.com", "TrainJob", "trainjobs", home_made=True, purpose="training"),
        reconciles=("ml.example.com/TrainJob",),
        product="Airflow",
        provider="gcp",
        instances=3,
        replicas=2,
    )
    metrics = Metrics(lines=9, tests=1, complexity_max=21, worst=PLACE, changes_12m=4)
    one = Component(ComponentId("r:job:odd"), "odd", Kind.JOB, (PLACE,), status=Status.DISABLED, facts=facts)

    shown = " ".join(page(replace(one, metrics=metrics)).split())

    for words in (
        "What job · not known · switched off",
        "Code Airflow · gcp · 3 instances · 2 replicas · 9 lines of code · 1 test file · 4",
        "complexity up to 21 (ml-platform/jobs/retrain.yaml:7)",
        "API ml.example.com/TrainJob · home-made · for training",
        "reconciles ml.example.com/TrainJob",
        "Image a:latest · not pinned · built here · ml-platform/jobs/retrain.yaml:7",
        "b:1.2.3 · pinned · base of a build · ml-platform/jobs/retrain.yaml:7",
        "Runs 0 3 * * * · kubernetes · ml-platform/jobs/retrain.yaml:7",
        "loop · inside the process · ml-platform/jobs/retrain.yaml:7",
        "Old API batch/v1beta1 CronJob · removed in v1.25 · use batch/v1",
        "x/v1 Old · deprecated in v1.30 ·",
        "y/v1 Odd · ml-platform",
    ):
        assert words in shown
    assert "apps/v1" not in shown


def test_foreign_apis_and_unknown_histories_are_told_plainly() -> None:
    """
    What is not known is not there.
    """
    crd = CrdUse("argoproj.io", "Workflow", "workflows", home_made=False, purpose=None)
    one = replace(component("ml-platform:crd:TrainJob"), facts=Facts(crd=crd), history=None)
    history = component("ml-platform:crd:TrainJob").history
    assert history is not None
    bare = replace(one, history=replace(history, born=None, last_change=None, builder=None, operators=()))
    unsure = replace(one, history=replace(history, builder_share=None))

    assert "API        argoproj.io/Workflow\n" in page(one)
    assert "History" not in page(one)
    assert "History    57 commits" in page(bare)
    assert "Built by" not in page(bare)
    assert "Built by   P1 (probably left)\n" in page(unsure)


def test_a_component_tells_what_spoke_for_and_against_it() -> None:
    """
    With the word or product, and the place that shows it.
    """
    signals = Signals(
        built=Weighed((Signal("bespoke", Why.OWN_CODE, "", PLACE),), (Signal("oss", Why.CATALOGUE, "Redis", None),))
    )
    shown = page(replace(component("ml-services:service:ranking"), facts=Facts(signals=signals)))

    assert "Why built  + bespoke: its code is here · CronJob ml-platform/jobs/retrain.yaml:7" in shown
    assert "           - oss: the catalogue knows it (Redis)\n" in shown
    assert "Why kind" not in shown


def test_a_component_tells_what_its_owners_said() -> None:
    """
    Word for word, with what came of it; an owner's word is no value of the list.
    """
    identity = ComponentId("ml-services:service:ranking")
    place = Evidence("ml-services", "debtscan.toml", 4, None, "declared")
    said = (
        Correction(place, identity, "kind", Outcome.CONTRADICTED, "crd", "service", identity),
        Correction(place, identity, "owner", Outcome.APPLIED, component=identity),
        Correction(place, "other", "owner", Outcome.APPLIED),
    )
    one = replace(component(identity), owner="team-ml", criticality=Criticality.HIGH)
    others = tuple(other for other in COMPONENTS if other.id != identity)
    shown = page_of_component(one, replace(platform(), components=(*others, one), corrections=said), Lang.EN)

    assert "Owner      team-ml\nMatters    high\n" in shown
    assert (
        "Declared kind = crd (service) · the files say otherwise · ml-services/debtscan.toml:4 "
        "owner · applied · ml-services/debtscan.toml:4 Code" in " ".join(shown.split())
    )


@pytest.mark.parametrize("name", ["ranking", 'odd "name" \\ with\nlines \u202e\x7f'])
def test_the_lines_to_paste_are_a_correction(name: str) -> None:
    """
    With every comment sign away they are valid, whatever the component is called.
    """
    one = replace(component("ml-services:service:ranking"), id=ComponentId(f"ml-services:service:{name}"), name=name)
    lines = page(one).split("\n\n", 1)[1].partition("# Paste")[2].splitlines()[1:]
    text = "\n".join(line.removeprefix("# ") for line in lines)
    chosen = [line for line in text.splitlines() if "..." not in line]

    tables = tomllib.loads("\n".join(chosen))

    assert tables["component"][0] == {
        "id": f"ml-services:service:{name}",
        "name": name,
        "kind": "service",
        "built": "bespoke",
        "status": "live",
        "criticality": "critical",
    }
    assert {key for key in ("owner", "merge_into", "split") if f"{key} = " in text} == {"owner", "merge_into", "split"}
    assert "bespoke" not in next(line for line in lines if line.startswith("# built")).partition("  # ")[2]
    assert len(tomllib.loads(text)["link"]) == 1


def test_values_that_something_spoke_for_come_first() -> None:
    """
    They are the likeliest corrections.
    """
    signals = Signals(built=Weighed((), (Signal("managed", Why.CATALOGUE),)))
    one = replace(component("ml-services:service:ranking"), capability=None, facts=Facts(signals=signals))

    assert '# built = "bespoke"  # managed oss mixed\n' in page(one)
    assert '# built = "managed"  # bespoke oss mixed\n' in page(replace(one, built=None))
    assert '# capability = "..."\n' in page(one)


def test_rules_of_a_pack_can_hold_figures() -> None:
    """
    Lists become words with commas between, single words stay as they are.
    """
    rule = replace(RULES[0], matcher="untested", params={"kinds": ["service", "job"], "lines": 1000})

    assert matching_words(rule, Lang.EN) == (
        "Own code in use of these kinds: service, job, with 1,000 lines or more and no test file."
    )


@pytest.mark.parametrize(
    ("identity", "words"),
    [
        (TRAIN.id, ["nobody left who knows it", "one author, probably gone", "authors: P1 (probably left)", "ask P2"]),
        (RANKING, ["known by several", "authors: P3, P2", "reviewed by P1"]),
    ],
)
def test_the_page_of_a_component_tells_who_knows_it(identity: str, words: list[str]) -> None:
    """
    How many are there, authors, reviewers, whom to ask, and how sure it is that all have gone.
    """
    estate = known()
    one = next(component for component in estate.components if component.id == identity)

    told = " ".join(page_of_component(one, estate, Lang.EN).split())

    assert [word for word in words if word not in told] == []
    assert ("all of them gone with probability 97% (87% to 100%)" in told) is (identity == TRAIN.id)
