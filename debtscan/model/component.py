"""
The linked platform: components, the links between them, and what could not be resolved.
"""

from typing import NewType

from msgspec import Struct

from debtscan.model.estimate import Estimate
from debtscan.model.evidence import Evidence
from debtscan.model.signal import Signals
from debtscan.model.words import Built, Confidence, Criticality, How, Kind, Knowing, Status

ComponentId = NewType("ComponentId", str)  # "repo:kind:name", with the system between where names repeat
PersonId = NewType("PersonId", str)  # "P1", "P2" ... by first commit in the estate
CapabilityId = NewType("CapabilityId", str)  # an id of rules/catalog/capabilities.yaml


class ImageUse(Struct, frozen=True):
    """
    An image that the component runs or builds on.
    """

    image: str  # as written
    pinned: bool  # by digest, or by a tag that does not move
    own: bool  # the estate holds its recipe
    base: bool  # the base of a build, not what a workload runs
    evidence: Evidence


class ApiEnd(Struct, frozen=True):
    """
    What the catalogue knows about the end of an API version; versions are those of the product.
    """

    product: str  # "k8s", "cert-manager" ...
    replacement: str | None  # "batch/v1"
    deprecated_in: str | None = None
    removed_in: str | None = None
    removed: str | None = None  # ISO day on which that version came out


class ApiUse(Struct, frozen=True):
    """
    A Kubernetes API version that a manifest of the component uses.
    """

    version: str  # "batch/v1beta1"
    kind: str
    evidence: Evidence
    end: ApiEnd | None = None  # None = nothing known against it


class ScheduleUse(Struct, frozen=True):
    """
    A time at which the component runs.
    """

    engine: str
    cron: str | None
    in_process: bool
    evidence: Evidence


class TechnologyUse(Struct, frozen=True, rename={"class_": "class"}):
    """
    A technology of the catalogue's code signals that the component uses.
    """

    signal: str  # id of rules/catalog/code_signals.yaml
    class_: (
        str  # managed, off_the_shelf, framework, framework_for_operators, home_made_scheduler, home_made_hint, library
    )
    capabilities: tuple[str, ...]
    evidence: Evidence


class NamedUse(Struct, frozen=True):
    """
    Something by its name, and where it is named: a secret (never its value), or a command that rolls back.
    """

    name: str
    evidence: Evidence


class CrdUse(Struct, frozen=True):
    """
    The API that a component of kind crd defines.
    """

    group: str
    kind: str
    plural: str
    home_made: bool
    purpose: str | None  # training, build, deploy, microservice or None: what its name and schema speak of


class Facts(Struct, frozen=True):
    """
    What rules may ask of one component; each fact carries the place that proves it.
    """

    images: tuple[ImageUse, ...] = ()
    apis: tuple[ApiUse, ...] = ()
    schedules: tuple[ScheduleUse, ...] = ()
    technologies: tuple[TechnologyUse, ...] = ()
    crd: CrdUse | None = None
    reconciles: tuple[str, ...] = ()  # "group/Kind" of the resources that it reconciles
    frameworks: tuple[str, ...] = ()
    provider: str | None = None  # "aws", "gcp", "azure" ... of a managed thing
    product: str | None = None  # the product by name, for oss and managed
    instances: int = 1
    replicas: int | None = None
    signals: Signals = Signals()  # why it is of this kind, whose code it is, whether it is in use, what it does
    namespaces: tuple[str, ...] = ()  # of Kubernetes, as far as they are stated as literals
    secrets: tuple[NamedUse, ...] = ()  # that it needs, by name
    rollbacks: tuple[NamedUse, ...] = ()  # commands in its files that bring back what ran before


class Metrics(Struct, frozen=True):
    """
    What was counted over the files of one component.
    """

    files: int = 0
    lines: int = 0
    functions: int = 0
    complexity: int = 0
    complexity_max: int = 0
    worst: Evidence | None = None  # the most complex function
    tests: int = 0  # test files that belong to it
    changes_12m: int | None = None  # commits that touched it in the 12 months before the clock; None without history


class ComponentHistory(Struct, frozen=True):
    """
    Who and when, from git alone.
    """

    born: str | None  # date of the first commit that touched a file of it, ISO
    last_change: str | None
    builder: PersonId | None  # who wrote most of it in its first year
    builder_share: float | None  # of the commits of that year, 0 to 1
    operators: tuple[PersonId, ...] = ()  # who changed it in the last 12 months, most first
    people: tuple[PersonId, ...] = ()  # all that ever changed it, most first; bots left out
    commits: int = 0
    grade: str = "none"


class ComponentKnowledge(Struct, frozen=True):
    """
    Who knows the component: the authors of its files at HEAD, whoever changed them last, and what is lost with them.
    """

    state: Knowing
    authors: tuple[PersonId, ...] = ()  # of most files first; those of less than a tenth of the first one's left out
    reviewers: tuple[PersonId, ...] = ()  # who reviewed or merged changes of others to it, most first
    successor: PersonId | None = None  # of those probably still there who are no author, the one who knows most of it
    files: int = 0  # that somebody worked on
    truck_factor: int | None = None  # of its files; None without history
    lost: Estimate | None = None  # probability that all its authors are gone
    alarm: bool = False  # one author alone, probably gone, and still changed in the last 12 months
    dormant: bool = False  # not changed in the last 12 months
    reach: int = 0  # components in use that depend on it, directly or through others


class Component(Struct, frozen=True):
    """
    One thing that a platform owner would name. The first evidence is the file that proves it best.
    """

    id: ComponentId
    name: str
    kind: Kind
    evidence: tuple[Evidence, ...]
    aliases: tuple[str, ...] = ()
    capability: CapabilityId | None = None
    built: Built | None = None
    status: Status = Status.LIVE
    language: str | None = None
    system: str | None = None
    owner: str | None = None  # as declared in the configuration; debtscan never guesses one
    criticality: Criticality | None = None
    facts: Facts = Facts()
    metrics: Metrics = Metrics()
    history: ComponentHistory | None = None
    knowledge: ComponentKnowledge | None = None
    effort: None = None
    verdict: None = None
    debt: None = None

    @property
    def authors(self) -> tuple[PersonId, ...]:
        """
        Return who knows it, most files first; nobody where the history says nothing.
        """
        return self.knowledge.authors if self.knowledge else ()


class Link(Struct, frozen=True):
    """
    *source* depends on, calls, triggers, owns or deploys *target*.
    """

    source: ComponentId
    target: ComponentId
    how: How
    confidence: Confidence
    evidence: tuple[Evidence, ...]


class Unresolved(Struct, frozen=True, rename={"from_": "from"}):
    """
    A reference that leads nowhere in the estate: what to ask the predecessor.
    """

    reference: str
    from_: ComponentId | None
    why: str  # a reason code: "no_build", "no_such_host", "no_such_file" ...; renderers hold the sentence
    evidence: tuple[Evidence, ...]


class Person(Struct, frozen=True):
    """
    One human or bot; the name is None unless names were asked for.
    """

    id: PersonId
    name: str | None
    bot: bool
    first: str  # date of the first commit, ISO
    last: str
    departed: Estimate | None
    reason: str | None  # a reason code for the judgement
    entries: int = 1  # names with addresses under which git knows this person
    joins: tuple[str, ...] = ()  # why these are one person, each reason once: "mail", "name", "login", "stated" ...
