"""
Sets of values for one chart: from files beside or apart, and from manifests that install it with values of their own.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from debtscan.model.declaration import File
from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.kubernetes.gitops import inline_values

_NOT_DEPLOYED = frozenset(
    {
        "test",
        "tests",
        "testing",
        "ci",
        "local",
        "localhost",
        "minikube",
        "kind",
        "example",
        "examples",
        "sample",
        "schema",
    }
)
_PRODUCTION = frozenset({"prod", "production", "prd", "live", "main"})


class Environment(Struct, frozen=True):
    """
    The values of one installation, and the file that holds them; "" for the defaults alone.
    """

    path: str
    values: Mapping


def is_deployed(path: str) -> bool:
    """
    Tell whether values in *path* are those of a place where things run.
    """
    return _NOT_DEPLOYED.isdisjoint(_words(path))


def rank(path: str) -> tuple[bool, str]:
    """
    Return what sorts production before the others.
    """
    return _PRODUCTION.isdisjoint(_words(path)), path


def _words(path: str) -> set[str]:
    return set(re.split(r"[/._-]", path.lower()))


def of_file(file: File) -> Environment:
    """
    Return the values that *file* holds.
    """
    documents = load_all(file.text).documents
    return Environment(file.path, next((one for one in documents if isinstance(one, Mapping)), Mapping(1)))


def of_releases(file: File, folder: str) -> Iterator[Environment]:
    """
    Yield the values with which manifests in *file* install the chart in *folder*.
    """
    for body in load_all(file.text).documents:
        if isinstance(body, Mapping):
            for given in inline_values(body):
                if given.chart.removeprefix("./").strip("/") == folder:
                    yield Environment(file.path, given.values)
