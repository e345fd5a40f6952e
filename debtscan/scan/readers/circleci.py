"""
CircleCI: jobs, commands, workflows with their parameters and schedules, and the well-known orbs.
"""

import posixpath
import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from debtscan.model.declaration import CiSpec, Declaration, File, Problem, Reading
from debtscan.model.evidence import Reason
from debtscan.safe.yaml import Mapping, Value, load_all
from debtscan.scan.assemble import Parts
from debtscan.scan.ci import built, recipes_in, settings_of, text_line
from debtscan.scan.places import ROOT, enter
from debtscan.scan.reader import Reader
from debtscan.scan.shell import Place, read_argv, read_commands
from debtscan.scan.shell_values import expand

KEY = "pipeline"

_PARAMETER = re.compile(r"<<\s*(?:pipeline\.)?parameters\.([\w-]+)\s*>>")
_BUILDS = re.compile(
    r"^[\w-]*(docker|ecr|gcr|gar|acr|kaniko|buildx|container)[\w-]*/[\w-]*(build|publish|push|image)[\w-]*$"
)
_IMAGES = ("image", "repo", "repository", "image-name", "image_name")
_FILES = ("dockerfile", "dockerfile-path", "file")
_CONTEXTS = ("docker-context", "path", "context", "build-path", "workspace-root")
_MAX_DEPTH = 6


def wants(path: str) -> bool:
    """
    Tell whether *path* is a CircleCI configuration.
    """
    return re.fullmatch(r"(?:.*/)?\.circleci/(?:.*/)?[^/]+\.ya?ml", path) is not None


def claims(file: File) -> bool:
    """
    Tell whether the content has jobs, commands or workflows.
    """
    return re.search(rb"^(jobs|workflows|commands|executors)\s*:", file.data, re.MULTILINE) is not None


def read(file: File) -> Reading:
    """
    Return the pipeline and all that its jobs build, deploy and start.
    """
    loaded = load_all(file.text)
    document = next((each for each in loaded.documents if isinstance(each, Mapping)), None)
    if document is None:
        return Reading(problems=loaded.problems or (Problem(Reason.BROKEN, "no mapping at the top"),))
    parts = Parts()
    parts.problems += loaded.problems
    config = _Config(document)
    stem = posixpath.basename(file.path).rpartition(".")[0]
    parts.declare(Declaration(KEY, "CircleCI" if stem == "config" else stem, config.spec(), document.line))
    config.read(parts)
    return parts.reading()


class _Config:
    """
    One configuration: its commands are read where they are used.
    """

    def __init__(self, document: Mapping) -> None:
        self.document = document
        self.jobs = document.mapping("jobs")
        self.commands = document.mapping("commands")
        self.defaults = _defaults(document)

    def spec(self) -> CiSpec:
        schedules = tuple(dict.fromkeys(self.schedules()))
        return CiSpec("circleci", ("push", "schedule") if schedules else ("push",), tuple(self.jobs), schedules)

    def schedules(self) -> Iterator[str]:
        workflows = self.document.mapping("workflows")
        for name in workflows:
            for trigger in workflows.mapping(name).mappings("triggers"):
                cron = trigger.mapping("schedule").string("cron")
                if cron:
                    yield cron

    def read(self, parts: Parts) -> None:
        for name in self.jobs:
            job = self.jobs.mapping(name)
            defaults = self.defaults | _defaults(job)
            for given in self.uses(name) or [{}]:
                self.job(f"jobs.{name}", job, defaults | given, parts)

    def uses(self, name: str) -> list[dict[str, str]]:
        """
        Return the parameters with which workflows use the job, each set once.
        """
        found: list[dict[str, str]] = []
        workflows = self.document.mapping("workflows")
        for workflow in workflows:
            for entry in workflows.mapping(workflow).mappings("jobs"):
                given = settings_of(entry.mapping(name)) if name in entry else None
                if given is not None and given not in found:
                    found.append(given)
        return found[:30]

    def job(self, key: str, job: Mapping, values: dict[str, str], parts: Parts) -> None:
        written = _filled(job.string("working_directory"), values)
        folder = "" if not written or written.startswith(("~", "/", "$")) else enter("", written) or ""
        variables = {"CIRCLE_WORKING_DIRECTORY": ROOT, **settings_of(job.mapping("environment"))}
        variables = {name: _filled(value, values) for name, value in variables.items()}
        self.steps(job.get("steps"), Scene(Place(folder, KEY, key, job.line), values, variables), parts)

    def steps(self, steps: Value, scene: "Scene", parts: Parts) -> None:
        if not isinstance(steps, list) or scene.depth > _MAX_DEPTH:
            return
        for number, step in enumerate(steps):
            if isinstance(step, str) and (step in self.commands or _BUILDS.match(step)):
                step = _mapping_of(step, scene.place.line)  # noqa: PLW2901 - a command without arguments
            if isinstance(step, Mapping):
                for word in step:
                    key = f"{scene.place.key}.steps[{number}]"
                    place = Place(scene.place.folder, KEY, key, step.line_of(word))
                    self.step(word, step[word], replace(scene, place=place), parts)

    def step(self, word: str, value: Value, scene: "Scene", parts: Parts) -> None:
        deeper = replace(scene, depth=scene.depth + 1)
        given = settings_of(value) if isinstance(value, Mapping) else {}
        given = {name: _filled(text, scene.values) for name, text in given.items()}
        if word == "run":
            _run(value, scene, parts)
        elif word in {"when", "unless"} and isinstance(value, Mapping):
            self.steps(value.get("steps"), deeper, parts)
        elif word in self.commands:
            command = self.commands.mapping(word)
            inner = scene.values | _defaults(command) | given
            self.steps(command.get("steps"), replace(deeper, values=inner), parts)
        else:
            known = {name: (value,) for name, value in scene.variables.items()}
            _orb(word, {name: expand(text, known, "") for name, text in given.items()}, scene.place, parts)


class Scene(Struct, frozen=True):
    """
    Where a step stands, and the parameters and variables that it can see.
    """

    place: Place
    values: dict[str, str]
    variables: dict[str, str]
    depth: int = 0


def _mapping_of(word: str, line: int) -> Mapping:
    mapping = Mapping(line)
    mapping[word] = None
    return mapping


def _run(value: Value, scene: Scene, parts: Parts) -> None:
    place, values = scene.place, scene.values
    step = value if isinstance(value, Mapping) else Mapping(place.line)
    text = value if isinstance(value, str) else step.string("command")
    if not text:
        return
    folder = _filled(step.string("working_directory"), values)
    inside = enter(place.folder, folder) if folder and not folder.startswith("~") else place.folder
    line = text_line(step.line_of("command"), text)
    own = {name: _filled(each, values) for name, each in settings_of(step.mapping("environment")).items()}
    there = Place(inside or place.folder, KEY, place.key, line)
    said = read_commands(_filled(text, values).replace("\\<<", "<<"), there, scene.variables | own)
    scene.variables.update(said.exported)
    parts.add(said)


def _orb(word: str, inputs: dict[str, str], place: Place, parts: Parts) -> None:
    """
    Add what a step of an orb builds: an image, or a recipe that its inputs name.
    """
    if not _BUILDS.match(word):
        for reference in recipes_in(((text, place.line) for text in inputs.values()), place, str):
            parts.refer(reference)
        return
    image = next((inputs[name] for name in _IMAGES if inputs.get(name)), "")
    registry = inputs.get("registry") or inputs.get("registry-url") or inputs.get("account-url") or ""
    tag = inputs.get("tag", "").partition(",")[0]
    name = "/".join(part for part in (registry, image) if part) + (f":{tag}" if tag and image else "")
    if "push" in word and "build" not in word and "publish" not in word:
        parts.add(read_argv(("docker", "push", name), place))
        return
    context = next((inputs[each] for each in _CONTEXTS if inputs.get(each)), "")
    parts.add(built(name, context, next((inputs[each] for each in _FILES if inputs.get(each)), ""), place))


def _defaults(mapping: Mapping) -> dict[str, str]:
    parameters = mapping.mapping("parameters")
    found = {key: parameters.mapping(key).string("default") for key in parameters}
    return {key: value for key, value in found.items() if value}


def _filled(text: str, values: dict[str, str]) -> str:
    return _PARAMETER.sub(lambda match: values.get(match[1], "${" + match[1].replace("-", "_") + "}"), text)


READER = Reader("circleci", 2, wants, read, claims)
