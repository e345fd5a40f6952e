"""
What the user points at is opened once, closed always, and named so that it can be told apart.
"""

from pathlib import Path

import pytest

from debtscan.app.targets import open_targets, split_word
from debtscan.base.errors import DebtscanError, NothingToAssessError
from tests.e2e.estate import write_platform
from tests.hostile.traps import git


def test_a_name_may_stand_before_a_path(tmp_path: Path) -> None:
    """
    Unless the whole word exists, or what stands before the sign is a path itself.
    """
    (tmp_path / "a=b").mkdir()

    assert split_word("core=some/where") == ("core", Path("some/where"))
    assert split_word(str(tmp_path / "a=b")) == ("", tmp_path / "a=b")
    assert split_word("some/where=else") == ("", Path("some/where=else"))
    assert split_word("=x") == ("", Path("=x"))
    assert split_word("plain") == ("", Path("plain"))


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("https://git.example.com/a.git", "reads folders, not addresses"),
        ("git@git.example.com:a.git", "reads folders, not addresses"),
        ("nowhere", "nowhere: no such folder"),
        (__file__, "is a file, not a folder"),
    ],
)
def test_what_is_no_folder_is_refused(word: str, words: str) -> None:
    """
    With the next thing to try.
    """
    with pytest.raises(DebtscanError, match=words) as caught, open_targets([word], None, frozenset()):
        pass

    assert caught.value.hint


def test_a_revision_needs_a_repository(tmp_path: Path) -> None:
    """
    A plain folder has none.
    """
    with (
        pytest.raises(DebtscanError, match="--rev needs a git repository"),
        open_targets([str(tmp_path)], "HEAD", frozenset()),
    ):
        pass


def test_an_empty_bare_repository_holds_nothing(tmp_path: Path) -> None:
    """
    Neither a work tree nor a commit.
    """
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "void.git")

    with pytest.raises(NothingToAssessError), open_targets([str(tmp_path / "void.git")], None, frozenset()):
        pass


def test_equal_names_are_told_apart(tmp_path: Path) -> None:
    """
    Plain folders by a number in the order of their paths; the targets stay in the order given.
    """
    for parent in ("a", "b"):
        (tmp_path / parent / "same").mkdir(parents=True)

    words = [str(tmp_path / "b" / "same"), str(tmp_path / "a" / "same")]
    with open_targets(words, None, frozenset()) as targets:
        found = [(target.name, target.folder.parent.name) for target in targets]

    assert found == [("same-2", "b"), ("same", "a")]


def test_repositories_of_one_name_get_their_owner(tmp_path: Path) -> None:
    """
    The last word before the name in the address.
    """
    write_platform(tmp_path / "x", origin="https://git.example.com/red/tool.git")
    write_platform(tmp_path / "y", origin="https://git.example.com/blue/tool.git")

    with open_targets([str(tmp_path / "x"), str(tmp_path / "y")], None, frozenset()) as targets:
        names = [target.name for target in targets]

    assert names == ["red-tool", "blue-tool"]


def test_what_was_opened_is_closed_when_a_later_one_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    No file stays open behind an error.
    """
    closed: list[str] = []
    write_platform(tmp_path / "x")
    monkeypatch.setattr("debtscan.safe.git.Repository.close", lambda self: closed.append(self.name))

    with pytest.raises(DebtscanError), open_targets([str(tmp_path / "x"), "nowhere"], None, frozenset()):
        pass

    assert closed == ["platform"]
