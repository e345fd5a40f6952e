"""
Commits that stand for a whole branch: code hosts squash merge requests and leave their mark in the subject.
"""

import re

from debtscan.model.history import Change

# "Add things (#12)" by GitHub, "Add things (!12)" by GitLab, and merges that became plain commits.
_MARK = re.compile(
    r".*\s\((?:#|!|GH-)\d+\)|Merge(?:d)? (?:pull request|merge request|branch|remote-tracking branch)\b.*"
)


def is_squash(change: Change) -> bool:
    """
    Tell whether *change* is one commit in place of a branch, whose sessions and co-authors it hides.
    """
    return not change.merge and _MARK.fullmatch(change.subject.strip()) is not None
