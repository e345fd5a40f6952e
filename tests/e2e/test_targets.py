"""
Whatever is pointed at is assessed as far as possible, under the name that an owner would use.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import debtscan
from tests.e2e.estate import BROKEN, FILES, names_of, write_files, write_platform
from tests.hostile.traps import git


@pytest.fixture
def platform(workplace: Path) -> Path:
    """
    Return the usual platform as a repository.
    """
    return write_platform(workplace / "platform")


def result(*words: str | Path) -> dict[str, Any]:
    """
    Return the JSON result of a scan that works.
    """
    ran = debtscan("scan", *words, "-f", "json")
    assert (ran.code, ran.err) == (0, "")
    document: dict[str, Any] = json.loads(ran.out)
    return document


def names(*words: str | Path) -> list[str]:
    """
    Return the names of the targets.
    """
    return [target["repo"] for target in result(*words)["targets"]]


def test_a_repository_is_told_with_its_history(platform: Path) -> None:
    """
    Commit, branch, grade and dates, and the newest commit as the clock.
    """
    found = result(platform)

    (target,) = found["targets"]
    head = git(platform, "rev-parse", "HEAD")
    history = {"grade": "full", "commits": 2, "first": "2019-03-04", "last": "2021-02-01"}
    assert target == {"repo": "platform", "commit": head, "branch": "main", "dirty": False, "history": history}
    assert found["now"] == "2021-02-01"


def test_the_clock_can_be_set(platform: Path) -> None:
    """
    --now moves everything that is counted from it.
    """
    assert result(platform, "--now", "2024-02-03")["now"] == "2024-02-03"


def test_a_shallow_clone_is_assessed_and_said(platform: Path, workplace: Path) -> None:
    """
    The files are all there, the past is not.
    """
    git(workplace, "clone", "-q", "--depth", "1", f"file://{platform}", "cut")

    found = result("cut")

    assert (found["targets"][0]["history"]["grade"], found["targets"][0]["history"]["commits"]) == ("shallow", 1)
    assert [one["name"] for one in found["components"]] == [one["name"] for one in result(platform)["components"]]


def test_a_repository_without_a_commit_is_a_folder(workplace: Path) -> None:
    """
    What lies in it is read all the same.
    """
    write_files(workplace / "fresh", FILES)
    git(workplace / "fresh", "init", "-q", "-b", "main")

    (target,) = result("fresh")["targets"]

    assert (target["repo"], target["commit"], target["history"]["grade"]) == ("fresh", None, "none")


def test_an_empty_bare_repository_is_nothing_to_assess(workplace: Path) -> None:
    """
    There is neither a file nor a commit.
    """
    git(workplace, "init", "-q", "--bare", "void.git")

    ran = debtscan("scan", "void.git")

    assert (ran.code, ran.out) == (3, "")
    assert "void.git: a repository without a commit" in ran.err


def test_a_detached_head_has_no_branch(platform: Path) -> None:
    """
    CI checks out commits, not branches.
    """
    git(platform, "checkout", "-q", "--detach", "HEAD")

    (target,) = result(platform)["targets"]

    assert (target["branch"], target["history"]["commits"]) == (None, 2)


def test_a_folder_without_git_has_components_and_no_people(workplace: Path) -> None:
    """
    Everything but the past.
    """
    write_files(workplace / "plain", FILES)

    found = result("plain")

    assert found["targets"][0]["history"] == {"grade": "none", "commits": 0, "first": None, "last": None}
    assert found["people"] == []
    assert "plain:service:scorer" in [component["id"] for component in found["components"]]


def test_a_sub_folder_is_assessed_alone_with_the_paths_of_the_repository(platform: Path) -> None:
    """
    Evidence can be opened from the root, as everywhere.
    """
    found = result(platform / "scorer")

    paths = {place["path"] for component in found["components"] for place in component["evidence"]}
    assert paths
    assert all(path.startswith("scorer/") for path in paths)
    assert found["targets"][0]["repo"] == "platform"


def test_a_sub_folder_of_a_revision_is_the_same(platform: Path) -> None:
    """
    --rev reads the sub-folder from git.
    """
    found, tree = result(platform / "scorer", "--rev", "HEAD"), result(platform / "scorer")

    assert {**found, "run": None} == {**tree, "run": None}


@pytest.mark.parametrize(
    ("path", "text", "dirty"),
    [("scorer/app.py", "app = None\n", True), ("scorer/new.py", "x = 1\n", True), ("notes.tmp", "x", False)],
    ids=["changed", "new", "not-read"],
)
def test_dirty_says_whether_what_was_read_is_committed(platform: Path, path: str, text: str, dirty: bool) -> None:
    """
    A file that no reader reads makes no difference to the result.
    """
    write_files(platform, {path: text})

    assert result(platform)["targets"][0]["dirty"] is dirty


def test_a_deleted_file_is_dirty(platform: Path) -> None:
    """
    What is missing differs from HEAD too.
    """
    (platform / "scorer" / "app.py").unlink()

    assert result(platform)["targets"][0]["dirty"] is True


def test_an_older_revision_is_older(platform: Path) -> None:
    """
    Files, history and clock are those of the revision.
    """
    found = result(platform, "--rev", "HEAD~1")

    assert (found["targets"][0]["history"]["commits"], found["now"]) == (1, "2019-03-04")


def test_an_unknown_revision_is_wrong_use(platform: Path) -> None:
    """
    It names what was asked for.
    """
    ran = debtscan("scan", platform, "--rev", "nothing-such")

    assert ran.code == 2
    assert "nothing-such" in ran.err


def test_names_come_from_the_origin_or_the_command_line(platform: Path) -> None:
    """
    The folder's name is only the last resort.
    """
    assert names(platform) == ["platform"]
    assert names(f"core={platform}") == ["core"]
    assert all(one.startswith("core:") for one in names_of(json.dumps(result(f"core={platform}"))))


def test_equal_names_get_the_owner_then_a_number(workplace: Path) -> None:
    """
    Two clones of one name can be told apart, in whatever order they are given.
    """
    write_platform(workplace / "a" / "tool", origin="https://git.example.com/red/tool.git")
    write_platform(workplace / "b" / "tool", origin="https://git.example.com/blue/tool.git")
    write_platform(workplace / "c" / "tool", origin="https://git.example.com/blue/tool.git")

    assert names("a/tool", "b/tool", "c/tool") == ["blue-tool", "blue-tool-2", "red-tool"]
    assert names("c/tool", "b/tool", "a/tool") == ["blue-tool", "blue-tool-2", "red-tool"]


def test_the_order_of_the_paths_changes_nothing(workplace: Path) -> None:
    """
    An estate is a set of repositories.
    """
    write_platform(workplace / "one", origin="https://git.example.com/red/one.git")
    write_platform(workplace / "two", origin="https://git.example.com/red/two.git")

    left, right = result("one", "two"), result("two", "one")

    assert {**left, "run": None} == {**right, "run": None}


def test_a_folder_whose_name_holds_an_equals_sign_is_a_folder(workplace: Path) -> None:
    """
    What exists is meant as it stands.
    """
    write_files(workplace / "a=b", FILES)

    assert names("a=b") == ["a=b"]


def test_without_a_path_the_working_folder_is_assessed(
    platform: Path, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    `debtscan` alone is enough.
    """
    monkeypatch.chdir(platform)

    ran = debtscan("-f", "json")

    assert json.loads(ran.out)["targets"][0]["repo"] == "platform"
    assert workplace.is_dir()


@pytest.mark.parametrize(("files", "code"), [(FILES, 0), ({**FILES, **BROKEN}, 4)], ids=["all-read", "one-broken"])
def test_strict_ends_with_4_when_something_was_not_read(workplace: Path, files: dict[str, str], code: int) -> None:
    """
    A README is no loss; a broken manifest is.
    """
    write_files(workplace / "some", files)

    assert debtscan("scan", "some", "-q", "--strict").code == code
    assert debtscan("scan", "some", "-q").code == 0
