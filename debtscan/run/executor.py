"""
Work spread over processes: one that dies or hangs costs the item that killed it, never the run.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, TypeVar

from msgspec import Struct

from debtscan.run.pool import NoRoomError, Pool, can_start

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH_DEADLINE = 120.0
ITEM_DEADLINE = 10.0


class Died(Struct, Generic[Item], frozen=True):
    """
    An item that killed its worker, hung, or raised: *why* says which.
    """

    item: Item
    why: str


class Patience(Struct, frozen=True):
    """
    How many seconds a batch, and a single item under suspicion, may take.
    """

    batch: float = BATCH_DEADLINE
    item: float = ITEM_DEADLINE


_PATIENCE = Patience()


class _Once:
    """
    A task that is done at its first call.
    """

    def __init__(self, task: Callable[[], object]) -> None:
        self._task = task
        self.done = False

    def __call__(self) -> None:
        if not self.done:
            self.done = True
            self._task()


class _Hands(Struct, frozen=True):
    """
    How many workers, how many seconds a batch may take, and what this process does beside them.
    """

    workers: int
    deadline: float
    task: _Once


def map_batches(
    function: Callable[[Sequence[Item]], Result],
    batches: Sequence[Sequence[Item]],
    workers: int,
    patience: Patience = _PATIENCE,
    *,
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[Result | Died[Item]]:
    """
    Yield *function* of each batch as it is done, and a `Died` for each item that could not be worked on.

    The order is that of completion. When a worker dies, the batches that were under way are done again item by item, so
    *function* must give results that can be merged. With one worker all happens in this process. *meanwhile* is called
    once, in this process, while the workers are busy.
    """
    if workers <= 1 or len(batches) <= 1 or not can_start():
        meanwhile()
        for batch in batches:
            yield from _here(function, batch)
        return
    waiting = deque(batches)
    suspects: list[Sequence[Item]] = []
    task = _Once(meanwhile)
    while waiting:
        try:
            yield from _together(function, waiting, _Hands(workers, patience.batch, task), suspects)
        except NoRoomError:
            while waiting:
                yield from _here(function, waiting.popleft())
    task()
    items = [item for batch in suspects for item in batch]
    yield from _one_by_one(function, items, patience)


def default_workers() -> int:
    """
    Return how many processes this machine can run at once.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _here(function: Callable[[Sequence[Item]], Result], batch: Sequence[Item]) -> Iterator[Result | Died[Item]]:
    """
    Yield the result of *batch*, computed in this process.
    """
    try:
        yield function(batch)
    except Exception as error:  # noqa: BLE001 - whatever one file provokes must not cost the others
        if len(batch) == 1:
            yield Died(batch[0], _why(error))
            return
        for item in batch:
            yield from _here(function, [item])


def _together(
    function: Callable[[Sequence[Item]], Result],
    waiting: deque[Sequence[Item]],
    hands: _Hands,
    suspects: list[Sequence[Item]],
) -> Iterator[Result]:
    """
    Yield results from one pool until *waiting* is empty or the pool breaks; what was under way then joins *suspects*.
    """
    running: dict[Future[Result], Sequence[Item]] = {}
    room = 2 * hands.workers if hands.task.done else len(waiting)  # a busy process hands out no more work
    with Pool(hands.workers) as pool:
        while waiting or running:
            while waiting and len(running) < room:
                batch = waiting.popleft()
                try:
                    running[pool.submit(function, batch)] = batch
                except NoRoomError:
                    waiting.extend([batch, *running.values()])
                    raise
            hands.task()
            room = 2 * hands.workers
            done = wait(running, timeout=hands.deadline, return_when=FIRST_COMPLETED).done
            broken = not done
            for future in done:
                batch = running.pop(future)
                error = future.exception()
                if error is None:
                    yield future.result()
                else:
                    suspects.append(batch)
                    broken = broken or isinstance(error, BrokenProcessPool)
            if broken:
                pool.kill()
                suspects.extend(running.values())
                return


def _one_by_one(
    function: Callable[[Sequence[Item]], Result], items: Sequence[Item], patience: Patience
) -> Iterator[Result | Died[Item]]:
    """
    Yield the result of each item on its own, in a process that only it can kill.
    """
    left = deque(items)
    while left:
        with Pool(1) as pool:
            alive = True
            while left and alive:
                item = left.popleft()
                try:
                    yield pool.submit(function, [item]).result(timeout=patience.item)
                except TimeoutError:
                    yield Died(item, "did not end in time")
                    pool.kill()
                    alive = False
                except BrokenProcessPool:
                    yield Died(item, "its process died")
                    alive = False
                except NoRoomError:
                    yield Died(item, "no process could be started")
                except Exception as error:  # noqa: BLE001 - as above
                    yield Died(item, _why(error))


def _why(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".strip(": ")[:200]
