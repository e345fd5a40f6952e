"""
The last look at each draft: its status, its language, and the order of its evidence.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft, Item
from debtscan.model.declaration import (
    ChartSpec,
    CiSpec,
    ConfigSpec,
    ControllerSpec,
    CrdSpec,
    CustomResourceSpec,
    EndpointSpec,
    ImageBuildSpec,
    PackageSpec,
    PatchSpec,
    PipelineSpec,
    ProgramSpec,
    ReleaseSpec,
    ResourceSpec,
    ScheduleSpec,
    Spec,
    StackSpec,
    WorkloadSpec,
)
from debtscan.model.evidence import Evidence
from debtscan.model.signal import Signal, Why
from debtscan.model.words import Status

_RANK: tuple[type, ...] = (
    ControllerSpec,
    CrdSpec,
    PipelineSpec,
    CiSpec,
    ProgramSpec,
    ScheduleSpec,
    CustomResourceSpec,
    WorkloadSpec,
    ResourceSpec,
    ReleaseSpec,
    ChartSpec,
    StackSpec,
    PackageSpec,
    ImageBuildSpec,
    EndpointSpec,
)


def status_of(board: Board, draft: Draft) -> Status:
    """
    Return live when some evidence is in use, else what the best evidence says.
    """
    said = statuses_of(board, draft)
    settled = draft.status or draft.says
    if settled is not None or not said:
        return settled or Status.LIVE
    return Status.LIVE if any(signal.value == Status.LIVE for signal in said) else Status(said[0].value)


def statuses_of(board: Board, draft: Draft) -> list[Signal]:
    """
    Return what each piece of evidence says about the status, the best first.
    """
    telling = [item for item in draft.items if not isinstance(item.spec, ConfigSpec | PatchSpec)] or draft.items
    items = [item for item in telling if not isinstance(item.spec, EndpointSpec)]
    if draft.items:
        return [Signal(item.status, Why.FOUND, "", item.evidence()) for item in items]
    places = [place for place in draft.evidence if (place.repo, place.path) in board.files]
    return [Signal(board.files[place.repo, place.path].status, Why.FOUND, "", place) for place in places]


def evidence_of(board: Board, draft: Draft) -> tuple[Evidence, ...]:
    """
    Return the places that prove *draft*, the best first: program, CRD or DAG; manifests; folders; the owners' word.
    """
    items = sorted(draft.items, key=lambda item: (item.status is not Status.LIVE, _rank(board, draft, item)))
    found = [item.evidence() for item in items] + list(draft.evidence)
    covered = {(place.repo, place.path) for place in found}
    folders = [Evidence(repo, f"{folder}/", None, None, "folder") for repo, folder in sorted(draft.folders) if folder]
    files = [
        Evidence(repo, path, None, None, "module") for repo, path in sorted(draft.files) if (repo, path) not in covered
    ]
    return tuple(dict.fromkeys([*_once(found), *folders, *files, *draft.declared]))


def _once(places: Iterable[Evidence]) -> Iterator[Evidence]:
    """
    Yield the first evidence of each file: several objects of one manifest are one place to open.
    """
    seen: set[tuple[str, str]] = set()
    for place in places:
        if (place.repo, place.path) not in seen:
            seen.add((place.repo, place.path))
            yield place


def _rank(board: Board, draft: Draft, item: Item[Spec]) -> int:
    """
    Return how late *item* is shown; a program of several workloads proves each of them less than its own manifest.
    """
    shared = sum(owner.has(WorkloadSpec) for owner in board.owners(item)) > 1
    if shared and isinstance(item.spec, ProgramSpec) and draft.has(WorkloadSpec):
        return len(_RANK)
    spec = item.spec
    if isinstance(spec, ReleaseSpec) and not isinstance(draft.items[0].spec, ReleaseSpec):
        return len(_RANK)  # what installs a component of the estate proves it less than the component itself
    if isinstance(spec, ProgramSpec) and (
        spec.language == "shell" or not (spec.serves or spec.framework or spec.operates)
    ):
        return len(_RANK) if draft.has(WorkloadSpec) else _RANK.index(ProgramSpec)
    return _RANK.index(type(spec)) if type(spec) in _RANK else len(_RANK) + 1


def language_of(board: Board, draft: Draft, files: Iterable[tuple[str, str]]) -> str | None:
    """
    Return the language of most lines of its own code, else the language of its best evidence.
    """
    lines: Counter[str] = Counter()
    for place in files:
        file = board.files.get(place)
        if file is not None and file.reading.code is not None and file.status is Status.LIVE:
            lines[file.reading.code.language] += file.reading.code.lines
    if lines:
        return min(lines, key=lambda name: (-lines[name], name))
    name = draft.path.rsplit("/", 1)[-1].lower()
    for pattern, language in (
        (r"dockerfile|containerfile", "Dockerfile"),
        (r"\.ya?ml", "YAML"),
        (r"\.tf$", "HCL"),
        (r"\.sh$", "Shell"),
        (r"makefile", "Make"),
    ):
        if re.search(pattern, name):
            return language
    return None
