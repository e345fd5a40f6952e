import pytest

from debtscan.measure.authorship import authorship, degree_of_authorship
from tests.unit.measure.past import PEOPLE, A, B, C, commit, history


def test_the_published_examples_hold() -> None:
    """
    One created and changed it three times, another changed it once: the first alone is author. Ten make a second.
    """
    three = [commit(0, "M f")] * 3
    ten = [commit(1, "M f")] * 10

    first = authorship(history(commit(0, "A f"), *three, commit(1, "M f")), PEOPLE, ["f"])["f"]
    second = authorship(history(commit(0, "A f"), commit(0, "M f"), *ten), PEOPLE, ["f"])["f"]

    assert first.degrees == pytest.approx({A: 4.6605, B: 3.0120}, abs=1e-4)
    assert first.authors == {A}
    assert second.degrees == pytest.approx({A: 3.7853, B: 4.7105}, abs=1e-4)
    assert second.authors == {A, B}


def test_creating_is_no_delivery() -> None:
    """
    The degree of the creator of an untouched file is that of creating alone.
    """
    assert authorship(history(commit(0, "A f")), PEOPLE, ["f"])["f"].degrees == {A: 3.293 + 1.098}
    assert degree_of_authorship(created=False, own=0, others=0) == 3.293


def test_files_are_followed_through_renames_and_renaming_is_a_change() -> None:
    """
    The creator stays author under the new name; a path that was free may be taken anew.
    """
    found = authorship(history(commit(0, "A old"), commit(1, "R old new"), commit(2, "A old")), PEOPLE, ["old", "new"])

    assert found["new"].degrees == pytest.approx({A: 4.1685, B: 3.457}, abs=1e-4)
    assert found["old"].authors == {C}


def test_whoever_adds_a_path_again_is_a_second_creator() -> None:
    """
    As in the tool of the authors; deleting is no work.
    """
    (file,) = authorship(history(commit(0, "A f"), commit(0, "D f"), commit(1, "A f")), PEOPLE, ["f"]).values()

    assert file.authors == {A, B}


def test_without_its_creator_a_little_change_makes_no_author() -> None:
    """
    A degree below the limit is none, even if it is the best.
    """
    changes = [commit(author, "M f") for author in (0, 1, 1)]

    (file,) = authorship(history(*changes), PEOPLE, ["f"]).values()

    assert file.authors == {B}
    assert authorship(history(commit(0, "M f"), commit(1, "M f")), PEOPLE, ["f"])["f"].authors == frozenset()


def test_what_the_ignored_do_counts_for_nobody() -> None:
    """
    Nor against others; what only they touched, or nobody, is left out.
    """
    changes = history(commit(0, "A f"), commit(1, "M f"), commit(1, "A g"), commit(0, "R gone here"))

    found = authorship(changes, PEOPLE, ["f", "g", "never", "here"], frozenset({B}))

    assert found.keys() == {"f", "here"}
    assert found["f"].degrees == {A: 3.293 + 1.098}
