"""
How persons are shown: by name, by pseudonym, or not at all.
"""

import re
from collections.abc import Sequence

from msgspec import structs

from debtscan.base.errors import DebtscanError
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component, Person
from debtscan.model.knowledge import EstateKnowledge
from debtscan.model.words import PeopleMode

_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")


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
        owned = tuple(_with_owner(component, assessment.people, mode) for component in assessment.components)
        return structs.replace(assessment, components=owned, people=people, people_mode=mode)
    components = tuple(
        _with_owner(_without_persons(component), assessment.people, mode) for component in assessment.components
    )
    knowledge = _without_removed(assessment.knowledge) if assessment.knowledge else None
    return structs.replace(assessment, components=components, knowledge=knowledge, people=(), people_mode=mode)


def mode_of(assessment: Assessment, asked: PeopleMode | None, *, terminal: bool) -> PeopleMode:
    """
    Return how persons appear: as *asked*, else by name on a *terminal* and by pseudonym elsewhere, as far as kept.
    """
    if asked is not None:
        return asked
    kept = assessment.people_mode
    return PeopleMode.PSEUDONYM if kept is PeopleMode.NAMES and not terminal else kept


def _with_owner(component: Component, people: Sequence[Person], mode: PeopleMode) -> Component:
    """
    Return *component* with its owner unless that is a person: a pseudonym for one of *people*, nothing for a mail.
    """
    owner = component.owner
    if owner is None:
        return component
    named = next((person for person in people if person.name and _is_named(person, owner)), None)
    if named is not None:
        owner = named.id if mode is PeopleMode.PSEUDONYM else None
    elif _MAIL.search(owner):
        owner = None
    return structs.replace(component, owner=owner)


def _is_named(person: Person, text: str) -> bool:
    return not person.bot and f" {person.name} ".casefold() in f" {text} ".casefold()


def _without_persons(component: Component) -> Component:
    history, knowledge = component.history, component.knowledge
    if history is not None:
        history = structs.replace(history, builder=None, builder_share=None, operators=(), people=())
    if knowledge is not None:
        knowledge = structs.replace(knowledge, authors=(), reviewers=(), successor=None)
    return structs.replace(component, history=history, knowledge=knowledge)


def _without_removed(estate: EstateKnowledge) -> EstateKnowledge:
    removed = tuple(structs.replace(one, person=None) for one in estate.removed)
    by_reach = tuple(structs.replace(one, person=None) for one in estate.by_reach.removed)
    return structs.replace(estate, removed=removed, by_reach=structs.replace(estate.by_reach, removed=by_reach))
