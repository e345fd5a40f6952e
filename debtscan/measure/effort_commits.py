"""
The commits of one repository as effort: each non-merge commit with its person, its components and its judgement.
"""

from collections.abc import Mapping, Sequence

from debtscan.measure.paths import Followed, OwnedPaths
from debtscan.model.component import ComponentId, PersonId
from debtscan.model.effort_index import Judged
from debtscan.model.history import History


def judged_commits(  # noqa: PLR0913 - what one repository is told by
    history: History,
    p_ops: Mapping[str, float],
    *,
    repo: str,
    people: Sequence[PersonId],
    bots: frozenset[PersonId],
    owned: Mapping[ComponentId, OwnedPaths],
) -> list[Judged]:
    """
    Return the commits of *history* that *p_ops* judges, oldest first; merges are no effort of their own.

    A commit belongs to the components that own its paths at that time: renames are followed back from HEAD.
    """
    ids = list(owned)
    followed = Followed(owned.values())
    found: list[Judged] = []
    for change in reversed(history.changes):
        if not change.merge and change.commit in p_ops:
            touched = dict.fromkeys(index for path in change.paths for index in followed.owners(path.path))
            found.append(
                Judged(
                    commit=change.commit,
                    repo=repo,
                    when=change.when,
                    author=people[change.person],
                    bot=people[change.person] in bots,
                    p_ops=p_ops[change.commit],
                    components=tuple(ids[index] for index in sorted(touched)),
                    paths=tuple(path.path for path in change.paths),
                )
            )
        followed.step_back(change.paths)
    return found[::-1]
