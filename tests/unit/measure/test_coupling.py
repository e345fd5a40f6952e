from itertools import combinations

import pytest

from debtscan.measure.co_changes import components_together, files_together
from debtscan.measure.coupling import LARGEST, chance_of, coupled, degree_of_coupling
from debtscan.measure.paths import OwnedPaths
from tests.unit.measure.past import commit, history, identity


def test_the_degree_is_that_of_code_maat() -> None:
    """
    Ten and six changes, five of them common: 62 per cent, cut off.
    """
    assert degree_of_coupling(5, 10, 6) == 62


def test_pairs_need_enough_changes_in_common() -> None:
    """
    Five common changes of five on average, and a third of them; the closest come first.
    """
    changes = [["a", "b"]] * 5 + [["a", "c"]] * 4 + [["d", "e"]] * 5 + [["d"]] * 15 + [["e"]] * 14

    found = coupled(changes)

    assert [(pair.a, pair.b, pair.degree, pair.shared) for pair in found] == [("a", "b", 71, 5)]
    assert found[0].chance == pytest.approx(chance_of(5, 9, 5, len(changes)))


def test_chance_is_that_of_drawing_blindly() -> None:
    """
    Counted out: of six changes two draws of three share at least two in ten of twenty ways.
    """
    ways = [len({0, 1, 2} & set(draw)) for draw in combinations(range(6), 3)]

    assert chance_of(2, 3, 3, 6) == pytest.approx(sum(common >= 2 for common in ways) / len(ways))
    assert chance_of(0, 3, 3, 6) == 1
    assert chance_of(1, 6, 3, 6) == 1


def test_large_commits_couple_nothing_and_renames_count_under_both_names() -> None:
    """
    Nor do they count as changes.
    """
    large = commit(0, *(f"M f{number}" for number in range(LARGEST + 1)))

    found = list(files_together(history(commit(0, "M b", "R a c"), large, commit(0))))

    assert found == [["a", "b", "c"]]


def test_components_change_together_by_files_of_their_own() -> None:
    """
    A file that two own, locks, tests and documents say nothing; older names are followed.
    """
    owned = {
        identity("a"): OwnedPaths(files=("a/new.py", "both.yaml")),
        identity("b"): OwnedPaths(files=("b/x.go", "b/go.sum", "b/x_test.go", "both.yaml", "b/README.md")),
    }
    past = history(
        commit(0, "M a/old.py", "M b/x.go"),
        commit(0, "R a/old.py a/new.py"),
        commit(0, "M both.yaml", "M a/new.py"),
        commit(0, "M a/new.py", "M b/go.sum", "M b/x_test.go", "M b/README.md"),
        commit(0, "M elsewhere"),
    )

    assert list(components_together(owned, past)) == [
        [identity("a")],
        [identity("a")],
        [identity("a")],
        [identity("a"), identity("b")],
    ]
