# ruff: noqa: RUF001 - Japanese sentences and the signs that reports use
"""
What the first page counts.
"""

import pytest
from msgspec.structs import replace

from debtscan.model.component import PersonId
from debtscan.model.evidence import Evidence, Reason
from debtscan.model.rule import Waiver
from debtscan.model.words import Built, Grade, Kind, Lang
from debtscan.render.summary import (
    HomeMade,
    biggest_debts,
    by_built,
    by_kind,
    by_reason,
    estate_name,
    has_left,
    home_made,
    is_waived,
    live,
    missing,
    open_findings,
    place,
    share,
    verdict,
    weakest_grade,
)
from tests.unit.render.sample import COMPONENTS, FINDINGS, NOW, PEOPLE, SKIPPED, empty, platform


def test_only_what_is_in_use_counts() -> None:
    """
    The example service is left out.
    """
    assert [part.name for part in COMPONENTS if part not in live(platform())] == ["hello"]


def test_kinds_and_origins_are_counted() -> None:
    """
    Most frequent kinds come first; origins keep their order, the unknown last.
    """
    components = live(platform())

    assert by_kind(components) == [
        (Kind.CRD, 4),
        (Kind.CONTROLLER, 4),
        (Kind.SERVICE, 2),
        (Kind.CLUSTER, 2),
        (Kind.SCHEDULER, 2),
        (Kind.PIPELINE, 1),
        (Kind.CI, 1),
        (Kind.DATASTORE, 1),
        (Kind.REGISTRY, 1),
        (Kind.GATEWAY, 1),
        (Kind.MONITORING, 1),
    ]
    assert by_built(components) == [
        (Built.BESPOKE, 13),
        (Built.MIXED, 1),
        (Built.OSS, 2),
        (Built.MANAGED, 3),
        (None, 1),
    ]
    assert home_made(components) == HomeMade(made=13, of=19)


def test_the_biggest_debts_vary_before_they_repeat() -> None:
    """
    Within one severity each rule has its turn; the most used component of a rule comes first, the rest is counted once.
    """
    debts = biggest_debts(platform(), NOW)

    assert [
        (debt.finding.rule, (debt.finding.component or "").rpartition(":")[2], debt.users, debt.more) for debt in debts
    ] == [
        ("bespoke-controller", "train-controller", 0, 0),
        ("bespoke-crd", "TrainJob", 2, 1),
        ("old-api", "retrain-cron", 0, 0),
        ("bespoke-crd", "ModelBuild", 1, 0),
        ("bespoke-crd", "ModelDeploy", 1, 0),
    ]


def test_a_debt_of_an_unknown_rule_is_still_a_debt() -> None:
    """
    A result may lack the rule or the component of a finding.
    """
    bare = replace(platform(), rules=(), components=())

    first = biggest_debts(bare, NOW, most=1)[0]

    assert (first.finding.rule, first.rule, first.component) == ("bespoke-controller", None, None)


@pytest.mark.parametrize(
    ("waiver", "today", "waived"),
    [
        (None, "2022-07-01", False),
        (Waiver("agreed"), "2099-01-01", True),
        (Waiver("agreed", None, "2022-07-01"), "2022-07-01", True),
        (Waiver("agreed", None, "2022-07-01"), "2022-07-02", False),
    ],
)
def test_a_waiver_holds_to_its_last_day(waiver: Waiver | None, today: str, waived: bool) -> None:
    """
    From the day after, the finding is open again.
    """
    finding = replace(FINDINGS[0], waiver=waiver)

    assert is_waived(finding, today) is waived
    assert (finding in open_findings(replace(platform(), findings=(finding,)), today)) is not waived


def test_who_is_missing_and_what_is_left_behind() -> None:
    """
    Only humans who have probably left and built something in use are missing.
    """
    gone = missing(platform())

    assert [(item.person.id, len(item.components)) for item in gone] == [("P1", 13)]
    assert [has_left(person) for person in (*PEOPLE, None)] == [True, False, False, False, False]


def test_the_ledger_is_counted_by_reason() -> None:
    """
    Most frequent reasons come first.
    """
    assert by_reason(SKIPPED) == [(Reason.BINARY, 2), (Reason.BROKEN, 1), (Reason.LFS_POINTER, 1)]


def test_the_weakest_history_decides() -> None:
    """
    One shallow clone weakens the whole report; no repository at all has no history.
    """
    base = platform()
    shallow = replace(base.targets[1], history=replace(base.targets[1].history, grade=Grade.SHALLOW))

    assert weakest_grade(base) is Grade.FULL
    assert weakest_grade(replace(base, targets=(base.targets[0], shallow))) is Grade.SHALLOW
    assert weakest_grade(replace(base, targets=())) is Grade.NONE


@pytest.mark.parametrize(
    ("repos", "name"),
    [(["a"], "a"), (["a", "b"], "a + b"), (["a", "b", "c"], "a + b + c"), (["a", "b", "c", "d"], "a + b +2")],
)
def test_an_estate_is_called_by_its_repositories(repos: list[str], name: str) -> None:
    """
    After the third, they are counted.
    """
    base = platform()

    assert estate_name(replace(base, targets=tuple(replace(base.targets[0], repo=repo) for repo in repos))) == name


def test_a_place_names_its_repository_only_among_several() -> None:
    """
    The path alone is enough for one repository.
    """
    evidence = Evidence("shop", "k8s/web.yaml", 7)

    assert place(evidence, ["shop"]) == "k8s/web.yaml:7"
    assert place(evidence, ["shop", "infra"]) == "shop/k8s/web.yaml:7"
    assert place(replace(evidence, line=None), ["shop"]) == "k8s/web.yaml"


@pytest.mark.parametrize(
    ("part", "of", "words"),
    [(0, 0, "-"), (0, 9, "0%"), (9, 9, "100%"), (1, 3, "33%"), (1, 900, "1%"), (899, 900, "99%")],
)
def test_a_share_is_never_rounded_to_nothing_or_all(part: int, of: int, words: str) -> None:
    """
    One of nine hundred is not none of them.
    """
    assert share(part, of) == words


def test_the_verdict_in_both_languages() -> None:
    """
    Four sentences tell a manager where things stand.
    """
    assert verdict(platform(), NOW, Lang.EN) == [
        "20 components keep this platform running.",
        "Of the 19 whose origin is known, 13 are home-made (68%).",
        "The person who built 13 of them has probably left.",
        "7 debts were found.",
    ]
    assert verdict(platform(), NOW, Lang.JA) == [
        "この基盤は20件のコンポーネントで動いている。",
        "出所の分かる19件のうち13件が自作（68%）。",
        "13件は、作った人がおそらくもういない。",
        "負債は7件見つかった。",
    ]


def test_the_verdict_says_what_cannot_be_said() -> None:
    """
    Nothing found, no origin, no builder and no debt each have their sentence.
    """
    base = platform()
    unknown = tuple(replace(part, built=None, history=None) for part in base.components)
    here = tuple(replace(person, departed=None) for person in base.people)

    assert verdict(empty(), NOW, Lang.EN) == ["No component was found."]
    assert verdict(replace(base, components=unknown, findings=()), NOW, Lang.EN)[1:] == [
        "Whose code they are cannot be said.",
        "Who built them cannot be said.",
        "No debt was found.",
    ]
    assert verdict(replace(base, people=here), NOW, Lang.EN)[2] == "All known builders are still here."
    assert verdict(replace(base, components=base.components[:1]), NOW, Lang.EN)[1] == "0 of them are home-made (0%)."


def test_a_builder_whom_nobody_knows_is_not_missing() -> None:
    """
    Without a person of that id there is no judgement.
    """
    base = platform()
    history = base.components[0].history
    assert history is not None
    stranger = replace(base.components[0], history=replace(history, builder=PersonId("P99")))

    assert missing(replace(base, components=(stranger,))) == []
