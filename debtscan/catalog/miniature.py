"""
Miniatures made ready for reading: the tree of a case copied, and its `history.yaml` written as git objects without git.
"""

import hashlib
import shutil
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from debtscan.catalog.document import Fault, FaultyDataError, read_table

HISTORY = "history.yaml"
_NOT_COPIED = (HISTORY, "expected.txt")
_BRANCH = "refs/heads/main"


class CaseCommit(Struct, frozen=True, forbid_unknown_fields=True):
    """
    One commit of a miniature: who, on which day, and the files or folders that it touched.
    """

    author: str  # a word; the address is <word>@example.com
    date: str  # ISO day
    paths: tuple[str, ...]  # a folder ends with "/"
    message: str = "Change"
    times: int = 1  # so many commits, a day apart


class CaseHistory(Struct, frozen=True, forbid_unknown_fields=True):
    """
    The past of a miniature, oldest first.
    """

    commits: tuple[CaseCommit, ...]
    now: str | None = None  # the clock; None = the day of the last commit


class Staged(Struct, frozen=True):
    """
    A miniature that can be assessed.
    """

    path: Path
    now: str | None  # None: the case has no history and no clock


def stage(case: Path, target: Path) -> Staged:
    """
    Copy *case* to *target*, which must not exist yet, and give it its history.
    """
    shutil.copytree(case, target, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    if not (case / HISTORY).is_file():
        return Staged(target, None)
    history = read_table(case / HISTORY, CaseHistory)
    files = {path.relative_to(target).as_posix(): path.read_bytes() for path in _files(target)}
    steps = list(_steps(history, files, case / HISTORY))
    write_repository(target / ".git", steps)
    return Staged(target, history.now or steps[-1].day)


def _files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


class Step(Struct, frozen=True):
    """
    One commit with the whole tree after it.
    """

    author: str
    day: str
    message: str
    tree: Mapping[str, bytes]  # path -> content


def _steps(history: CaseHistory, files: Mapping[str, bytes], place: Path) -> Iterator[Step]:
    """
    Yield a step for each commit; the last one that touches a file leaves it as it stands in the case.
    """
    plan = [(commit, _touched(commit, files, place)) for commit in _repeated(history, place)]
    if not plan:
        raise FaultyDataError([Fault(str(place), 1, "commits: there are none")])
    left = {path: sum(path in touched for _, touched in plan) for path in files}
    tree: dict[str, bytes] = {path: content for path, content in files.items() if not left[path]}
    for commit, touched in plan:
        for path in touched:
            left[path] -= 1
            tree[path] = files[path] + b"\n" * left[path]  # differs from the next version, means the same
        yield Step(commit.author, commit.date, commit.message, dict(tree))


def _repeated(history: CaseHistory, place: Path) -> Iterator[CaseCommit]:
    for commit in history.commits:
        try:
            start = date.fromisoformat(commit.date)
        except ValueError as error:
            raise FaultyDataError([Fault(str(place), 1, f"date: {commit.date!r} is no day")]) from error
        for number in range(commit.times):
            day = (start + timedelta(days=number)).isoformat()
            yield CaseCommit(commit.author, day, commit.paths, commit.message)


def _touched(commit: CaseCommit, files: Mapping[str, bytes], place: Path) -> list[str]:
    found: list[str] = []
    for path in commit.paths:
        inside = [name for name in files if name == path or (path.endswith("/") and name.startswith(path))]
        if not inside:
            raise FaultyDataError([Fault(str(place), 1, f"paths: the case holds no {path!r}")])
        found += inside
    return found


def write_repository(git: Path, steps: Sequence[Step]) -> str:
    """
    Write a git folder whose only branch holds *steps*, and return the id of its last commit.
    """
    (git / "refs" / "heads").mkdir(parents=True)
    (git / "HEAD").write_text(f"ref: {_BRANCH}\n", encoding="ascii")
    (git / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = false\n", encoding="ascii")
    head = ""
    for step in steps:
        head = _write_commit(git, step, head)
    (git / _BRANCH).write_text(f"{head}\n", encoding="ascii")
    return head


def _write_commit(git: Path, step: Step, parent: str) -> str:
    seconds = int(datetime.fromisoformat(f"{step.day}T12:00:00+00:00").timestamp())
    who = f"{step.author} <{step.author.lower()}@example.com> {seconds} +0000"
    lines = [f"tree {_write_tree(git, step.tree)}", *([f"parent {parent}"] if parent else [])]
    text = "\n".join([*lines, f"author {who}", f"committer {who}", "", step.message, ""])
    return _write_object(git, "commit", text.encode())


def _write_tree(git: Path, files: Mapping[str, bytes]) -> str:
    folders: dict[str, dict[str, bytes]] = {}
    entries: list[tuple[str, str, str]] = []  # name as git sorts it, mode and name, id
    for path, content in files.items():
        name, slash, rest = path.partition("/")
        if slash:
            folders.setdefault(name, {})[rest] = content
        else:
            entries.append((name, f"100644 {name}", _write_object(git, "blob", content)))
    entries += [(f"{name}/", f"40000 {name}", _write_tree(git, inner)) for name, inner in folders.items()]
    return _write_object(git, "tree", b"".join(f"{m}\0".encode() + bytes.fromhex(i) for _, m, i in sorted(entries)))


def _write_object(git: Path, kind: str, body: bytes) -> str:
    data = f"{kind} {len(body)}\0".encode() + body
    identity = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    path = git / "objects" / identity[:2] / identity[2:]
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(zlib.compress(data, 1))
    return identity
