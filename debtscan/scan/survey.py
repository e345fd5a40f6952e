"""
Reads every file of one source once: which reader speaks it, what it says, and what could not be read.
"""

import gc
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from debtscan import __version__
from debtscan.model.declaration import File, Problem, Reading, decode
from debtscan.model.estate import Repo, SourceFile
from debtscan.model.evidence import Reason, Skip
from debtscan.model.words import Status
from debtscan.run.cache import Cache
from debtscan.run.executor import Died, map_batches
from debtscan.safe.files import Source, SourceSpec, UnreadableError, blob_id, open_source
from debtscan.safe.yaml import load_all
from debtscan.scan.charts import Work, with_charts
from debtscan.scan.readers import READERS
from debtscan.scan.status import left_out, status_of

BATCHES = 24  # a repository; each large enough to pay for its way to a worker
SMALL = 60  # files below which workers cost more than they save
_SPACE = "reading"
_DEGRADED = frozenset({Reason.PARTIAL, Reason.TEMPLATED, Reason.ENCODING})

Failure = tuple[str, Reason, str]  # path, why, and the words of what failed


class Read(Struct, frozen=True):
    """
    The outcome for one file: the reader's name, "" when none claimed it, and what it found.
    """

    path: str
    reader: str
    reading: Reading


class Survey(Struct, frozen=True):
    """
    A repository as read, and the git blob id of each file that was opened.
    """

    repo: Repo
    blobs: dict[str, str]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Read)
_list_decoder = msgspec.msgpack.Decoder(list[Read])


def survey(  # noqa: PLR0913 - all but what is read by name
    name: str,
    source: Source,
    spec: SourceSpec,
    *,
    cache: Cache,
    workers: int,
    form: str = "sha1",
    meanwhile: Callable[[], object] = lambda: None,
) -> Survey:
    """
    Return repository *name* as read from *source*; *spec* lets worker processes open the same source.

    *meanwhile* is called once, while the workers are busy; *form* is the hash of the repository's objects.
    """
    paths = [entry.path for entry in source.entries()]
    wanted = [path for path in paths if left_out(path) is None and any(reader.wants(path) for reader in READERS)]
    blobs, sizes, failed = _open_all(source, wanted, form)
    edition = _edition()
    reads, lost = _read_all(_Work(spec, workers, meanwhile), blobs, sizes, cache, edition)
    charts = Work(source.read, spec, workers, edition)
    rendered, broken = with_charts({read.path: read.reading for read in reads}, blobs, charts, cache)
    reads = [msgspec.structs.replace(read, reading=rendered.get(read.path, read.reading)) for read in reads]
    files, skipped, degraded = _sort_out(name, reads)
    skipped += [Skip(name, path, reason, detail) for path, reason, detail in [*failed, *lost, *broken]]
    skipped += [Skip(name, path, reason, detail) for path, reason, detail in source.skips()]
    silent = {read.path for read in reads if not read.reader and not read.reading.problems}
    skipped += _unspoken(name, sorted((set(paths) - set(wanted)) | silent))
    return Survey(Repo(name, tuple(files), tuple(sorted(paths)), tuple(skipped), tuple(degraded)), blobs)


def _open_all(source: Source, wanted: Sequence[str], form: str) -> tuple[dict[str, str], dict[str, int], list[Failure]]:
    """
    Return the blob id and the size of each file that can be opened, and the others with the reason.
    """
    blobs: dict[str, str] = {}
    sizes: dict[str, int] = {}
    failed: list[Failure] = []
    for path in wanted:
        try:
            data = source.read(path)
        except UnreadableError as error:
            failed.append((path, error.reason, error.detail))
            continue
        blobs[path] = blob_id(data, form)
        sizes[path] = len(data)
    return blobs, sizes, failed


class _Work(Struct, frozen=True):
    """
    How files are read: from where, by how many workers, and what this process does in the meantime.
    """

    spec: SourceSpec
    workers: int
    meanwhile: Callable[[], object]


def _read_all(
    work: _Work, blobs: Mapping[str, str], sizes: Mapping[str, int], cache: Cache, edition: str
) -> tuple[list[Read], list[Failure]]:
    """
    Take from the cache what is known by path and content; read the rest in workers and keep it.
    """
    keys = {path: _key(path, blob, edition) for path, blob in blobs.items()}
    known = cache.get_many(_SPACE, list(keys.values()))
    reads = [_decoder.decode(known[key]) for key in keys.values() if key in known]
    missing = [path for path, key in keys.items() if key not in known]
    fresh, lost = _read_fresh(work, missing, sizes)
    sound = [read for read in fresh if all(problem.reason is not Reason.CRASHED for problem in read.reading.problems)]
    cache.put_many(_SPACE, [(keys[read.path], _encoder.encode(read)) for read in sound])
    return reads + fresh, lost


def _edition() -> str:
    """
    Return what tells one edition of the readers from another, so that no reading outlives the code that made it.
    """
    folder = Path(__file__).parent
    code = sorted((path.as_posix(), path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*.py"))
    named = "|".join(f"{reader.name}:{reader.version}" for reader in READERS)
    return hashlib.blake2b(f"{named}{code}".encode(), digest_size=8).hexdigest()


def _key(path: str, blob: str, edition: str) -> bytes:
    words = f"{__version__}\0{blob}\0{path}\0{edition}".encode("utf-8", "surrogateescape")
    return hashlib.blake2b(words, digest_size=16).digest()


def _read_fresh(work: _Work, paths: Sequence[str], sizes: Mapping[str, int]) -> tuple[list[Read], list[Failure]]:
    many = len(paths) > SMALL
    batches = _batches(paths, sizes) if many else [tuple(paths)]
    reads: list[Read] = []
    lost: list[Failure] = []
    function = partial(read_paths, work.spec)
    for result in map_batches(function, batches, work.workers if many else 1, meanwhile=work.meanwhile):
        if isinstance(result, Died):
            lost.append((result.item, Reason.CRASHED, result.why))
        else:
            reads += _list_decoder.decode(result)
    return reads, lost


def _batches(paths: Sequence[str], sizes: Mapping[str, int]) -> list[tuple[str, ...]]:
    """
    Deal the files out by size, the largest first, so that all batches take about as long.
    """
    bins: list[list[str]] = [[] for _ in range(BATCHES)]
    weights = [0] * BATCHES
    for path in sorted(paths, key=lambda path: (-sizes[path], path)):
        lightest = weights.index(min(weights))
        bins[lightest].append(path)
        weights[lightest] += sizes[path] + 500
    return [tuple(sorted(bin_)) for bin_ in bins if bin_]


def read_paths(spec: SourceSpec, paths: Sequence[str]) -> bytes:
    """
    Return what is read from *paths*, packed; runs in a worker.
    """
    source = open_source(spec)
    gc.disable()  # trees hold no cycles worth looking for, and looking costs an eighth of the time
    try:
        return _encoder.encode([_read_path(source, path) for path in paths])
    finally:
        gc.enable()


def _read_path(source: Source, path: str) -> Read:
    try:
        return read_file(File(path, source.read(path)))
    except UnreadableError as error:
        return Read(path, "", Reading(problems=(Problem(error.reason, error.detail),)))


def read_file(file: File) -> Read:
    """
    Return what the first reader that claims *file* finds in it; a reader that fails costs only this file.
    """
    try:
        for reader in READERS:
            if reader.wants(file.path) and reader.claims(file):
                reading = reader.read(file)
                return Read(file.path, reader.name, _with_encoding(file, reading))
        return Read(file.path, "", _unclaimed(file))
    except (Exception, RecursionError, MemoryError) as error:  # noqa: BLE001 - the border of one file: nothing else may be lost
        return Read(file.path, "", Reading(problems=(Problem(Reason.CRASHED, type(error).__name__),)))


def _unclaimed(file: File) -> Reading:
    """
    Return what is wrong with a YAML file that no reader took: broken, it may hide what readers look for.
    """
    if not file.path.endswith((".yaml", ".yml")) or b"{{" in file.data or b"{%" in file.data:
        return Reading()
    return Reading(problems=load_all(decode(file.data)[0]).problems)


def _with_encoding(file: File, reading: Reading) -> Reading:
    if file.data.isascii() or decode(file.data)[1]:
        return reading
    return msgspec.structs.replace(reading, problems=(*reading.problems, Problem(Reason.ENCODING)))


def _sort_out(name: str, reads: Iterable[Read]) -> tuple[list[SourceFile], list[Skip], list[Skip]]:
    files: list[SourceFile] = []
    skipped: list[Skip] = []
    degraded: list[Skip] = []
    for read in sorted(reads, key=lambda read: read.path):
        by_path = status_of(read.path)
        said = read.reading.status or Status.LIVE
        named_so = by_path is Status.TEMPLATE and read.reading.status is Status.LIVE  # its format is called a template
        status = said if by_path is Status.LIVE or named_so else by_path
        empty = not (read.reading.declarations or read.reading.references or read.reading.code)
        for problem in read.reading.problems:
            line = Skip(name, read.path, problem.reason, problem.detail, problem.line)
            (skipped if empty and problem.reason not in _DEGRADED else degraded).append(line)
        if read.reader:
            files.append(SourceFile(read.path, read.reader, status, read.reading))
    return files, skipped, degraded


def _unspoken(name: str, paths: Iterable[str]) -> Iterator[Skip]:
    """
    Yield one ledger line, with its count, for each folder that is left out and each file suffix that no reader speaks.
    """
    counts: Counter[tuple[str, Reason]] = Counter()
    for path in paths:
        folder = left_out(path)
        pure = PurePosixPath(path)
        pattern = f"**/*{pure.suffix}" if pure.suffix else f"**/{pure.name}"
        counts[(f"{folder[0]}/**", folder[1]) if folder else (pattern, Reason.NO_READER)] += 1
    for (pattern, reason), count in sorted(counts.items()):
        yield Skip(name, pattern, reason, str(count))
