"""
Components in the making: each gathers the declarations that turn out to be one thing.
"""

from collections.abc import Iterable
from typing import Generic, TypeVar, cast

from msgspec import Struct, field

from debtscan.graph.places import system_of
from debtscan.model.declaration import (
    PART,
    Declaration,
    ReleaseSpec,
    Spec,
    StackSpec,
    WorkloadSpec,
)
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

    def learn(self, other: "Draft") -> None:
        """
        Take over what *other* knows beside its items, as of the same component.
        """
        self.evidence += other.evidence
        self.folders |= other.folders
        self.files |= other.files
        self.aliases |= other.aliases | ({other.name} - {self.name})
        self.signals = [*(entry for entry in other.signals if entry not in self.signals), *self.signals]
        self.built = self.built or other.built

    def of(self, type_: type[S]) -> list[Item[S]]:
        """
        Return the items whose spec is of that type.
        """
        return of_type(self.items, type_)

    def has(self, type_: type[Spec]) -> bool:
        """
        Tell whether some item's spec is of that type.
        """
        return any(isinstance(item.spec, type_) for item in self.items)


def of_type(items: Iterable[Item[Spec]], type_: type[S]) -> list[Item[S]]:
    """
    Return those of *items* whose spec is of that type.
    """
    return [cast("Item[S]", item) for item in items if isinstance(item.spec, type_)]
