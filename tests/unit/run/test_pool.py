import multiprocessing
import os
import resource
import signal

import pytest

from debtscan.run import pool


def test_worker_ends_with_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A worker waits for the end of its parent and then ends itself.
    """
    events: list[object] = []

    class Parent:
        def join(self) -> None:
            events.append("parent ended")

    monkeypatch.setattr(multiprocessing, "parent_process", Parent)
    monkeypatch.setattr(os, "_exit", events.append)

    pool._end_with_parent()

    assert events == ["parent ended", 1]


def test_main_process_has_no_parent_to_wait_for() -> None:
    """
    Outside a worker nothing happens.
    """
    pool._end_with_parent()


def test_limits_never_exceed_the_hard_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A limit is set below a hard one that is lower, and a refusal is no matter.
    """
    made: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda which: (0, [resource.RLIM_INFINITY, 5][which]))
    monkeypatch.setattr(resource, "setrlimit", lambda _, pair: made.append(pair))

    pool._limit(0, 10)
    pool._limit(1, 10)

    assert made == [(10, resource.RLIM_INFINITY), (5, 5)]


def test_worker_is_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    An interrupt is left to the parent, and the limits are set.
    """
    seen: list[object] = []
    monkeypatch.setattr(signal, "signal", lambda which, action: seen.append((which, action)))
    monkeypatch.setattr(pool, "_limit", lambda which, _: seen.append(which))

    pool._prepare_worker()

    assert seen == [(signal.SIGINT, signal.SIG_IGN), resource.RLIMIT_CORE, resource.RLIMIT_AS]
