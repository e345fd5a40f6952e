"""
How often commits and merges name a pull request.
"""

import re
from collections.abc import Sequence

from debtscan.measure.squashes import is_squash
from debtscan.model.history import History

RECENT = 183 * 86_400
_MERGED = re.compile(
    r"Merge (?:pull request [#!]?\d+|remote-tracking branch|branch '[^']+' into )|Merged in \S+ \(pull"
)


def review_links(histories: Sequence[History]) -> float | None:
    """
    Return the pull requests named for each non-merge commit of the last half year, None where there is no commit.
    """
    changes = [change for history in histories for change in history.changes]
    newest = max((change.committed for change in changes), default=0)
    recent = [change for change in changes if change.committed > newest - RECENT]
    commits = sum(not change.merge for change in recent)
    if not commits:
        return None
    links = sum(bool(_MERGED.match(change.subject) if change.merge else is_squash(change)) for change in recent)
    return links / commits
