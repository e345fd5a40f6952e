"""
Which files make up each chart of a repository: its own, those of local sub-charts, and values for it elsewhere.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from debtscan.model.declaration import Reading, ReleaseSpec
from debtscan.model.words import Status
from debtscan.scan.helm.chart import Layout, Reads, beside
from debtscan.scan.helm.environments import is_deployed, rank
from debtscan.scan.status import status_of

_KEY = re.compile(rb"^[\"']?([\w.-]+)[\"']?[ \t]*:", re.MULTILINE)
_FEWEST = 2  # top-level keys that values elsewhere must share with the chart
_PART = 0.5  # of its keys
_INSTALLERS = frozenset({"argocd", "flux", "helmfile"})


class Unit(Struct, frozen=True):
    """
    One chart that is rendered by itself, and all the files that it is rendered from.
    """

    folder: str
    files: tuple[str, ...]  # of the chart and its local sub-charts
    environments: tuple[str, ...] = ()  # files of values, production first
    releases: tuple[str, ...] = ()  # manifests that install it, with values of their own

    def all(self) -> tuple[str, ...]:
        """
        Return every file that decides what comes out.
        """
        return *self.files, *self.environments, *self.releases


def units_of(readings: Mapping[str, Reading], paths: Iterable[str], read: Reads) -> list[Unit]:
    """
    Return the charts among *paths*, by what the readers found in them.
    """
    layout = Layout(paths)
    roots = _alone(layout, readings)
    if not roots:
        return []
    values = [path for path, reading in readings.items() if any(one.key == "values" for one in reading.declarations)]
    keys = {folder: _keys_of(folder, layout, readings, read) for folder in roots}
    given: dict[str, list[str]] = {folder: [] for folder in roots}
    for path in values:
        for folder in _owners(path, layout, keys, read):
            given[folder].append(path)
    return [
        Unit(
            folder,
            tuple(sorted(_files_of(folder, layout, readings))),
            tuple(sorted(given[folder], key=rank)),
            tuple(sorted(_releases_of(folder, readings))),
        )
        for folder in roots
    ]


def _alone(layout: Layout, readings: Mapping[str, Reading]) -> list[str]:
    """
    Return the charts that are rendered by themselves: not those in another one's folder that it takes as its parts.
    """
    parts = {
        near
        for folder in layout.roots()
        for path in layout.files_in(folder)
        if path in readings
        for near in _near(path, readings[path], layout)
        if layout.holds(folder, near)
    }
    return [folder for folder in layout.roots() if folder not in parts]


def _keys_of(folder: str, layout: Layout, readings: Mapping[str, Reading], read: Reads) -> set[str]:
    """
    Return the top-level keys that values for the chart may have.
    """
    found: set[str] = set()
    for path in layout.files_in(folder):
        if posixpath.dirname(path) == folder:
            found |= (
                {one.name for one in readings[path].declarations if one.key.startswith("dependency:")}
                if path in readings
                else set()
            )
            if path == beside(folder, "values.yaml"):
                found |= _keys(read(path))
    return found


def _keys(data: bytes) -> set[str]:
    return {match[1].decode() for match in _KEY.finditer(data)} - {"global"}


def _owners(path: str, layout: Layout, keys: Mapping[str, set[str]], read: Reads) -> list[str]:
    """
    Return the charts that the values in *path* are for: the one around it, else those that share most of their keys.
    """
    around = layout.around(path)
    if not is_deployed(path):
        return []
    if around is not None:
        own = around in keys and path != beside(around, "values.yaml") and "/templates/" not in f"/{path}"
        return [around] if own else []
    if status_of(path) is not Status.LIVE:
        return []
    mine = _keys(read(path))
    shared = {folder: len(mine & known) for folder, known in keys.items()}
    most = max(shared.values(), default=0)
    return [folder for folder in keys if shared[folder] == most] if most >= max(_FEWEST, _PART * len(mine)) else []


def _files_of(folder: str, layout: Layout, readings: Mapping[str, Reading]) -> set[str]:
    """
    Return the files of the chart in *folder* and of the charts that it takes from beside it.
    """
    found: set[str] = set()
    waiting = [folder]
    seen: set[str] = set()
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        inside = [path for path in layout.paths if path.startswith(beside(place, ""))]
        found.update(inside)
        waiting += [near for path in inside if path in readings for near in _near(path, readings[path], layout)]
    return found


def _near(path: str, reading: Reading, layout: Layout) -> Iterator[str]:
    for declaration in reading.declarations:
        spec = declaration.spec
        if isinstance(spec, ReleaseSpec) and spec.by == "chart" and spec.repository.startswith("file://"):
            folder = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), spec.repository.removeprefix("file://"))
            )
            if folder in layout.folders:
                yield folder


def _releases_of(folder: str, readings: Mapping[str, Reading]) -> Iterator[str]:
    """
    Yield the manifests that install the chart in *folder*.
    """
    for path, reading in readings.items():
        specs = (one.spec for one in reading.declarations)
        if any(_installs(spec, folder) for spec in specs if isinstance(spec, ReleaseSpec)):
            yield path


def _installs(spec: ReleaseSpec, folder: str) -> bool:
    return bool(folder) and spec.by in _INSTALLERS and spec.chart.removeprefix("./").strip("/") == folder
