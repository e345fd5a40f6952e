"""
Who built each component and who operates it: one pass over the changes of a repository, newest first.

A component is what it owns at HEAD, followed back through exact renames: before a file got its path, the changes of its
older path count. A rename itself changes nothing and counts for nobody, so moving a tree makes nobody its builder.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from debtscan.history.dates import iso_day
from debtscan.measure.paths import Followed, OwnedPaths
from debtscan.model.component import ComponentHistory, ComponentId, PersonId
from debtscan.model.history import Change, History, Touch
from debtscan.model.words import Grade

YEAR = 365 * 86_400
SWEEP = 500  # paths: a commit of more is a sweep (format, licence heads) and makes nobody know what it only modified


class Known(Struct, frozen=True):
    """
    What the history says of one component; *changes_12m* is for its metrics, None without history.
    """

    history: ComponentHistory
    changes_12m: int | None
    reviewers: tuple[PersonId, ...] = ()  # most first


class _Touched(Struct, frozen=True, gc=False):
    """
    One commit on one component.
    """

    when: int
    people: tuple[PersonId, ...]  # nobody where the commit was a sweep
    reviewers: tuple[PersonId, ...] = ()


def component_histories(
    owned: Mapping[ComponentId, OwnedPaths],
    history: History,
    people: Sequence[PersonId],
    *,
    bots: frozenset[PersonId] = frozenset(),
    now: int,
) -> dict[ComponentId, Known]:
    """
    Return for each component of one repository who knows it.

    *people* says who each author of the history is; *bots* never build or operate unless nobody else ever touched it.
    A co-author of a commit counts as much as its author. *now* is the one clock, in seconds.
    """
    if history.grade is Grade.NONE:
        return {component: Known(ComponentHistory(None, None, None, None), None) for component in owned}
    touched = _touched(owned, history, people)
    return {component: _known(touches, history.grade, bots, now) for component, touches in touched.items()}


def _touched(
    owned: Mapping[ComponentId, OwnedPaths], history: History, people: Sequence[PersonId]
) -> dict[ComponentId, list[_Touched]]:
    ids = list(owned)
    followed = Followed(owned.values())
    touched: dict[ComponentId, list[_Touched]] = {component: [] for component in ids}
    for change in reversed(history.changes):
        by = tuple(dict.fromkeys(people[author] for author in (change.person, *change.coauthors)))
        reviewers = tuple(dict.fromkeys(people[one] for one in change.reviewers if people[one] not in by))
        whole, none = _Touched(change.when, by, reviewers), _Touched(change.when, (), reviewers)
        credited = _credited(change, followed)
        for index in credited:
            touched[ids[index]].append(whole if credited[index] else none)
    return touched


def _credited(change: Change, followed: Followed) -> dict[int, bool]:
    """
    Return the components (by index) that *change* touched, and whether that says its people know them.
    """
    sweep = len(change.paths) > SWEEP
    found: dict[int, bool] = {}
    for path in change.paths:
        if path.touch is not Touch.RENAMED:
            for index in followed.owners(path.path):
                found[index] = found.get(index, False) or not sweep or path.touch is Touch.ADDED
    followed.step_back(change.paths)
    return found


def _known(touches: Sequence[_Touched], grade: Grade, bots: frozenset[PersonId], now: int) -> Known:
    if not touches:
        return Known(ComponentHistory(None, None, None, None, grade=grade.value), 0)
    dates = [touch.when for touch in touches]
    doers = _doers(touches, bots)
    builder, share = _builder(doers)
    begun = grade is not Grade.SHALLOW  # in a shallow clone nobody knows what came before
    return Known(
        ComponentHistory(
            born=iso_day(min(dates)) if begun else None,
            last_change=iso_day(max(dates)),
            builder=builder if begun else None,
            builder_share=share if begun else None,
            operators=_most_first(touch for touch in doers if now - YEAR < touch.when <= now),
            people=tuple(person for person in _most_first(doers) if person not in bots),
            commits=len(touches),
            grade=grade.value,
        ),
        sum(now - YEAR < date <= now for date in dates),
        _reviewers(touches, bots),
    )


def _reviewers(touches: Sequence[_Touched], bots: frozenset[PersonId]) -> tuple[PersonId, ...]:
    reviews = (_Touched(touch.when, touch.reviewers) for touch in reversed(touches) if touch.reviewers)
    return tuple(person for person in _most_first(reviews) if person not in bots)


def _doers(touches: Sequence[_Touched], bots: frozenset[PersonId]) -> list[_Touched]:
    """
    Return the commits of humans, oldest first; those of bots where no human ever came.
    """
    by_humans = [_Touched(touch.when, tuple(who for who in touch.people if who not in bots)) for touch in touches]
    credited = [touch for touch in by_humans if touch.people] or [touch for touch in touches if touch.people]
    return sorted(credited, key=lambda touch: touch.when)


def _builder(doers: Sequence[_Touched]) -> tuple[PersonId | None, float | None]:
    """
    Return who made most commits in the year from the first one on (the earlier one of two equals), and their share.
    """
    if not doers:
        return None, None
    year = [touch for touch in doers if touch.when < doers[0].when + YEAR]
    counts = Counter(person for touch in year for person in touch.people)  # keeps the order of first commits
    builder = max(counts, key=lambda person: counts[person])
    return builder, round(counts[builder] / len(year), 3)


def _most_first(doers: Iterable[_Touched]) -> tuple[PersonId, ...]:
    """
    Return everybody by number of commits; of equals the one whose last commit is newer comes first.
    """
    counts: Counter[PersonId] = Counter()
    last: dict[PersonId, int] = {}
    for touch in doers:
        counts.update(touch.people)
        last.update(dict.fromkeys(touch.people, touch.when))
    return tuple(sorted(counts, key=lambda person: (-counts[person], -last[person], len(person), person)))
