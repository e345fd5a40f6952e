"""
Components in the making: each gathers the declarations that turn out to be one thing.
"""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar, cast

from msgspec import Struct, field, structs

from debtscan.graph.places import folder_of, inside, normal_name, system_of
from debtscan.model.declaration import (
    PART,
    Declaration,
    Reference,
    ReleaseSpec,
    Spec,
    StackSpec,
    Target,
    WorkloadSpec,
)
from debtscan.model.estate import Repo, SourceFile
from debtscan.model.evidence import Evidence
from debtscan.model.signal import Aspect, Signal, Why
from debtscan.model.words import Built, Criticality, Kind, Status

ItemKey = tuple[str, str, str]  # repository, path, key of the declaration
S = TypeVar("S", bound=Spec)
S_co = TypeVar("S_co", bound=Spec, covariant=True)


class Item(Struct, Generic[S_co], frozen=True):
    """
    One declaration where it stands; *spec* is what it declares, and its type says which kind of thing that is.
    """

    repo: str
    path: str
    status: Status  # of its file, unless the declaration says its own
    declaration: Declaration
    spec: S_co

    @property
    def key(self) -> ItemKey:
        """
        Return what identifies the item in the estate.
        """
        return self.repo, self.path, self.declaration.key

    @property
    def name(self) -> str:
        """
        Return the declared name.
        """
        return self.declaration.name

    @property
    def system(self) -> str:
        """
        Return the folder of the system that it belongs to.
        """
        return system_of(self.path)

    @property
    def own_file(self) -> bool:
        """
        Tell whether its file is about it: a part of a chart is only named among the values for everything else.
        """
        return not (isinstance(self.spec, ReleaseSpec) and self.spec.by == PART)

    def evidence(self, caption: str = "") -> Evidence:
        """
        Return the place of the declaration.
        """
        return Evidence(self.repo, self.path, self.declaration.line, self.declaration.key, caption or self.caption)

    @property
    def caption(self) -> str:
        """
        Return the technical noun for what stands there.
        """
        if isinstance(self.spec, WorkloadSpec) and self.spec.hook:
            return f"{self.spec.type}, {self.spec.hook} hook"
        if isinstance(self.spec, StackSpec) and self.spec.tool == "helmfile":
            return self.spec.tool
        return getattr(self.spec, "type", "") or _CAPTIONS.get(type(self.spec).__name__, type(self.spec).__name__)


_CAPTIONS = {
    "CrdSpec": "CustomResourceDefinition",
    "CustomResourceSpec": "custom resource",
    "ChartSpec": "Helm chart",
    "ReleaseSpec": "Helm release",
    "OverlaySpec": "kustomization",
    "PatchSpec": "patch",
    "ImageBuildSpec": "Dockerfile",
    "PublishSpec": "image build",
    "ProgramSpec": "main program",
    "ControllerSpec": "reconciler",
    "PipelineSpec": "pipeline",
    "ScheduleSpec": "schedule",
    "CiSpec": "CI definition",
    "StackSpec": "Terraform folder",
    "PackageSpec": "package",
    "RecordSpec": "record",
    "TestSpec": "tests",
    "SecretStoreSpec": "encrypted files",
    "RunbookSpec": "runbook",
    "CatalogueEntrySpec": "catalogue entry",
}


class Draft(Struct, eq=False):
    """
    A component in the making. The first item is the one that proves it best.
    """

    name: str
    kind: Kind
    items: list[Item[Spec]] = field(default_factory=list)
    folders: set[tuple[str, str]] = field(default_factory=set)  # (repository, folder) whose files belong to it
    files: set[tuple[str, str]] = field(default_factory=set)  # single files that belong to it
    evidence: list[Evidence] = field(default_factory=list)  # of components that exist only by reference
    aliases: set[str] = field(default_factory=set)
    built: Built | None = None
    capability: str | None = None
    product: str | None = None
    provider: str | None = None
    instances: int = 1
    title: str | None = None  # what the owners call it
    status: Status | None = None  # as the owners declare it; None = what the evidence says
    says: Status | None = None  # what all of the evidence together says; None = each piece for itself
    owner: str | None = None
    criticality: Criticality | None = None
    declared: list[Evidence] = field(default_factory=list)  # where the owners correct it
    signals: list[tuple[Aspect, Signal]] = field(default_factory=list)  # in the order in which they were heard

    @property
    def repo(self) -> str:
        """
        Return the repository of the evidence that proves it best.
        """
        return self.items[0].repo if self.items else self.evidence[0].repo

    @property
    def path(self) -> str:
        """
        Return the path of the evidence that proves it best.
        """
        return self.items[0].path if self.items else self.evidence[0].path

    def decide(  # noqa: PLR0913 - the three properties that a draft has from its start, and why
        self,
        why: Why,
        at: Evidence | None = None,
        detail: str = "",
        *,
        kind: Kind | None = None,
        built: Built | None = None,
        capability: str | None = None,
    ) -> None:
        """
        Set what is given and keep why; a later decision overrules an earlier one, which then speaks against it.
        """
        self.kind = kind or self.kind
        self.built = built or self.built
        self.capability = capability or self.capability
        for aspect, value in ((Aspect.KIND, kind), (Aspect.BUILT, built), (Aspect.CAPABILITY, capability)):
            if value is not None:
                self.hear(aspect, value, why, at, detail)

    def hear(self, aspect: Aspect, value: str, why: Why, at: Evidence | None = None, detail: str = "") -> None:
        """
        Keep what speaks for *value* without deciding anything.
        """
        place = at or (self.items[0].evidence() if self.items else next(iter(self.evidence), None))
        entry = (aspect, Signal(str(value), why, detail, place))
        if entry not in self.signals:
            self.signals.append(entry)

    def of(self, type_: type[S]) -> list[Item[S]]:
        """
        Return the items whose spec is of that type.
        """
        return _of(self.items, type_)

    def has(self, type_: type[Spec]) -> bool:
        """
        Tell whether some item's spec is of that type.
        """
        return any(isinstance(item.spec, type_) for item in self.items)


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
        return _of(self.items, type_)

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
        draft.evidence += other.evidence
        draft.folders |= other.folders
        draft.files |= other.files
        draft.aliases |= other.aliases | ({other.name} - {draft.name})
        draft.signals = [*(entry for entry in other.signals if entry not in draft.signals), *draft.signals]
        draft.built = draft.built or other.built
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


def _of(items: Iterable[Item[Spec]], type_: type[S]) -> list[Item[S]]:
    return [cast("Item[S]", item) for item in items if isinstance(item.spec, type_)]


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


def same_name(left: str, right: str) -> bool:
    """
    Tell whether two names mean the same thing, spelling apart.
    """
    return bool(normal_name(left)) and normal_name(left) == normal_name(right)
