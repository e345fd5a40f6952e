import pytest

from debtscan.measure.effort_index import Bands, Basics, band_of, index_of, month_of
from debtscan.measure.teams import OTHERS, teams_of
from debtscan.model.component import PersonId
from debtscan.model.effort_index import Band, ExtraEffort, ExtraKind, Weights
from debtscan.model.estimate import Basis, Estimate
from tests.unit.measure.judged import START, judged

COMMITS = [
    *(judged(day, "P1", 0.9, "web") for day in range(0, 40, 2)),
    *(judged(day, "P2", 0.1, "api", "db") for day in range(1, 40, 2)),
]
BOTS = [judged(day + 0.5, "B", 1.0, "web", bot=True) for day in range(40)]
TEAMS = {PersonId("P1"): "run", PersonId("P2"): "build"}


def test_index_in_whole_and_in_parts() -> None:
    """
    Equal work of two people: half in whole, each one's own share by component and team, months in order.
    """
    found = index_of(COMMITS, Basics("full", TEAMS))

    assert found.share.value == pytest.approx(0.5)
    assert [(part.of, part.commits, part.share.value, part.part) for part in found.components] == [
        ("web", 20, 0.9, 0.5),
        ("api", 20, 0.1, 0.25),
        ("db", 20, 0.1, 0.25),
    ]
    assert [(part.of, part.share.value) for part in found.teams] == [("build", 0.1), ("run", 0.9)]
    assert [part.of for part in found.months] == ["2024-01", "2024-02"]
    assert [one.weights for one in found.sensitivity] == list(Weights)
    assert found.band is Band.WATCH


def test_bots_are_apart() -> None:
    """
    Bots leave the index alone and show in a figure of their own.
    """
    found = index_of([*COMMITS, *BOTS], Basics("full"))

    assert found.share.value == pytest.approx(0.5)
    assert found.bots == 40
    assert found.with_bots.value is not None
    assert found.with_bots.value > 0.7


def test_only_bots_or_nobody_says_nothing() -> None:
    """
    Without a human there is no share and no band, only the reason.
    """
    for commits in (BOTS, []):
        found = index_of(commits, Basics("none"))

        assert (found.share.value, found.share.basis.method) == (None, "no_commits")
        assert found.band is Band.UNKNOWN
        assert found.components == ()


def test_two_thousand_authors_of_one_commit_have_an_index() -> None:
    """
    Nobody has a second commit, and there is still a share with an interval, and one team of all.
    """
    crowd = [judged(number / 10, f"P{number}", number % 2) for number in range(2_000)]

    found = index_of(crowd, Basics("full", teams_of(crowd, {})))

    assert found.share.value == 0.5
    assert found.share.basis.method == "jackknife_author_days"
    assert [(team.of, team.commits) for team in found.teams] == [("r", 2_000)]


def test_extra_effort_counts_by_its_hours() -> None:
    """
    Eighty hours of incidents, as many as git shows, move a half to three quarters; development moves it down.
    """
    incidents = ExtraEffort(START, "P1", "web", 80, ExtraKind.INCIDENT)
    built = ExtraEffort(START, None, None, 80, ExtraKind.DEVELOPMENT)

    assert index_of(COMMITS, Basics("full", extra=(incidents,))).share.value == pytest.approx(0.75)
    assert index_of(COMMITS, Basics("full", extra=(built,))).share.value == pytest.approx(0.25)
    assert index_of(COMMITS, Basics("full", extra=(built,))).extra_hours == 80


@pytest.mark.parametrize(
    ("value", "low", "high", "band"),
    [
        (0.7, 0.51, 0.9, Band.OVER),
        (0.7, 0.49, 0.9, Band.WATCH),
        (0.2, 0.1, 0.4, Band.SOUND),
        (0.2, 0.1, 0.6, Band.WATCH),
        (None, None, None, Band.UNKNOWN),
    ],
)
def test_band_is_judged_by_the_interval(value: float | None, low: float | None, high: float | None, band: Band) -> None:
    """
    Over the limit only when the lower end is; sound only when the upper end is not over it.
    """
    assert band_of(Estimate(value, low, high, "share", Basis("m")), Bands()) is band


def test_teams_are_stated_or_inferred_and_never_one_person() -> None:
    """
    A stated team holds; two people of one repository are a team of it; somebody alone is among the others.
    """
    commits = [
        judged(1, "P1", repo="a"),
        judged(2, "P2", repo="a"),
        judged(3, "P3", repo="b"),
        judged(4, "P4", repo="b"),
        judged(5, "B", bot=True),
    ]

    assert teams_of(commits, {PersonId("P4"): "run"}) == {"P1": "a", "P2": "a", "P3": OTHERS, "P4": "run"}
    assert month_of(START) == "2024-01"
