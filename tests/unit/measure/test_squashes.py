import pytest
from msgspec.structs import replace

from debtscan.measure.squashes import is_squash
from tests.unit.measure.past import commit


@pytest.mark.parametrize(
    ("subject", "merge", "squash"),
    [
        ("Add a cache (#12)", False, True),
        ("Add a cache (!3)", False, True),
        ("Merge branch 'cache' into 'main'", False, True),
        ("Merge pull request #4 from x/cache", False, True),
        ("Merge pull request #4 from x/cache", True, False),
        ("Fix #12", False, False),
        ("Mergers are read too", False, False),
        ("", False, False),
    ],
)
def test_marks_of_code_hosts_tell_squashed_branches(subject: str, merge: bool, squash: bool) -> None:
    """
    A true merge is none.
    """
    assert is_squash(replace(commit(0), subject=subject, merge=merge)) is squash
