"""
GitPython on a shadow git directory: it never sees the scanned repository itself.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import git

_PROGRAM = "GIT_PYTHON_GIT_EXECUTABLE"


def open_typed(program: str, directory: str, environment: Mapping[str, str]) -> "git.Repo":
    """
    Return the repository at *directory*, whose git children run *program* in *environment*.

    GitPython starts git when it is imported, found along PATH, and hands all of our environment on: the first is told
    the absolute path, the second gets every other GIT_ variable emptied.
    """
    with _program_known(program):
        import git  # noqa: PLC0415 - starts a process

    git.refresh(program)
    repository = git.Repo(directory, search_parent_directories=False, expand_vars=False)
    foreign = {key: "" for key in os.environ if key.startswith("GIT_") and key != _PROGRAM}
    repository.git.update_environment(**{**foreign, **environment})
    return repository


@contextmanager
def _program_known(program: str) -> Iterator[None]:
    before = os.environ.get(_PROGRAM)
    os.environ[_PROGRAM] = program
    try:
        yield
    finally:
        if before is None:
            del os.environ[_PROGRAM]
        else:
            os.environ[_PROGRAM] = before
