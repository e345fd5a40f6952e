"""
Values of infrastructure code put in where they are used: variables, locals and settings of the folder that has them.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator

from msgspec import structs

from debtscan.graph.places import folder_of
from debtscan.model.declaration import (
    Declaration,
    HostRef,
    ImageRef,
    PathRef,
    Reading,
    Reference,
    ResourceSpec,
    StackSpec,
    StoreRef,
)
from debtscan.model.estate import Repo, SourceFile

Values = dict[str, str]

SETTINGS = "tfvars"  # the tool of a file that only gives values
_USE = re.compile(r"\$\{\s*((?:var|local|[a-z][a-z0-9]*_[a-z0-9_]+)\.[\w.-]+)\s*\}")
_HERE = re.compile(r"\$\{path\.(?:module|root|cwd)\}/?")
_IMAGES = frozenset({"aws_ecr_repository", "aws_ecrpublic_repository"})  # resources whose address is an image's name
_ROUNDS = 4
_LONGEST = 1_000


def filled(repos: tuple[Repo, ...]) -> tuple[Repo, ...]:
    """
    Return *repos* with the values put in that are the same wherever their folder says them.
    """
    return tuple(_filled(repo) for repo in repos)


def _filled(repo: Repo) -> Repo:
    values = _values(repo)
    if not values:
        return repo
    files = tuple(
        structs.replace(file, reading=_reading(file.reading, values[folder_of(file.path)], folder_of(file.path)))
        if folder_of(file.path) in values and any(_stacks(file))
        else file
        for file in repo.files
    )
    return structs.replace(repo, files=files)


def _values(repo: Repo) -> dict[str, Values]:
    """
    Return the known values of each folder; a setting beats the default, two settings that disagree say nothing.
    """
    defaults: dict[str, Values] = defaultdict(dict)
    given: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    folders = {folder_of(file.path) for file in repo.files for spec in _stacks(file) if spec.tool != SETTINGS}
    for file in repo.files:
        for spec in _stacks(file):
            folder = _home(folder_of(file.path), folders) if spec.tool == SETTINGS else folder_of(file.path)
            for address, text in spec.values.items():
                if spec.tool == SETTINGS:
                    given[folder][address].add(text)
                else:
                    defaults[folder][address] = text
        defaults[folder_of(file.path)] |= _repositories(file)
    for folder, settings in given.items():
        for address, texts in settings.items():
            defaults[folder].pop(address, None)
            if len(texts) == 1:
                defaults[folder][address] = next(iter(texts))
    return {folder: values for folder, values in defaults.items() if values}


def _stacks(file: SourceFile) -> Iterator[StackSpec]:
    return (each.spec for each in file.reading.declarations if isinstance(each.spec, StackSpec))


def _home(folder: str, folders: set[str]) -> str:
    """
    Return the folder whose variables the settings in *folder* set: itself, else the nearest around it.
    """
    home = folder
    while home and home not in folders:
        home = folder_of(home)
    return home if home in folders else folder


def _repositories(file: SourceFile) -> Values:
    """
    Return the names of the image repositories that a file declares, as their URL is named elsewhere.
    """
    return {
        f"{each.spec.address}.repository_url": each.name
        for each in file.reading.declarations
        if isinstance(each.spec, ResourceSpec) and each.spec.type in _IMAGES
    }


def _reading(reading: Reading, values: Values, folder: str) -> Reading:
    return structs.replace(
        reading,
        declarations=tuple(_named(each, values) for each in reading.declarations),
        references=tuple(_reference(each, values, folder) for each in reading.references),
    )


def _named(declaration: Declaration, values: Values) -> Declaration:
    """
    Return *declaration* under the name that is put together, where all parts are known.
    """
    written = declaration.spec.named if isinstance(declaration.spec, ResourceSpec) else ""
    name = put_in(written, values) if written else ""
    return declaration if not name or "${" in name else structs.replace(declaration, name=name)


def _reference(reference: Reference, values: Values, folder: str) -> Reference:
    target = reference.target
    match target:
        case PathRef() if "${" in target.path:
            target = PathRef(_path(put_in(target.path, values), folder))
        case ImageRef():
            target = ImageRef(put_in(target.image, values))
        case StoreRef():
            target = structs.replace(target, name=put_in(target.name, values))
        case HostRef():
            target = structs.replace(target, host=put_in(target.host, values), url=put_in(target.url, values))
        case _:
            return reference
    return structs.replace(reference, target=target)


def _path(written: str, folder: str) -> str:
    """
    Return a path that is put together, relative to the repository, or as written where a part is not known.
    """
    plain = _HERE.sub("./", written)
    path = posixpath.normpath(posixpath.join(folder, plain))
    return written if "${" in plain or path.startswith(("..", "/")) else path


def put_in(text: str, values: Values) -> str:
    """
    Return *text* with the values put in that are known.
    """
    for _ in range(_ROUNDS):
        if "${" not in text:
            break
        replaced = _USE.sub(lambda match: values.get(match[1], match[0]), text)
        if replaced == text or len(replaced) > _LONGEST:
            break
        text = replaced
    return text
