"""
What the history needs of the outside: a repository that answers git commands, and a cache that may be missing.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol


class Repository(Protocol):
    """
    The commands of one repository; `debtscan.safe.git.Repository` is one. All of them raise `GitError`.
    """

    head: str | None
    shallow: bool

    def stream(self, *args: str, deadline: float = 600) -> Iterator[bytes]:
        """
        Yield what git prints; raise after the last chunk when it failed.
        """
        ...

    def file(self, path: str, commit: str | None = None) -> bytes | None:
        """
        Return one regular file of a commit, None when it has none by that name.
        """
        ...


class Cache(Protocol):
    """
    Bytes by key within a space; `debtscan.run.cache.Cache` is one.
    """

    def get_many(self, space: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """
        Return those of *keys* that are known.
        """
        ...

    def put_many(self, space: str, items: Iterable[tuple[bytes, bytes]]) -> None:
        """
        Keep *items*; keeping nothing is allowed.
        """
        ...
