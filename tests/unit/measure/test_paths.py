from debtscan.measure.paths import Followed, OwnedPaths
from debtscan.model.history import PathChange, Touch

WEB = OwnedPaths(files=("deploy/web.yaml",), folders=("web/",))
CORE = OwnedPaths(folders=("web/core",))
DEPLOY = OwnedPaths(folders=("deploy",))


def renamed(old: str, new: str) -> PathChange:
    """
    Return an exact rename.
    """
    return PathChange(Touch.RENAMED, new, old)


def test_the_deepest_folder_owns_and_so_does_the_owner_of_the_file() -> None:
    """
    A file of its own beats no folder; both have it.
    """
    followed = Followed([WEB, CORE, DEPLOY])

    assert followed.owners("web/app.py") == (0,)
    assert followed.owners("web/core/a/b.py") == (1,)
    assert followed.owners("deploy/web.yaml") == (0, 2)
    assert followed.owners("deploy/other.yaml") == (2,)
    assert followed.owners("website/a.py") == ()


def test_the_whole_repository_can_be_owned() -> None:
    """
    "" owns what no deeper folder owns, and naming a folder twice changes nothing.
    """
    followed = Followed([OwnedPaths(folders=("", "/")), CORE])

    assert (followed.owners("a.py"), followed.owners("web/core/b.py")) == ((0,), (1,))


def test_a_file_is_followed_through_several_names() -> None:
    """
    Before each rename the older name belongs to whoever has the file at HEAD.
    """
    followed = Followed([WEB])

    followed.step_back([renamed("mid/app.py", "web/app.py")])
    assert followed.owners("mid/app.py") == (0,)
    followed.step_back([renamed("old/app.py", "mid/app.py")])

    assert (followed.owners("old/app.py"), followed.owners("mid/app.py")) == ((0,), ())


def test_a_file_moved_away_takes_its_past_along() -> None:
    """
    What lay in a folder and lies elsewhere now is no past of the folder's owner.
    """
    followed = Followed([WEB, CORE])

    followed.step_back([renamed("web/util.py", "web/core/util.py"), renamed("web/x.py", "attic/x.py")])

    assert (followed.owners("web/util.py"), followed.owners("web/x.py")) == ((1,), ())


def test_before_its_birth_a_path_is_another_file() -> None:
    """
    What was added under the older name ends the trail.
    """
    followed = Followed([WEB])

    followed.step_back([renamed("old/app.py", "web/app.py")])
    followed.step_back([PathChange(Touch.ADDED, "old/app.py")])

    assert followed.owners("old/app.py") == ()


def test_two_files_that_swap_names_keep_their_own_past() -> None:
    """
    All renames of a commit happen at once.
    """
    followed = Followed([OwnedPaths(("a",)), OwnedPaths(("b",))])

    followed.step_back([renamed("a", "b"), renamed("b", "a"), PathChange(Touch.MODIFIED, "c")])

    assert (followed.owners("a"), followed.owners("b")) == ((1,), (0,))
