"""
The only door to files: sources to read from, in this process or in a worker, and the outputs that debtscan writes.
"""

import os
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from debtscan.safe.confined import UnreadableError
from debtscan.safe.git import ShadowAt, reopen
from debtscan.safe.output import read_config, write_output
from debtscan.safe.revision import Revision
from debtscan.safe.source import (
    LOCK_LIMIT,
    TEXT_LIMIT,
    Entry,
    Skipped,
    Source,
    blob_id,
    classify_bytes,
    size_limit,
)
from debtscan.safe.worktree import WorkTree

__all__ = [
    "LOCK_LIMIT",
    "TEXT_LIMIT",
    "Entry",
    "Revision",
    "RevisionAt",
    "Skipped",
    "Source",
    "SourceSpec",
    "UnreadableError",
    "WorkTree",
    "WorkTreeAt",
    "blob_id",
    "classify_bytes",
    "open_source",
    "read_config",
    "size_limit",
    "write_output",
]


class WorkTreeAt(Struct, frozen=True, tag="worktree"):
    """
    A work tree by its root, for a worker that only reads.
    """

    root: str


class RevisionAt(Struct, frozen=True, tag="revision"):
    """
    A commit of a repository by its shadow, for a worker that only reads.
    """

    shadow: ShadowAt
    commit: str


SourceSpec = WorkTreeAt | RevisionAt


def open_source(spec: SourceSpec) -> Source:
    """
    Return a source to read from. Opening a revision lists its tree, so each process keeps the last few.
    """
    return WorkTree(Path(spec.root)) if isinstance(spec, WorkTreeAt) else _revision(spec, os.getpid())


@lru_cache(maxsize=4)
def _revision(spec: RevisionAt, process: int) -> Revision:  # noqa: ARG001 - a forked worker must not share the pipe
    return Revision(reopen(spec.shadow), spec.commit, sizes=False)
