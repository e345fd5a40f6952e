"""
Components that build, deploy and schedule: CI definitions, Makefiles and scripts, pipelines, crontabs and schedulers in code.
"""

from collections import defaultdict

from debtscan.graph.drafts import Board, Draft, Item, same_name
from debtscan.graph.places import folder_of, nearest
from debtscan.model.declaration import (
    CiSpec,
    CommandRef,
    ImageBuildSpec,
    PathRef,
    PipelineSpec,
    ProgramSpec,
    PublishSpec,
    Reference,
    ScheduleSpec,
    WorkloadSpec,
)
from debtscan.model.words import Built, How, Kind, Status

_TIMED = frozenset({Kind.SCHEDULER, Kind.PIPELINE, Kind.JOB, Kind.SERVICE})
_SERVICES = {"github": "GitHub Actions", "gitlab": "GitLab CI", "circleci": "CircleCI"}


def add_ci(board: Board) -> None:
    """
    Start a draft for each hosted CI definition, and one a repository for its Makefiles and build scripts.
    """
    makes: dict[str, list[Item]] = defaultdict(list)
    for item in board.of(CiSpec):
        spec = item.spec
        assert isinstance(spec, CiSpec)  # noqa: S101 - selected by type
        if spec.system == "github-action":
            continue  # a part of the workflows that use it
        if spec.system in {"make", "script"}:
            if item.status is Status.LIVE and _delivers(board, item):
                makes[item.repo].append(item)
            continue
        draft = board.start(item, Kind.CI, item.name or _SERVICES.get(spec.system, spec.system))
        own_server = any(other.product == "GitLab" for other in board.drafts) and spec.system == "gitlab"
        draft.built, draft.capability = Built.OSS if own_server else Built.MANAGED, "ci"
        draft.product = _SERVICES.get(spec.system)
        draft.aliases |= {_SERVICES[spec.system]} if spec.system in _SERVICES else set()
    for items in makes.values():
        draft = board.start(items[0], Kind.CI, items[0].name)
        draft.built, draft.capability = Built.BESPOKE, "ci"
        for item in items[1:]:
            board.claim(draft, item)


def _delivers(board: Board, item: Item) -> bool:
    """
    Tell whether a Makefile builds, deploys or starts anything.
    """
    file = board.files[item.repo, item.path]
    if any(isinstance(declaration.spec, PublishSpec) for declaration in file.reading.declarations):
        return True
    return any(ref.how in {How.BUILD, How.DEPLOY} for ref in file.reading.references)


def add_build_scripts(board: Board) -> None:
    """
    Give scripts that build images to the Makefile of their repository, or start a draft for them.
    """
    for item in board.of(ProgramSpec):
        spec = item.spec
        if not (isinstance(spec, ProgramSpec) and spec.language == "shell") or item.status is not Status.LIVE:
            continue
        file = board.files[item.repo, item.path]
        builds = any(isinstance(declaration.spec, PublishSpec) for declaration in file.reading.declarations)
        if not builds or board.owners(item):
            continue
        make = next(
            (d for d in board.drafts if d.kind is Kind.CI and d.repo == item.repo and d.built is Built.BESPOKE), None
        )
        if make is None:
            make = board.start(item, Kind.CI, item.name)
            make.built, make.capability = Built.BESPOKE, "ci"
        board.claim(make, item)
        make.items.sort(key=lambda piece: not _builds(board, piece))


def _builds(board: Board, item: Item) -> bool:
    reading = board.files[item.repo, item.path].reading
    return any(isinstance(declaration.spec, PublishSpec) for declaration in reading.declarations)


def add_pipelines(board: Board) -> None:
    """
    Start a draft for each pipeline: a DAG, a workflow, a compiled or coded pipeline.
    """
    names: dict[tuple[str, str, str], Draft] = {}
    for item in sorted(board.of(PipelineSpec), key=lambda item: (item.status is not Status.LIVE, item.repo, item.path)):
        spec = item.spec
        assert isinstance(spec, PipelineSpec)  # noqa: S101 - selected by type
        place = (item.repo, spec.engine, item.name) if spec.engine != "mlflow" else (item.repo, item.path, item.name)
        if place in names:
            board.claim(names[place], item)
            continue
        draft = board.start(item, Kind.PIPELINE, item.name)
        draft.built, draft.capability = Built.BESPOKE, "pipeline_orchestration"
        names[place] = draft


def add_schedules(board: Board) -> None:
    """
    Start a scheduler for each crontab and each program that schedules by itself, and a job for each thing a crontab runs.
    """
    files: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in board.of(ScheduleSpec):
        if item.status is not Status.LIVE:
            continue
        if isinstance(item.spec, ScheduleSpec) and item.spec.engine != "crontab" and not item.spec.in_process:
            _add_elsewhere(board, item)
        else:
            files[item.repo, item.path].append(item)
    for items in files.values():
        first = items[0].spec
        assert isinstance(first, ScheduleSpec)  # noqa: S101 - selected by type
        if first.in_process:
            _add_in_process(board, items)
        else:
            _add_crontab(board, items)


def _add_elsewhere(board: Board, item: Item) -> None:
    """
    Give a schedule to the component that its file declares under the same name, or start a scheduler of that name.
    """
    beside = [owner for other in board.by_path[item.repo, item.path] for owner in board.owners(other)]
    named = [draft for draft in beside if same_name(draft.name, item.name) and draft.kind in _TIMED]
    owner = named[0] if named else board.start(item, Kind.SCHEDULER)
    if named:
        board.claim(owner, item)
    else:
        owner.built, owner.capability = Built.BESPOKE, "workflow_scheduling"


def _add_crontab(board: Board, items: list[Item]) -> None:
    draft = _scheduler_of(board, items[0])
    for item in items:
        board.claim(draft, item)
        for ref in board.references(item):
            program = _program(board, item, ref)
            if program is not None and not board.owners(program):
                job = board.start(program, Kind.JOB, _job_name(program))
                job.built = Built.BESPOKE


def _scheduler_of(board: Board, item: Item) -> Draft:
    """
    Return the component whose image carries the crontab, turned into a scheduler, or a new one.
    """
    folder = folder_of(item.path)
    for draft in board.drafts:
        recipes = [piece for piece, _ in draft.specs(ImageBuildSpec) if piece.repo == item.repo]
        beside = any(folder_of(piece.path) == folder for piece in recipes) or (item.repo, folder) in draft.folders
        if draft.kind in {Kind.SERVICE, Kind.JOB} and folder and beside:
            draft.kind, draft.capability = Kind.SCHEDULER, "workflow_scheduling"
            return draft
    draft = board.start(item, Kind.SCHEDULER, "crontab")
    draft.built, draft.capability = Built.BESPOKE, "workflow_scheduling"
    return draft


def _program(board: Board, item: Item, ref: Reference) -> Item | None:
    target = ref.target
    words: list[str] = []
    if isinstance(target, PathRef):
        words = [target.path]
    elif isinstance(target, CommandRef):
        words = [word for word in target.command.split() if "/" in word or word.endswith((".py", ".sh"))]
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


def _job_name(program: Item) -> str:
    return program.name


def _add_in_process(board: Board, items: list[Item]) -> None:
    """
    Turn a program that does nothing but schedule into a scheduler; give one that also serves a scheduler beside it.
    """
    path = items[0].path
    owners = [draft for draft in board.drafts if (items[0].repo, path) in draft.files]
    owner = owners[0] if owners else None
    if owner is None:
        program = next((p for p in board.by_path[items[0].repo, path] if isinstance(p.spec, ProgramSpec)), None)
        if program is None or (len(items) < 2 and not _is_scheduler_library(items)):  # noqa: PLR2004 - one timer is no scheduler
            return
        owner = board.start(program, Kind.SCHEDULER, program.name)
        owner.built, owner.capability = Built.BESPOKE, "workflow_scheduling"
    elif owner.kind is Kind.SERVICE and _only_schedules(owner) and _is_scheduler_library(items):
        owner.kind, owner.capability = Kind.SCHEDULER, "workflow_scheduling"
    elif len(items) > 1 and _is_scheduler_library(items):
        scheduler = board.start(items[0], Kind.SCHEDULER, f"{owner.name} schedules")
        scheduler.built, scheduler.capability = Built.BESPOKE, "workflow_scheduling"
        owner = scheduler
    for item in items:
        board.claim(owner, item)


def _only_schedules(draft: Draft) -> bool:
    programs = [spec for _, spec in draft.specs(ProgramSpec) if isinstance(spec, ProgramSpec)]
    return not any(program.serves for program in programs)


def _is_scheduler_library(items: list[Item]) -> bool:
    return any(isinstance(item.spec, ScheduleSpec) and item.spec.engine not in {"loop", "ticker"} for item in items)


def add_mlflow_runs(board: Board) -> None:
    """
    Give compose services and workloads that only start a pipeline's file to that pipeline's folder.
    """
    for draft in board.drafts:
        if draft.kind is Kind.PIPELINE and not draft.has(WorkloadSpec):
            for item, spec in draft.specs(PipelineSpec):
                if isinstance(spec, PipelineSpec) and spec.engine in {"mlflow", "dvc"} and folder_of(item.path):
                    draft.folders.add((item.repo, folder_of(item.path)))
