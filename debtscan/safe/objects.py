"""
Trees and blobs as git's plumbing prints them, tolerant of objects that are missing or damaged.
"""

import os
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from msgspec import Struct

from debtscan.safe import process

if TYPE_CHECKING:
    from debtscan.safe.git import Repository

LINK = "120000"
SUBMODULE = "160000"
_DEADLINE = 600


class TreeEntry(Struct, frozen=True):
    """
    One path of a commit; *size* is None for submodules and blobs that are missing, or when it was not asked for.
    """

    mode: str
    blob: str
    path: str
    size: int | None = None


def read_tree(repository: "Repository", commit: str, *, sizes: bool) -> list[TreeEntry]:
    """
    Return all entries of *commit*; `ls-tree -l` is not used because it stops at the first missing blob.
    """
    listing = repository.run("ls-tree", "-r", "-z", "--full-tree", commit, deadline=_DEADLINE)
    entries = [_entry(line) for line in listing.split(b"\0") if line]
    if not sizes:
        return entries
    known = _sizes(repository, [entry.blob for entry in entries if entry.mode != SUBMODULE])
    return [TreeEntry(entry.mode, entry.blob, entry.path, known.get(entry.blob)) for entry in entries]


def _entry(line: bytes) -> TreeEntry:
    about, _, path = line.partition(b"\t")
    mode, _, blob = about.decode("ascii").split(" ")
    return TreeEntry(mode, blob, os.fsdecode(path))


def _sizes(repository: "Repository", ids: list[str]) -> dict[str, int]:
    """
    Return the size of each blob that is there.
    """
    words = ("cat-file", "--batch-check=%(objectname) %(objectsize)", "--buffer")
    answers = repository.run(*words, deadline=_DEADLINE, input=_lines(ids))
    pairs = (line.split(b" ") for line in answers.split(b"\n"))
    return {pair[0].decode(): int(pair[1]) for pair in pairs if len(pair) == 2 and pair[1].isdigit()}  # noqa: PLR2004


def read_blobs(repository: "Repository", ids: list[str], cap: int) -> Iterator[tuple[str, bytes | None]]:
    """
    Yield each of *ids* with its content; where git dies over a damaged object, that one is missing and it goes on.
    """
    left = ids
    while left:
        done = 0
        for content in _batch(repository, left, cap):
            yield left[done], content
            done += 1
        if done < len(left):
            yield left[done], None
            done += 1
        left = left[done:]


def _batch(repository: "Repository", ids: list[str], cap: int) -> Iterator[bytes | None]:
    """
    Yield one answer for each of *ids*, fewer when git ended early.
    """
    argv, environment = repository.command("cat-file", "--batch", "--buffer")
    with process.started(argv, environment, _DEADLINE, _lines(ids)) as program:
        for _ in ids:
            try:
                yield read_answer(program.stdout, cap)
            except EOFError:
                return


def read_answer(pipe: IO[bytes], cap: int) -> bytes | None:
    """
    Return one object from the output of `cat-file --batch`: None when missing, its first *cap* + 1 bytes at most.

    Raises `EOFError` when the output ends before the object does.
    """
    header = pipe.readline()
    if not header.endswith(b"\n"):
        raise EOFError
    size = header.split()[-1]
    if not size.isdigit():
        return None
    kept = pipe.read(min(int(size), cap + 1))
    left = int(size) + 1 - len(kept)  # a line feed follows
    while left > 0 and (skipped := pipe.read(min(left, process.CHUNK))):
        left -= len(skipped)
    if left:
        raise EOFError
    return kept


def _lines(ids: list[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in ids).encode("ascii", "replace")
