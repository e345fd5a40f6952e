"""
The closed vocabularies: nothing else is ever printed in these places.
"""

from enum import StrEnum


class Kind(StrEnum):
    """
    What a platform owner would call a component.
    """

    SERVICE = "service"
    JOB = "job"
    PIPELINE = "pipeline"
    CRD = "crd"
    CONTROLLER = "controller"
    CLUSTER = "cluster"
    SCHEDULER = "scheduler"
    CI = "ci"
    DATASTORE = "datastore"
    QUEUE = "queue"
    REGISTRY = "registry"
    GATEWAY = "gateway"
    MONITORING = "monitoring"
    LIBRARY = "library"
    CLI = "cli"
    UI = "ui"
    CHART = "chart"
    IAC = "iac"
    IDENTITY = "identity"


class How(StrEnum):
    """
    The way in which a source depends on, calls, triggers, owns or deploys its target.
    """

    IMAGE = "image"
    BUILD = "build"
    ENV = "env"
    CRD = "crd"
    IMPORT = "import"
    STEP = "step"
    QUEUE = "queue"
    DATA = "data"
    TRIGGER = "trigger"
    MODULE = "module"
    DEPLOY = "deploy"
    CALL = "call"


class Built(StrEnum):
    """
    Whose code it is: the own code, somebody else's run here, somebody else's run there, or a wrapper.
    """

    BESPOKE = "bespoke"
    OSS = "oss"
    MANAGED = "managed"
    MIXED = "mixed"


class Status(StrEnum):
    """
    Whether a component is in use, or why it is not.
    """

    LIVE = "live"
    EXAMPLE = "example"
    TEST = "test"
    TEMPLATE = "template"
    GENERATED = "generated"
    VENDORED = "vendored"
    LOCAL = "local"
    DISABLED = "disabled"
    UNUSED = "unused"


class Criticality(StrEnum):
    """
    How much hangs on a component, in its owners' eyes; debtscan never says it by itself.
    """

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Severity(StrEnum):
    """
    How much a finding hurts; *rank* orders them, the worst first.
    """

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def rank(self) -> int:
        """
        Return 0 for the worst and a larger number for each milder one.
        """
        return list(Severity).index(self)


class Confidence(StrEnum):
    """
    How sure debtscan is of a link or a finding.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """
        Return 0 for the surest and a larger number for each weaker one.
        """
        return list(Confidence).index(self)


class Grade(StrEnum):
    """
    How much of a repository's history could be read; missing blobs alone leave it full.
    """

    FULL = "full"
    SHALLOW = "shallow"
    PARTIAL = "partial"
    NONE = "none"


class PeopleMode(StrEnum):
    """
    How persons appear in what is written.
    """

    PSEUDONYM = "pseudonym"
    NAMES = "names"
    NONE = "none"


class Identities(StrEnum):
    """
    Who counts as one person: joined entries, or one address as git tells it (its "%aE", after the .mailmap).
    """

    JOINED = "joined"
    MAIL = "mail"


class Renames(StrEnum):
    """
    Which renames of files are followed: those of equal content, or those that git finds similar (it opens blobs).
    """

    EXACT = "exact"
    SIMILAR = "similar"


class Knowing(StrEnum):
    """
    How many of those who know a component are probably still there: several, one, none; or git cannot say.
    """

    SHARED = "shared"
    SINGLE = "single"
    ORPHAN = "orphan"
    UNKNOWN = "unknown"


class Lang(StrEnum):
    """
    The language of every text that a person reads.
    """

    EN = "en"
    JA = "ja"


class Format(StrEnum):
    """
    The output formats of `-f`.
    """

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    MARKDOWN = "markdown"
    HTML = "html"


class GraphFormat(StrEnum):
    """
    The output formats of `debtscan graph -f`.
    """

    TEXT = "text"
    JSON = "json"
    MERMAID = "mermaid"
    DOT = "dot"
    GRAPHML = "graphml"
    SVG = "svg"
    BACKSTAGE = "backstage"


class AnswerFormat(StrEnum):
    """
    The output formats of a question to the map.
    """

    TEXT = "text"
    JSON = "json"


class Collapse(StrEnum):
    """
    What components are drawn together by.
    """

    SYSTEM = "system"
    KIND = "kind"
    NAMESPACE = "namespace"


class Direction(StrEnum):
    """
    Against the links, to what depends on a component, or along them, to what it depends on.
    """

    DEPENDENTS = "dependents"
    DEPENDENCIES = "dependencies"
