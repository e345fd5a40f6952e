"""
The estate on the table while drafts claim what is theirs.
"""

from collections.abc import Iterable, Iterator

from msgspec import structs

from debtscan.graph.drafts import Draft, Item, ItemKey, S, of_type
from debtscan.graph.places import folder_of, inside
from debtscan.model.declaration import (
    Declaration,
    Reference,
    Spec,
    Target,
)
from debtscan.model.estate import Repo, SourceFile
from debtscan.model.evidence import Evidence
from debtscan.model.signal import Why
from debtscan.model.words import Kind, Status


class Board:
    """
    The estate on the table: every item and reference, and the drafts that have claimed items so far.
    """

    def __init__(self, repos: Iterable[Repo]) -> None:
        self.repos = tuple(sorted(repos, key=lambda repo: repo.name))
        self.files: dict[tuple[str, str], SourceFile] = {}
        self.items: list[Item[Spec]] = []
        self.by_path: dict[tuple[str, str], list[Item[Spec]]] = {}
        self.drafts: list[Draft] = []
        self.names: dict[ItemKey, set[str]] = {}  # other names under which an object is deployed
        self.namespaces: dict[ItemKey, set[str]] = {}  # into which kustomizations deploy an object
        self._owner: dict[ItemKey, list[Draft]] = {}
        self._number: dict[ItemKey, int] = {}
        self._attached: dict[ItemKey, dict[ItemKey, None]] = {}
        for repo in self.repos:
            for file in sorted(repo.files, key=lambda file: file.path):
                self._add(repo.name, file)
        self.paths = {repo.name: frozenset(repo.paths) for repo in self.repos}
        self.folders = {repo.name: _folders(repo.paths) for repo in self.repos}

    def _add(self, repo: str, file: SourceFile) -> None:
        self.files[repo, file.path] = file
        for declaration in file.reading.declarations:
            status = declaration.status or file.status
            if file.status is not Status.LIVE:
                status = file.status
            self._put(Item(repo, file.path, status, declaration, declaration.spec))

    def _put(self, item: Item[Spec]) -> None:
        self._number[item.key] = len(self.items)
        self.items.append(item)
        self.by_path.setdefault((item.repo, item.path), []).append(item)

    def add(self, repo: str, path: str, declaration: Declaration, reference: Reference) -> Item[Spec]:
        """
        Return the item of a declaration that follows from several files, shown where *path* has its part in it.
        """
        item = Item(repo, path, self.files[repo, path].status, declaration, declaration.spec)
        if item.key not in self._number:
            self._put(item)
            self._rewrite((repo, path), (*self.files[repo, path].reading.references, reference))
        return self.items[self._number[item.key]]

    def revise(self, item: Item[Spec]) -> None:
        """
        Let *item* stand for the one of the same key.
        """
        number = self._number[item.key]
        pieces = self.by_path[item.repo, item.path]
        pieces[pieces.index(self.items[number])] = item
        self.items[number] = item

    def retract(self, key: ItemKey, target: Target) -> None:
        """
        Forget that the item under *key* needs *target*.
        """
        repo, path, source = key
        kept = [
            ref for ref in self.files[repo, path].reading.references if (ref.source, ref.target) != (source, target)
        ]
        self._rewrite((repo, path), tuple(kept))

    def _rewrite(self, place: tuple[str, str], references: tuple[Reference, ...]) -> None:
        file = self.files[place]
        self.files[place] = structs.replace(file, reading=structs.replace(file.reading, references=references))

    def attach(self, item: Item[Spec], change: Item[Spec]) -> None:
        """
        Keep that *change* belongs to whatever component *item* will belong to.
        """
        self._attached.setdefault(item.key, {})[change.key] = None

    def attached(self, item: Item[Spec]) -> list[Item[Spec]]:
        """
        Return what was attached to *item*, in that order.
        """
        return [self.items[self._number[key]] for key in self._attached.get(item.key, ())]

    def of(self, type_: type[S]) -> list[Item[S]]:
        """
        Return the items whose spec is of that type, in the order of repository and path.
        """
        return of_type(self.items, type_)

    def references(self, item: Item[Spec]) -> Iterator[Reference]:
        """
        Yield the references that *item* itself makes.
        """
        file = self.files[item.repo, item.path]
        return (ref for ref in file.reading.references if ref.source == item.declaration.key)

    def start(self, item: Item[Spec], kind: Kind, name: str = "") -> Draft:
        """
        Return a new draft whose best evidence is *item*.
        """
        draft = Draft(name or item.name, kind)
        self.drafts.append(draft)
        self.claim(draft, item)
        draft.decide(Why.FOUND, kind=kind)
        return draft

    def start_external(self, name: str, kind: Kind, evidence: Evidence, why: Why = Why.REFERENCE) -> Draft:
        """
        Return a new draft for something that exists only by reference, or by the owners' word.
        """
        draft = Draft(name, kind, evidence=[evidence])
        self.drafts.append(draft)
        draft.decide(why, kind=kind)
        return draft

    def claim(self, draft: Draft, item: Item[Spec]) -> None:
        """
        Let *draft* own *item*; one item may prove several components (one Dockerfile, two services).
        """
        self.mention(draft, item)
        if item.own_file:
            draft.files.add((item.repo, item.path))

    def mention(self, draft: Draft, item: Item[Spec]) -> None:
        """
        Let *draft* own *item* but not its file, which is about more than that.
        """
        if item not in draft.items:
            draft.items.append(item)
        owners = self._owner.setdefault(item.key, [])
        if draft not in owners:
            owners.append(draft)

    def owners(self, item: Item[Spec]) -> list[Draft]:
        """
        Return the drafts that *item* proves.
        """
        return self._owner.get(item.key, [])

    def absorb(self, draft: Draft, other: Draft) -> None:
        """
        Make *other* a part of *draft*: they are one component.
        """
        for item in other.items:
            self.claim(draft, item)
            self._owner[item.key] = [owner for owner in self._owner[item.key] if owner is not other]
        draft.learn(other)
        self.drafts.remove(other)

    def hand_over(self, draft: Draft, other: Draft, items: Iterable[Item[Spec]]) -> None:
        """
        Make *items* of *draft* those of *other*, with their files.
        """
        for item in items:
            draft.items.remove(item)
            draft.files.discard((item.repo, item.path))
            self._owner[item.key] = [owner for owner in self._owner[item.key] if owner is not draft]
            self.claim(other, item)

    def read_files(self, repo: str, folder: str) -> Iterator[SourceFile]:
        """
        Yield the files of *repo* that were read and lie in *folder*.
        """
        return (file for (name, path), file in self.files.items() if name == repo and inside(path, folder))


def _folders(paths: Iterable[str]) -> frozenset[str]:
    """
    Return every folder that some path lies in, at whatever depth; the root is none.
    """
    found: set[str] = set()
    for path in paths:
        folder = folder_of(path)
        while folder and folder not in found:
            found.add(folder)
            folder = folder_of(folder)
    return frozenset(found)
