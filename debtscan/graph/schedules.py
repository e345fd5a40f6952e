"""
Schedules: crontabs with the jobs that they start, schedulers inside programs, and times that a cloud service keeps.
"""

import re
from collections import defaultdict

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.owners import Owners
from debtscan.graph.places import folder_of, nearest, normal_name, same_name
from debtscan.model.declaration import CommandRef, ImageBuildSpec, PathRef, ProgramSpec, ScheduleSpec, WorkloadSpec
from debtscan.model.signal import Why
from debtscan.model.words import Built, Kind, Status

CRONTABS = frozenset({"crontab", "ansible"})  # engines that are lines of a crontab
_KEEPS_TIME = "workflow_scheduling"
_FRAMEWORKS = frozenset({"dagster", "flyte", "prefect", "metaflow", "kfp"})  # pipelines are scheduled in code of theirs
_BEAT = re.compile(r"\bbeat\b|celerybeat|rqscheduler|clock")
_CLOCKS = frozenset({"beat", "scheduler", "cron", "clock", "timer"})
_TIMED = frozenset({Kind.SCHEDULER, Kind.PIPELINE, Kind.JOB, Kind.SERVICE})


def add_schedules(board: Board) -> None:
    """
    Start a scheduler for each crontab and each program that schedules by itself, and a job for what a crontab runs.
    """
    files: dict[tuple[str, str], list[Item[ScheduleSpec]]] = defaultdict(list)
    for item in board.of(ScheduleSpec):
        if item.status is not Status.LIVE:
            continue
        if item.spec.engine not in CRONTABS and not item.spec.in_process:
            _add_elsewhere(board, item)
        else:  # what roles put into the crontabs of hosts is one thing
            files[item.repo, "" if item.spec.engine == "ansible" else item.path].append(item)
    for items in files.values():
        if items[0].spec.in_process:
            _add_in_process(board, items)
        else:
            _add_crontab(board, items)


def _add_elsewhere(board: Board, item: Item[ScheduleSpec]) -> None:
    """
    Give a schedule to the component of the same file that it starts, or start a scheduler of that name.

    A framework's schedule may be for a pipeline of another file; of one that is not here, it is its own file's.
    """
    beside = [owner for other in board.by_path[item.repo, item.path] for owner in board.owners(other)]
    named = [draft for draft in beside if _is_called(draft, item.name) and draft.kind in _TIMED]
    if not named and item.spec.engine in _FRAMEWORKS:
        named = _pipelines(board, item) or Owners(board.drafts).of(item.repo, item.path)
    if named:
        board.claim(named[0], item)
    elif item.spec.engine not in _FRAMEWORKS:
        owner = board.start(item, Kind.SCHEDULER)
        owner.decide(Why.OWN_CODE, built=Built.BESPOKE, capability=_KEEPS_TIME)


def _is_called(draft: Draft, name: str) -> bool:
    """
    Tell whether *draft* is called *name*, or the function that makes it is.
    """
    return same_name(draft.name, name) or any(piece.declaration.key == f"pipeline:{name}" for piece in draft.items)


def _pipelines(board: Board, item: Item[ScheduleSpec]) -> list[Draft]:
    own = [d for d in board.drafts if d.kind is Kind.PIPELINE and d.repo == item.repo and _is_called(d, item.name)]
    return nearest(item.path, [(draft.path, draft) for draft in own])


def _add_crontab(board: Board, items: list[Item[ScheduleSpec]]) -> None:
    draft = _scheduler_of(board, items[0])
    for item in items:
        board.claim(draft, item)
        for program in programs_run(board, item):
            if not board.owners(program):
                job = board.start(program, Kind.JOB)
                job.decide(Why.OWN_CODE, built=Built.BESPOKE)


def _scheduler_of(board: Board, item: Item[ScheduleSpec]) -> Draft:
    """
    Return the component whose image carries the crontab, turned into a scheduler, or a new one.
    """
    folder = folder_of(item.path)
    for draft in board.drafts:
        recipes = [piece for piece in draft.of(ImageBuildSpec) if piece.repo == item.repo]
        beside = any(folder_of(piece.path) == folder for piece in recipes) or (item.repo, folder) in draft.folders
        serves = any(program.spec.serves for program in draft.of(ProgramSpec))
        if draft.kind in {Kind.SERVICE, Kind.JOB} and folder and beside and not serves:
            draft.decide(Why.BEHAVIOUR, item.evidence(), "crontab", kind=Kind.SCHEDULER, capability=_KEEPS_TIME)
            return draft
    draft = board.start(item, Kind.SCHEDULER, "crontab")
    draft.decide(Why.OWN_CODE, built=Built.BESPOKE, capability=_KEEPS_TIME)
    return draft


def programs_run(board: Board, item: Item[ScheduleSpec]) -> list[Item[ProgramSpec]]:
    """
    Return the programs of the repository that a line of a crontab starts, by its references and by its command.

    The command may hold the path as it is in the image, so the end of the path decides: "/app/ops/clean.py".
    """
    found = [
        _program(board, item, [ref.target.path]) for ref in board.references(item) if isinstance(ref.target, PathRef)
    ]
    commands = [ref.target.command for ref in board.references(item) if isinstance(ref.target, CommandRef)]
    for command in dict.fromkeys([*commands, item.spec.command]):
        words = [word for word in command.split() if "/" in word or word.endswith((".py", ".sh"))]
        found.append(_program(board, item, words))
    return list(dict.fromkeys(program for program in found if program is not None))


def _program(board: Board, item: Item[ScheduleSpec], words: list[str]) -> Item[ProgramSpec] | None:
    for word in words:
        tail = word.strip("\"'").lstrip("./")
        found = [
            (program.path, program)
            for program in board.of(ProgramSpec)
            if program.repo == item.repo
            and (program.path == tail or tail.endswith("/" + program.path) or program.path.endswith("/" + tail))
        ]
        close = nearest(item.path, found)
        if close:
            return close[0]
    return None


def _add_in_process(board: Board, items: list[Item[ScheduleSpec]]) -> None:
    """
    Turn a program that does nothing but schedule into a scheduler; give one that also serves a scheduler beside it.
    """
    path = items[0].path
    owners = [draft for draft in board.drafts if (items[0].repo, path) in draft.files]
    owner = next((draft for told in (_beats, _keeps_time) for draft in owners if told(draft)), next(iter(owners), None))
    if owner is None:
        program = next(
            (item for item in board.by_path[items[0].repo, path] if isinstance(item.spec, ProgramSpec)), None
        )
        if program is None or (len(items) < 2 and not _is_scheduler_library(items)):  # noqa: PLR2004 - one timer is no scheduler
            return
        owner = board.start(program, Kind.SCHEDULER, program.name)
        owner.decide(Why.OWN_CODE, built=Built.BESPOKE, capability=_KEEPS_TIME)
    elif owner.kind is Kind.SERVICE and _is_scheduler_library(items) and (_only_schedules(owner) or _beats(owner)):
        engine, place = items[0].spec.engine, items[0].evidence()
        owner.decide(Why.BEHAVIOUR, place, engine, kind=Kind.SCHEDULER, capability=_KEEPS_TIME)
    elif len(items) > 1 and _is_scheduler_library(items):
        scheduler = board.start(items[0], Kind.SCHEDULER, f"{owner.name} schedules")
        scheduler.decide(Why.OWN_CODE, built=Built.BESPOKE, capability=_KEEPS_TIME)
        owner = scheduler
    for item in items:
        board.claim(owner, item)


def _beats(draft: Draft) -> bool:
    """
    Tell whether the command of *draft* starts the scheduler of a task queue.
    """
    return any(_BEAT.search(item.spec.command) for item in draft.of(WorkloadSpec))


def _keeps_time(draft: Draft) -> bool:
    """
    Tell whether *draft*, of several that share their code, goes by the name of what starts things.
    """
    return not _CLOCKS.isdisjoint(normal_name(draft.name).split("-"))


def _only_schedules(draft: Draft) -> bool:
    return not any(program.spec.serves for program in draft.of(ProgramSpec))


def _is_scheduler_library(items: list[Item[ScheduleSpec]]) -> bool:
    return any(item.spec.engine not in {"loop", "ticker"} for item in items)
