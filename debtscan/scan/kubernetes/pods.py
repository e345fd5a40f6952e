"""
What a pod needs: images, settings, secrets, commands, volumes. The same words serve workloads and custom resources.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from debtscan.model.declaration import CommandRef, HostRef, NameRef, SecretRef
from debtscan.model.words import Confidence, How
from debtscan.safe.yaml import Mapping, Sequence
from debtscan.scan import shell
from debtscan.scan.draft import Draft, Place
from debtscan.scan.strings import without_credentials

_CONTAINER_FIELDS = ("containers", "initContainers", "ephemeralContainers")
_LONGEST_COMMAND = 2_000
_KANIKO = re.compile(r"(^|/)kaniko")
_SHELLS = frozenset(
    {"sh", "bash", "/bin/sh", "/bin/bash", "/bin/ash", "-c", "-ec", "-lc", "-cx", "-exc", "-xc", "-euc"}
)


def is_pod_spec(value: Mapping) -> bool:
    """
    Tell whether *value* looks like the spec of a pod: a list of containers with images or names.
    """
    return any("image" in container or "name" in container for container in value.mappings("containers"))


def has_images(pod: Mapping) -> bool:
    """
    Tell whether any container of *pod* names its image; a patch does not.
    """
    return any(container.string("image") for _, container in containers(pod))


def containers(pod: Mapping) -> Iterator[tuple[str, Mapping]]:
    """
    Yield the containers of *pod*, each with its structural place: "containers[web]".
    """
    for field in _CONTAINER_FIELDS:
        for number, container in enumerate(pod.mappings(field)):
            yield f"{field}[{container.string('name') or number}]", container


def main_command(pod: Mapping, name: str) -> str:
    """
    Return the command line of the container called *name*, else of the first one.
    """
    candidates = list(pod.mappings("containers"))
    chosen = next((one for one in candidates if one.string("name") == name), candidates[0] if candidates else None)
    return command_line(chosen) if chosen is not None else ""


def command_line(container: Mapping) -> str:
    """
    Return the command and arguments of *container*, joined by spaces.
    """
    words = [*_words(container, "command"), *_words(container, "args")]
    return without_credentials(" ".join(word.strip() for word, _ in words)[:_LONGEST_COMMAND])


def refer_pod(pod: Mapping, place: Place, draft: Draft) -> None:
    """
    Add all that *pod* needs.
    """
    for where, container in containers(pod):
        refer_container(container, place.at(where, container.line), draft)
    _account(pod, place, draft)
    for number, volume in enumerate(pod.mappings("volumes")):
        _volume(volume, place.at(f"volumes[{volume.string('name') or number}]", volume.line), draft)


def refer_container(container: Mapping, place: Place, draft: Draft) -> None:
    """
    Add what one container needs.
    """
    draft.image(place.at("image", container.line_of("image")), container.string("image"))
    refer_env(container, place, draft)
    for number, source in enumerate(container.mappings("envFrom")):
        for field, type_ in (("configMapRef", "ConfigMap"), ("secretRef", "Secret")):
            name = source.mapping(field).string("name")
            _secret(place.at(f"envFrom[{number}]", source.line), name, type_, draft)
    _command(container, place, draft)


def refer_env(container: Mapping, place: Place, draft: Draft) -> None:
    """
    Add what the variables under "env" point to: a list of names and values, or a plain mapping.
    """
    plain = container.mapping("env")
    for name in plain:
        draft.setting(place.at(f"env[{name}]", plain.line_of(name)), name, plain.string(name))
    for variable in container.mappings("env"):
        name = variable.string("name")
        here = place.at(f"env[{name}]", variable.line)
        draft.setting(here, name, variable.string("value"))
        source = variable.mapping("valueFrom")
        _secret(here, source.mapping("secretKeyRef").string("name"), "Secret", draft)
        _secret(here, source.mapping("configMapKeyRef").string("name"), "ConfigMap", draft)


def refer_words(words: list[tuple[str, int]], place: Place, draft: Draft) -> None:
    """
    Add what the words of a command line point to, options with their values among them.
    """
    option = ""
    for word, line in words:
        here = place.at("args", line)
        name, equals, value = word.partition("=")
        if word.startswith("-"):
            if equals:
                draft.setting(here, _setting_name(name), value)
            option = "" if equals else name
        elif option:
            draft.setting(here, _setting_name(option), word)
            option = ""
        else:
            draft.text(here, word)


def _setting_name(option: str) -> str:
    return option.lstrip("-").replace("-", "_").replace(".", "_")


def _command(container: Mapping, place: Place, draft: Draft) -> None:
    command, arguments = list(_words(container, "command")), list(_words(container, "args"))
    line = command_line(container)
    if _telling(line):
        field = "command" if command else "args"
        draft.refer(place.at(field, container.line_of(field)), CommandRef(line), How.CALL, Confidence.MEDIUM)
    refer_words(command + arguments, place, draft)
    _run(container, [word for word, _ in command + arguments], place, draft)


def _run(container: Mapping, words: list[str], place: Place, draft: Draft) -> None:
    """
    Add what the command of a container builds, deploys or reaches; an image that is one tool runs it without naming it.
    """
    if not container.get("command") and _KANIKO.search(container.string("image")):
        words = ["/kaniko/executor", *words]
    if not words or len(words[0]) > _LONGEST_COMMAND:
        return
    here = shell.Place(source=place.source, key=place.key, line=container.line)
    found = shell.read_argv(words, here)
    for declaration in found.declarations:
        draft.declare(replace(declaration, key=f"{place.key}.{declaration.key}"))
    for ref in found.references:
        if isinstance(ref.target, HostRef):
            continue  # its words were searched for hosts already
        draft.refer(Place(ref.source, ref.key or place.key, ref.line), ref.target, ref.how, Confidence.MEDIUM)


def _telling(line: str) -> bool:
    """
    Tell whether a command names a program and not only options.
    """
    words = [word for word in line.split() if word not in _SHELLS]
    return bool(words) and not words[0].startswith("-")


def _words(container: Mapping, field: str) -> Iterator[tuple[str, int]]:
    value = container.get(field)
    if isinstance(value, Sequence):
        yield from value.strings()
    elif isinstance(value, str):
        yield value, container.line_of(field)


def _account(pod: Mapping, place: Place, draft: Draft) -> None:
    for field in ("serviceAccountName", "serviceAccount"):
        if name := pod.string(field):
            draft.refer(place.at(field, pod.line_of(field)), NameRef("service_account", draft.name(name)), How.ENV)
            return


def _volume(volume: Mapping, place: Place, draft: Draft) -> None:
    _secret(place, volume.mapping("secret").string("secretName"), "Secret", draft)
    _secret(place, volume.mapping("configMap").string("name"), "ConfigMap", draft)
    _secret(place, volume.mapping("persistentVolumeClaim").string("claimName"), "PersistentVolumeClaim", draft)
    for source in volume.mapping("projected").mappings("sources"):
        _secret(place, source.mapping("secret").string("name"), "Secret", draft)
        _secret(place, source.mapping("configMap").string("name"), "ConfigMap", draft)
    attributes = volume.mapping("csi").mapping("volumeAttributes")
    for name in attributes:
        draft.setting(place.at(f"csi.{name}", attributes.line_of(name)), name, attributes.string(name))


def _secret(place: Place, name: str, type_: str, draft: Draft) -> None:
    if name:
        draft.refer(place, SecretRef(draft.name(name), type_), How.ENV)
