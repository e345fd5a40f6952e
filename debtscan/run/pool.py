"""
A pool of worker processes that leaves nothing behind: its children end with it, however it ends.
"""

import multiprocessing
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import lru_cache
from multiprocessing.context import BaseContext
from typing import Self, TypeVar

Argument = TypeVar("Argument")
Result = TypeVar("Result")

_MEMORY = 4_000_000_000  # bytes of address space of one worker: a parser bomb ends in MemoryError, not in swap


class NoRoomError(Exception):
    """
    No process could be started.
    """


class Pool:
    """
    Worker processes for a `with` block; an exception kills them, else they end when they are done.
    """

    def __init__(self, workers: int) -> None:
        self._executor = ProcessPoolExecutor(workers, mp_context=_context(), initializer=_prepare_worker)

    def submit(self, function: Callable[[Argument], Result], argument: Argument) -> Future[Result]:
        """
        Return the future result of *function*; a pool that is broken already says so in the future.

        Raises `NoRoomError` when the system gives no more processes.
        """
        try:
            return self._executor.submit(function, argument)
        except BrokenProcessPool as error:
            failed: Future[Result] = Future()
            failed.set_exception(error)
            return failed
        except OSError as error:
            raise NoRoomError from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if error is not None:
            self.kill()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def kill(self) -> None:
        """
        End the workers at once, whatever they are doing.
        """
        for process in tuple((getattr(self._executor, "_processes", None) or {}).values()):
            process.kill()


@lru_cache(maxsize=1)
def can_start() -> bool:
    """
    Tell whether processes can be made here: without shared memory there are no locks to talk over.
    """
    try:
        _context().Lock()
    except (OSError, ImportError):
        return False
    return True


def _context() -> BaseContext:
    """
    Return the way to start processes: forking on Linux, which costs 5 ms a worker and needs no second import.
    """
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _prepare_worker() -> None:
    """
    Make a worker leave no core file, take no more memory than its share, and end when its parent does.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, _MEMORY)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _limit(which: int, value: int) -> None:
    with suppress(OSError, ValueError):
        hard = resource.getrlimit(which)[1]
        resource.setrlimit(which, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
