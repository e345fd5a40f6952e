"""
Blubber image recipes, and PipelineLib configurations that build and publish them.
"""

import posixpath
import re
from collections.abc import Iterator

from debtscan.model.declaration import (
    CiSpec,
    CommandRef,
    Declaration,
    File,
    HostRef,
    ImageBuildSpec,
    ImageRef,
    PathRef,
    Problem,
    PublishSpec,
    Reading,
    Reference,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How
from debtscan.safe.yaml import Mapping, Value, load_all
from debtscan.scan.assemble import Parts
from debtscan.scan.places import resolve
from debtscan.scan.reader import Reader
from debtscan.scan.strings import targets_of_setting

KEY = "image"
CI_KEY = "pipelines"

_CLONE = re.compile(r"(?:https?|git|ssh)://\S+|git@\S+")
_GENERIC = re.compile(r"blubber[._-]?(.*)$", re.IGNORECASE)


def wants(path: str) -> bool:
    """
    Tell whether *path* lies in a .pipeline folder or has blubber in its name.
    """
    name = posixpath.basename(path)
    inside = path.startswith(".pipeline/") or "/.pipeline/" in path
    return path.endswith((".yaml", ".yml")) and (inside or "blubber" in name)


def claims(file: File) -> bool:
    """
    Tell whether the content has variants (an image) or pipelines (a configuration).
    """
    return re.search(rb"^(variants|pipelines)\s*:", file.data, re.MULTILINE) is not None


def read(file: File) -> Reading:
    """
    Return the image, or the pipelines with the images that they build.
    """
    loaded = load_all(file.text)
    document = next((each for each in loaded.documents if isinstance(each, Mapping)), None)
    if document is None:
        return Reading(problems=loaded.problems or (Problem(Reason.BROKEN, "no mapping at the top"),))
    parts = Parts()
    parts.problems += loaded.problems
    if "variants" in document:
        _image(file.path, document, parts)
    if "pipelines" in document:
        _pipelines(file.path, document, parts)
    return parts.reading()


def _image(path: str, document: Mapping, parts: Parts) -> None:
    variants = document.mapping("variants")
    bases = list(dict.fromkeys(_bases(document, variants)))
    entrypoint, line = _entrypoint(document, variants, _main(variants))
    spec = ImageBuildSpec(
        "blubber",
        entrypoint,
        tuple(variants),
        tuple(base for base, _ in bases),
        tuple(dict.fromkeys(url for url, _ in _clones(document))),
    )
    parts.declare(Declaration(KEY, _name(path), spec, document.line))
    for number, (base, place) in enumerate(bases):
        parts.refer(Reference(KEY, ImageRef(base), How.IMAGE, place, f"FROM[{number}]"))
    for holder, key in _holders(document, variants):
        _contents(holder, key, parts)
    if entrypoint:
        parts.refer(Reference(KEY, CommandRef(entrypoint), How.STEP, line, "ENTRYPOINT"))


def _name(path: str) -> str:
    """
    Return the folder's name, with what the file's name adds to "blubber" or instead of it.
    """
    folder = posixpath.basename(posixpath.dirname(path))
    stem = posixpath.basename(path).rpartition(".")[0]
    match = _GENERIC.match(stem)
    if match is None:
        return stem
    if folder in {"", ".pipeline"}:
        return match[1] or "root"
    return f"{folder}-{match[1]}" if match[1] else folder


def _main(variants: Mapping) -> str:
    """
    Return the variant that runs: production, else the last one that is no test.
    """
    if "production" in variants:
        return "production"
    names = [name for name in variants if not re.search(r"test|build|lint", name)]
    return names[-1] if names else ""


def _holders(document: Mapping, variants: Mapping) -> Iterator[tuple[Mapping, str]]:
    yield document, ""
    for name in variants:
        yield variants.mapping(name), f"variants.{name}"


def _bases(document: Mapping, variants: Mapping) -> Iterator[tuple[str, int]]:
    for holder, _ in reversed(list(_holders(document, variants))):
        base = holder.string("base")
        if base:
            yield base, holder.line_of("base")


def _entrypoint(document: Mapping, variants: Mapping, name: str) -> tuple[str, int]:
    """
    Return the command of the variant *name* or of those that it includes, with its line.
    """
    for _ in range(5):
        variant = variants.mapping(name)
        words = [text for text, _ in variant.sequence("entrypoint").strings()]
        if words:
            return " ".join(words), variant.line_of("entrypoint")
        included = [text for text, _ in variant.sequence("includes").strings()]
        name = included[0] if included else ""
    return " ".join(text for text, _ in document.sequence("entrypoint").strings()), document.line_of("entrypoint")


def _commands(holder: Mapping) -> Iterator[tuple[list[str], int]]:
    """
    Yield the custom build commands.
    """
    entries = [holder.mapping("builder"), *(each.mapping("custom") for each in holder.mappings("builders"))]
    for entry in entries:
        words = [text for text, _ in entry.sequence("command").strings()]
        if words:
            yield words, entry.line_of("command")


def _clones(document: Mapping) -> Iterator[tuple[str, int]]:
    for holder, _ in _holders(document, document.mapping("variants")):
        for words, line in _commands(holder):
            for url in _CLONE.findall(" ".join(words)):
                if "clone" in words or "git+" in url:
                    yield url, line


def _contents(holder: Mapping, key: str, parts: Parts) -> None:
    """
    Add what is copied in, the requirements, the environment and the custom commands of one variant.
    """
    for number, copy in enumerate(holder.mappings("copies")):
        if copy.string("from") == "local":
            _path(copy.string("source"), copy.line_of("source"), f"{key}.copies[{number}]", parts)
    pythons = [holder.mapping("python"), *(each.mapping("python") for each in holder.mappings("builders"))]
    for python in pythons:
        for text, line in _requirements(python.get("requirements"), python.line_of("requirements")):
            _path(text, line, f"{key}.python.requirements", parts)
    for words, line in _commands(holder):
        parts.refer(
            Reference(KEY, CommandRef(" ".join(words)[:400]), How.BUILD, line, f"{key}.builder", Confidence.MEDIUM)
        )
    environment = holder.mapping("runs").mapping("environment")
    for name in environment:
        for target in targets_of_setting(name, environment.string(name)):
            how = How.ENV if isinstance(target, HostRef) else How.DATA
            parts.refer(Reference(KEY, target, how, environment.line_of(name), f"ENV.{name}"))


def _requirements(value: Value, line: int) -> Iterator[tuple[str, int]]:
    for item in value if isinstance(value, list) else ():
        if isinstance(item, Mapping):
            yield item.string("source"), item.line
        elif isinstance(item, str):
            yield item, line


def _path(text: str, line: int, key: str, parts: Parts) -> None:
    path = resolve(text, "") if text else None
    if path and path != ".":
        parts.refer(Reference(KEY, PathRef(path), How.BUILD, line, f"COPY:{key}"))


def _pipelines(path: str, document: Mapping, parts: Parts) -> None:
    pipelines = document.mapping("pipelines")
    parts.declare(Declaration(CI_KEY, "PipelineLib", CiSpec("pipelinelib", (), tuple(pipelines)), document.line))
    folder = posixpath.dirname(path)
    for name in pipelines:
        pipeline = pipelines.mapping(name)
        written = pipeline.string("blubberfile") or "blubber.yaml"
        recipe = resolve(written, "" if folder and written.startswith(f"{folder}/") else folder) or ""
        line = pipeline.line_of("blubberfile")
        parts.refer(Reference(CI_KEY, PathRef(recipe), How.BUILD, line, f"pipelines.{name}"))
        for stage in pipeline.mappings("stages"):
            image = stage.mapping("publish").mapping("image")
            if image.string("name"):
                spec = PublishSpec(image.string("name"), ".", recipe, stage.string("build"))
                key = f"publish:{image.string('name')}"
                parts.declare(Declaration(key, image.string("name"), spec, image.line_of("name")))
            _deploys(stage, name, parts)


def _deploys(stage: Mapping, name: str, parts: Parts) -> None:
    chart = stage.mapping("deploy").mapping("chart").string("name")
    path = resolve(chart, "") if chart and "://" not in chart else None
    if path:
        parts.refer(
            Reference(CI_KEY, PathRef(path), How.DEPLOY, stage.line_of("deploy"), f"pipelines.{name}", Confidence.LOW)
        )


READER = Reader("blubber", 1, wants, read, claims)
