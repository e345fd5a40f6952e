"""
The one place that starts other programs: by absolute path, in a clean environment, with a deadline, without a shell.
"""

import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Self

CHUNK = 1 << 16
_COMPLAINT = 2_000  # bytes of stderr that are kept
_INHERITED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "SYSTEMROOT", "SystemRoot")


class ProcessError(Exception):
    """
    The program could not be started, failed, or did not end in time.
    """

    def __init__(self, code: int, complaint: str) -> None:
        super().__init__(complaint or f"exit code {code}")
        self.code = code


def find_program(name: str, forbidden: Iterable[Path] = ()) -> Path | None:
    """
    Return the absolute path of *name* on PATH, or None.

    Relative entries, the working folder and everything inside the *forbidden* folders do not count: what lies in a
    scanned tree is never run.
    """
    file = f"{name}.exe" if os.name == "nt" else name
    for folder in clean_path(forbidden):
        program = folder / file
        if program.is_file() and os.access(program, os.X_OK):
            return program
    return None


def clean_path(forbidden: Iterable[Path] = ()) -> list[Path]:
    """
    Return the folders of PATH that may be searched.
    """
    inside = [folder.resolve() for folder in forbidden]
    entries = [Path(entry) for entry in os.environ.get("PATH", os.defpath).split(os.pathsep) if entry]
    return [entry for entry in entries if entry.is_absolute() and _may_be_searched(entry.resolve(), inside)]


def _may_be_searched(entry: Path, forbidden: list[Path]) -> bool:
    if entry == Path.cwd():
        return False
    return not any(entry == folder or (folder in entry.parents and folder.parent != folder) for folder in forbidden)


def clean_environment(forbidden: Iterable[Path] = (), **own: str) -> dict[str, str]:
    """
    Return the few variables that a child inherits, and *own* over them.
    """
    kept = {key: os.environ[key] for key in _INHERITED if key in os.environ}
    path = os.pathsep.join(str(folder) for folder in clean_path(forbidden))
    return {**kept, "PATH": path, "LC_ALL": "C.UTF-8", **own}


class Program:
    """
    A started child with its own process group; leaving the `with` block ends it whatever happened.
    """

    def __init__(
        self,
        argv: Sequence[str],
        environment: Mapping[str, str],
        deadline: float,
        stdin: int | IO[bytes] = subprocess.DEVNULL,
    ) -> None:
        self.late = False
        self._owner = os.getpid()
        self._stderr = _spool()  # a pipe could fill and block
        try:
            self._child = subprocess.Popen(  # noqa: S603 - absolute path, fixed words, clean environment, no shell
                list(argv),
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                env=dict(environment),
                cwd=Path.cwd().anchor,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            self._stderr.close()
            raise ProcessError(-1, str(error)) from error
        self._watchdog = threading.Timer(deadline, self._expire)
        self._watchdog.daemon = True
        self._watchdog.start()

    @property
    def stdin(self) -> IO[bytes]:
        """
        Return the pipe to the child; only for those started with `subprocess.PIPE`.
        """
        if self._child.stdin is None:
            raise ProcessError(-1, "started without a pipe to write to")
        return self._child.stdin

    @property
    def stdout(self) -> IO[bytes]:
        """
        Return the pipe from the child.
        """
        if self._child.stdout is None:  # pragma: no cover - it is always a pipe
            raise ProcessError(-1, "started without a pipe to read from")
        return self._child.stdout

    def finish(self) -> None:
        """
        Wait for the end; raise `ProcessError` unless the child succeeded in time.
        """
        code = self._child.wait()
        if self.late:
            raise ProcessError(code, "did not end in time")
        if code != 0:
            raise ProcessError(code, self._complaint())

    def close(self) -> None:
        """
        End the child and give back what it held.
        """
        self._watchdog.cancel()
        if os.getpid() == self._owner:  # a forked worker holds copies of our pipes, but the child is not its own
            self._kill()
            self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                _close(pipe.close)
        self._stderr.close()

    def _complaint(self) -> str:
        self._stderr.seek(0)
        return self._stderr.read(_COMPLAINT).decode("utf-8", "backslashreplace").strip()

    def _expire(self) -> None:
        self.late = True
        self._kill()

    def _kill(self) -> None:
        if self._child.poll() is None:
            _kill_group(self._child)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _kill_group(child: "subprocess.Popen[bytes]") -> None:
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (OSError, AttributeError):
        child.kill()


def _close(close: Callable[[], None]) -> None:
    try:
        close()
    except OSError:
        return  # the child is gone: what was still to be written to it does not matter


def run(argv: Sequence[str], environment: Mapping[str, str], deadline: float, data: bytes | None = None) -> bytes:
    """
    Return what the program printed, having given it *data* to read; raise `ProcessError` unless it succeeds.
    """
    return b"".join(stream(argv, environment, deadline, data))


def stream(
    argv: Sequence[str], environment: Mapping[str, str], deadline: float, data: bytes | None = None
) -> Iterator[bytes]:
    """
    Yield what the program prints, in chunks; raise `ProcessError` after the last one unless it succeeded.
    """
    with started(argv, environment, deadline, data) as program:
        while chunk := program.stdout.read(CHUNK):
            yield chunk
        program.finish()


@contextmanager
def started(
    argv: Sequence[str], environment: Mapping[str, str], deadline: float, data: bytes | None = None
) -> Iterator[Program]:
    """
    Hold a running program for a `with` block.

    *data* goes through a file, not a pipe: a child that stops reading until we read from it must not block us.
    """
    with (
        _spool(data or b"") as spool,
        Program(argv, environment, deadline, subprocess.DEVNULL if data is None else spool) as program,
    ):
        yield program


def _spool(data: bytes = b"") -> IO[bytes]:
    """
    Return an unnamed file that holds *data*.
    """
    try:
        spool = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked closes it
        spool.write(data)
        spool.seek(0)
    except OSError as error:
        raise ProcessError(-1, f"no room for temporary files: {error.strerror}") from error
    return spool


def converse(argv: Sequence[str], environment: Mapping[str, str], deadline: float) -> Program:
    """
    Return a started program that is spoken to through its pipes until *deadline*.
    """
    return Program(argv, environment, deadline, subprocess.PIPE)
