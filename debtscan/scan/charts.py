"""
The step between reading and linking that sees several files at once: charts are rendered, each from all its files.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import msgspec
from msgspec import Struct

from debtscan.model.declaration import Reading
from debtscan.model.evidence import Reason
from debtscan.run.cache import Cache
from debtscan.run.executor import Died, map_batches
from debtscan.safe.files import SourceSpec, UnreadableError, open_source
from debtscan.scan.helm.chart import beside
from debtscan.scan.helm.readings import together
from debtscan.scan.helm.stage import Task, render
from debtscan.scan.helm.units import Unit, units_of

_SPACE = "charts"
_SMALL = 300  # templates, counted for each set of values, below which workers cost more than they save

Failure = tuple[str, Reason, str]  # path, why, and the words of what failed


class Found(Struct, frozen=True):
    """
    What the files of one chart say.
    """

    folder: str
    readings: dict[str, Reading]


class Work(Struct, frozen=True):
    """
    Where files are read from, by this process and by workers, and what tells one edition of the code from another.
    """

    read: Callable[[str], bytes]
    spec: SourceSpec
    workers: int
    edition: str


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Found)
_list_decoder = msgspec.msgpack.Decoder(list[Found])


def with_charts(
    readings: Mapping[str, Reading], blobs: Mapping[str, str], work: Work, cache: Cache
) -> tuple[dict[str, Reading], list[Failure]]:
    """
    Return what files of charts say once each chart is rendered, and the charts that could not be.

    A chart is known by the content of all its files, so that it is rendered again only when one of them changes.
    """
    units = units_of(readings, blobs, partial(_read_if_there, work.read))
    keys = {unit.folder: _key(unit, blobs, work.edition) for unit in units}
    known = cache.get_many(_SPACE, list(keys.values()))
    found = [_decoder.decode(known[keys[unit.folder]]) for unit in units if keys[unit.folder] in known]
    fresh, lost = _render([unit for unit in units if keys[unit.folder] not in known], readings, work)
    cache.put_many(_SPACE, [(keys[one.folder], _encoder.encode(one)) for one in fresh])
    return _joined([*found, *fresh]), lost


def _read_if_there(read: Callable[[str], bytes], path: str) -> bytes:
    """
    Return the content of *path*, nothing where it vanished since it was read first.
    """
    try:
        return read(path)
    except UnreadableError:
        return b""


def _key(unit: Unit, blobs: Mapping[str, str], edition: str) -> bytes:
    digest = hashlib.blake2b(f"{edition}\0{unit.folder}".encode("utf-8", "surrogateescape"), digest_size=16)
    for path in unit.all():
        digest.update(f"\0{path}\0{blobs[path]}".encode("utf-8", "surrogateescape"))
    return digest.digest()


def _render(units: Sequence[Unit], readings: Mapping[str, Reading], work: Work) -> tuple[list[Found], list[Failure]]:
    tasks = [Task(unit, {path: readings[path] for path in unit.all() if path in readings}) for unit in units]
    many = sum(len(unit.files) * (1 + len(unit.environments)) for unit in units) > _SMALL
    function = partial(render_all, work.spec) if many else partial(_render_here, work.read)
    found: list[Found] = []
    lost: list[Failure] = []
    for result in map_batches(function, [[task] for task in tasks], work.workers if many else 1):
        if isinstance(result, Died):
            lost.append((beside(result.item.unit.folder, "Chart.yaml"), Reason.CRASHED, f"not rendered: {result.why}"))
        else:
            found += _list_decoder.decode(result)
    return found, lost


def render_all(spec: SourceSpec, tasks: Sequence[Task]) -> bytes:
    """
    Return what the charts of *tasks* say, packed; runs in a worker.
    """
    return _render_here(open_source(spec).read, tasks)


def _render_here(read: Callable[[str], bytes], tasks: Sequence[Task]) -> bytes:
    return _encoder.encode([Found(task.unit.folder, render(task, read)) for task in tasks])


def _joined(found: Iterable[Found]) -> dict[str, Reading]:
    """
    Return one reading a file: a chart that several others install is rendered once for each of them.
    """
    readings: dict[str, list[Reading]] = {}
    for one in sorted(found, key=lambda one: one.folder):
        for path, reading in one.readings.items():
            readings.setdefault(path, []).append(reading)
    return {path: together(several) for path, several in readings.items()}
