from hypothesis import given, settings
from hypothesis import strategies as st

from debtscan.measure.knowledge import SWEEP, Known, component_histories
from debtscan.measure.paths import OwnedPaths
from debtscan.model.component import ComponentHistory, ComponentId, PersonId
from debtscan.model.history import Author, Change, History, PathChange, Touch
from debtscan.model.words import Grade

DAY = 86_400
NOW = 1_000 * DAY
P1, P2, P3, BOT = (PersonId(name) for name in ("P1", "P2", "P3", "P4"))
PEOPLE = (P1, P2, P3, BOT)
WEB, API = ComponentId("r:service:web"), ComponentId("r:service:api")
OWNED = {WEB: OwnedPaths(("web/app.py",), ("web",)), API: OwnedPaths(("api/main.go",), ("api",))}


def commit(
    day: int,
    author: int,
    *paths: str,
    touch: Touch = Touch.MODIFIED,
    old: str | None = None,
    also: tuple[int, ...] = (),
) -> Change:
    """
    Return a commit of one author on one day.
    """
    touched = tuple(PathChange(touch, path, old) for path in paths)
    return Change(f"{day:040x}", day * DAY, day * DAY, author, merge=False, subject="", paths=touched, coauthors=also)


def known(*changes: Change, grade: Grade = Grade.FULL) -> dict[ComponentId, Known]:
    """
    Return who knows what after *changes*.
    """
    history = History(grade, len(changes), changes, tuple(Author("", "") for _ in PEOPLE))
    return component_histories(OWNED, history, PEOPLE, bots=frozenset({BOT}), now=NOW)


def test_builder_and_operators_are_told_apart() -> None:
    """
    Who wrote most in the first year built it; who changed it in the last year operates it.
    """
    found = known(
        commit(0, 0, "web/app.py", touch=Touch.ADDED),
        commit(10, 0, "web/app.py", "web/b.py"),
        commit(20, 1, "web/app.py"),
        commit(700, 2, "web/app.py"),
        commit(710, 2, "web/gone.py"),
        commit(720, 1, "web/app.py"),
        commit(730, 1, "docs/a.md"),
    )

    assert found[WEB] == Known(
        ComponentHistory(
            born="1970-01-01",
            last_change="1971-12-22",
            builder=P1,
            builder_share=0.667,
            operators=(P3, P2),
            people=(P2, P3, P1),
            commits=6,
            grade="full",
        ),
        3,
    )


def test_a_component_that_nobody_touched_is_empty() -> None:
    """
    No commit means no date and nobody, but changes are known to be none.
    """
    assert known(commit(0, 0, "web/app.py"))[API] == Known(ComponentHistory(None, None, None, None, grade="full"), 0)


def test_without_history_nothing_is_known() -> None:
    """
    Not even that nothing changed.
    """
    assert known(grade=Grade.NONE)[WEB] == Known(ComponentHistory(None, None, None, None), None)


def test_of_two_equal_builders_the_earlier_one_counts() -> None:
    """
    Ties go to who was there first.
    """
    history = known(commit(0, 1, "web/app.py"), commit(1, 0, "web/app.py"))[WEB].history

    assert (history.builder, history.builder_share) == (P2, 0.5)


def test_bots_build_and_operate_only_what_nobody_else_touched() -> None:
    """
    Their commits count as changes; among the people they never appear.
    """
    found = known(
        commit(900, 3, "web/app.py"),
        commit(901, 3, "web/app.py", "api/main.go"),
        commit(902, 0, "web/app.py"),
    )

    web, api = found[WEB].history, found[API].history
    assert (web.builder, web.operators, web.people, web.commits, found[WEB].changes_12m) == (P1, (P1,), (P1,), 3, 3)
    assert (web.born, web.builder_share) == ("1972-06-19", 1.0)
    assert (api.builder, api.operators, api.people) == (BOT, (BOT,), ())


def test_co_authors_count_like_authors() -> None:
    """
    A squashed pull request names them in its trailers only.
    """
    history = known(commit(900, 0, "web/app.py", also=(1, 3)), commit(901, 1, "web/app.py"))[WEB].history

    assert (history.builder, history.builder_share, history.people, history.commits) == (P2, 1.0, (P2, P1), 2)


def test_files_are_followed_to_their_older_names_and_moving_is_no_work() -> None:
    """
    The builder is who wrote it under the first name, not who moved the folder.
    """
    history = known(
        commit(0, 0, "legacy/app.py", touch=Touch.ADDED),
        commit(1, 0, "legacy/app.py"),
        commit(900, 1, "web/app.py", touch=Touch.RENAMED, old="legacy/app.py"),
    )[WEB].history

    assert history == ComponentHistory(
        born="1970-01-01",
        last_change="1970-01-02",
        builder=P1,
        builder_share=1.0,
        operators=(),
        people=(P1,),
        commits=2,
        grade="full",
    )


def test_a_sweep_over_everything_makes_nobody_know_it() -> None:
    """
    A commit of very many paths counts as a change, and for its author only where it added files.
    """
    everything = [f"x/{number}" for number in range(SWEEP)]
    found = known(
        commit(900, 0, "web/app.py", touch=Touch.ADDED),
        commit(950, 1, *everything, "web/app.py"),
        commit(960, 2, *everything, "web/new.py", touch=Touch.ADDED),
    )

    assert (found[WEB].history.people, found[WEB].history.commits, found[WEB].changes_12m) == ((P3, P1), 3, 3)


def test_only_swept_is_touched_by_nobody() -> None:
    """
    Where every commit was a sweep there is a date and no builder.
    """
    everything = [f"x/{number}" for number in range(SWEEP)]

    history = known(commit(950, 1, *everything, "web/app.py"))[WEB].history

    assert (history.builder, history.builder_share, history.people, history.commits) == (None, None, (), 1)


def test_a_shallow_clone_tells_operators_and_no_builder() -> None:
    """
    What came before the cut is not known, so neither birth nor builder is claimed.
    """
    history = known(commit(900, 0, "web/app.py"), grade=Grade.SHALLOW)[WEB].history

    assert (history.born, history.builder, history.builder_share, history.operators, history.grade) == (
        None,
        None,
        None,
        (P1,),
        "shallow",
    )


def test_a_commit_counts_once_however_many_files_it_touched() -> None:
    """
    Size is no effort.
    """
    assert known(commit(900, 0, "web/app.py", "web/b.py", "web/c.py"))[WEB].history.commits == 1


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 1_000), st.integers(0, 3), st.sampled_from(["web/a", "api/b", "docs/c"])), max_size=30
    )
)
def test_numbers_fit_together(commits: list[tuple[int, int, str]]) -> None:
    """
    Operators are people, shares are shares, and changes of a year are commits.
    """
    found = known(*(commit(day, author, path) for day, author, path in sorted(commits)))

    for item in found.values():
        history = item.history
        assert set(history.operators) <= {*history.people, BOT}
        assert (history.builder is None) == (history.commits == 0)
        assert history.builder_share is None or 0 < history.builder_share <= 1
        assert item.changes_12m is not None
        assert item.changes_12m <= history.commits
    assert found[WEB].history.commits == sum(path == "web/a" for _, _, path in commits)
