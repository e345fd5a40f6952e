"""
What somebody sees of a commit before saying what it is: message, paths and the beginning of the difference.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress

from msgspec import Struct

from debtscan.history.source import Repository
from debtscan.safe.git import GitError

PATHS = 12
LINES = 24  # of the difference
_MOST = 40_000  # bytes that are read of one commit
_ARGS = (
    "log",
    "-1",
    "-p",
    "-U1",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--encoding=UTF-8",
    "--format=%B%x00",
)
_TRAILER = re.compile(r"^[A-Za-z-]+-by:|^(?:Change-Id|Cc):")
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")


class Card(Struct, frozen=True):
    """
    One commit to be labelled; persons named by trailers and addresses are left out.
    """

    commit: str
    repo: str
    day: str
    message: tuple[str, ...]
    paths: tuple[str, ...]
    difference: tuple[str, ...]  # empty where git lacks the content


def card_of(repository: Repository, commit: str, repo: str, day: str, paths: Sequence[str]) -> Card:
    """
    Return the card of a *commit*; what git cannot show is missing from it.
    """
    text = b"".join(_start(repository, commit)).decode("utf-8", "replace")
    message, _, difference = text.partition("\0")
    lines = [line for line in message.splitlines() if not _TRAILER.match(line)]
    return Card(
        commit=commit,
        repo=repo,
        day=day,
        message=tuple(_MAIL.sub("<...>", line) for line in _stripped(lines)),
        paths=tuple(paths[:PATHS]),
        difference=tuple(_telling(difference))[:LINES],
    )


def _start(repository: Repository, commit: str) -> Iterator[bytes]:
    size = 0
    with suppress(GitError), closing(repository.stream(*_ARGS, commit, "--", deadline=20)) as chunks:  # type: ignore[type-var]
        for chunk in chunks:
            yield chunk[: _MOST - size]
            size += len(chunk)
            if size >= _MOST:
                return


def _telling(difference: str) -> Iterator[str]:
    """
    Yield the changed lines, each file headed by its name.
    """
    for line in difference.splitlines():
        if line.startswith("diff --git "):
            yield line.rpartition(" b/")[2]
        elif line.startswith(("+", "-")) and not line.startswith(("+++", "---")):
            yield _MAIL.sub("<...>", line[:200])


def _stripped(lines: Sequence[str]) -> Sequence[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines
