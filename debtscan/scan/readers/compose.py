"""
Compose files: services, the images that they run or build, and what they need of each other.
"""

import re
from collections.abc import Iterator

from debtscan.model.declaration import (
    CommandRef,
    Declaration,
    File,
    ImageRef,
    NameRef,
    PublishSpec,
    Reading,
    SecretRef,
    WorkloadSpec,
)
from debtscan.model.words import Confidence, How, Status
from debtscan.safe.yaml import Mapping, Sequence, Value
from debtscan.scan.draft import Draft, Place
from debtscan.scan.kubernetes.documents import load
from debtscan.scan.kubernetes.pods import refer_words
from debtscan.scan.reader import Reader
from debtscan.scan.scalars import count
from debtscan.scan.strings import without_credentials

_NAME = re.compile(r"(.*/)?[^/]*compose[^/]*\.ya?ml(\.\w+)?", re.IGNORECASE)
_YAML = re.compile(r".+\.ya?ml(\.(j2|jinja2?|tmpl|tpl|template))?", re.IGNORECASE)
_LOCAL_NAME = re.compile(
    r"[^/]*[-_.](override|local|dev|devel|development|test|tests|testing|debug)([-_.][^/]*)?$", re.IGNORECASE
)
_SERVICES = re.compile(rb"^services:[ \t]*(#.*)?$", re.MULTILINE)
_WORK = re.compile(rb"^[ \t]+(image|build):", re.MULTILINE)
_FOREIGN = re.compile(rb"^(apiVersion|jobs|stages|provider|openapi|kind):", re.MULTILINE)
_LOCAL_WORDS = re.compile(
    r"\b(local(ly)?|localhost|(for|in|during) (dev(elopment)?|test(s|ing)?)|"
    r"dev(elopment)? (only|environment|set-?up|use|stack))\b",
    re.IGNORECASE,
)
_LONGEST_COMMAND = 2_000
_DEVELOPMENT = re.compile(r"dev|devel|development|test|tests|debug|local|ci", re.IGNORECASE)


def wants(path: str) -> bool:
    """
    Tell whether *path* may be a compose file.
    """
    return _YAML.fullmatch(path) is not None


def claims(file: File) -> bool:
    """
    Tell whether *file* is a compose file: by its name, else by services with images or builds.
    """
    if not _SERVICES.search(file.data):
        return _NAME.fullmatch(file.path) is not None and b"include:" in file.data
    if _NAME.fullmatch(file.path):
        return True
    return bool(_WORK.search(file.data)) and not _FOREIGN.search(file.data)


def read(file: File) -> Reading:
    """
    Return the services of *file*, what they need, and whether the file says that it is for one machine only.
    """
    draft = Draft(file.path)
    found = load(file)
    draft.problems += found.problems
    for document in found.documents:
        if isinstance(document.body, Mapping):
            _read_file(document.body, draft)
    return draft.reading(Status.LOCAL if _is_local(file) else None)


READER = Reader(name="compose", version=1, wants=wants, claims=claims, read=read)


def _is_local(file: File) -> bool:
    name = file.path.rpartition("/")[2]
    if _LOCAL_NAME.fullmatch(name.split(".y")[0]):
        return True
    return any(_LOCAL_WORDS.search(line) for line in _header(file.text))


def _header(text: str) -> Iterator[str]:
    """
    Yield the comments at the top, before anything else is said.
    """
    for line in text.split("\n"):
        if line.startswith("#"):
            yield line
        elif line.strip() and not line.startswith(("version:", "name:", "---")):
            return


def _read_file(body: Mapping, draft: Draft) -> None:
    services = body.mapping("services")
    for name in services:
        if isinstance(services[name], Mapping):
            _read_service(name, services.mapping(name), services.line_of(name), draft)
    for number, item in enumerate(body.sequence("include")):
        path = item.string("path") if isinstance(item, Mapping) else str(item)
        draft.local_path(Place(None, f"include[{number}]", body.line_of("include")), path, How.MODULE)


def _read_service(name: str, service: Mapping, line: int, draft: Draft) -> None:
    profiles = [profile for profile, _ in service.sequence("profiles").strings()]
    spec = WorkloadSpec(
        platform="compose",
        type="service",
        labels={name: value for name, value, _ in _pairs(service.get("labels"))},
        command=_command_line(service),
        replicas=_replicas(service),
    )
    status = _status(profiles, spec.replicas)
    condition = f"profile {', '.join(profiles)}" if profiles else ""
    place = draft.declare(Declaration(f"services.{name}", name, spec, line, status=status, condition=condition))
    place = Place(place.source, place.source or "", line)
    _refer_image(name, service, place, draft)
    _refer_settings(service, place, draft)
    _refer_command(service, spec.command, place, draft)
    _refer_others(service, place, draft)
    _refer_files(service, place, draft)


def _command_line(service: Mapping) -> str:
    words = [word for field in ("entrypoint", "command") for word, _ in _words(service, field)]
    return without_credentials(" ".join(words)[:_LONGEST_COMMAND])


def _status(profiles: list[str], replicas: int | None) -> Status | None:
    if replicas == 0:
        return Status.DISABLED
    local = profiles and all(_DEVELOPMENT.fullmatch(profile) for profile in profiles)
    return Status.LOCAL if local else None


def _replicas(service: Mapping) -> int | None:
    deployed = count(service.mapping("deploy"), "replicas")
    return count(service, "scale") if deployed is None else deployed


def _refer_image(name: str, service: Mapping, place: Place, draft: Draft) -> None:
    """
    Add the image that the service runs; without a name it gets the one that Compose would give it.
    """
    folder = draft.path.rpartition("/")[0].rpartition("/")[2]
    built = "build" in service
    image = service.string("image") or (f"{folder}-{name}".strip("-") if built else "")
    if image:
        field = "image" if "image" in service else "build"
        draft.refer(place.at(field, service.line_of(field)), ImageRef(image), How.IMAGE)
    if built:
        _read_build(name, image, service, place, draft)


def _read_build(name: str, image: str, service: Mapping, place: Place, draft: Draft) -> None:
    build, line = service.mapping("build"), service.line_of("build")
    written = service.string("build") or build.string("context") or "."
    context = draft.resolved(written)
    target = build.string("target")
    if context is None:
        draft.declare(Declaration(f"build:{name}", image, PublishSpec(image, target=target), line))
        return
    dockerfile = build.string("dockerfile") or "Dockerfile"
    recipe = draft.resolved(f"{written}/{dockerfile}") or ""
    publish = PublishSpec(image, context, recipe, target)
    draft.declare(Declaration(f"build:{name}", image, publish, line))
    draft.local_path(place.at("build.context", build.line_of("context") if build else line), written, How.BUILD)
    if recipe:
        at = build.line_of("dockerfile") if build else line
        draft.local_path(place.at("build.dockerfile", at), f"{written}/{dockerfile}", How.BUILD)


def _refer_settings(service: Mapping, place: Place, draft: Draft) -> None:
    for name, value, line in _pairs(service.get("environment")):
        draft.setting(place.at(f"environment[{name}]", line), name, value)
    for number, (path, line) in enumerate(_texts(service.get("env_file"), service.line_of("env_file"))):
        draft.local_path(place.at(f"env_file[{number}]", line), path, How.ENV)


def _refer_command(service: Mapping, command: str, place: Place, draft: Draft) -> None:
    field = "command" if "command" in service else "entrypoint"
    if command:
        draft.refer(place.at(field, service.line_of(field)), CommandRef(command), How.CALL, Confidence.MEDIUM)
    refer_words([word for field in ("entrypoint", "command") for word in _words(service, field)], place, draft)


def _refer_others(service: Mapping, place: Place, draft: Draft) -> None:
    """
    Add the services of the same file that this one waits for, links to or extends.
    """
    for field in ("depends_on", "links"):
        for number, (other, line) in enumerate(_texts(service.get(field), service.line_of(field))):
            draft.refer(place.at(f"{field}[{number}]", line), NameRef("compose", other.split(":")[0]), How.CALL)
    extends = service.mapping("extends")
    here = place.at("extends", service.line_of("extends"))
    if base := extends.string("service") or service.string("extends"):
        draft.refer(here, NameRef("compose", base), How.MODULE)
    draft.local_path(here, extends.string("file"), How.MODULE)


def _refer_files(service: Mapping, place: Place, draft: Draft) -> None:
    for number, (volume, line) in enumerate(_texts(service.get("volumes"), service.line_of("volumes"))):
        here = place.at(f"volumes[{number}]", line)
        draft.text(here, volume)
        source = volume.split(":")[0]
        if source.startswith("."):
            draft.local_path(here, source, How.DATA, Confidence.LOW)
    for field, type_ in (("secrets", "Secret"), ("configs", "ConfigMap")):
        for name, line in _texts(service.get(field), service.line_of(field)):
            draft.refer(place.at(field, line), SecretRef(name, type_), How.ENV)


def _pairs(value: Value) -> Iterator[tuple[str, str, int]]:
    """
    Yield names, values and lines of a mapping or of a list of "name=value".
    """
    if isinstance(value, Mapping):
        yield from ((name, value.string(name), value.line_of(name)) for name in value)
    elif isinstance(value, Sequence):
        for item, line in value.strings():
            name, _, text = item.partition("=")
            yield name, text, line


def _texts(value: Value, line: int) -> Iterator[tuple[str, int]]:
    """
    Yield the names in *value*, be it one scalar, a list of scalars or mappings, or a mapping with the names as keys.
    """
    if isinstance(value, Mapping):
        yield from ((name, value.line_of(name)) for name in value)
    elif isinstance(value, Sequence):
        yield from value.strings()
        for item in value:
            if isinstance(item, Mapping) and (text := item.string("path") or item.string("source")):
                yield text, item.line
    elif isinstance(value, str):
        yield value, line


def _words(service: Mapping, field: str) -> Iterator[tuple[str, int]]:
    value = service.get(field)
    if isinstance(value, Sequence):
        yield from value.strings()
    else:
        yield from ((word, service.line_of(field)) for word in service.string(field).split())
