"""
The real command line, run inside this process or as a process of its own.
"""

import contextlib
import gc
import io
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

from msgspec import Struct

from debtscan.cli.main import run


class Ran(Struct, frozen=True):
    """
    What came of a command.
    """

    code: int
    out: str
    err: str


def debtscan(*words: str | Path, terminal: bool = False) -> Ran:
    """
    Return what the command line does with *words*, on a *terminal* or not.
    """
    out, err = io.StringIO(), io.StringIO()
    code = 0
    threshold = gc.get_threshold()
    try:
        with (
            mock.patch.object(sys, "argv", ["debtscan", *map(str, words)]),
            mock.patch.object(out, "isatty", return_value=terminal),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            run()
    except SystemExit as leave:
        code = int(leave.code or 0)
    finally:
        gc.set_threshold(*threshold)
    return Ran(code, out.getvalue(), err.getvalue())


def process(*words: str | Path, cwd: Path, **settings: str) -> Ran:
    """
    Return what a process of its own does with *words* in the folder *cwd*.
    """
    environment = {**os.environ, "DEBTSCAN_CACHE_DIR": "off", **settings}
    command = [sys.executable, "-m", "debtscan", *map(str, words)]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False, timeout=120)
    return Ran(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode())
