"""
Services that watch a repository and are set up by one file in it: update bots, hook runners, builders of documentation.
"""

import re

from msgspec import Struct

from debtscan.model.declaration import CiSpec, Declaration, File, Reading
from debtscan.scan.draft import Draft
from debtscan.scan.reader import Reader


class _Hosted(Struct, frozen=True):
    path: re.Pattern[str]
    system: str
    name: str


def _hosted(pattern: str, system: str, name: str) -> _Hosted:
    return _Hosted(re.compile(pattern), system, name)


_SERVICES = (
    _hosted(r"\.github/dependabot\.ya?ml", "dependabot", "Dependabot"),
    _hosted(r"(\.github/|\.gitlab/)?renovate\.json5?|\.renovaterc(\.json5?)?", "renovate", "Renovate"),
    _hosted(r"\.pre-commit-config\.ya?ml", "pre-commit", "pre-commit"),
    _hosted(r"\.?readthedocs\.ya?ml", "readthedocs", "Read the Docs"),
)


def wants(path: str) -> bool:
    """
    Tell whether *path* sets up one of the services; only files at the places where they look for them count.
    """
    return any(service.path.fullmatch(path) for service in _SERVICES)


def read(file: File) -> Reading:
    """
    Return the service that the file sets up.
    """
    draft = Draft(file.path)
    for service in _SERVICES:
        if service.path.fullmatch(file.path):
            draft.declare(Declaration(service.system, service.name, CiSpec(service.system), 1))
    return draft.reading()


READER = Reader(name="hosted", version=1, wants=wants, read=read)
