"""
Judged commits as JSON Lines: one object a commit.
"""

from collections.abc import Iterable

import msgspec

from debtscan.model.effort import CommitEffort
from debtscan.render.json import schema_of

SCHEMA_FILE = "debtscan.effort-commits-1.schema.json"  # in docs/schema


def render(commits: Iterable[CommitEffort]) -> str:
    """
    Return each of *commits* as one line.
    """
    return "".join(f"{msgspec.json.encode(commit).decode('utf-8')}\n" for commit in commits)


def schema() -> str:
    """
    Return the JSON Schema (2020-12) of one line; docs/schema holds the same bytes.
    """
    return schema_of(
        CommitEffort, SCHEMA_FILE, "debtscan.effort-commits/1", "One commit, judged: a line of JSON Lines."
    )
