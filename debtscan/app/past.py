"""
The past of the estate: the one clock, what git could tell, the persons, and who knows which component.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from msgspec import Struct

from debtscan.app.targets import Target
from debtscan.history.log import read_history
from debtscan.history.people import join_people
from debtscan.measure.knowledge import Known, component_histories
from debtscan.measure.paths import OwnedPaths
from debtscan.model.assessment import TargetHistory, TargetInfo
from debtscan.model.component import ComponentId, Person
from debtscan.model.evidence import Skip
from debtscan.model.history import History
from debtscan.model.words import Grade, PeopleMode
from debtscan.run.cache import Cache
from debtscan.safe.source import is_foreign
from debtscan.scan.survey import Survey

Files = Mapping[ComponentId, Sequence[tuple[str, str]]]  # the paths (repository, path) that each component owns

_DAY = 24 * 3600


class Past(Struct, frozen=True):
    """
    What history adds to the map. *born_as* gives the first path of files (repository, path) that git saw moving.
    """

    now: str
    targets: tuple[TargetInfo, ...]
    people: tuple[Person, ...]
    components: dict[ComponentId, Known]
    problems: tuple[Skip, ...]


class Clock(Struct, frozen=True):
    """
    The day that was asked for (None = the newest commit of the estate), and today: no commit is later.
    """

    wanted: date | None
    today: date


def read_past(
    targets: Sequence[Target], surveys: Sequence[Survey], histories: Sequence[History], files: Files, clock: Clock
) -> Past:
    """
    Return the past of *targets*, whose *surveys* and *histories* are given in the same order.
    """
    latest = _end_of(clock.today)
    newest = max((history.last for history in histories if history.last is not None), default=latest)
    now = _end_of(clock.wanted) if clock.wanted else min(newest, latest)
    people = join_people(histories, PeopleMode.NAMES, now)
    known: dict[ComponentId, Known] = {}
    for target, history, persons in zip(targets, histories, people.of, strict=True):
        owned = owned_paths(files, target.name)
        found = component_histories(owned, history, persons, bots=people.bots, now=now)
        known |= {one: of for one, of in found.items() if one not in known or one.startswith(f"{target.name}:")}
    rows = zip(targets, histories, surveys, strict=True)
    return Past(
        now=_day(now),
        targets=tuple(_target(target, history, survey) for target, history, survey in rows),
        people=people.persons,
        components=known,
        problems=tuple(
            Skip(target.name, "", problem.reason, problem.detail)
            for target, history in zip(targets, histories, strict=True)
            for problem in (*(target.repository.notes if target.repository else ()), *history.problems)
        ),
    )


def history_of(target: Target, cache: Cache, today: date) -> History:
    """
    Return what git knows of *target*.
    """
    if target.repository is None or target.commit is None:
        return History(Grade.NONE)
    return read_history(
        target.repository, revision=target.commit, prefix=target.prefix, cache=cache, today=_end_of(today)
    )


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
            _day(first) if first is not None else None,
            _day(last) if last is not None else None,
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


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
