import pytest

from debtscan.measure.phase import Role, Seen, phase_of, role_of_path
from debtscan.model.effort_index import Judged, PhaseName
from tests.unit.measure.judged import DAY, START, judged

NOW = START + 180 * DAY


def team(**paths: str) -> list[Judged]:
    """
    Return ten commits of each person on one path.
    """
    return [judged(day, person, paths=(path,)) for person, path in paths.items() for day in range(10)]


START_TEAM = team(P1="train/model.ipynb")
PRACTICAL_TEAM = team(P1="model_training.py", P2="experiments/a.ipynb", P3="src/train.py")
DEV_TEAM = team(P1="train.py", P2="train.py", P3="api/main.go", P4="api/main.go", P5="deploy/app.yaml")
RELEASE_TEAM = team(**{f"P{n}": path for n, path in enumerate(("train.py", "api/main.go", "infra/main.tf") * 4)})


@pytest.mark.parametrize(
    ("work", "seen", "phase", "mind"),
    [
        (START_TEAM, Seen(NOW, False, False, 0, 0.0), PhaseName.START, "breakthrough"),
        (PRACTICAL_TEAM, Seen(NOW, False, True, 0, 0.1), PhaseName.PRACTICAL, "breakthrough"),
        (DEV_TEAM, Seen(NOW, False, True, 1, 0.8), PhaseName.DEV_AUTOMATED, "stability"),
        (RELEASE_TEAM, Seen(NOW, True, True, 5, 0.9), PhaseName.RELEASE_AUTOMATED, "stability"),
    ],
)
def test_the_four_phases(work: list[Judged], seen: Seen, phase: PhaseName, mind: str) -> None:
    """
    A lone ML engineer, a few of them, ML and backend engineers with reviews, and many with releases by machine.
    """
    found = phase_of(work, seen)

    assert (found.phase, found.mind, found.why) == (phase, mind, "signs")
    assert len(found.signs) == 7


def test_one_person_is_always_at_the_start() -> None:
    """
    However automated everything is: somebody alone is no team; and two are no teams by product.
    """
    alone = phase_of(team(P1="api/main.go"), Seen(NOW, True, True, 5, 1.0))
    pair = phase_of(team(P1="api/main.go", P2="train.py"), Seen(NOW, True, True, 5, 1.0))

    assert (alone.phase, alone.next_) == (PhaseName.START, None)
    assert pair.phase is PhaseName.DEV_AUTOMATED


def test_nobody_active_is_no_phase() -> None:
    """
    Bots, a visitor and those who were here long ago make no team.
    """
    bots = [judged(day, "B", bot=True) for day in range(20)]
    visitor = [judged(1, "P1", paths=("train.py",))]
    gone = [judged(day, "P2") for day in range(-900, -880)]

    found = phase_of([*bots, *visitor, *gone], Seen(NOW, True, True, 3, 1.0))

    assert (found.phase, found.mind, found.why, found.signs) == (None, None, "nobody_active", ())


def test_what_cannot_be_seen_speaks_for_nothing() -> None:
    """
    Without repositories, releases or reviews to look at only the people speak; texts are no notebooks.
    """
    found = phase_of(team(P1="notes.txt", P2="notes.txt"), Seen(NOW, None, None, None, None))

    silent = {sign.signal for sign in found.signs if not sign.speaks_for}
    assert silent == {"ci", "release_automated", "notebook_share", "review_links", "product_repos"}


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("a/Explore.ipynb", Role.ML),
        ("src/train_model.py", Role.ML),
        ("features/users.sql", Role.ML),
        ("model/values.yaml", Role.INFRA),
        ("services/Dockerfile", Role.INFRA),
        ("helm/templates/_x.txt", Role.INFRA),
        ("api/server.go", Role.BACKEND),
        ("README.md", None),
    ],
)
def test_role_of_a_file(path: str, role: Role | None) -> None:
    """
    Whose work a file is goes by its ending and the words of its path.
    """
    assert role_of_path(path) is role
