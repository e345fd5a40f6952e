"""
Mining: the paths of many commits, from the cache where they are known, else from git, batch by batch.
"""

import time
from collections.abc import Iterator, Sequence

from debtscan.history.paths import PathChanges, Sections, arguments
from debtscan.history.source import Cache, Repository
from debtscan.history.tokens import Tokens
from debtscan.model.history import PathChange
from debtscan.model.words import Renames

SPACE = "history/1"  # raise the number whenever the sections change
_SPACES = {Renames.EXACT: SPACE, Renames.SIMILAR: f"{SPACE}/similar"}
BATCH = 1_000  # commits a process; their ids stay far below the limits of a command line
RESTARTS = 1_000  # of git, after it died over a damaged commit

Paths = dict[str, tuple[PathChange, ...]]


class Mine:
    """
    The paths of the commits of one repository. Names and addresses never come here, so the cache holds none.
    """

    def __init__(
        self, repository: Repository, cache: Cache | None, until: float, renames: Renames = Renames.EXACT
    ) -> None:
        self.error: str | None = None  # why some commits lack their paths; None = none does
        self._repository = repository
        self._cache = cache
        self._until = until  # on the monotonic clock
        self._words = arguments(renames)
        self._space = _SPACES[renames]
        self._changes = PathChanges()
        self._restarts = 0

    def paths(self, commits: Sequence[str]) -> Paths:
        """
        Return the paths of *commits*; one that git cannot read is missing.
        """
        found = self._cached(commits)
        for batch in self._batches([commit for commit in commits if commit not in found]):
            found.update((commit, self._changes.of(section)) for commit, section in batch)
            self._keep(batch)
        return found

    def _cached(self, commits: Sequence[str]) -> Paths:
        if self._cache is None:
            return {}
        known = self._cache.get_many(self._space, [commit.encode("ascii") for commit in commits])
        return {key.decode("ascii"): self._changes.of(section) for key, section in known.items()}

    def _keep(self, sections: list[tuple[str, bytes]]) -> None:
        if self._cache is not None:
            self._cache.put_many(self._space, [(commit.encode("ascii"), section) for commit, section in sections])

    def _batches(self, commits: Sequence[str]) -> Iterator[list[tuple[str, bytes]]]:
        """
        Yield the sections of *commits*, but for those over which git dies.

        The batch after a death begins behind the last good commit; a commit that kills git alone is left out.
        """
        pending, size = list(commits), BATCH
        while pending and self._may_go_on():
            sections, error = self._read(pending[:size])
            if sections:
                yield sections
            if error is None:
                pending, size = pending[size:], BATCH
                continue
            self._restarts += 1
            self.error = self.error or error
            dead = 1 if size == 1 and not sections else 0
            pending = pending[len(sections) + dead :]
            size = BATCH if sections or dead else 1

    def _read(self, commits: Sequence[str]) -> tuple[list[tuple[str, bytes]], str | None]:
        deadline = max(1.0, self._until - time.monotonic())
        tokens = Tokens(self._repository.stream(*self._words, *commits, "--", deadline=deadline))
        return list(Sections(tokens)), tokens.error

    def _may_go_on(self) -> bool:
        if self._restarts > RESTARTS:
            return False
        if time.monotonic() >= self._until:
            self.error = self.error or "did not end in time"
            return False
        return True
