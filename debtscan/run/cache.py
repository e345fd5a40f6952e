"""
What earlier runs found, kept in one SQLite file of the user: only an accelerator, so every fault means "not known".
"""

import os
import sqlite3
import stat
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

import platformdirs

SCHEMA = 1
VARIABLE = "DEBTSCAN_CACHE_DIR"
_NAME = "cache.sqlite"
_BOUND = 512_000_000  # bytes on disk
_AT_ONCE = 500
_BUSY_SECONDS = 5.0
_TABLE = """\
CREATE TABLE IF NOT EXISTS kept (
  id INTEGER PRIMARY KEY, space TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, crc INTEGER NOT NULL,
  UNIQUE (space, key)
)"""

_PROBE = "SELECT space, key, value, crc FROM kept LIMIT 1"
_DROP_OLDEST_QUARTER = "DELETE FROM kept WHERE id <= (SELECT min(id) + (max(id) - min(id)) / 4 FROM kept)"


def cache_folder() -> Path | None:
    """
    Return the user's cache folder, or None when DEBTSCAN_CACHE_DIR says "off".
    """
    named = os.environ.get(VARIABLE, "")
    if named.lower() == "off":
        return None
    return Path(named) if named else platformdirs.user_cache_path("debtscan")


class Cache:
    """
    Bytes by key, in named spaces. No method raises: a cache that cannot be used answers nothing and keeps nothing.
    """

    def __init__(self, folder: Path | None, bound: int = _BOUND) -> None:
        self._bound = bound
        self._database = _open(folder) if folder is not None else None

    def get_many(self, space: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """
        Return what is known of *keys*.
        """
        found: dict[bytes, bytes] = {}
        with self._bypass():
            for part in _parts(keys):
                marks = ",".join("?" * len(part))
                query = f"SELECT key, value, crc FROM kept WHERE space = ? AND key IN ({marks})"  # noqa: S608 - marks
                rows = self._connection().execute(query, (space, *part))
                found.update((key, value) for key, value, crc in rows if zlib.crc32(value) == crc)
        return found

    def put_many(self, space: str, items: Iterable[tuple[bytes, bytes]]) -> None:
        """
        Keep *items*; the oldest go when the file grows beyond its bound.
        """
        rows = [(space, key, value, zlib.crc32(value)) for key, value in items]
        with self._bypass():
            database = self._connection()
            with database:
                database.executemany("INSERT OR REPLACE INTO kept (space, key, value, crc) VALUES (?, ?, ?, ?)", rows)
            self._evict(database)

    def _evict(self, database: sqlite3.Connection) -> None:
        pages, free = _number(database, "page_count"), _number(database, "freelist_count")
        if (pages - free) * _number(database, "page_size") > self._bound:
            with database:
                database.execute(_DROP_OLDEST_QUARTER)

    def _bypass(self) -> suppress:
        return suppress(sqlite3.Error, _ClosedError, OSError)

    def _connection(self) -> sqlite3.Connection:
        if self._database is None:
            raise _ClosedError
        return self._database

    def close(self) -> None:
        """
        Give back the file.
        """
        with self._bypass():
            self._connection().close()
        self._database = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _ClosedError(Exception):
    """
    There is no database: switched off, unusable or closed.
    """


def _open(folder: Path) -> sqlite3.Connection | None:
    """
    Return the database in *folder*; one that is damaged or of another schema is moved aside first.
    """
    if not _prepare(folder):
        return None
    file = folder / _NAME
    for _ in range(2):
        try:
            return _connect(file)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                return None  # busy, full or read-only: nothing that moving it aside would mend
            _move_aside(file)
        except OSError:
            return None
    return None


def _prepare(folder: Path) -> bool:
    """
    Make the private folder; tell whether it is ours alone.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        known = folder.stat()
    except OSError:
        return False
    if known.st_uid != os.getuid():
        return False
    with suppress(OSError):
        folder.chmod(0o700)
    return stat.S_ISDIR(known.st_mode)


def _connect(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_BUSY_SECONDS)
    try:
        _settle(database)
    except BaseException:
        database.close()
        raise
    return database


def _settle(database: sqlite3.Connection) -> None:
    """
    Make the table; raise `sqlite3.DatabaseError` when the file holds something else.
    """
    version = _number(database, "user_version")
    if version not in {0, SCHEMA}:
        raise sqlite3.DatabaseError("another schema")
    with suppress(sqlite3.OperationalError):  # another run is just doing the same: the mode stays with the file
        database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    if version == 0:
        database.execute("BEGIN IMMEDIATE")
        database.execute(_TABLE)
        database.execute(f"PRAGMA user_version = {SCHEMA}")
        database.commit()
    database.execute(_PROBE).fetchall()


def _number(database: sqlite3.Connection, pragma: str) -> int:
    return int(database.execute(f"PRAGMA {pragma}").fetchone()[0])


def _move_aside(file: Path) -> None:
    with suppress(OSError):
        file.replace(file.with_name(f"{_NAME}.{time.time_ns()}.broken"))
    for suffix in ("-wal", "-shm"):
        with suppress(OSError):
            file.with_name(_NAME + suffix).unlink()


def _parts(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
