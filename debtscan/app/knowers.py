"""
Who knows the files of the estate, and the figures that follow from it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from debtscan.app.targets import Target
from debtscan.measure.authorship import Authorship, authorship
from debtscan.measure.co_changes import files_together
from debtscan.measure.coupling import coupled
from debtscan.measure.offboarding import silences
from debtscan.measure.sessions import session_hours
from debtscan.measure.squashes import is_squash
from debtscan.measure.truck_factor import Known, truck_factor
from debtscan.model.component import PersonId
from debtscan.model.history import History
from debtscan.model.knowledge import Counting, EstateKnowledge, FileCoupling, Offboarding, ReachFactor, Removed
from debtscan.model.words import Grade
from debtscan.scan.file_class import FileClass, class_of

Knowers = Mapping[tuple[str, str], Authorship]  # by repository and path

_SILENT = (90, 180, 365)  # days
_NOT_COUNTED = frozenset({FileClass.GENERATED, FileClass.VENDORED, FileClass.DOCUMENT, FileClass.LOCK})
_APART = {FileClass.LOCK: "lock", FileClass.TEST: "test"}
_WORST_FIRST = (Grade.NONE, Grade.PARTIAL, Grade.SHALLOW, Grade.FULL)


class RepositoryPast(Struct, frozen=True):
    """
    One repository: its files at the revision, its history, and who each author of that is.
    """

    name: str
    paths: tuple[str, ...]
    history: History
    people: tuple[PersonId, ...]


def paths_at_head(target: Target) -> tuple[str, ...]:
    """
    Return all that git holds at the revision of *target*, below its folder.
    """
    if target.repository is None or target.commit is None:
        return ()
    entries = target.tracked or target.repository.tree(target.commit, sizes=False)
    inside = f"{target.prefix}/" if target.prefix else ""
    return tuple(entry.path for entry in entries if entry.path.startswith(inside))


def knowers_of(pasts: Sequence[RepositoryPast], ignored: frozenset[PersonId]) -> dict[tuple[str, str], Authorship]:
    """
    Return who knows each file; what the *ignored* did counts for nobody.
    """
    found: dict[tuple[str, str], Authorship] = {}
    for past in pasts:
        known = authorship(past.history, past.people, past.paths, ignored)
        found |= {(past.name, path): file for path, file in known.items()}
    return found


def estate_knowledge(
    pasts: Sequence[RepositoryPast], knowers: Knowers, ignored: frozenset[PersonId], counting: Counting, now: int
) -> EstateKnowledge:
    """
    Return the figures of the estate; *now* is the one clock, in seconds.
    """
    counted = [
        file for place, file in knowers.items() if counting.include_all or class_of(place[1]) not in _NOT_COUNTED
    ]
    factor = truck_factor([Known(file.authors) for file in counted])
    authors = [file.authors for file in counted]
    return EstateKnowledge(
        counting=counting,
        grade=min((past.history.grade for past in pasts), key=_WORST_FIRST.index, default=Grade.NONE),
        truck_factor=factor.value,
        removed=tuple(Removed(person, files) for person, files in factor.removed),
        files=factor.total,
        coverage=factor.coverage,
        by_reach=ReachFactor(0, (), 0, None),
        offboarding=tuple(
            Offboarding(silence.days, silence.gone, silence.abandoned, factor.total)
            for silence in silences(authors, _last_seen(pasts, ignored), now, _SILENT)
        ),
        hours=round(session_hours(_times(pasts, ignored).values()), 2),
        squashed=sum(is_squash(change) for past in pasts for change in past.history.changes),
        commits=sum(not change.merge for past in pasts for change in past.history.changes),
        coupling=tuple(_file_coupling(pasts, counting)),
    )


def _last_seen(pasts: Sequence[RepositoryPast], ignored: frozenset[PersonId]) -> dict[PersonId, int]:
    """
    Return the date of everybody's last commit that was no merge.
    """
    last: dict[PersonId, int] = {}
    for past in pasts:
        for change in past.history.changes:
            person = past.people[change.person]
            if not change.merge and person not in ignored:
                last[person] = max(change.committed, last.get(person, change.committed))
    return last


def _times(pasts: Sequence[RepositoryPast], ignored: frozenset[PersonId]) -> dict[PersonId, list[int]]:
    times: dict[PersonId, list[int]] = defaultdict(list)
    for past in pasts:
        for change in past.history.changes:
            person = past.people[change.person]
            if person not in ignored:
                times[person].append(change.when)
    return times


def _file_coupling(pasts: Sequence[RepositoryPast], counting: Counting) -> Iterator[FileCoupling]:
    several = len(pasts) > 1
    for past in pasts:
        before = f"{past.name}/" if several else ""
        for pair in coupled(files_together(past.history)):
            classes = [class_of(pair.a), class_of(pair.b)]
            if counting.include_all or _NOT_COUNTED.isdisjoint({*classes} - {FileClass.LOCK}):
                apart = next((word for kind, word in _APART.items() if kind in classes), None)
                yield FileCoupling(before + pair.a, before + pair.b, pair.degree, pair.shared, apart)
