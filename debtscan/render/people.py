"""
Who knows the estate, as JSON with a published schema, and the answers about people.
"""

from typing import Literal

from msgspec import Struct

from debtscan.model.assessment import Assessment
from debtscan.model.component import Component, ComponentHistory, ComponentId, ComponentKnowledge, Person
from debtscan.model.knowledge import (
    ComponentCoupling,
    Counting,
    EstateKnowledge,
    FileCoupling,
    Offboarding,
    ReachFactor,
    Removed,
)
from debtscan.model.people import Interview, Leaving, Plan, Takeover
from debtscan.model.words import Grade, Identities, Kind, Renames, Status
from debtscan.render.json import schema_of, write


class KnownComponent(Struct, frozen=True):
    """
    A component and who knows it; the result holds the rest.
    """

    id: ComponentId
    name: str
    kind: Kind
    status: Status
    history: ComponentHistory | None
    changes_12m: int | None
    knowledge: ComponentKnowledge | None


class PeopleDocument(Struct, frozen=True, rename={"schema_": "schema"}):
    """
    Who knows what.

    `hours` is a weight, no bill, and too low by what is `squashed`; `coupling` is that of files, `component_coupling`
    that of components.
    """

    now: str
    grade: Grade
    identities: Identities
    include_all: bool
    renames: Renames
    truck_factor: int
    removed: tuple[Removed, ...]
    files: int
    coverage: float | None
    by_reach: ReachFactor
    offboarding: tuple[Offboarding, ...]
    hours: float
    squashed: int
    commits: int
    coupling: tuple[FileCoupling, ...]
    component_coupling: tuple[ComponentCoupling, ...]
    people: tuple[Person, ...]
    components: tuple[KnownComponent, ...]
    schema_: Literal["debtscan.people/1"] = "debtscan.people/1"


class LeavingDocument(Struct, frozen=True, rename={"schema_": "schema"}):
    """
    What follows when somebody leaves.
    """

    now: str
    leaving: Leaving
    schema_: Literal["debtscan.people-leave/1"] = "debtscan.people-leave/1"


class PlanDocument(Struct, frozen=True, rename={"schema_": "schema"}):
    """
    Who should learn what from whom.
    """

    now: str
    plan: Plan
    schema_: Literal["debtscan.people-plan/1"] = "debtscan.people-plan/1"


class InterviewDocument(Struct, frozen=True, rename={"schema_": "schema"}):
    """
    What to ask somebody.
    """

    now: str
    interview: Interview
    schema_: Literal["debtscan.people-interview/1"] = "debtscan.people-interview/1"


class TakeoverDocument(Struct, frozen=True, rename={"schema_": "schema"}):
    """
    What somebody new should read in the first week.
    """

    now: str
    takeover: Takeover
    schema_: Literal["debtscan.people-takeover/1"] = "debtscan.people-takeover/1"


SCHEMAS: dict[str, tuple[type[Struct], str, str]] = {
    "debtscan.people-1.schema.json": (PeopleDocument, "debtscan.people/1", "Who knows what."),
    "debtscan.people-leave-1.schema.json": (LeavingDocument, "debtscan.people-leave/1", "What a departure leaves."),
    "debtscan.people-plan-1.schema.json": (PlanDocument, "debtscan.people-plan/1", "Who should learn what."),
    "debtscan.people-interview-1.schema.json": (
        InterviewDocument,
        "debtscan.people-interview/1",
        "What to ask before somebody goes.",
    ),
    "debtscan.people-takeover-1.schema.json": (
        TakeoverDocument,
        "debtscan.people-takeover/1",
        "What to read in the first week.",
    ),
}


def schema(file: str) -> str:
    """
    Return the JSON Schema that docs/schema holds as *file*.
    """
    type_, title, says = SCHEMAS[file]
    return schema_of(type_, file, title, says)


def people_document(assessment: Assessment, estate: EstateKnowledge) -> str:
    """
    Return who knows what in *assessment*.
    """
    counting: Counting = estate.counting
    return write(
        PeopleDocument(
            now=assessment.now,
            grade=estate.grade,
            identities=counting.identities,
            include_all=counting.include_all,
            renames=counting.renames,
            truck_factor=estate.truck_factor,
            removed=estate.removed,
            files=estate.files,
            coverage=estate.coverage,
            by_reach=estate.by_reach,
            offboarding=estate.offboarding,
            hours=estate.hours,
            squashed=estate.squashed,
            commits=estate.commits,
            coupling=estate.coupling,
            component_coupling=assessment.coupling,
            people=assessment.people,
            components=tuple(_known(component) for component in assessment.components),
        )
    )


def _known(component: Component) -> KnownComponent:
    return KnownComponent(
        component.id,
        component.name,
        component.kind,
        component.status,
        component.history,
        component.metrics.changes_12m,
        component.knowledge,
    )


def leaving_document(assessment: Assessment, leaving: Leaving) -> str:
    """
    Return what follows when somebody leaves.
    """
    return write(LeavingDocument(assessment.now, leaving))


def plan_document(assessment: Assessment, plan: Plan) -> str:
    """
    Return who should learn what.
    """
    return write(PlanDocument(assessment.now, plan))


def interview_document(assessment: Assessment, interview: Interview) -> str:
    """
    Return what to ask somebody.
    """
    return write(InterviewDocument(assessment.now, interview))


def takeover_document(assessment: Assessment, takeover: Takeover) -> str:
    """
    Return what to read in the first week.
    """
    return write(TakeoverDocument(assessment.now, takeover))
