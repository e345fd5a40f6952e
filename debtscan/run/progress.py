"""
How far the work is, on one line of a terminal; nothing at all elsewhere.
"""

import sys
import time
from typing import Self, TextIO

_PAUSE = 0.1  # seconds between two lines
_CLEAR = "\r\x1b[K"


class Progress:
    """
    A talker on stderr. Labels are our own words, never text of a scanned repository.
    """

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._stream = stream or sys.stderr
        self._shown = not quiet and self._stream.isatty()
        self._last = 0.0

    def say(self, label: str, done: int = 0, total: int = 0) -> None:
        """
        Show *label*, and how much is done where *total* is known; the last step is always shown.
        """
        now = time.monotonic()
        if not self._shown or (now - self._last < _PAUSE and done < total):
            return
        self._last = now
        share = f" {done}/{total}" if total else ""
        self._stream.write(f"{_CLEAR}{label}{share}")
        self._stream.flush()

    def close(self) -> None:
        """
        Take the line away.
        """
        if self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
