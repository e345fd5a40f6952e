"""
What the upkeep of the platform costs: judged commits, shares of effort, and what follows from them.
"""

from enum import StrEnum
from typing import Literal

from msgspec import Struct

from debtscan.model.component import ComponentId, PersonId
from debtscan.model.estimate import Estimate

LABELS_SCHEMA: Literal["debtscan.labels/1"] = "debtscan.labels/1"
EFFORT_SCHEMA: Literal["debtscan.effort/1"] = "debtscan.effort/1"


class Judged(Struct, frozen=True, gc=False):
    """
    One non-merge commit as effort: who, when, on what, and how likely it was operations.
    """

    commit: str
    repo: str
    when: int  # author date, seconds since 1970
    author: PersonId
    bot: bool
    p_ops: float
    components: tuple[ComponentId, ...] = ()
    paths: tuple[str, ...] = ()


class Weights(StrEnum):
    """
    How the effort of a commit is measured: pause that ends a session / minutes before its first commit, or all alike.
    """

    HOURLY = "60/30"
    LONG = "120/60"
    LONGEST = "120/120"
    EQUAL = "equal"


class ExtraKind(StrEnum):
    """
    Work that leaves no commit; all but development is operations.
    """

    INCIDENT = "incident"
    ON_CALL = "on_call"
    TICKET = "ticket"
    MAINTENANCE = "maintenance"
    DEVELOPMENT = "development"


class ExtraEffort(Struct, frozen=True):
    """
    One row of the file of work that git cannot see.
    """

    when: int  # noon of the day, seconds since 1970
    person: str | None  # as written: an id or a name
    component: str | None  # as written: an id, name or alias
    hours: float
    kind: ExtraKind


class Verdict(StrEnum):
    """
    What a comparison says; a difference smaller than its interval is none.
    """

    HIGHER = "higher"
    LOWER = "lower"
    CANNOT_TELL = "cannot_tell"


class Band(StrEnum):
    """
    Where a share of operations stands; *over* only when the lower end of its interval is above the limit.
    """

    SOUND = "sound"
    WATCH = "watch"
    OVER = "over"
    UNKNOWN = "unknown"


class Share(Struct, frozen=True):
    """
    The share of operations in one part of the effort: a component, a team, a month.
    """

    of: str
    commits: int
    share: Estimate
    part: float  # of all effort, 0 to 1


class WeightedShare(Struct, frozen=True):
    """
    The index under one way to weigh commits.
    """

    weights: Weights
    share: Estimate


class ChangePoint(Struct, frozen=True):
    """
    A month from which on the share was another one.
    """

    month: str
    before: Estimate
    after: Estimate
    difference: Estimate


class HandOver(Struct, frozen=True):
    """
    When a component passed from its builder to others.
    """

    component: ComponentId
    builder: PersonId | None  # None where persons are hidden
    day: str
    before: float  # share of the builder in its commits until then
    after: float


class Trend(Struct, frozen=True):
    """
    The share month by month, where it changed, and the hand-overs on the way.
    """

    months: tuple[Share, ...]
    changes: tuple[ChangePoint, ...]
    last_half_year: Verdict  # against the half year before
    difference: Estimate
    hand_overs: tuple[HandOver, ...]


class Inherited(Struct, frozen=True):
    """
    How much of the operations effort of a group (or on a component) went into what others built.
    """

    of: str
    others: Estimate  # share of operations effort on what somebody else built
    departed: Estimate  # share on what somebody built who is gone
    janitor: Estimate  # share of operations effort on components that the person doing it never developed
    unknown: float  # part of the operations effort on what has no known builder: left out of the shares


class Interest(Struct, frozen=True):
    """
    What a component costs while it stays, in the last months, and how that moved.
    """

    component: ComponentId
    days: Estimate  # days/month
    before: Estimate  # the same in as many months before
    moved: Verdict


class BackTest(Struct, frozen=True):
    """
    How good the ranking of an earlier day was, by the operations effort since.
    """

    day: str  # as the ranking stood then
    components: int  # that were ranked
    top: int  # of them that are looked at
    hits: int  # of these among the costliest since
    hit_rate: Estimate
    lift: Estimate  # effort per component in the top over that of all


class PhaseName(StrEnum):
    """
    The four phases of a team.
    """

    START = "start"
    PRACTICAL = "practical"
    DEV_AUTOMATED = "dev_automated"
    RELEASE_AUTOMATED = "release_automated"


class Sign(Struct, frozen=True):
    """
    One thing that was looked at, what was found, and for which phases it speaks (none = it could not be seen).
    """

    signal: str
    value: str
    speaks_for: tuple[PhaseName, ...]


class Phase(Struct, frozen=True):
    """
    The phase of the team with what speaks for it; None when too little could be seen.
    """

    phase: PhaseName | None
    next_: PhaseName | None  # a phase that nearly as much speaks for
    mind: Literal["breakthrough", "stability"] | None
    signs: tuple[Sign, ...]
    why: str  # a reason code


class LabelWord(StrEnum):
    """
    What a person says about a commit.
    """

    DEV = "dev"
    OPS = "ops"
    UNCLEAR = "unclear"


class Label(Struct, frozen=True, forbid_unknown_fields=True):
    """
    One answer: what a commit is.
    """

    commit: str
    label: LabelWord


class Labels(Struct, frozen=True, forbid_unknown_fields=True, rename={"schema_": "schema"}):
    """
    The file of labels: how the sample was drawn, and the answers in the order they were given.
    """

    seed: str
    commits: int  # of all that the sample was drawn from
    cuts: tuple[float, ...]  # predictions at which one stratum ends and the next begins
    labels: tuple[Label, ...] = ()
    schema_: Literal["debtscan.labels/1"] = LABELS_SCHEMA


class Calibration(Struct, frozen=True):
    """
    The index corrected by labels, and what came of the labels.
    """

    share: Estimate
    raw: float | None  # what the judge alone says
    used: int
    unclear: int
    unknown: tuple[str, ...]  # labelled commits that the history does not hold
    low_if_dev: float | None  # the labels' share with all unclear as development
    high_if_ops: float | None


class EffortIndex(Struct, frozen=True):
    """
    Operations over operations and development, in whole and in part; of humans unless it says otherwise.
    """

    share: Estimate
    band: Band
    with_bots: Estimate
    bots: int  # commits of bots, left out of *share*
    sensitivity: tuple[WeightedShare, ...]
    components: tuple[Share, ...]
    teams: tuple[Share, ...]
    months: tuple[Share, ...]
    extra_hours: float = 0.0
    calibration: Calibration | None = None


class EffortReport(Struct, frozen=True, kw_only=True, rename={"schema_": "schema"}):
    """
    Everything that `debtscan effort` says.
    """

    schema_: Literal["debtscan.effort/1"] = EFFORT_SCHEMA
    now: str
    commits: int  # judged: non-merge commits
    grade: str
    index: EffortIndex
    trend: Trend
    inherited: tuple[Inherited, ...]
    inherited_components: tuple[Inherited, ...]
    interest: tuple[Interest, ...]
    phase: Phase
    backtest: BackTest
    notes: tuple[str, ...] = ()  # what could not be said or used, each a clear line
