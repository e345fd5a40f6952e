"""
GitLab CI: jobs with their scripts, what they extend, local includes and child pipelines.
"""

import posixpath
import re
from collections.abc import Iterator

from debtscan.model.declaration import CiSpec, Declaration, File, PathRef, Problem, Reading, Reference
from debtscan.model.evidence import Reason
from debtscan.model.words import How
from debtscan.safe.yaml import Mapping, Sequence, Value, load_all
from debtscan.scan.assemble import Parts
from debtscan.scan.ci import recipes_in, rows_of, scalars, settings_of
from debtscan.scan.places import ROOT, plain, resolve
from debtscan.scan.reader import Reader
from debtscan.scan.shell import Place, read_commands
from debtscan.scan.vocabulary import listed

KEY = "pipeline"

_PATH = re.compile(r"(?:.*/)?(?:[\w.-]*\.?gitlab-ci[\w.-]*\.ya?ml|\.?gitlab(?:-ci)?/(?:.*/)?[^/]+\.ya?ml)")
_WORDS = listed(
    "stages include default variables workflow image services cache before_script after_script pages:deploy spec"
)

_VARIABLE = re.compile(r"\$\{(\w+)\}|\$(\w+)")
_INPUT = re.compile(r"\$\[\[\s*inputs\.(\w[\w-]*)[^\]]*\]\]")
_MAX_EXTENDS = 5


def wants(path: str) -> bool:
    """
    Tell whether *path* is a GitLab CI file or one that such a file may include.
    """
    return _PATH.fullmatch(path) is not None and "issue_templates" not in path


def claims(file: File) -> bool:
    """
    Tell whether the content has scripts, stages or includes.
    """
    return (
        re.search(
            rb"^(stages|include|workflow|default)\s*:|^[ \t]+(script|extends|trigger)\s*:", file.data, re.MULTILINE
        )
        is not None
    )


def read(file: File) -> Reading:
    """
    Return the pipeline and all that its jobs build, deploy and start.
    """
    loaded = load_all(file.text)
    documents = [each for each in loaded.documents if isinstance(each, Mapping)]
    if not documents:
        return Reading(problems=loaded.problems or (Problem(Reason.BROKEN, "no mapping at the top"),))
    parts = Parts()
    parts.problems += loaded.problems
    pipeline = _Pipeline(documents[-1], dict(_input_defaults(documents[0])))
    name = (
        "GitLab CI"
        if posixpath.basename(file.path) == ".gitlab-ci.yml"
        else posixpath.basename(file.path).rpartition(".")[0]
    )
    parts.declare(Declaration(KEY, name, pipeline.spec(), documents[-1].line))
    pipeline.read(parts)
    return parts.reading()


def _input_defaults(document: Mapping) -> Iterator[tuple[str, str]]:
    inputs = document.mapping("spec").mapping("inputs")
    for key in inputs:
        default = inputs.mapping(key).string("default")
        if default:
            yield key, default


class _Pipeline:
    """
    One file: jobs by name, hidden ones to be extended among them.
    """

    def __init__(self, document: Mapping, inputs: dict[str, str]) -> None:
        self.document = document
        self.inputs = inputs
        self.jobs = {
            key: document.mapping(key)
            for key in document
            if key not in _WORDS and isinstance(document[key], Mapping) and not key.startswith("?")
        }
        self.variables = {"CI_PROJECT_DIR": ROOT, **_variables(document)}

    def spec(self) -> CiSpec:
        names = tuple(key for key in self.jobs if not key.startswith("."))
        return CiSpec("gitlab", tuple(dict.fromkeys(self.triggers())), names)

    def triggers(self) -> Iterator[str]:
        yield "push"
        for text, _ in scalars(self.document, 0):
            if "CI_PIPELINE_SOURCE" in text and "schedule" in text:
                yield "schedule"
            elif "merge_request" in text and ("CI_" in text or text == "merge_requests"):
                yield "merge_request"

    def read(self, parts: Parts) -> None:
        for path, line in _local_files(self.document.get("include"), self.document.line_of("include")):
            parts.refer(Reference(KEY, PathRef(path), How.STEP, line, "include"))
        for key in self.jobs:
            if not key.startswith("."):
                self.job(key, parts)

    def job(self, key: str, parts: Parts) -> None:
        chain = list(self.ancestry(key))
        variables = dict(self.variables)
        for job in reversed(chain):
            variables |= _variables(job)
        trigger = self.jobs[key].mapping("trigger")
        for path, line in _local_files(trigger.get("include"), trigger.line):
            parts.refer(Reference(KEY, PathRef(path), How.TRIGGER, line, f"{key}.trigger"))
        for row in self.rows(chain):
            self.run(key, chain, variables | row, parts)

    def rows(self, chain: list[Mapping]) -> list[dict[str, str]]:
        rows: list[dict[str, str]] = []
        for job in chain[:1]:
            for choice in job.mapping("parallel").mappings("matrix"):
                lists = {
                    name: [text for text, _ in choice.sequence(name).strings()] or [choice.string(name)]
                    for name in choice
                }
                rows += rows_of(lists, [])
        return rows[:60] or [{}]

    def run(self, key: str, chain: list[Mapping], variables: dict[str, str], parts: Parts) -> None:
        place = Place("", KEY, key, self.jobs[key].line)
        for reference in recipes_in(scalars(_only_variables(self.jobs[key]), place.line), place, self.filled):
            parts.refer(reference)
        before = ""
        for word in ("before_script", "script", "after_script"):
            holder = next((job for job in chain if word in job), self.document if word == "before_script" else None)
            if holder is None:
                continue
            lines = list(_lines(holder.get(word), holder.line_of(word)))
            text, first = _joined(lines)
            at = Place("", KEY, f"{key}.{word}", first)
            parts.add(read_commands(self.filled(text), at, variables, before if word == "script" else ""))
            before = self.filled(text)

    def ancestry(self, key: str) -> Iterator[Mapping]:
        """
        Yield the job and those that it extends, the nearest first.
        """
        names, seen = [key], set[str]()
        while names and len(seen) <= _MAX_EXTENDS:
            name = names.pop(0)
            if name in seen or name not in self.jobs:
                continue
            seen.add(name)
            job = self.jobs[name]
            yield job
            extended = [text for text, _ in job.sequence("extends").strings()] or [job.string("extends")]
            names += [each for each in reversed(extended) if each]
        yield self.document.mapping("default")

    def filled(self, text: str) -> str:
        return _INPUT.sub(lambda match: self.inputs.get(match[1], match[0]), text)


def _variables(mapping: Mapping) -> dict[str, str]:
    variables = mapping.mapping("variables")
    found = settings_of(variables)
    for key in variables:
        value = variables.mapping(key).string("value")
        if value:
            found[key] = value
    return {key: _replaced(value, found) for key, value in found.items()}


def _replaced(value: str, known: dict[str, str]) -> str:
    for _ in range(3):
        value = _VARIABLE.sub(lambda match: known.get(match[1] or match[2], match[0]), value)[:2000]
    return value


def _only_variables(job: Mapping) -> Value:
    return job.get("variables")


def _local_files(value: Value, line: int) -> Iterator[tuple[str, int]]:
    """
    Yield the files of the same repository that an include names.
    """
    items = zip(value, value.lines, strict=False) if isinstance(value, Sequence) else [(value, line)]
    for item, at in items:
        text = item.string("local") if isinstance(item, Mapping) else (item if isinstance(item, str) else "")
        if text and "://" not in text:
            path = resolve(text.lstrip("/"), "")
            if path:
                yield plain(path), at


def _lines(value: Value, line: int, depth: int = 0) -> Iterator[tuple[str, int]]:
    if isinstance(value, Sequence):
        if value.tag or depth > 5:  # noqa: PLR2004 - lists in lists, as anchors make them
            return  # !reference: the script of another job
        for item, at in zip(value, value.lines, strict=True):
            yield from _lines(item, at, depth + 1)
    elif value is not None and not isinstance(value, dict):
        yield str(value), line


def _joined(lines: list[tuple[str, int]]) -> tuple[str, int]:
    """
    Return the script as one text whose lines stand where they stand in the file, and its first line.
    """
    first = lines[0][1] if lines else 1
    text, at = "", first
    for line, number in lines:
        shift = 1 if "\n" in line else 0
        text += "\n" * max(0, number + shift - at) + line.rstrip("\n") + "\n"
        at = first + text.count("\n")
    return text, first


READER = Reader("gitlab", 2, wants, read, claims)
