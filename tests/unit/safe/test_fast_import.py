"""
A new repository is written whole, or a sentence says why not.
"""

from pathlib import Path

import pytest

from debtscan.base.errors import DebtscanError
from debtscan.safe import fast_import
from debtscan.safe.fast_import import write_repository
from debtscan.safe.process import clean_environment, find_program, run

ORIGIN = "https://example.com/acme/toy.git"
STREAM = (
    b"commit refs/heads/main\ncommitter Ren <ren@example.com> 1523235600 +0900\ndata 6\nStart\n\n"
    b"M 100644 inline a.txt\ndata 4\none\n\n"
)


def _git(repository: Path, *words: str) -> str:
    program = find_program("git")
    assert program is not None
    return run([str(program), "-C", str(repository), *words], clean_environment(), 20).decode()


def test_repository_is_clean_for_its_user(tmp_path: Path) -> None:
    """
    Branch, index and work tree agree, so `git status` has nothing to say.
    """
    write_repository(tmp_path / "toy", STREAM, ORIGIN)

    assert (tmp_path / "toy" / "a.txt").read_bytes() == b"one\n"
    assert _git(tmp_path / "toy", "status", "--porcelain", "--branch") == "## main\n"
    assert _git(tmp_path / "toy", "log", "--format=%an %at %s") == "Ren 1523235600 Start\n"


def test_configuration_of_the_user_takes_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Neither a template with a hook nor an environment for git changes what is written.
    """
    hooks = tmp_path / "template" / "hooks"
    hooks.mkdir(parents=True)
    (hooks / "post-checkout").write_text("#!/bin/sh\ntouch hooked\n")
    (hooks / "post-checkout").chmod(0o755)
    monkeypatch.setenv("GIT_TEMPLATE_DIR", str(tmp_path / "template"))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_DEFAULT_HASH", "sha256")

    write_repository(tmp_path / "toy", STREAM, ORIGIN)

    assert sorted(path.name for path in (tmp_path / "toy").iterdir()) == [".git", "a.txt"]
    assert not (tmp_path / "toy" / ".git" / "hooks").exists()
    assert not (tmp_path / "elsewhere").exists()


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    """
    A folder that holds nothing loses nothing.
    """
    (tmp_path / "toy").mkdir()

    write_repository(tmp_path / "toy", STREAM, ORIGIN)

    assert (tmp_path / "toy" / "a.txt").exists()


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    """
    A path that is a file, or a link to somewhere, is refused.
    """
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path)

    for name in ("file", "link"):
        with pytest.raises(DebtscanError, match="not an empty folder"):
            write_repository(tmp_path / name, STREAM, ORIGIN)


def test_a_broken_stream_is_said(tmp_path: Path) -> None:
    """
    What git complains of reaches the user.
    """
    with pytest.raises(DebtscanError, match="could not write the repository"):
        write_repository(tmp_path / "toy", b"nonsense\n", ORIGIN)


def test_git_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Without git the message says what to install.
    """
    monkeypatch.setattr(fast_import, "find_program", lambda *_: None)

    with pytest.raises(DebtscanError, match="git was not found"):
        write_repository(tmp_path / "toy", STREAM, ORIGIN)
