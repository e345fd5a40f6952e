"""
Requirement and lock files of Python: requirements.txt, constraints, Pipfile, poetry.lock, uv.lock, environment.yml.
"""

import json
import re
import tomllib
from collections.abc import Callable
from typing import Any

from debtscan.model.declaration import File, PackageRef, Reading
from debtscan.model.evidence import Reason
from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.draft import Draft
from debtscan.scan.lines import Lines, lines_of_keys
from debtscan.scan.reader import Reader
from debtscan.scan.requirements import read_line, refer
from debtscan.scan.strings import without_credentials

_LISTS = re.compile(
    r"(.*[-_.])?(requirements?|constraints?)([-_.][\w.-]*)?\.(txt|in|pip)|requirements/[\w.-]+\.(txt|in)"
)
_LOCKED = re.compile(r'^name *= *"([^"\n]+)"\nversion *= *"([^"\n]*)"', re.MULTILINE)
_CONDA = re.compile(r"(?:conda[-_])?env(?:ironment)?[\w.-]*\.ya?ml|conda[\w.-]*\.ya?ml|binder/environment\.yml")
_MAX_LOCK = 20_000_000


def wants(path: str) -> bool:
    """
    Return whether the name is one of the known ones.
    """
    return _kind(path) is not None


def claims(file: File) -> bool:
    """
    Return whether *file* is one of conda's, where its name says no more than "environment.yml".
    """
    if _kind(file.path) is not _read_conda:
        return True
    return b"dependencies:" in file.data and b"apiVersion:" not in file.data


def read(file: File) -> Reading:
    """
    Return the distributions that *file* lists. Files that it includes are read by themselves.
    """
    draft = Draft(file.path)
    kind = _kind(file.path)
    if kind is not None and len(file.data) <= _MAX_LOCK:
        kind(draft, file.text)
    elif kind is not None:
        draft.problem(Reason.TOO_LARGE, "lock file")
    return draft.reading()


def _kind(path: str) -> Callable[[Draft, str], None] | None:
    name = path.rpartition("/")[2]
    if _LISTS.fullmatch(name) or _LISTS.fullmatch("/".join(path.split("/")[-2:])):
        return _read_list
    if name in {"poetry.lock", "uv.lock", "pdm.lock"}:
        return _read_lock
    if name == "Pipfile":
        return _read_pipfile
    if name == "Pipfile.lock":
        return _read_pipfile_lock
    return _read_conda if _CONDA.fullmatch(name) else None


def _read_list(draft: Draft, text: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        read_line(draft, line, number, "requirement")


def _read_lock(draft: Draft, text: str) -> None:
    lines = Lines(text)
    for match in _LOCKED.finditer(text):
        refer(draft, PackageRef("python", match[1].lower(), f"=={match[2]}"), lines.at(match.start(1)))


def _read_pipfile(draft: Draft, text: str) -> None:
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        draft.problem(Reason.BROKEN, str(error))
        return
    lines = lines_of_keys(text)
    for section in ("packages", "dev-packages"):
        for name, value in _dict(table.get(section)).items():
            version = value if isinstance(value, str) else str(_dict(value).get("version", ""))
            source = without_credentials(str(_dict(value).get("git", "")))
            refer(draft, PackageRef("python", name.lower(), "" if version == "*" else version, source), lines.get(name))


def _read_pipfile_lock(draft: Draft, text: str) -> None:
    try:
        table = _dict(json.loads(text))
    except (ValueError, RecursionError) as error:
        draft.problem(Reason.BROKEN, str(error))
        return
    for section in ("default", "develop"):
        for name, value in _dict(table.get(section)).items():
            refer(draft, PackageRef("python", name.lower(), str(_dict(value).get("version", ""))), None)


def _read_conda(draft: Draft, text: str) -> None:
    loaded = load_all(text)
    draft.problems += loaded.problems
    for document in loaded.documents:
        if isinstance(document, Mapping):
            dependencies = document.sequence("dependencies")
            for word, line in dependencies.strings():
                name, _, version = word.rpartition("::")[2].partition("=")
                if name.strip():
                    refer(draft, PackageRef("python", name.split(">")[0].split("<")[0].strip().lower(), version), line)
            for nested in document.mappings("dependencies"):
                for word, line in nested.sequence("pip").strings():
                    read_line(draft, word, line, "pip")


def _dict(value: Any) -> dict[str, Any]:  # noqa: ANN401 - TOML and JSON hold anything
    return value if isinstance(value, dict) else {}


READER = Reader(name="requirements", version=1, wants=wants, claims=claims, read=read)
