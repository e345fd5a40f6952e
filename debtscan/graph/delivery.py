"""
Components that build and deploy, and pipelines: CI definitions, Makefiles and scripts, DAGs and workflows.
"""

from collections import defaultdict

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.places import anchors, folder_of
from debtscan.model.declaration import (
    CiSpec,
    PathRef,
    PipelineSpec,
    ProgramSpec,
    PublishSpec,
    ResourceSpec,
    Spec,
    WorkloadSpec,
)
from debtscan.model.signal import Aspect, Why
from debtscan.model.words import Built, How, Kind, Status

# What runs on these moves data unless its name says else.
_DATA_ENGINES = frozenset({"airflow", "dagster", "dbt", "luigi", "meltano", "prefect"})
_TOOLS = frozenset({"chartpress", "jenkins", "pre-commit"})  # somebody else's code that runs where the owner runs it
_WHOLE = {"taskcluster": "Taskcluster"}  # systems whose definition is spread over many files
_HOMES = {"github": ".github/", "circleci": ".circleci/", "travis": ".travis.yml", "appveyor": "appveyor.yml"}
_SERVICES = {"github": "GitHub Actions", "gitlab": "GitLab CI", "circleci": "CircleCI"}


def add_ci(board: Board) -> None:
    """
    Start a draft for each hosted CI definition, and one a repository for its Makefiles and for what looks after issues.
    """
    makes: dict[str, list[Item[CiSpec]]] = defaultdict(list)
    upkeep: dict[str, Draft] = {}
    whole: dict[tuple[str, str], Draft] = {}
    projects = _projects(board)
    for item in board.of(CiSpec):
        spec = item.spec
        if spec.system == "github-action":
            continue  # a part of the workflows that use it
        if spec.system in {"make", "script"}:
            if item.status is Status.LIVE and _delivers(board, item):
                makes[item.repo].append(item)
            continue
        project = projects.get((item.repo, item.path))
        if project is not None:
            board.claim(project, item)
            continue
        if spec.system in _WHOLE and (item.repo, spec.system) in whole:
            board.claim(whole[item.repo, spec.system], item)
            continue
        if spec.upkeep and item.repo in upkeep:
            board.claim(upkeep[item.repo], item)
            upkeep[item.repo].name = "Repository upkeep"
            continue
        name = _WHOLE.get(spec.system) or item.name or _SERVICES.get(spec.system, spec.system)
        draft = board.start(item, Kind.CI, name)
        if spec.upkeep:
            upkeep[item.repo] = draft
        whole[item.repo, spec.system] = draft
        own_server = any(other.product == "GitLab" for other in board.drafts) and spec.system == "gitlab"
        built = Built.OSS if own_server or spec.system in _TOOLS else Built.MANAGED
        draft.decide(Why.CATALOGUE, detail=spec.system, built=built, capability="ci")
        if item.status is Status.LIVE and not _is_looked_for(item):
            draft.says = Status.UNUSED
            draft.hear(Aspect.STATUS, Status.UNUSED, Why.FOLDER, item.evidence(), item.path)
        draft.product = _SERVICES.get(spec.system)
        draft.aliases |= {_SERVICES[spec.system]} if spec.system in _SERVICES else set()
    for items in makes.values():
        draft = board.start(items[0], Kind.CI, items[0].name)
        draft.decide(Why.OWN_CODE, built=Built.BESPOKE, capability="ci")
        for item in items[1:]:
            board.claim(draft, item)


def _projects(board: Board) -> dict[tuple[str, str], Draft]:
    """
    Return the build projects of a cloud by the file that says what they do.
    """
    return {
        (item.repo, place): draft
        for draft in board.drafts
        if draft.kind is Kind.CI
        for item in draft.of(ResourceSpec)
        for ref in board.references(item)
        if isinstance(ref.target, PathRef)
        for place in anchors(item.path, ref.target.path)
    }


def _is_looked_for(item: Item[CiSpec]) -> bool:
    """
    Tell whether the service reads the file where it stands: most look at the root of a repository only.
    """
    home = _HOMES.get(item.spec.system)
    return home is None or item.path.startswith(home)


def _delivers(board: Board, item: Item[CiSpec]) -> bool:
    """
    Tell whether a Makefile builds, deploys or starts anything.
    """
    references = board.files[item.repo, item.path].reading.references
    return _builds(board, item) or any(ref.how in {How.BUILD, How.DEPLOY} for ref in references)


def add_build_scripts(board: Board) -> None:
    """
    Give scripts that build images to the Makefile of their repository, or start a draft for them.
    """
    for item in board.of(ProgramSpec):
        if item.spec.language != "shell" or item.status is not Status.LIVE:
            continue
        if not _builds(board, item) or board.owners(item):
            continue
        make = next(
            (d for d in board.drafts if d.kind is Kind.CI and d.repo == item.repo and d.built is Built.BESPOKE), None
        )
        if make is None:
            make = board.start(item, Kind.CI, item.name)
            make.decide(Why.OWN_CODE, built=Built.BESPOKE, capability="ci")
        board.claim(make, item)
        make.items.sort(key=lambda piece: not _builds(board, piece))


def _builds(board: Board, item: Item[Spec]) -> bool:
    reading = board.files[item.repo, item.path].reading
    return any(isinstance(declaration.spec, PublishSpec) for declaration in reading.declarations)


def add_pipelines(board: Board) -> None:
    """
    Start a draft for each pipeline: a DAG, a workflow, a compiled or coded pipeline.
    """
    names: dict[tuple[str, str, str], Draft] = {}
    for item in sorted(board.of(PipelineSpec), key=lambda item: (item.status is not Status.LIVE, item.repo, item.path)):
        spec = item.spec
        place = (item.repo, spec.engine, item.name) if spec.engine != "mlflow" else (item.repo, item.path, item.name)
        if place in names:
            board.claim(names[place], item)
            continue
        draft = board.start(item, Kind.PIPELINE, item.name)
        capability = "etl" if spec.engine in _DATA_ENGINES else "pipeline_orchestration"
        draft.decide(Why.OWN_CODE, built=Built.BESPOKE)
        draft.decide(Why.TECHNOLOGY, detail=spec.engine, capability=capability)
        names[place] = draft


def own_projects(board: Board) -> None:
    """
    Give each pipeline that is a project its folder, or the folders that it names where it lies at the root.
    """
    for draft in board.drafts:
        if draft.kind is not Kind.PIPELINE or draft.has(WorkloadSpec):
            continue
        for item in draft.of(PipelineSpec):
            if item.spec.whole:
                folders = [folder_of(item.path)] if folder_of(item.path) else _folders_named(board, item)
                draft.folders |= {(item.repo, folder) for folder in folders}


def _folders_named(board: Board, item: Item[PipelineSpec]) -> list[str]:
    named = [ref.target.path for ref in board.references(item) if isinstance(ref.target, PathRef)]
    return [path for path in named if path in board.folders[item.repo]]
