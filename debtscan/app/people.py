"""
Questions about people: who knows the estate, what is lost with somebody, who should learn what, what to ask whom.
"""

from msgspec import structs

from debtscan.app.naming import close_to
from debtscan.app.takeover import takeover
from debtscan.base.errors import DebtscanError
from debtscan.graph.system import SystemGraph
from debtscan.measure.leaving import leaving
from debtscan.measure.pairing import plan_pairings
from debtscan.model.assessment import Assessment
from debtscan.model.component import PersonId
from debtscan.model.knowledge import Counting, EstateKnowledge
from debtscan.model.people import Leaving, Plan, Takeover
from debtscan.model.words import PeopleMode


def estate_of(assessment: Assessment, counting: Counting, *, kept: bool) -> EstateKnowledge:
    """
    Return the figures of the estate; refuse another way of *counting* than that of a *kept* result.
    """
    estate = assessment.knowledge
    if estate is None:
        raise DebtscanError(
            "the result holds nothing about knowledge", "scan again with this version: debtscan scan -o"
        )
    if kept and estate.counting != counting:
        raise DebtscanError(
            "the result counts persons, files or renames differently: that takes the history",
            "name the folders instead of the result, or leave --identities, --include-all and --renames out",
        )
    return estate


def persons_named(words: tuple[str, ...], assessment: Assessment, *, kept: bool) -> tuple[PersonId, ...]:
    """
    Return the persons whom *words* mean: ids (P1 ...), or names when the folders were just scanned.
    """
    if assessment.people_mode is PeopleMode.NONE:
        raise DebtscanError("persons are hidden, so none can be chosen", "--people pseudonym or --people names")
    return tuple(dict.fromkeys(_person(word, assessment, kept=kept) for word in words))


def _person(word: str, assessment: Assessment, *, kept: bool) -> PersonId:
    ids = [person.id for person in assessment.people]
    if word in ids:
        return PersonId(word)
    if kept:
        raise DebtscanError(
            f"{word!r}: the result knows persons by their ids only", f"give an id such as {ids[0] if ids else 'P1'}"
        )
    found = [person.id for person in assessment.people if (person.name or "").casefold() == word.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise DebtscanError(
            f"{word!r} names {len(found)} persons: {', '.join(found)}", f"give an id such as {found[0]}"
        )
    names = [person.name for person in assessment.people if person.name]
    raise DebtscanError(f"{word!r}: nobody has this id or name", close_to(word, [*ids, *names], "debtscan people"))


def leaving_of(assessment: Assessment, leavers: tuple[PersonId, ...]) -> Leaving:
    """
    Return what follows when the *leavers* go.
    """
    return leaving(SystemGraph(assessment.components, assessment.links, people=assessment.people), leavers)


def plan_of(assessment: Assessment) -> Plan:
    """
    Return the pairings that give every critical component two people who know it.
    """
    return plan_pairings(assessment.components, {person.id: person for person in assessment.people})


def takeover_of(assessment: Assessment, words: tuple[str, ...], *, kept: bool) -> Takeover:
    """
    Return the first-week dossiers of the teams, components or persons that *words* mean.
    """
    found = takeover(words, assessment, lambda word: persons_named((word,), assessment, kept=kept)[0])
    if assessment.people_mode is not PeopleMode.NONE:
        return found
    hidden = (structs.replace(one, ask=(), gone=()) for one in found.dossiers)
    return structs.replace(found, dossiers=tuple(hidden))
