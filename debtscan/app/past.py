"""
The past of the estate: the one clock, what git could tell, the persons, and who knows which component.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

from msgspec import Struct, structs

from debtscan.app.knowers import Knowers, RepositoryPast, estate_knowledge, knowers_of, paths_at_head
from debtscan.app.statements import unused
from debtscan.app.targets import Target
from debtscan.history.dates import iso_day
from debtscan.history.log import read_history
from debtscan.history.people import join_people, unmatched
from debtscan.measure.co_changes import components_together
from debtscan.measure.coupling import Pair, coupled
from debtscan.measure.knowledge import Known, component_histories
from debtscan.measure.paths import OwnedPaths
from debtscan.model.assessment import TargetHistory, TargetInfo
from debtscan.model.component import ComponentId, Person, PersonId
from debtscan.model.evidence import Skip
from debtscan.model.history import History, Statement
from debtscan.model.knowledge import Counting, EstateKnowledge
from debtscan.model.words import Grade, Identities, PeopleMode, Renames
from debtscan.run.cache import Cache
from debtscan.safe.source import is_foreign
from debtscan.scan.survey import Survey

Files = Mapping[ComponentId, Sequence[tuple[str, str]]]  # the paths (repository, path) that each component owns

_DAY = 24 * 3600


class Past(Struct, frozen=True):
    """
    What history adds to the map.
    """

    now: str
    targets: tuple[TargetInfo, ...]
    people: tuple[Person, ...]
    components: dict[ComponentId, Known]
    files: Knowers
    estate: EstateKnowledge
    coupling: tuple[Pair, ...]
    problems: tuple[Skip, ...]


class Clock(Struct, frozen=True):
    """
    The day that was asked for (None = the newest commit of the estate), and today: no commit is later.
    """

    wanted: date | None
    today: date


def read_past(  # noqa: PLR0913, PLR0917 - what was read, what was found in it, and how to count
    targets: Sequence[Target],
    surveys: Sequence[Survey],
    histories: Sequence[History],
    files: Files,
    clock: Clock,
    counting: Counting = Counting(),  # noqa: B008 - frozen
    statements: Sequence[Statement] = (),
) -> Past:
    """
    Return the past of *targets*, whose *surveys* and *histories* are given in the same order.
    """
    latest = _end_of(clock.today)
    newest = max((history.last for history in histories if history.last is not None), default=latest)
    now = _end_of(clock.wanted) if clock.wanted else min(newest, latest)
    if counting.identities is not Identities.JOINED:
        histories = [_by_authors_alone(history) for history in histories]
    people = join_people(histories, PeopleMode.NAMES, now, counting.identities, statements)
    known: dict[ComponentId, Known] = {}
    pasts = [
        RepositoryPast(target.name, paths_at_head(target), history, persons)
        for target, history, persons in zip(targets, histories, people.of, strict=True)
    ]
    ignored = frozenset[PersonId]() if counting.include_all else people.bots
    knowers = knowers_of(pasts, ignored)
    changes: list[list[ComponentId]] = []
    for target, history, persons in zip(targets, histories, people.of, strict=True):
        owned = owned_paths(files, target.name)
        found = component_histories(owned, history, persons, bots=people.bots, now=now)
        known |= {one: of for one, of in found.items() if one not in known or one.startswith(f"{target.name}:")}
        changes += components_together(owned, history)
    rows = zip(targets, histories, surveys, strict=True)
    return Past(
        now=iso_day(now),
        targets=tuple(_target(target, history, survey) for target, history, survey in rows),
        people=people.persons,
        components=known,
        files=knowers,
        estate=estate_knowledge(pasts, knowers, ignored, counting, now),
        coupling=coupled(changes),
        problems=(*_problems(targets, histories), *unused(unmatched(histories, statements))),
    )


def _problems(targets: Sequence[Target], histories: Sequence[History]) -> Iterator[Skip]:
    for target, history in zip(targets, histories, strict=True):
        for problem in (*(target.repository.notes if target.repository else ()), *history.problems):
            yield Skip(target.name, "", problem.reason, problem.detail)


def history_of(target: Target, cache: Cache, today: date, renames: Renames = Renames.EXACT) -> History:
    """
    Return what git knows of *target*.
    """
    if target.repository is None or target.commit is None:
        return History(Grade.NONE)
    return read_history(
        target.repository,
        revision=target.commit,
        prefix=target.prefix,
        cache=cache,
        today=_end_of(today),
        renames=renames,
    )


def _by_authors_alone(history: History) -> History:
    """
    Return *history* without what trailers and merges say of further people: only authors have the addresses counted.
    """
    changes = (structs.replace(change, coauthors=(), reviewers=()) for change in history.changes)
    return structs.replace(history, changes=tuple(changes))


def owned_paths(files: Files, repo: str) -> dict[ComponentId, OwnedPaths]:
    """
    Return what each component owns in the repository *repo*.
    """
    owned: dict[ComponentId, OwnedPaths] = {}
    for component, places in files.items():
        paths = tuple(path for name, path in places if name == repo)
        if paths:
            owned[component] = OwnedPaths(files=paths)
    return owned


def _target(target: Target, history: History, survey: Survey) -> TargetInfo:
    first, last = history.first, history.last
    return TargetInfo(
        repo=target.name,
        commit=target.commit,
        branch=target.repository.branch if target.repository else None,
        dirty=_is_dirty(target, survey),
        history=TargetHistory(
            history.grade,
            history.count,
            iso_day(first) if first is not None else None,
            iso_day(last) if last is not None else None,
        ),
    )


def _is_dirty(target: Target, survey: Survey) -> bool:
    """
    Tell whether a file that was read differs from HEAD, is not in it, or is gone from the work tree.
    """
    if not target.tracked:
        return False
    head = {entry.path: entry.blob for entry in target.tracked if entry.mode.startswith("100")}
    if any(head.get(path) != blob for path, blob in survey.blobs.items()):
        return True
    walked = frozenset(survey.repo.paths)
    return any(path not in walked and _is_ours(path, target.prefix) for path in head)


def _is_ours(path: str, prefix: str) -> bool:
    """
    Tell whether the walker would have found *path*.
    """
    inside = not prefix or path.startswith(prefix + "/")
    return inside and not any(is_foreign(part) for part in path.split("/")[:-1])


def _end_of(day: date) -> int:
    return int(datetime.combine(day, time.max, UTC).timestamp())
