import os
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from debtscan.base.errors import DebtscanError
from debtscan.safe.drawing import draw_svg
from debtscan.safe.files import Revision, RevisionAt, Source, UnreadableError, WorkTree, open_source
from debtscan.safe.git import Repository, open_repository, reopen
from tests.hostile.traps import COMMITS, TRAPS, Trap, build, fired

NAIVE = (
    ("status",),
    ("diff",),
    ("log", "-p", "--numstat"),
    ("show", "HEAD"),
)


def read_everything(source: Source) -> int:
    """
    Read each file of *source* and return how many could be read.
    """
    count = 0
    for entry in source.entries():
        try:
            source.read(entry.path)
        except UnreadableError:
            continue
        count += 1
    source.skips()
    return count


def attempt(repository: Repository, *args: str) -> None:
    """
    Run one git command to its end; that it fails is no matter here.
    """
    try:
        repository.run(*args, deadline=20)
    except DebtscanError:
        return


def exercise(repository: Repository) -> int:
    """
    Call everything that a `Repository` and its sources offer; return the number of commits that were seen.
    """
    tree = repository.tree(repository.head) if repository.head else []
    read_everything(WorkTree(repository.root, tracked=tree, prefix=""))
    if repository.head is None:
        return 0
    read_everything(Revision(repository, repository.head))
    read_everything(open_source(RevisionAt(repository.shadow(), repository.head)))
    list(repository.blobs([entry.blob for entry in tree]))
    repository.file("train.py")
    reopen(repository.shadow()).resolve("HEAD")
    for args in (("log", "-z", "--raw", "-M100%"), ("log", "--numstat", "-M"), ("log", "-p", "--show-signature")):
        attempt(repository, *args)
    attempt(repository, "blame", "HEAD", "--", "train.py")
    assert len(list(repository.typed().iter_commits())) == repository.count()
    return repository.count()


def enter(trap: Trap, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Stand in the target with its folders on PATH, for the traps that want it.
    """
    if trap.on_path:
        monkeypatch.chdir(target)
        monkeypatch.setenv("PATH", os.pathsep.join([".", str(target), str(target / "bin"), "bin", os.environ["PATH"]]))


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_no_trap_fires(trap: Trap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Everything that debtscan does with a repository runs no command of that repository, and its history is complete.
    """
    target = build(trap, tmp_path)
    (tmp_path / "canary").unlink(missing_ok=True)
    enter(trap, target, monkeypatch)

    repository = open_repository(target)
    assert repository is not None
    with repository:
        commits = exercise(repository)
    draw_svg("digraph {a -> b}")

    assert not fired(tmp_path)
    assert commits == (COMMITS if trap.intact else 0)


def test_there_are_enough_traps() -> None:
    """
    The collection covers at least the thirty attacks that debtscan promises to survive, each under its own name.
    """
    assert len({trap.name for trap in TRAPS}) >= 30


def test_traps_are_live(tmp_path: Path) -> None:
    """
    The same repositories do run commands for whoever calls git on them, or the test above would prove nothing.
    """
    live = set()
    for trap in TRAPS:
        folder = tmp_path / trap.name
        target = build(trap, folder)
        (folder / "canary").unlink(missing_ok=True)
        for command in NAIVE:
            naive(target, command, on_path=trap.on_path)
        live.update({trap.name} if fired(folder) else set())

    assert len(live) >= 15, sorted(live)
    assert {"fsmonitor", "filter-clean", "diff-textconv", "gpg-program", "promisor-ssh", "git-in-target"} <= live


def naive(target: Path, command: tuple[str, ...], *, on_path: bool) -> None:
    """
    Run git as a careless tool would: whichever comes first on PATH, in the target.
    """
    path = os.pathsep.join([str(target), os.environ["PATH"]]) if on_path else os.environ["PATH"]
    environment = {"PATH": path, "HOME": str(target.parent), "GIT_TERMINAL_PROMPT": "0"}
    words = ["/usr/bin/env", "git", *command]
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(
            words, cwd=target, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=1.5, check=False
        )
