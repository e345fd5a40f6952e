"""
The one object between judging and rendering; it is the JSON result and round-trips through it.
"""

from typing import Literal

from msgspec import Struct

from debtscan.model.component import Component, Link, Person, Unresolved
from debtscan.model.correction import Correction
from debtscan.model.evidence import Skip
from debtscan.model.knowledge import ComponentCoupling, EstateKnowledge
from debtscan.model.rule import Finding, Rule
from debtscan.model.words import Grade, PeopleMode

SCHEMA: Literal["debtscan.assessment/1"] = "debtscan.assessment/1"


class Run(Struct, frozen=True):
    """
    The only block that may differ between two runs on equal input.
    """

    version: str
    started: str
    seconds: float
    today: str
    argv: tuple[str, ...]


class TargetHistory(Struct, frozen=True):
    """
    How much of a repository's past could be read.
    """

    grade: Grade
    commits: int
    first: str | None
    last: str | None


class TargetInfo(Struct, frozen=True):
    """
    One repository or folder that was assessed.
    """

    repo: str
    commit: str | None
    branch: str | None
    dirty: bool
    history: TargetHistory


class CapabilityState(Struct, frozen=True):
    """
    One capability of the catalogue and the components that cover it.
    """

    id: str
    name: str
    name_ja: str
    components: tuple[str, ...]


class Coverage(Struct, frozen=True):
    """
    The ledger: how many files there are, how many were read, and each that was not.
    """

    files: int
    read: int
    skipped: tuple[Skip, ...]
    degraded: tuple[Skip, ...]  # read approximately


class Assessment(Struct, frozen=True, kw_only=True, rename={"schema_": "schema"}):
    """
    Everything that debtscan says about an estate. Lists are sorted; keys are always present; not computed = null.
    """

    schema_: Literal["debtscan.assessment/1"] = SCHEMA
    now: str  # the one clock, ISO day
    run: Run
    targets: tuple[TargetInfo, ...]
    components: tuple[Component, ...]
    links: tuple[Link, ...]
    unresolved: tuple[Unresolved, ...]
    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]  # those that were applied, with their texts
    people: tuple[Person, ...]
    people_mode: PeopleMode
    capabilities: tuple[CapabilityState, ...]
    coverage: Coverage
    corrections: tuple[Correction, ...] = ()  # what came of what the owners said
    knowledge: EstateKnowledge | None = None
    coupling: tuple[ComponentCoupling, ...] = ()
    effort: None = None
    phase: None = None
    roadmap: None = None
    backtest: None = None
