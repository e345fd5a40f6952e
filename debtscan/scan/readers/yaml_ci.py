"""
The other CI systems that are written in YAML: their steps differ in keys only, each script is read where it stands.
"""

import posixpath
import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from debtscan.model.declaration import CiSpec, Declaration, File, PathRef, Problem, Reading, Reference
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How
from debtscan.safe.yaml import Mapping, Sequence, Value, load_all
from debtscan.scan.assemble import Parts
from debtscan.scan.ci import built, recipes_in, settings_of, text_line
from debtscan.scan.places import NEAR, ROOT, enter, resolve
from debtscan.scan.reader import Reader
from debtscan.scan.shell import Place, read_argv, read_commands

KEY = "pipeline"

_SYSTEMS = (
    ("travis", "Travis CI", re.compile(r"(?:.*/)?\.travis\.ya?ml")),
    (
        "azure",
        "Azure Pipelines",
        re.compile(r"(?:.*/)?(?:[\w.-]*azure-?pipelines?[\w.-]*\.ya?ml|\.azure(?:-pipelines)?/.+\.ya?ml)"),
    ),
    ("cloudbuild", "Cloud Build", re.compile(r"(?:.*/)?(?:[\w.-]*cloud-?build[\w.-]*\.ya?ml|\.?cloudbuild/.+\.ya?ml)")),
    ("bitbucket", "Bitbucket Pipelines", re.compile(r"(?:.*/)?bitbucket-pipelines\.ya?ml")),
    ("drone", "Drone", re.compile(r"(?:.*/)?\.drone[\w.-]*\.ya?ml")),
    ("woodpecker", "Woodpecker", re.compile(r"(?:.*/)?\.woodpecker(?:\.ya?ml|/.+\.ya?ml)")),
    ("buildkite", "Buildkite", re.compile(r"(?:.*/)?\.buildkite/.+\.ya?ml")),
    ("codebuild", "CodeBuild", re.compile(r"(?:.*/)?[\w.-]*buildspec[\w.-]*\.ya?ml")),
)
_CONTENT = re.compile(
    rb"^(?:[ \t]*-[ \t]+)?[ \t]*(steps|script|phases|pipelines|jobs|stages|pipeline|install|deploy|extends)[ \t]*:",
    re.MULTILINE,
)
_SCRIPTS = frozenset(
    {
        "script",
        "scripts",
        "before_script",
        "after_script",
        "after_success",
        "before_deploy",
        "after_deploy",
        "before_install",
    }
    | {"install", "commands", "command", "bash", "pwsh", "powershell", "run", "inlineScript", "inline"}
)
_FOLDERS = ("workingDirectory", "working-directory", "dir", "directory")
_NAMED = ("variables", "env", "environment", "substitutions")
_BUILDERS = re.compile(
    r"docker@|plugins/(docker|ecr|gcr|kaniko|gar|acr)|plugin-docker|plugin-kaniko|docker-build|buildandpush",
    re.IGNORECASE,
)
_MAX_DEPTH = 30


class _Scene(Struct, frozen=True):
    """
    Where in the file the walk is, and the variables that hold there.
    """

    place: Place
    variables: dict[str, str]
    depth: int = 0


def system_of(path: str) -> tuple[str, str] | None:
    """
    Return the CI system that reads *path*, with its name.
    """
    return next(((system, name) for system, name, pattern in _SYSTEMS if pattern.fullmatch(path)), None)


def wants(path: str) -> bool:
    """
    Tell whether *path* belongs to one of the systems.
    """
    return system_of(path) is not None


def claims(file: File) -> bool:
    """
    Tell whether the content has steps, scripts or stages.
    """
    return _CONTENT.search(file.data) is not None


def read(file: File) -> Reading:
    """
    Return the pipeline and all that its steps build, deploy and start.
    """
    loaded = load_all(file.text)
    documents = [each for each in loaded.documents if isinstance(each, Mapping)]
    if not documents:
        return Reading(problems=loaded.problems or (Problem(Reason.BROKEN, "no mapping at the top"),))
    parts = Parts()
    parts.problems += loaded.problems
    system, product = system_of(file.path) or ("ci", "CI")
    name = _name(file.path, product)
    crons = tuple(dict.fromkeys(cron for document in documents for cron in _crons(document, 0)))
    parts.declare(Declaration(KEY, name, CiSpec(system, ("schedule",) if crons else (), (), crons), documents[0].line))
    for document in documents:
        _walk(document, _Scene(Place("", KEY, "", document.line), {"Build.SourcesDirectory": ROOT}), parts)
    return parts.reading()


def _name(path: str, product: str) -> str:
    """
    Return the product's name for the file at the root, else what its own name or folder says.
    """
    folder, file = posixpath.split(path)
    stem = re.sub(
        r"[._-]?(azure-?pipelines?|cloud-?build|buildspec|pipeline|drone|travis)[._-]?", "", file.partition(".y")[0]
    )
    if stem.strip("."):
        return stem.strip(".")
    return posixpath.basename(folder).strip(".") if folder and not folder.startswith(".") else product


def _crons(value: Value, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping) and depth < _MAX_DEPTH:
        for key in value:
            if key == "schedules":
                yield from (entry.string("cron") for entry in value.mappings(key) if entry.string("cron"))
            yield from _crons(value[key], depth + 1)


def _walk(value: Value, scene: _Scene, parts: Parts) -> None:
    if scene.depth > _MAX_DEPTH:
        return
    if isinstance(value, Sequence):
        for number, (item, line) in enumerate(zip(value, value.lines, strict=True)):
            place = replace(scene.place, key=f"{scene.place.key}[{number}]", line=line)
            _walk(item, replace(scene, place=place, depth=scene.depth + 1), parts)
    elif isinstance(value, Mapping):
        _step(value, _entered(value, scene), parts)


def _entered(mapping: Mapping, scene: _Scene) -> _Scene:
    """
    Return the scene inside *mapping*: its own folder and variables.
    """
    written = next((mapping.string(key) for key in _FOLDERS if mapping.string(key)), "")
    written = written or next((mapping.mapping("inputs").string(key) for key in _FOLDERS if "inputs" in mapping), "")
    folder = enter("", _filled(written, scene.variables)) if written else None
    variables = dict(scene.variables)
    for word in _NAMED:
        variables |= settings_of(mapping.mapping(word))
        for entry in mapping.mappings(word):  # Azure: a list of names and values
            if entry.string("name"):
                variables[entry.string("name")] = entry.string("value")
        for text, _ in mapping.sequence(word).strings():  # Travis and Cloud Build: "NAME=value"
            variables |= dict([text.split("=", 1)]) if "=" in text else {}
    place = (
        replace(scene.place, folder=NEAR if folder is None else folder, line=mapping.line)
        if written
        else replace(scene.place, line=mapping.line)
    )
    return _Scene(place, variables, scene.depth + 1)


def _step(mapping: Mapping, scene: _Scene, parts: Parts) -> None:
    _task(mapping, scene, parts)
    if "args" in mapping and "name" in mapping:
        _container(mapping, scene, parts)
    for key in mapping:
        value = mapping[key]
        line = mapping.line_of(key)
        joint = "." if scene.place.key else ""
        place = replace(scene.place, key=f"{scene.place.key}{joint}{key}", line=line)
        if key in _SCRIPTS and (written := _text(value)):
            text = _filled(written, scene.variables)
            known = {name: each for name, each in scene.variables.items() if name.isidentifier()}
            parts.add(read_commands(text, replace(place, line=_first_line(value, line)), known))
        elif key == "template" and isinstance(value, str):
            path = resolve(value.partition("@")[0].lstrip("/"), "./")
            if path and "@" not in value:
                parts.refer(Reference(KEY, PathRef(path), How.STEP, line, place.key, Confidence.MEDIUM))
        elif key not in _NAMED:
            _walk(value, replace(scene, place=place), parts)


def _task(mapping: Mapping, scene: _Scene, parts: Parts) -> None:
    """
    Add what a ready-made task or plugin builds or deploys.
    """
    what = mapping.string("task") or mapping.string("image") or mapping.string("pipe")
    inputs = next(
        (mapping.mapping(key) for key in ("inputs", "settings", "variables") if key in mapping and what), None
    )
    if inputs is None:
        return
    given = {name: _filled(text, scene.variables) for name, text in settings_of(inputs).items()}
    place = replace(scene.place, line=mapping.line)
    if _BUILDERS.search(what) and given.get("command", "build").lower() in {"build", "buildandpush"}:
        image = "/".join(
            part for part in (given.get("registry", ""), given.get("repository") or given.get("repo") or "") if part
        )
        file = given.get("Dockerfile") or given.get("dockerfile") or ""
        context = given.get("buildContext") or given.get("context") or ""
        parts.add(built(image, context.replace("**", "."), file.removeprefix("**/"), place))
    for key in ("manifests", "chartPath", "kustomizationPath", "templateLocation", "csmFile"):
        for word in given.get(key, "").split():
            path = resolve(word, place.folder)
            if path:
                parts.refer(Reference(KEY, PathRef(path), How.DEPLOY, place.line, place.key, Confidence.MEDIUM))
    for reference in recipes_in(((text, place.line) for text in given.values()), place, str):
        parts.refer(reference)


def _container(mapping: Mapping, scene: _Scene, parts: Parts) -> None:
    """
    Add what a step of Cloud Build runs: the tool is the image's name, or the entry point.
    """
    image = mapping.string("name")
    tool = mapping.string("entrypoint") or image.rpartition("/")[2].partition(":")[0].partition("@")[0]
    words = [_filled(text, scene.variables) for text, _ in mapping.sequence("args").strings()]
    tool = {"cloud-sdk": "gcloud", "gke-deploy": "kubectl", "k8s-skaffold": "skaffold"}.get(tool, tool)
    tool = tool.rpartition("/")[2]
    parts.add(read_argv((tool, *words), replace(scene.place, line=mapping.line_of("args"))))


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        lines = list(value.strings())
        text, at = "", lines[0][1] if lines else 0
        for line, number in lines:
            text += "\n" * max(0, number - at - text.count("\n")) + line.rstrip("\n") + "\n"
        return text
    return ""


def _first_line(value: Value, line: int) -> int:
    if isinstance(value, Sequence):
        return value.lines[0] if value.lines else line
    return text_line(line, str(value))


def _filled(text: str, variables: dict[str, str]) -> str:
    """
    Return *text* with "$(name)" and "${{ variables.name }}" of Azure and "$_NAME" of Cloud Build put in where known.
    """
    text = _AZURE.sub(lambda match: variables.get(match[1] or match[2], match[0]), text)
    return _GOOGLE.sub(lambda match: variables.get(match[1] or match[2], match[0]), text)


_AZURE = re.compile(r"\$\(([A-Za-z_][\w.]*)\)|\$\{\{\s{0,9}(?:variables|parameters)\.(\w+)\s{0,9}\}\}")
_GOOGLE = re.compile(r"\$\{(_[A-Z0-9_]+)\}|\$(_[A-Z0-9_]+)")

READER = Reader("yaml_ci", 2, wants, read, claims)
