"""
Which files nobody writes by hand, or writes beside another one: what the path alone says.
"""

import re
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePosixPath

from debtscan.model.words import Status
from debtscan.scan.status import status_of


class FileClass(StrEnum):
    """
    What a file is for those who count work on it.
    """

    WRITTEN = "written"  # code, manifests, pipelines, settings: all that is worked on
    TEST = "test"
    LOCK = "lock"
    DOCUMENT = "document"
    GENERATED = "generated"
    VENDORED = "vendored"


_LOCKS = frozenset(
    {"bun.lockb", "cargo.lock", "chart.lock", "composer.lock", "flake.lock", "gemfile.lock", "go.sum", "go.work.sum"}
    | {"gradle.lockfile", "mix.lock", "npm-shrinkwrap.json", "package-lock.json", "packages.lock.json", "pdm.lock"}
    | {"pipfile.lock", "pixi.lock", "pnpm-lock.yaml", "poetry.lock", "pubspec.lock", "requirements.lock", "uv.lock"}
    | {".terraform.lock.hcl", "yarn.lock", "conda-lock.yml", "pylock.toml"}
)
_DOCUMENTS = frozenset({"docs", "doc", "documentation", "website", "man", "adr", "proposals", "enhancements"})
_SUFFIXES = frozenset({".md", ".mdx", ".rst", ".adoc", ".asciidoc", ".textile"})
_PAPERS = re.compile(
    r"(readme|licen[cs]e|copying|notice|authors|contributors|contributing|changelog|changes|install|code_of_conduct"
    r"|security)([._-].*)?",
    re.IGNORECASE,
)
_BY_STATUS = {
    Status.TEST: FileClass.TEST,
    Status.GENERATED: FileClass.GENERATED,
    Status.VENDORED: FileClass.VENDORED,
}


@lru_cache(maxsize=50_000)  # long histories name the same files again and again
def class_of(path: str) -> FileClass:
    """
    Return what *path* (relative to its repository) says of the file.
    """
    place = PurePosixPath(path)
    if place.name.lower() in _LOCKS:
        return FileClass.LOCK
    known = _BY_STATUS.get(status_of(path))
    if known is not None:
        return known
    in_documents = any(part.lower() in _DOCUMENTS for part in place.parts[:-1])
    if in_documents or place.suffix.lower() in _SUFFIXES or _PAPERS.fullmatch(place.name):
        return FileClass.DOCUMENT
    return FileClass.WRITTEN
