import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor

import pytest

from debtscan.run import executor, pool
from debtscan.run.executor import Died, Patience, default_workers, map_batches
from tests.unit.run.work import doubled, worker

Outcome = list[int] | Died[int | str]
BATCHES: list[list[int | str]] = [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]]


def numbers(outcomes: Iterable[Outcome]) -> list[int]:
    """
    Return all results in order of size.
    """
    return sorted(number for outcome in outcomes if isinstance(outcome, list) for number in outcome)


def dead(outcomes: Iterable[Outcome]) -> dict[int | str, str]:
    """
    Return the items that could not be worked on, and why.
    """
    return {outcome.item: outcome.why for outcome in outcomes if isinstance(outcome, Died)}


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_result_does_not_depend_on_the_number_of_workers(workers: int) -> None:
    """
    The same results come from one process and from many.
    """
    assert numbers(map_batches(doubled, BATCHES, workers)) == list(range(0, 20, 2))


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("segfault", "its process died"),
        ("exit", "its process died"),
        ("hang", "did not end in time"),
        ("wrong", "ValueError: wrong"),
        ("memory", "MemoryError"),
    ],
)
def test_a_misfortune_costs_one_item(word: str, why: str) -> None:
    """
    Whatever happens to one item, all others are worked on and the guilty one is named.
    """
    batches: list[list[int | str]] = [*BATCHES, [10, word, 11]]

    outcomes = list(map_batches(doubled, batches, 2, Patience(batch=1, item=1)))

    assert numbers(outcomes) == list(range(0, 24, 2))
    assert dead(outcomes) == {word: why}


def test_many_misfortunes_cost_themselves() -> None:
    """
    Several deaths in one run are all survived.
    """
    batches: list[list[int | str]] = [["segfault", 0], [1, "exit"], [2, "wrong", 3], ["segfault"], [4]]

    outcomes = list(map_batches(doubled, batches, 2, Patience(batch=5, item=5)))

    assert numbers(outcomes) == [0, 2, 4, 6, 8]
    assert [outcome.item for outcome in outcomes if isinstance(outcome, Died)].count("segfault") == 2


def test_one_process_survives_exceptions() -> None:
    """
    Without workers an exception still costs only its item.
    """
    batches: list[list[int | str]] = [[1, "wrong", 2]]

    outcomes: list[Outcome] = list(map_batches(doubled, batches, 1))

    assert outcomes == [[2], Died("wrong", "ValueError: wrong"), [4]]


def test_nothing_to_do_is_nothing() -> None:
    """
    No batches, no results, no processes.
    """
    assert list(map_batches(doubled, [], 4)) == []


def test_workers_leave_no_core_files_and_are_others() -> None:
    """
    Work happens in other processes, which may not dump core.
    """
    outcomes = [outcome for outcome in map_batches(worker, [[1], [2], [3]], 2) if isinstance(outcome, tuple)]

    assert os.getpid() not in {process for process, _ in outcomes}
    assert {limits[0] for _, limits in outcomes} == {0}


def test_processes_that_cannot_start_are_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Where there is no shared memory, all happens in this process.
    """
    monkeypatch.setattr(executor, "can_start", lambda: False)

    outcomes = [outcome for outcome in map_batches(worker, [[1], [2]], 2) if isinstance(outcome, tuple)]

    assert {process for process, _ in outcomes} == {os.getpid()}


def test_pool_that_cannot_start_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    When the system refuses a process, the work is done here.
    """
    monkeypatch.setattr(ProcessPoolExecutor, "submit", refuse)

    assert numbers(map_batches(doubled, BATCHES, 2)) == list(range(0, 20, 2))


def refuse(*_: object) -> None:
    """
    Act like a system without room for another process.
    """
    raise OSError(11, "Resource temporarily unavailable")


def test_abandoned_work_leaves_no_workers() -> None:
    """
    Whoever stops asking has the workers ended, even those that hang.
    """
    results = map_batches(doubled, [[1], [2], ["hang"], ["hang"]], 2)

    next(results)
    results.close()  # type: ignore[attr-defined]  # a generator

    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("fault", [OSError, ImportError])
def test_missing_locks_are_noticed(monkeypatch: pytest.MonkeyPatch, fault: Callable[[], Exception]) -> None:
    """
    A machine without /dev/shm cannot start workers.
    """

    class Context:
        def Lock(self) -> None:  # noqa: N802 - as in multiprocessing
            raise fault()

    monkeypatch.setattr(pool, "_context", Context)
    pool.can_start.cache_clear()

    answer = pool.can_start()

    pool.can_start.cache_clear()
    assert answer is False


def test_there_is_a_worker_for_each_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    At least one, and where the system does not tell which may be used, all of them.
    """
    assert default_workers() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert default_workers() == os.cpu_count()
