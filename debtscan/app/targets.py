"""
What the user points at: folders and repositories, opened through the doors, with names that tell them apart.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct, structs

from debtscan.base.errors import DebtscanError, NothingToAssessError
from debtscan.safe.files import Revision, RevisionAt, Source, SourceSpec, WorkTree, WorkTreeAt
from debtscan.safe.git import Repository, open_repository
from debtscan.safe.objects import TreeEntry


class Target(Struct, frozen=True):
    """
    One thing to assess: its name, its source of files, and its repository where it has one.
    """

    name: str
    folder: Path
    repository: Repository | None
    source: Source
    spec: SourceSpec
    prefix: str  # the assessed sub-folder, "" for the whole repository
    commit: str | None
    tracked: tuple[TreeEntry, ...] = ()  # of HEAD; empty when a revision is read


@contextmanager
def open_targets(words: Sequence[str], revision: str | None, exclude: frozenset[Path]) -> Iterator[tuple[Target, ...]]:
    """
    Open each PATH or NAME=PATH; close what was opened at the end.
    """
    opened: list[Target] = []
    try:
        for word in words or (".",):
            opened.append(_open(word, revision, exclude))  # noqa: PERF401 - what was opened before a failure must be closed
        yield _with_names(opened)
    finally:
        for target in opened:
            target.source.close()
            if target.repository is not None:
                target.repository.close()


def _open(word: str, revision: str | None, exclude: frozenset[Path]) -> Target:
    name, folder = split_word(word)
    if "://" in word or word.startswith("git@"):
        raise DebtscanError(
            f"{word}: debtscan reads folders, not addresses", f"git clone {word} && debtscan scan FOLDER"
        )
    if not folder.exists():
        raise DebtscanError(f"{folder}: no such folder", "give the path of a checkout, e.g. debtscan scan .")
    if not folder.is_dir():
        raise DebtscanError(f"{folder}: is a file, not a folder", f"debtscan scan {folder.parent}")
    repository = open_repository(folder)
    if repository is None:
        if revision:
            raise DebtscanError(f"{folder}: --rev needs a git repository", "leave --rev out to read the files")
        tree = WorkTree(folder, exclude=exclude)
        return Target(name or folder.resolve().name, folder, None, tree, WorkTreeAt(str(folder.resolve())), "", None)
    called = name or repository.name
    prefix = "" if repository.bare else _prefix(repository.root, folder)
    commit = repository.resolve(revision) if revision else repository.head
    if revision or repository.bare:
        if commit is None:
            raise NothingToAssessError(
                f"{folder}: a repository without a commit", "commit something, or scan a work tree"
            )
        at = RevisionAt(repository.shadow(), commit)
        return Target(called, folder, repository, Revision(repository, commit, prefix), at, prefix, commit)
    tracked = tuple(repository.tree(commit, sizes=False)) if commit else ()
    source = WorkTree(repository.root, prefix, tracked=tracked, exclude=exclude)
    return Target(called, folder, repository, source, WorkTreeAt(str(repository.root)), prefix, commit, tracked)


def split_word(word: str) -> tuple[str, Path]:
    """
    Return the name and the folder of PATH or NAME=PATH; the name is "" where none is given.
    """
    name, sign, path = word.partition("=")
    if sign and name and os.sep not in name and not Path(word).exists():
        return name, Path(path)
    return "", Path(word)


def _prefix(root: Path, folder: Path) -> str:
    relative = folder.resolve().relative_to(root.resolve()).as_posix()
    return "" if relative == "." else relative


def _with_names(targets: list[Target]) -> tuple[Target, ...]:
    """
    Tell targets of one name apart: by the owner in their address, then by a number in the order of their paths.
    """
    counts = Counter(target.name for target in targets)
    named = [_with_owner(target) if counts[target.name] > 1 else target for target in targets]
    seen: Counter[str] = Counter()
    result: dict[int, Target] = {}
    for index in sorted(range(len(named)), key=lambda index: str(named[index].folder.resolve())):
        target = named[index]
        seen[target.name] += 1
        number = seen[target.name]
        result[index] = target if number == 1 else structs.replace(target, name=f"{target.name}-{number}")
    return tuple(result[index] for index in range(len(named)))


def _with_owner(target: Target) -> Target:
    owner = target.repository.owner if target.repository is not None else None
    return structs.replace(target, name=f"{owner}-{target.name}") if owner else target
