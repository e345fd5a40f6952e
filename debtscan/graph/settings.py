"""
Settings that stand elsewhere: objects and files that workloads take in, and the values of variables that code reads.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct, structs

from debtscan.graph.board import Board
from debtscan.graph.drafts import Item, ItemKey
from debtscan.graph.places import anchors, nearest
from debtscan.model.declaration import ConfigSpec, HostRef, PathRef, Reference, SecretRef, Spec, StoreRef
from debtscan.model.estate import SourceFile
from debtscan.model.words import Confidence, How, Status

_VARIABLE = re.compile(r"(?:\b(?:env|environment|data)\[|\benv:|\bconstant:)([A-Z][A-Z0-9_]*)\]?")


class Setting(Struct, frozen=True):
    """
    One reference that a value makes, and the file in which the value stands.
    """

    repo: str
    file: SourceFile
    reference: Reference


class Settings:
    """
    Finds what a workload is told by objects and files beside it, and what a variable is set to somewhere.
    """

    def __init__(self, board: Board) -> None:
        self._board = board
        self._objects: dict[tuple[str, str, str], list[Item[ConfigSpec]]] = defaultdict(list)
        for item in board.of(ConfigSpec):
            self._objects[item.repo, item.spec.type, item.name].append(item)
        self._values: dict[tuple[str, str], list[Setting]] = defaultdict(list)
        self._taken: set[ItemKey] = set()
        for (repo, path), file in board.files.items():
            for ref in file.reading.references:
                self._index(repo, file, ref)
                self._taken |= {item.key for item in self._objects_of(repo, path, ref)}

    def is_taken(self, item: Item[Spec] | None) -> bool:
        """
        Tell whether *item* is an object of settings that some workload takes in: what it names is for that workload.
        """
        return item is not None and item.key in self._taken

    def taken_by(self, repo: str, path: str, ref: Reference) -> Iterable[Setting]:
        """
        Yield what the object or file of settings that *ref* takes in refers to.
        """
        for item in self._objects_of(repo, path, ref):
            file = self._board.files[item.repo, item.path]
            for other in self._board.references(item):
                yield Setting(repo, file, other)
                yield from self._in_file(repo, item.path, other)
        yield from self._in_file(repo, path, ref)

    def _in_file(self, repo: str, path: str, ref: Reference) -> Iterable[Setting]:
        if isinstance(ref.target, PathRef) and ref.how is How.ENV:
            for place in anchors(path, ref.target.path):
                env_file = self._board.files.get((repo, place))
                if env_file is not None:
                    yield from (Setting(repo, env_file, other) for other in env_file.reading.references)

    def value_of(self, repo: str, name: str) -> Setting | None:
        """
        Return what the variable *name* is set to in the repository, where all who set it agree.
        """
        found = self._values.get((repo, name), [])
        agreed = len({setting.reference.target for setting in found}) == 1
        return structs.replace(found[0], reference=_unsure(found[0].reference)) if agreed else None

    def _index(self, repo: str, file: SourceFile, ref: Reference) -> None:
        match = _VARIABLE.search(ref.key or "")
        if match and file.status is Status.LIVE and isinstance(ref.target, HostRef | StoreRef):
            self._values[repo, match[1]].append(Setting(repo, file, ref))

    def _objects_of(self, repo: str, path: str, ref: Reference) -> list[Item[ConfigSpec]]:
        if not isinstance(ref.target, SecretRef):
            return []
        found = self._objects.get((repo, ref.target.type, ref.target.name), [])
        return nearest(path, [(item.path, item) for item in found])


def _unsure(ref: Reference) -> Reference:
    return structs.replace(ref, confidence=Confidence.LOW)
