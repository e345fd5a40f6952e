"""
How persons are shown: by name, by pseudonym, or not at all.
"""

from msgspec import structs

from debtscan.base.errors import DebtscanError
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component
from debtscan.model.words import PeopleMode


def shown(assessment: Assessment, mode: PeopleMode) -> Assessment:
    """
    Return *assessment* with persons as *mode* says; names that were never kept cannot come back.
    """
    if mode is PeopleMode.NAMES:
        if assessment.people_mode is not PeopleMode.NAMES:
            raise DebtscanError("the result keeps no names", "scan again with --people names")
        return assessment
    if mode is PeopleMode.PSEUDONYM:
        if assessment.people_mode is PeopleMode.NONE:
            raise DebtscanError("the result keeps no persons", "scan again with --people pseudonym")
        people = tuple(structs.replace(person, name=None) for person in assessment.people)
        return structs.replace(assessment, people=people, people_mode=mode)
    components = tuple(_without_persons(component) for component in assessment.components)
    return structs.replace(assessment, components=components, people=(), people_mode=mode)


def mode_of(assessment: Assessment, asked: PeopleMode | None, *, terminal: bool) -> PeopleMode:
    """
    Return how persons appear: as *asked*, else by name on a *terminal* and by pseudonym elsewhere, as far as kept.
    """
    if asked is not None:
        return asked
    kept = assessment.people_mode
    return PeopleMode.PSEUDONYM if kept is PeopleMode.NAMES and not terminal else kept


def _without_persons(component: Component) -> Component:
    history = component.history
    if history is None:
        return component
    bare = structs.replace(history, builder=None, builder_share=None, operators=(), people=())
    return structs.replace(component, history=bare)
