"""
Scripts that a CI runs at fixed times: jobs of the platform that no cluster and no crontab knows.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from debtscan.graph.board import Board
from debtscan.graph.drafts import Item
from debtscan.graph.owners import Owners
from debtscan.graph.places import anchors, normal_name
from debtscan.model.declaration import CiSpec, PathRef, ProgramSpec, TestSpec
from debtscan.model.signal import Why
from debtscan.model.words import Built, Kind, Status


def add_timed_scripts(board: Board) -> None:
    """
    Start a job for each script of no component that a CI definition with a schedule runs and is called after.
    """
    owners = Owners(board.drafts)
    programs = {(item.repo, item.path): item for item in board.of(ProgramSpec) if _is_script(board, item)}
    for place in dict.fromkeys(_run_on_time(board)):
        item = programs.get(place)
        if item is not None and not owners.of(*place):
            board.start(item, Kind.JOB).decide(Why.OWN_CODE, built=Built.BESPOKE)


def _is_script(board: Board, item: Item[ProgramSpec]) -> bool:
    """
    Tell whether *item* is in use, no test, and not hidden among the settings of the CI itself.
    """
    hidden = any(part.startswith(".") for part in item.path.split("/"))
    tests = any(isinstance(other.spec, TestSpec) for other in board.by_path[item.repo, item.path])
    return item.status is Status.LIVE and not hidden and not tests and not item.spec.serves


def _run_on_time(board: Board) -> Iterator[tuple[str, str]]:
    """
    Yield the places (repository, path) of what scheduled definitions run.
    """
    for item in board.of(CiSpec):
        if item.spec.schedules and item.status is Status.LIVE:
            for ref in board.references(item):
                if isinstance(ref.target, PathRef) and _named_after(item, ref.target.path):
                    yield from ((item.repo, path) for path in anchors(item.path, ref.target.path))


def _named_after(item: Item[CiSpec], script: str) -> bool:
    """
    Tell whether the definition bears the script's name: what else it runs only helps with that.
    """
    words = set(normal_name(PurePosixPath(script).stem).split("-"))
    around = normal_name(f"{item.name} {PurePosixPath(item.path).stem}").split("-")
    return words <= set(around)
