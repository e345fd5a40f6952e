"""
Pipelines in files of their own: MLproject of MLflow and dvc.yaml.
"""

from debtscan.model.declaration import CommandRef, Declaration, File, PathRef, PipelineSpec, Reading
from debtscan.model.words import How
from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.draft import Draft, Place
from debtscan.scan.naming import stem_of
from debtscan.scan.reader import Reader
from debtscan.scan.strings import without_credentials

_LONGEST = 2_000


def wants(path: str) -> bool:
    """
    Return whether the name is MLproject or dvc.yaml.
    """
    return path.rpartition("/")[2] in {"MLproject", "dvc.yaml"}


def read(file: File) -> Reading:
    """
    Return the pipeline that *file* declares, with the commands of its steps.
    """
    draft = Draft(file.path)
    loaded = load_all(file.text)
    draft.problems += loaded.problems
    for document in loaded.documents:
        if isinstance(document, Mapping):
            if file.path.endswith("MLproject"):
                _read_mlproject(draft, document)
            else:
                _read_dvc(draft, document)
    return draft.reading()


def _folder(path: str) -> str:
    return stem_of(path.rpartition("/")[0]) or stem_of(path)


def _read_mlproject(draft: Draft, document: Mapping) -> None:
    entries = document.mapping("entry_points")
    name = _folder(draft.path) if "/" in draft.path else document.string("name") or "MLproject"
    spec = PipelineSpec("mlflow", None, tuple(entries), whole=True)
    place = draft.declare(Declaration("pipeline", name, spec, document.line_of("name")))
    for entry in entries:
        command = entries.mapping(entry).string("command")
        if command:
            _refer(draft, place.at(entry, entries.mapping(entry).line_of("command")), command)
    image = document.mapping("docker_env").string("image")
    if image:
        draft.image(place.at("docker_env", document.line_of("docker_env")), image)
    environment = document.string("conda_env") or document.string("python_env")
    if environment:
        draft.local_path(place.at("env", document.line_of("conda_env")), environment, How.IMPORT)


def _read_dvc(draft: Draft, document: Mapping) -> None:
    stages = document.mapping("stages")
    if not stages:
        return
    spec = PipelineSpec("dvc", None, tuple(stages), whole=True)
    place = draft.declare(Declaration("pipeline", _folder(draft.path), spec, document.line_of("stages")))
    for name in stages:
        stage = stages.mapping(name)
        at = place.at(name, stages.line_of(name))
        if stage.string("cmd"):
            _refer(draft, at, stage.string("cmd"))
        for path, line in stage.sequence("deps").strings():
            resolved = draft.resolved(path)
            if resolved is not None:
                draft.refer(at.at("deps", line), PathRef(resolved), How.DATA)


def _refer(draft: Draft, place: Place, command: str) -> None:
    draft.refer(place, CommandRef(without_credentials(command[:_LONGEST])), How.STEP)


READER = Reader(name="projects", version=2, wants=wants, read=read)
