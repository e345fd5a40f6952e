"""
What came before a commit, as named signals: whose and how old the touched files are, and what kind of repository it is.
"""

from collections.abc import Iterator

from debtscan.measure.effort.roles import Role
from debtscan.measure.effort.trail import NEVER, Before

ALIKE = 0.4  # share of equal words from which two subjects speak of one thing
WHOLLY = 0.99
_FEW = 5  # commits
_BUSY = 50  # changes of one file
_YOUNG = 90  # days
_INFRA, _CODE = 0.5, 0.2  # shares of commits: more infrastructure and less code than this is an infra-only repository
_AGES = (
    *((0.02, "minutes"), (0.08, "an hour"), (0.3, "hours"), (1, "a day"), (7, "a week"), (30, "a month")),
    *((180, "half a year"), (NEVER - 1, "long")),
)
_DEPLOYED = (Role.TERRAFORM, Role.MANIFEST, Role.SETTING, Role.CHART)


def past_signals(before: Before) -> Iterator[tuple[str, float]]:
    """
    Yield the signals of what is known *before* a commit: 1 or a share.
    """
    yield from ((f"{name} {_age(days)}", 1.0) for name, days in _days(before))
    yield from ((name, 1.0) for name in _marks(before))
    yield "builder", before.mine
    yield "last by the same", before.last_mine
    yield "alone", before.alone
    yield from _repository(before)


def is_infra(before: Before) -> bool:
    """
    Tell whether the repository so far held what is deployed and hardly any code.
    """
    return _share(before, *_DEPLOYED, Role.SECRET) > _INFRA and _share(before, Role.CODE) < _CODE


def _days(before: Before) -> Iterator[tuple[str, float]]:
    yield "born", before.born
    yield "idle", before.idle
    yield "own idle", before.own_idle
    yield "own born", before.own_born
    yield "pause", before.pause
    yield "folder", before.folder
    yield "oldest", before.oldest


def _marks(before: Before) -> Iterator[str]:
    marks = {
        "released since": before.released,
        "released since birth": before.released_since_birth,
        "again": before.again,
        "follows": before.follows,
        "alike": before.alike >= ALIKE and before.pause <= 1,
        "onto an addition": before.onto_addition,
        "same files again": before.overlap >= WHOLLY and before.pause <= 1,
        "newcomer": before.tenure < _FEW,
        "busy file": before.busy > _BUSY,
        "young repository": before.age < _YOUNG,
        "infra repository": is_infra(before),
    }
    return (name for name, holds in marks.items() if holds)


def _repository(before: Before) -> Iterator[tuple[str, float]]:
    yield "repository code", _share(before, Role.CODE)
    yield "repository infra", min(1.0, _share(before, *_DEPLOYED))
    yield "repository queries", min(1.0, _share(before, Role.QUERY, Role.SCHEDULE))
    yield "repository tests", _share(before, Role.TEST)
    yield "repository docs", _share(before, Role.DOCS)
    yield "repository bots", before.machines


def _share(before: Before, *roles: Role) -> float:
    return sum([before.roles.get(role, 0) for role in roles]) / max(1, before.commits)


def _age(days: float) -> str:
    return next((name for limit, name in _AGES if days <= limit), "never")
