"""
The YAML or JSON documents of one file, templates masked and broken documents searched for what can still be told.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from debtscan.model.declaration import File, Problem
from debtscan.model.evidence import Reason
from debtscan.safe.yaml import Loaded, Mapping, Sequence, Value, load_all
from debtscan.scan.templates import Masked, is_template, mask

_TEMPLATE_ENDINGS = (".j2", ".jinja", ".jinja2", ".tmpl", ".tpl", ".template", ".gotmpl", ".envsubst", ".mustache")
_SEPARATOR = re.compile(r"^---(?=\s|$)", re.MULTILINE)
_SCHEMA = re.compile(r"^([ \t]*(?:- )?)openAPIV3Schema:[ \t]*$")
_COMPONENTS = re.compile(r"^components:[ \t]*\n(?:[ \t#][^\n]*\n|\n)*", re.MULTILINE)
_KIND = re.compile(r"^kind:[ \t]*(\S+)", re.MULTILINE)
_VERSION = re.compile(r"^apiVersion:[ \t]*(\S+)", re.MULTILINE)
_NAME = re.compile(r"[ \t]+name:[ \t]*(\S.*)")
_IMAGE = re.compile(r"^[ \t]*(?:- )?image:[ \t]*[\"']?(\S+?)[\"']?[ \t]*$", re.MULTILINE)


class Document(Struct, frozen=True):
    """
    One document, and the condition under which a template renders it.
    """

    body: Value
    condition: str = ""
    guessed: bool = False  # put together from single lines, because the document could not be parsed


class Documents(Struct, frozen=True):
    """
    The documents of one file, in order, and what was wrong.
    """

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def load(file: File) -> Documents:
    """
    Return the documents of *file*; actions of a template come back as written.
    """
    text = without_components(without_schemas(file.text))
    if file.path.lower().endswith(".json"):
        text = text.replace("\t", "  ")
    masked = mask(text) if is_template(text) else Masked(text)
    loaded = load_all(masked.text)
    if loaded.problems and "${" in text:
        masked = mask(text, variables=True)
        loaded = load_all(masked.text)
    if loaded.problems and masked.guards:
        loaded = _better(loaded, load_all(masked.first_branches))
    return _with_expressions(file.path, masked, restored(masked, loaded))


def without_components(text: str) -> str:
    """
    Return *text* with the typed inputs and outputs of a compiled pipeline emptied: most of it, and not needed here.
    """
    if "\npipelineInfo:" not in text:
        return text
    return _COMPONENTS.sub(lambda block: "\n" * block[0].count("\n"), text)


def without_schemas(text: str) -> str:
    """
    Return *text* with the schemas of resource definitions emptied: they are long and say nothing that is needed here.
    """
    if "openAPIV3Schema" not in text:
        return text
    return "\n".join(_outside_schemas(text.split("\n")))


def _outside_schemas(lines: list[str]) -> Iterator[str]:
    depth = -1  # indentation of the schema that is being left out
    for line in lines:
        inside = depth >= 0 and (not line.strip() or len(line) - len(line.lstrip()) > depth)
        if inside:
            yield ""
            continue
        match = _SCHEMA.match(line)
        depth = len(match[1]) if match else -1
        yield line


def _better(first: Loaded, second: Loaded) -> Loaded:
    return second if len(second.documents) > len(first.documents) or not second.problems else first


def restored(masked: Masked, loaded: Loaded) -> Documents:
    """
    Return the documents of a masked text with its expressions as written, and what can be told of broken ones.
    """
    broken = tuple(_guesses(masked, loaded))
    documents = [
        Document(masked.restored(body), masked.condition_at(body.line))
        for body in loaded.documents
        if isinstance(body, Mapping | Sequence)
    ]
    return Documents((*documents, *broken), tuple(_softened(problem, broken) for problem in loaded.problems))


def _with_expressions(path: str, masked: Masked, found: Documents) -> Documents:
    """
    Return *found*, with the word that its expressions were not looked into.
    """
    if not masked.expressions or not (path.lower().endswith(_TEMPLATE_ENDINGS) or masked.guards):
        return found
    problem = Problem(Reason.TEMPLATED, f"{len(masked.expressions)} expressions")
    return Documents(found.documents, (*found.problems, problem))


def _softened(problem: Problem, guesses: tuple[Document, ...]) -> Problem:
    partial = problem.reason is Reason.BROKEN and guesses
    return Problem(Reason.PARTIAL, problem.detail, problem.line) if partial else problem


def _guesses(masked: Masked, loaded: Loaded) -> Iterator[Document]:
    """
    Yield what can be told of the documents that could not be parsed: those with a problem and without a value.
    """
    if not loaded.problems:
        return
    broken = sorted({problem.line for problem in loaded.problems if problem.line is not None})
    whole = sorted(body.line for body in loaded.documents if isinstance(body, Mapping | Sequence))
    for chunk, first in _chunks(masked.text):
        after = first + chunk.count("\n")  # a parser may notice the trouble only at the end, where the next one begins
        if _any_between(broken, first, after) and not _any_between(whole, first, after - 1):
            yield from _guess(masked, chunk, first)


def _any_between(lines: list[int], first: int, last: int) -> bool:
    position = bisect_left(lines, first)
    return position < len(lines) and lines[position] <= last


def _chunks(text: str) -> Iterator[tuple[str, int]]:
    """
    Yield the documents of *text* with the line on which each begins.
    """
    starts = [0, *(match.start() for match in _SEPARATOR.finditer(text) if match.start() > 0), len(text)]
    line = 1
    for start, end in pairwise(starts):
        chunk = text[start:end]
        yield chunk, line
        line += chunk.count("\n")


def _guess(masked: Masked, chunk: str, first: int) -> Iterator[Document]:
    kind = _KIND.search(chunk)
    if kind is None:
        return
    line = first + chunk.count("\n", 0, kind.start())
    version = _VERSION.search(chunk)
    containers = Sequence(line)
    for image in _IMAGE.finditer(chunk):
        containers.append(_mapping(first + chunk.count("\n", 0, image.start(1)), image=image[1]))
        containers.lines.append(containers[-1].line)
    body = _mapping(
        line,
        apiVersion=version[1] if version else "",
        kind=kind[1],
        metadata=_mapping(line, name=_name_in(chunk)),
        spec=_mapping(line, template=_mapping(line, spec=_mapping(line, containers=containers))),
    )
    yield Document(masked.restored(body), masked.condition_at(line), guessed=True)


def _name_in(chunk: str) -> str:
    """
    Return the first name below "metadata:", or "".
    """
    inside = False
    for text in chunk.split("\n"):
        if text.strip() and not text[0].isspace():
            inside = text.startswith("metadata:")
        elif inside and (match := _NAME.match(text)):
            return match[1].strip("\"' ")
    return ""


def _mapping(line: int, **values: Value) -> Mapping:
    result = Mapping(line)
    result.update(values)
    result.lines.update(dict.fromkeys(values, line))
    return result
