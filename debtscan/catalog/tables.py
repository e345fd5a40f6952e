"""
The rows of the catalogue as typed values, one file of rules/catalog/ after the other.
"""

from typing import Literal

from msgspec import Struct

from debtscan.model.component import CapabilityId
from debtscan.model.rule import Option, Text
from debtscan.model.words import Confidence, Kind

Basis = Literal["docs", "announcement", "api_first_seen", "provider_changelog", "memory"]
_MONTH = len("2021-03")


class CapabilitySignals(Struct, frozen=True, forbid_unknown_fields=True):
    """
    Hints that a capability is there; they prove nothing.
    """

    files: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    k8s_kinds: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()


class Capability(Struct, frozen=True, forbid_unknown_fields=True):
    """
    Something that an ML platform must be able to do.
    """

    id: CapabilityId
    name: Text
    kind: Literal["talk_piece", "platform"]
    usual_owner: tuple[Literal["ml_engineer", "software_engineer", "sre", "data_engineer"], ...]
    signals: CapabilitySignals
    talk_number: int | None = None  # the place on the map of eighteen pieces; None for the rest of the platform
    related: tuple[CapabilityId, ...] = ()


class Capabilities(Struct, frozen=True, forbid_unknown_fields=True):
    schema: int
    capabilities: tuple[Capability, ...]


class Traces(Struct, frozen=True, forbid_unknown_fields=True):
    """
    What betrays a technology.
    """

    python: tuple[str, ...] = ()
    go: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


class CodeSignal(Struct, frozen=True, forbid_unknown_fields=True, rename={"class_": "class"}):
    """
    A technology, what it is for, and what betrays it.
    """

    id: str
    technology: str
    class_: Literal[
        "managed",
        "off_the_shelf",
        "framework",
        "framework_for_operators",
        "home_made_scheduler",
        "home_made_hint",
        "library",
    ]
    capabilities: tuple[CapabilityId, ...]
    signals: Traces
    options: tuple[str, ...] = ()


class CodeSignals(Struct, frozen=True, forbid_unknown_fields=True):
    schema: int
    signals: tuple[CodeSignal, ...]


class CrdGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """
    An API group that somebody else makes.
    """

    group: str
    project: str  # "" where only the name is known
    vendor: str
    capabilities: tuple[CapabilityId, ...]
    source: str
    confidence: Confidence = Confidence.MEDIUM
    since: int | None = None  # year of the first release
    basis: Literal["repository", "memory"] | None = None  # of that year
    status: Literal["maintained", "archived", "superseded"] | None = None
    successor: str | None = None
    kinds: tuple[str, ...] = ()  # some of its kinds, not all


class SuffixPattern(Struct, frozen=True, forbid_unknown_fields=True):
    match: str  # "*.fluxcd.io"
    project: str
    vendor: str
    capabilities: tuple[CapabilityId, ...]
    source: str


class CrdGroups(Struct, frozen=True, forbid_unknown_fields=True):
    schema: int
    builtin_groups: tuple[str, ...]
    groups: tuple[CrdGroup, ...]
    suffix_patterns: tuple[SuffixPattern, ...]
    known_groups: dict[str, tuple[str, ...]]
    home_made_hints: tuple[str, ...]


class ApiDeprecation(Struct, frozen=True, forbid_unknown_fields=True):
    """
    An API version that is or will be gone; versions are those of the component.
    """

    component: str  # "k8s", "cert-manager" ...
    version: str  # "batch/v1beta1"
    kinds: tuple[str, ...]
    replacement: str  # "" where there is none
    source: str
    confidence: Confidence
    deprecated_in: str | None = None
    removed_in: str | None = None
    removed: str | None = None  # the day on which that version came out


class Deprecations(Struct, frozen=True, forbid_unknown_fields=True):
    schema: int
    api_versions: tuple[ApiDeprecation, ...]


class Lifetime(Struct, frozen=True, forbid_unknown_fields=True):
    """
    The life of one version. *ends* is a day, month or year, or passed, not_set or policy.
    """

    ends: str
    released: str | None = None
    active: str | None = None
    extended: str | None = None


class EndOfLife(Struct, frozen=True, forbid_unknown_fields=True):
    """
    A product with the lives of its versions.
    """

    product: str
    kind: str
    source: str
    confidence: Confidence
    versions: dict[str, Lifetime]
    images: tuple[str, ...] = ()
    names: dict[str, str] = {}  # code name in a tag -> version
    detect: tuple[str, ...] = ()
    replacement: str | None = None


class Lifetimes(Struct, frozen=True, forbid_unknown_fields=True):
    schema: int
    products: tuple[EndOfLife, ...]


class Since(Struct, frozen=True, forbid_unknown_fields=True):
    date: str
    basis: Basis


class Retirement(Struct, frozen=True, forbid_unknown_fields=True):
    kind: Literal["shutdown", "end_of_support", "end_of_life", "closed_to_new", "archived", "superseded"]
    source: str
    date: str | None = None
    unsure: bool = False


class ManagedOption(Struct, frozen=True, forbid_unknown_fields=True):
    """
    What could be had instead of running it oneself.
    """

    id: str
    name: str
    vendor: str
    capabilities: tuple[CapabilityId, ...]
    source: str
    confidence: Confidence
    status: Literal["active", "deprecated", "closed_to_new", "maintenance", "retired"] = "active"
    ga: Since | None = None
    preview: Since | None = None
    retirement: Retirement | None = None
    successor: str | None = None

    @property
    def since(self) -> str | None:
        """
        Return the date since which it can be had, as exact as its source allows; None: do not argue with it.
        """
        if self.ga is None or self.confidence is Confidence.LOW or self.ga.basis == "memory":
            return None
        rough = self.ga.basis == "provider_changelog" or (
            self.ga.basis == "api_first_seen" and self.confidence is not Confidence.HIGH
        )
        return self.ga.date[:_MONTH] if rough else self.ga.date

    @property
    def option(self) -> Option:
        """
        Return it as rules and reports carry it.
        """
        return Option(self.id, self.name, self.vendor, self.since, self.source if self.since else None)


class ManagedOptions(Struct, frozen=True, forbid_unknown_fields=True):
    schema: int
    options: tuple[ManagedOption, ...]


class Product(Struct, frozen=True, forbid_unknown_fields=True):
    """
    A product that platforms run themselves.
    """

    id: str
    name: str
    kind: Kind
    capability: CapabilityId | None = None  # None: of none of them
    names: tuple[str, ...] = ()  # of an image (its last segment) or a chart
    images: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()
    ingress: tuple[str, ...] = ()  # the classes and API groups of the routes that it serves
    scrapes: bool = False  # collects metrics of all that asks for it
    stands_in: bool = False  # imitates a service for tests: never a part of what runs
    generic: bool = False  # is nothing without a configuration: the owner names it after what it does


class Products(Struct, frozen=True, forbid_unknown_fields=True):
    schema: int
    products: tuple[Product, ...]


class CloudResourceRow(Struct, frozen=True, forbid_unknown_fields=True):
    kind: Kind
    product: str
    capability: CapabilityId
    option: str | None = None
    minor: bool = False


class CloudResources(Struct, frozen=True, forbid_unknown_fields=True):
    schema: int
    aws: dict[str, CloudResourceRow]
    gcp: dict[str, CloudResourceRow]
    azure: dict[str, CloudResourceRow]
    databricks: dict[str, CloudResourceRow]
    others: dict[str, CloudResourceRow]


class CloudResource(Struct, frozen=True):
    """
    The managed product that a type of cloud resource stands for.
    """

    type: str
    kind: Kind | None  # None: it only supports others, and is no component of its own
    shown_as: Kind  # the kind to collapse it under
    product: str
    provider: str  # "aws", "gcp", "azure", "databricks", else the first word of the type
    capability: CapabilityId
    option: str | None  # id of a managed option


class Ending(Struct, frozen=True):
    """
    The life of the version that an image carries.
    """

    product: str
    version: str
    ends: str
    replacement: str | None
    source: str
    confidence: Confidence
