"""
The history of a repository: one `git log` over commits alone, then the paths of those that the cache does not know.

Two steps, because they fail apart: where trees are missing, every commit is still counted with its author and date.
"""

import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from debtscan.history import headers
from debtscan.history.dates import sane_dates
from debtscan.history.headers import Header, Headers
from debtscan.history.mailmap import parse_mailmap
from debtscan.history.mine import Mine, Paths
from debtscan.history.source import Cache, Repository
from debtscan.history.tokens import Tokens
from debtscan.model.declaration import Problem
from debtscan.model.evidence import Reason
from debtscan.model.history import Alias, Author, Change, History, PathChange
from debtscan.model.words import Grade, Renames
from debtscan.safe.git import GitError

MAILMAP = ".mailmap"


class _Heads(NamedTuple):
    headers: list[Header]
    authors: tuple[Author, ...]
    error: str | None


def read_history(  # noqa: PLR0913 - all but the repository by name
    repository: Repository,
    *,
    revision: str,
    prefix: str = "",
    cache: Cache | None = None,
    today: int | None = None,
    renames: Renames = Renames.EXACT,
    deadline: float = 600,
) -> History:
    """
    Return what git knows of the commits behind *revision*, oldest first, merges included (without paths).

    With a *prefix* (a folder) only the commits that touched something below it are there, with only those paths.
    *today* bounds the dates that can be true; what cannot be read within *deadline* seconds is missing and said. Where
    similar *renames* are asked for and the blobs of a commit are not there, its exact ones stand in, which is said too.
    """
    if repository.head is None and revision in {"", "HEAD"}:
        return History(Grade.NONE)
    until = time.monotonic() + deadline
    heads = _read_heads(repository, revision, deadline)
    if not heads.headers:
        return History(Grade.NONE, problems=tuple(_problems(heads.error)))
    wanted = [header.commit for header in heads.headers if _has_paths(header, shallow=repository.shallow)]
    similar = Mine(repository, cache, until, renames).paths(wanted) if renames is not Renames.EXACT else {}
    mine = Mine(repository, cache, until)
    plain = mine.paths([commit for commit in wanted if commit not in similar])
    paths = similar | plain
    unread = sum(commit not in paths for commit in wanted)
    dates, bad = sane_dates([header.dates for header in heads.headers], int(time.time()) if today is None else today)
    return History(
        grade=_grade(repository, partial=heads.error is not None or unread > 0),
        count=len(heads.headers),
        changes=tuple(_changes(heads.headers, dates, paths, _folder(prefix))),
        authors=heads.authors,
        aliases=_aliases(repository, revision),
        bad_dates=bad,
        problems=tuple(
            _problems(
                heads.error,
                mine.error if unread else None,
                unread,
                bad,
                len(plain) if renames is Renames.SIMILAR else 0,
            )
        ),
    )


def _read_heads(repository: Repository, revision: str, deadline: float) -> _Heads:
    """
    Return all commits; where one is missing git refuses to order them, and those before the gap are taken as they come.
    """
    found = _read_log(repository, revision, deadline, headers.IN_ORDER)
    if found.error is None or found.headers:
        return found
    return _read_log(repository, revision, deadline)


def _read_log(repository: Repository, revision: str, deadline: float, *options: str) -> _Heads:
    words = (*headers.ARGS, *options, "--end-of-options", revision, "--")
    tokens = Tokens(repository.stream(*words, deadline=deadline))
    reader = Headers()
    found = list(reader.read(tokens))
    return _Heads(found, tuple(reader.authors), tokens.error)


def _has_paths(header: Header, *, shallow: bool) -> bool:
    """
    Tell whether the paths of a commit say what it changed.

    Merges have none, and the commits at which a shallow clone was cut seem to add every file that there is.
    """
    return header.parents == 1 or (header.parents == 0 and not shallow)


def _grade(repository: Repository, *, partial: bool) -> Grade:
    if partial:
        return Grade.PARTIAL
    return Grade.SHALLOW if repository.shallow else Grade.FULL


def _folder(prefix: str) -> str:
    folder = prefix.strip("/")
    return "" if folder in {"", "."} else f"{folder}/"


def _changes(heads: Sequence[Header], dates: Sequence[tuple[int, int]], paths: Paths, folder: str) -> Iterator[Change]:
    for header, (when, committed) in zip(reversed(heads), reversed(dates), strict=True):
        touched = _below(folder, paths.get(header.commit, ()))
        if folder and not touched:
            continue
        yield Change(
            commit=header.commit,
            when=when,
            committed=committed,
            person=header.author,
            merge=header.parents > 1,
            subject=header.subject,
            body=header.body,
            tagged=header.tagged,
            paths=touched,
            coauthors=header.coauthors,
            reviewers=header.reviewers,
        )


def _below(folder: str, paths: tuple[PathChange, ...]) -> tuple[PathChange, ...]:
    if not folder:
        return paths
    return tuple(change for change in paths if change.path.startswith(folder) or (change.old or "").startswith(folder))


def _aliases(repository: Repository, revision: str) -> tuple[Alias, ...]:
    try:
        data = repository.file(MAILMAP, revision)
    except GitError:
        return ()
    return parse_mailmap(data) if data else ()


def _problems(
    heads: str | None, paths: str | None = None, unread: int = 0, bad: int = 0, exact: int = 0
) -> Iterator[Problem]:
    if heads is not None:
        yield Problem(Reason.HISTORY, f"older commits could not be read: {_one_line(heads)}")
    if paths is not None:
        yield Problem(Reason.HISTORY, f"paths of {unread} commits could not be read: {_one_line(paths)}")
    if bad:
        yield Problem(Reason.PARTIAL, f"{bad} commits have a date that cannot be true: the nearest sane date stands in")
    if exact:
        yield Problem(Reason.PARTIAL, f"{exact} commits: only exact renames are followed, for want of file contents")


def _one_line(complaint: str) -> str:
    return " ".join(complaint.split())[:200]
