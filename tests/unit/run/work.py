"""
What the workers of the tests do: a worker finds it by its module's name.
"""

import faulthandler
import os
import signal
import time
from collections.abc import Sequence


def doubled(items: Sequence[int | str]) -> list[int]:
    """
    Return twice each number; words are misfortunes.
    """
    return [2 * (item if isinstance(item, int) else misfortune(item)) for item in items]


def misfortune(word: str) -> int:
    """
    Die, hang or raise.
    """
    faulthandler.disable()  # the death is meant: no trace on the screen
    if word == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "exit":
        os._exit(0)
    if word == "hang":
        time.sleep(600)
    if word == "memory":
        return len(bytearray(1 << 40))
    raise ValueError(word)


def worker(_: Sequence[int]) -> tuple[int, tuple[int, int]]:
    """
    Return which process this is, and how large a core file it may leave.
    """
    import resource  # noqa: PLC0415 - a worker asks about itself

    return os.getpid(), resource.getrlimit(resource.RLIMIT_CORE)
