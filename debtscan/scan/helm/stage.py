"""
One chart and its local sub-charts after reading: rendered from all their files, they say what is installed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from debtscan.model.declaration import Declaration, File, Problem, Reading, ReleaseSpec
from debtscan.model.evidence import Reason
from debtscan.safe.yaml import Mapping
from debtscan.scan.helm.assembly import Assembly, Release
from debtscan.scan.helm.chart import Chart, Charts, Reads, beside
from debtscan.scan.helm.environments import Environment, of_file, of_releases
from debtscan.scan.helm.parts import declared, parts_of, with_dependencies
from debtscan.scan.helm.units import Unit
from debtscan.scan.helm.values import Value

_ABOUT = re.compile(r"(.*/)?(Chart|requirements)\.ya?ml")


class Task(Struct, frozen=True):
    """
    A chart, and what its files say before it is rendered.
    """

    unit: Unit
    readings: dict[str, Reading]


def render(task: Task, read: Reads) -> dict[str, Reading]:
    """
    Return what the files of a chart say when it is rendered with its values and those of each environment.
    """
    unit, known = task.unit, task.readings
    chart = Charts(unit.files, read).at(unit.folder)
    given = [*_environments(unit, read), Environment("", Mapping(1))]
    sets = tuple(chart.coalesced(one.values) for one in given)
    assembly = Assembly(Release(chart, sets), read)
    found = assembly.readings(known)
    for path in _own(unit):
        found[path] = with_dependencies(found.get(path, known[path]), chart, sets)
    for path, parts in _parts(task, chart, [of_file(File(path, read(path))) for path in _defaults(unit)] + given, sets):
        before = found.get(path, known[path])
        found[path] = replace(before, declarations=(*before.declarations, *parts))
    if assembly.unrendered:
        about = _own(unit)[0]
        why = f"{assembly.unrendered} of {len(sets)} sets of values are too many to be rendered"
        found[about] = replace(found[about], problems=(*found[about].problems, Problem(Reason.OVER_BUDGET, why)))
    return found


def _own(unit: Unit) -> list[str]:
    """
    Return the files that say what the chart installs with itself, Chart.yaml first.
    """
    return [path for path in unit.files if _ABOUT.fullmatch(path) and path.rpartition("/")[0] == unit.folder]


def _defaults(unit: Unit) -> list[str]:
    return [path for path in unit.files if path == beside(unit.folder, "values.yaml")]


def _environments(unit: Unit, read: Reads) -> Iterator[Environment]:
    for path in unit.environments:
        yield of_file(File(path, read(path)))
    for path in unit.releases:
        yield from of_releases(File(path, read(path)), unit.folder)


def _parts(
    task: Task, chart: Chart, given: Iterable[Environment], sets: Sequence[dict[str, Value]]
) -> Iterator[tuple[str, list[Declaration]]]:
    """
    Yield the files of values that name parts of charts from elsewhere, each part in the first file that names it.
    """
    declared_ones = (one for path in _own(task.unit) for one in task.readings[path].declarations)
    releases = {one.key: one.spec for one in declared_ones if isinstance(one.spec, ReleaseSpec)}
    far = [one for one in chart.dependencies if one.chart is None and one.key in releases]
    parts = {one.key: parts_of(one, sets) for one in far}
    seen: set[str] = set()
    for environment in given:
        named = [
            part for one in far for part in declared(environment.values, one.alias, releases[one.key], parts[one.key])
        ]
        fresh = [part for part in named if part.key not in seen]
        if fresh and environment.path in task.readings:
            seen.update(part.key for part in fresh)
            yield environment.path, fresh
