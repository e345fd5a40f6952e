"""
GitHub Actions: workflows and composite actions, with matrices, reusable workflows and well-known actions.
"""

import posixpath
import re
from collections.abc import Iterator

from debtscan.model.declaration import CiSpec, Declaration, File, NameRef, PathRef, Problem, Reading, Reference
from debtscan.model.evidence import Reason
from debtscan.model.words import How, Status
from debtscan.safe.yaml import Mapping, Value, load_all
from debtscan.scan.actions import action_commands
from debtscan.scan.assemble import Parts
from debtscan.scan.ci import built_by_inputs, recipes_in, rows_of, scalars, settings_of, text_line
from debtscan.scan.places import NEAR, ROOT, enter
from debtscan.scan.reader import Reader
from debtscan.scan.shell import Commands, Place, read_commands

KEY = "workflow"
ACTION_KEY = "action"

_WORKFLOW = re.compile(r"(?:.*/)?\.(?:github|gitea|forgejo)/workflows/[^/]+\.ya?ml")
_EXPRESSION = re.compile(r"\$\{\{([^{}]{0,500})\}\}")
_CONTEXT = re.compile(r"[a-zA-Z_][\w-]*(?:\.[\w*-]+)+")
_MAX_STEPS = 400


def wants(path: str) -> bool:
    """
    Tell whether *path* is a workflow or an action.
    """
    return _WORKFLOW.fullmatch(path) is not None or posixpath.basename(path) in {"action.yml", "action.yaml"}


def claims(file: File) -> bool:
    """
    Tell whether the content has jobs or says how an action runs.
    """
    return re.search(rb"^(jobs|runs)\s*:", file.data, re.MULTILINE) is not None


def read(file: File) -> Reading:
    """
    Return the workflow or action and all that its steps build, deploy and start.
    """
    loaded = load_all(file.text)
    document = next((each for each in loaded.documents if isinstance(each, Mapping)), None)
    if document is None:
        return Reading(problems=loaded.problems or (Problem(Reason.BROKEN, "no mapping at the top"),))
    parts = Parts()
    parts.problems += loaded.problems
    if "runs" in document and "jobs" not in document:
        _action(file.path, document, parts)
    else:
        _workflow(file.path, document, parts)
    return parts.reading()


def _workflow(path: str, document: Mapping, parts: Parts) -> None:
    triggers = document.get("on")
    jobs = document.mapping("jobs")
    spec = CiSpec("github", tuple(_triggers(triggers)), tuple(jobs), tuple(_schedules(document)))
    name = document.string("name") or posixpath.basename(path).rpartition(".")[0]
    off = bool(jobs) and all(_never(job) for job in jobs.values())
    parts.declare(Declaration(KEY, name, spec, document.line, status=Status.DISABLED if off else None))
    _after(document, parts)
    values = {f"inputs.{key}": value for key, value in _defaults(document)}
    values |= {f"env.{key}": value for key, value in settings_of(document.mapping("env")).items()}
    folder = document.mapping("defaults").mapping("run").string("working-directory")
    for key in jobs:
        job = jobs[key]
        if isinstance(job, Mapping) and not _never(job):
            _Job(job, f"jobs.{key}", KEY, values, folder).read(parts)


def _action(path: str, document: Mapping, parts: Parts) -> None:
    folder = posixpath.basename(posixpath.dirname(path))
    name = folder or document.string("name") or "action"
    parts.declare(Declaration(ACTION_KEY, name, CiSpec("github-action"), document.line))
    inputs = document.mapping("inputs")
    values = {f"inputs.{key}": inputs.mapping(key).string("default") for key in inputs}
    values = {key: value for key, value in values.items() if value}
    values["github.action_path"] = f"{ROOT}/{posixpath.dirname(path)}"
    _Job(document.mapping("runs"), "runs", ACTION_KEY, values, "").read(parts)


def _triggers(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        yield from (str(each) for each in value if not isinstance(each, dict | list))


def _schedules(document: Mapping) -> Iterator[str]:
    for entry in document.mapping("on").mappings("schedule"):
        if entry.string("cron"):
            yield entry.string("cron")


def _after(document: Mapping, parts: Parts) -> None:
    """
    Add the workflows whose end starts this one.
    """
    run = document.mapping("on").mapping("workflow_run")
    for name, line in run.sequence("workflows").strings():
        parts.refer(Reference(KEY, NameRef("workflow", name), How.TRIGGER, line, "on.workflow_run"))


def _defaults(document: Mapping) -> Iterator[tuple[str, str]]:
    for trigger in ("workflow_call", "workflow_dispatch"):
        inputs = document.mapping("on").mapping(trigger).mapping("inputs")
        for key in inputs:
            default = inputs.mapping(key).string("default")
            if default:
                yield key, default


def _never(job: Value) -> bool:
    return isinstance(job, Mapping) and job.string("if").lower() in {"false", "${{ false }}"}


class _Job:
    """
    One job with the values that its expressions can see.
    """

    def __init__(self, job: Mapping, key: str, source: str, values: dict[str, str], folder: str) -> None:
        self.job = job
        self.key = key
        self.source = source
        own = {f"env.{name}": value for name, value in settings_of(job.mapping("env")).items()}
        self.values = {"github.workspace": ROOT, **values, **own}
        self.folder = job.mapping("defaults").mapping("run").string("working-directory") or folder

    def read(self, parts: Parts) -> None:
        """
        Add what the job does, once for each row of its matrix.
        """
        matrix = self.job.mapping("strategy").mapping("matrix")
        place = Place("", self.source, self.key, self.job.line)
        for reference in recipes_in(scalars(matrix, matrix.line), place, self.filled):
            parts.refer(reference)
        base = self.values
        for row in _rows(matrix):
            self.values = base | {f"matrix.{name}": value for name, value in row.items()}
            self.values |= self.steps_outputs()
            self.called(parts)
            steps = list(self.job.mappings("steps"))[:_MAX_STEPS]
            for number, step in enumerate(steps):
                self.step(step, f"{self.key}.steps[{number}]", parts)
            if not self.uses_matrix():
                break

    def uses_matrix(self) -> bool:
        """
        Tell whether anything in the job depends on its matrix.
        """
        return any("matrix." in text for text, _ in scalars(self.job, 0))

    def steps_outputs(self) -> dict[str, str]:
        """
        Return what steps that only work out names of images put out.
        """
        found = {}
        for step in self.job.mappings("steps"):
            if "metadata-action" in step.string("uses") and step.string("id"):
                found[f"steps.{step.string('id')}.outputs.tags"] = self.filled(step.mapping("with").string("images"))
        return found

    def called(self, parts: Parts) -> None:
        """
        Add the reusable workflow that the job is.
        """
        used = self.job.string("uses")
        if used.startswith("./"):
            line = self.job.line_of("uses")
            parts.refer(Reference(self.source, PathRef(used[2:]), How.TRIGGER, line, self.key))
        inputs = self.job.mapping("with")
        place = Place("", self.source, f"{self.key}.with", inputs.line)
        given = {name: self.filled(value) for name, value in settings_of(inputs).items()}
        parts.add(built_by_inputs(given, place))

    def step(self, step: Mapping, key: str, parts: Parts) -> None:
        if _never(step):
            return
        written = self.filled(step.string("working-directory") or self.folder)
        found = enter("", written) if written else ""
        folder = NEAR if found is None else found  # an unknown folder is not the root
        used = step.string("uses")
        if used:
            place = Place(folder, self.source, key, step.line_of("uses"))
            if used.startswith("./"):
                parts.refer(Reference(self.source, PathRef(used[2:].rstrip("/")), How.STEP, place.line, key))
            inputs = {name: self.filled(value) for name, value in settings_of(step.mapping("with")).items()}
            parts.add(action_commands(used, inputs, place))
        text = step.string("run")
        if text:
            line = text_line(step.line_of("run"), text)
            own = settings_of(step.mapping("env"))
            known = {name.removeprefix("env."): value for name, value in self.values.items() if name.startswith("env.")}
            variables = {name: self.filled(value) for name, value in (known | own).items()}
            script = self.values.get("github.action_path", ".").removeprefix(f"{ROOT}/")
            place = Place(folder, self.source, key, line, script)
            said = read_commands(self.filled(text), place, {k: v for k, v in variables.items() if "${{" not in v})
            self.told(step.string("id"), said)
            parts.add(said)

    def told(self, step: str, said: Commands) -> None:
        """
        Keep the variables and outputs that the step tells later steps of, where they are known.
        """
        told = {f"env.{name}": value for name, value in said.exported.items()}
        told |= {f"steps.{step}.outputs.{name}": value for name, value in said.outputs.items() if step}
        self.values |= {name: value for name, value in told.items() if "$" not in value}

    def filled(self, text: str) -> str:
        """
        Return *text* with the expressions put in whose value is known.
        """
        for _ in range(3):
            if "${{" not in text:
                break
            text = _EXPRESSION.sub(lambda match: self.value(match[1], match[0]), text)
        return text

    def value(self, expression: str, raw: str) -> str:
        for part in expression.split("||"):
            word = part.strip()
            if len(word) > 1 and word[0] == "'" == word[-1]:
                return word[1:-1]
            if _CONTEXT.fullmatch(word) and word in self.values:
                return self.values[word]
        return raw


def _rows(matrix: Mapping) -> list[dict[str, str]]:
    choices: dict[str, list[str]] = {}
    rows: list[dict[str, str]] = []
    for key in matrix:
        values = matrix.sequence(key)
        if key == "include":
            rows = [settings_of(row) for row in values if isinstance(row, Mapping)]
        elif key != "exclude":
            choices[key] = [text for text, _ in values.strings()]
            rows += [
                {f"{key}.{name}": value for name, value in settings_of(row).items()}
                for row in values
                if isinstance(row, Mapping)
            ]
    return rows_of({key: values for key, values in choices.items() if values}, rows)


READER = Reader("github", 2, wants, read, claims)
