import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from debtscan.run import cache
from debtscan.run.cache import Cache, cache_folder

ITEMS = [(f"k{number}".encode(), f"v{number}".encode()) for number in range(1_200)]


def test_what_was_kept_is_known_in_the_next_run(tmp_path: Path) -> None:
    """
    Values come back by space and key; what was never kept is not there.
    """
    with Cache(tmp_path) as first:
        first.put_many("a", ITEMS)
        first.put_many("b", [(b"k1", b"other")])
        first.put_many("b", [(b"k1", b"newer")])

    with Cache(tmp_path) as second:
        assert second.get_many("a", [key for key, _ in ITEMS] + [b"absent"]) == dict(ITEMS)
        assert second.get_many("b", [b"k1", b"k2"]) == {b"k1": b"newer"}


def test_cache_is_private(tmp_path: Path) -> None:
    """
    Only the user may look into the folder, also when it was there before.
    """
    folder = tmp_path / "made" / "here"
    Cache(folder).close()
    folder.chmod(0o755)
    Cache(folder).close()

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_switched_off_cache_knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    "off" gives no folder, and a cache without folder answers nothing.
    """
    monkeypatch.setenv(cache.VARIABLE, "off")
    nothing = Cache(cache_folder())

    nothing.put_many("a", ITEMS)

    assert nothing.get_many("a", [b"k1"]) == {}
    nothing.close()


def test_folder_is_the_users_or_the_one_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """
    The environment names a folder, else the platform does.
    """
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    named = cache_folder()
    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))

    assert named == tmp_path
    assert cache_folder() is not None
    assert "debtscan" in str(cache_folder())


@pytest.mark.parametrize("content", [b"no database at all" * 100, b""])
def test_damaged_file_is_moved_aside(tmp_path: Path, content: bytes) -> None:
    """
    Garbage in place of the database costs what was known, nothing else.
    """
    (tmp_path / "cache.sqlite").write_bytes(content)

    with Cache(tmp_path) as kept:
        kept.put_many("a", ITEMS[:1])
        assert kept.get_many("a", [b"k0"]) == {b"k0": b"v0"}
    assert len(list(tmp_path.glob("*.broken"))) == (1 if content else 0)


def test_other_schema_is_moved_aside(tmp_path: Path) -> None:
    """
    A database of another version, or with another table of that name, is not touched but replaced.
    """
    for pragma in ("PRAGMA user_version = 99", "CREATE TABLE kept (other INTEGER)"):
        with sqlite3.connect(tmp_path / "cache.sqlite") as database:
            database.execute(pragma)
        database.close()
        with Cache(tmp_path) as kept:
            kept.put_many("a", ITEMS[:1])
        (tmp_path / "cache.sqlite").unlink()

    assert len(list(tmp_path.glob("*.broken"))) >= 1


def test_changed_value_is_not_believed(tmp_path: Path) -> None:
    """
    A value that does not fit its checksum is unknown.
    """
    with Cache(tmp_path) as kept:
        kept.put_many("a", ITEMS[:2])
    with sqlite3.connect(tmp_path / "cache.sqlite") as database:
        database.execute("UPDATE kept SET value = x'00' WHERE key = ?", (b"k0",))
    database.close()

    with Cache(tmp_path) as kept:
        assert kept.get_many("a", [b"k0", b"k1"]) == {b"k1": b"v1"}


def test_damage_found_later_is_no_error(tmp_path: Path) -> None:
    """
    Pages overwritten in the middle of the file make keys unknown, not the run fail.
    """
    with Cache(tmp_path) as kept:
        kept.put_many("a", [(key, value * 500) for key, value in ITEMS])
    data = bytearray((tmp_path / "cache.sqlite").read_bytes())
    data[8_192:-4_096] = b"\xff" * (len(data) - 12_288)
    (tmp_path / "cache.sqlite").write_bytes(data)

    with Cache(tmp_path) as kept:
        kept.put_many("a", ITEMS)
        found = kept.get_many("a", [key for key, _ in ITEMS])
    assert set(found.items()) <= {*ITEMS, *((key, value * 500) for key, value in ITEMS)}


def test_oldest_go_when_the_file_grows(tmp_path: Path) -> None:
    """
    Beyond the bound the oldest quarter is dropped, and the newest stay.
    """
    with Cache(tmp_path, bound=400_000) as kept:
        for key, value in ITEMS:
            kept.put_many("a", [(key, value * 1_000)])
        found = kept.get_many("a", [key for key, _ in ITEMS])

    assert b"k0" not in found
    assert b"k1199" in found
    assert sum(len(value) for value in found.values()) < 500_000


def test_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    """
    A file in the way of the folder, and a folder that is not ours, mean no cache.
    """
    (tmp_path / "file").write_text("x")

    for folder in (tmp_path / "file", tmp_path / "file" / "inner"):
        with Cache(folder) as kept:
            kept.put_many("a", ITEMS)
            assert kept.get_many("a", [b"k0"]) == {}


def test_foreign_folder_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A folder that belongs to somebody else could be written by them.
    """
    monkeypatch.setattr(os, "getuid", lambda: 4_242_424)

    with Cache(tmp_path) as kept:
        kept.put_many("a", ITEMS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fault", [sqlite3.OperationalError("disk full"), OSError("gone")])
def test_database_that_cannot_be_opened_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    """
    Busy, full or read-only: nothing is moved aside and nothing is known.
    """

    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(cache, "_connect", fail)

    with Cache(tmp_path) as kept:
        assert kept.get_many("a", [b"k0"]) == {}
    assert list(tmp_path.iterdir()) == []


def test_file_that_stays_damaged_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Moving aside is tried once.
    """

    def fail(*_: object) -> None:
        raise sqlite3.DatabaseError("malformed")

    monkeypatch.setattr(cache, "_connect", fail)

    with Cache(tmp_path) as kept:
        assert kept.get_many("a", [b"k0"]) == {}


def test_many_runs_share_one_cache(tmp_path: Path) -> None:
    """
    Concurrent writers neither fail nor lose what they kept.
    """

    def write(number: int) -> None:
        with Cache(tmp_path) as kept:
            for key, value in ITEMS[:50]:
                kept.put_many(f"space {number}", [(key, value)])

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))

    with Cache(tmp_path) as kept:
        assert [len(kept.get_many(f"space {n}", [key for key, _ in ITEMS[:50]])) for n in range(4)] == [50] * 4
