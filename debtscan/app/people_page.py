"""
Who knows the estate, on one screen: the figures first, then what nobody is left to ask about.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from debtscan.app.sheet import Row, sheet
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component, Person, PersonId
from debtscan.model.estimate import Estimate
from debtscan.model.knowledge import EstateKnowledge
from debtscan.model.words import Grade, Knowing, Lang
from debtscan.render.page import Words
from debtscan.render.summary import estate_name, live, per_cent, share

_DOT = " · "
_MOST = 5  # components, persons or pairs that are listed


def people_page(assessment: Assessment, estate: EstateKnowledge, lang: Lang) -> str:
    """
    Return the page for a terminal.
    """
    words = Words(assessment, lang, assessment.run.today)
    rows = [*_factors(estate, words), *_states(assessment, words), *_left_behind(estate, words)]
    rows += [*_persons(assessment, words), *_joined(assessment, words), *_together(assessment, words)]
    if estate.grade is not Grade.FULL:
        rows.append((words.say("table.history"), [words.say(f"grade.explain.{estate.grade}")]))
    rows.append((words.say("people.next"), [words.say("people.next_says")]))
    return sheet(words.say("people.title", name=estate_name(assessment)), rows)


def _factors(estate: EstateKnowledge, words: Words) -> Iterator[Row]:
    if estate.coverage is None or not estate.removed:
        yield words.say("people.factor"), [words.say("people.factor_none")]
        return
    lost = share(round((1 - estate.coverage) * 1_000), 1_000)
    who = _names([one.person for one in estate.removed], words)
    lines = [words.say("people.factor_says", n=estate.truck_factor, who=who, share=lost, files=estate.files)]
    if estate.by_reach.removed:
        weighty = _names([one.person for one in estate.by_reach.removed], words)
        lines.append(words.say("people.by_reach", n=estate.by_reach.truck_factor, who=weighty))
    yield words.say("people.factor"), lines


def _names(persons: Sequence[PersonId | None], words: Words) -> str:
    known = [words.who(person) if person else words.say("people.someone") for person in persons]
    shown = dict.fromkeys(known[:_MOST])
    more = [words.say("people.more", n=len(known) - _MOST)] if len(known) > _MOST else []
    return words.say("list.and").join([*shown, *more])


def _states(assessment: Assessment, words: Words) -> Iterator[Row]:
    components = live(assessment)
    counts = Counter(one.knowledge.state if one.knowledge else Knowing.UNKNOWN for one in components)
    told = [
        words.say("people.count", n=counts[state], state=words.say(f"knowing.{state}"))
        for state in Knowing
        if counts[state]
    ]
    yield words.say("people.state"), [_DOT.join(told)]
    alarms = [one for one in components if one.knowledge and one.knowledge.alarm]
    if alarms:
        yield words.say("people.alarm"), [words.say("people.alarm_why"), *_listed(alarms, words)]
    orphans = [one for one in components if _is_orphan(one) and one not in alarms]
    yield words.say("people.orphans"), _listed(orphans, words)


def _is_orphan(component: Component) -> bool:
    return component.knowledge is not None and component.knowledge.state is Knowing.ORPHAN


def _listed(components: Sequence[Component], words: Words) -> list[str]:
    ordered = sorted(components, key=lambda one: (-(one.knowledge.reach if one.knowledge else 0), one.id))
    lines = [_line(component, words) for component in ordered[:_MOST]]
    return [*lines, words.say("people.more", n=len(ordered) - _MOST)] if len(ordered) > _MOST else lines


def _line(component: Component, words: Words) -> str:
    known, changes = component.knowledge, component.metrics.changes_12m
    kind = words.say(f"kind.{component.kind}")
    facts = [words.say("people.orphan", name=component.name, kind=kind)]
    if known and known.reach:
        facts.append(words.say("people.reach", n=known.reach))
    facts.append(words.say("people.changed", n=changes) if changes else words.say("people.dormant"))
    if known and words.people:
        successor = known.successor
        facts.append(words.say("people.ask", who=words.who(successor)) if successor else words.say("people.nobody"))
    return _DOT.join(facts)


def _left_behind(estate: EstateKnowledge, words: Words) -> Iterator[Row]:
    lines = [
        words.say("people.silent", gone=one.gone, days=one.days, abandoned=one.abandoned, files=one.files)
        for one in estate.offboarding[-1:]
        if one.files
    ]
    yield words.say("people.left"), lines
    if estate.hours:
        squashed = words.say("people.squashed", n=estate.squashed, of=estate.commits) if estate.squashed else ""
        yield words.say("people.hours"), [words.say("people.hours_says", n=round(estate.hours)), squashed]


def _persons(assessment: Assessment, words: Words) -> Iterator[Row]:
    """
    Yield who alone knows something, by first commit: no ranking.
    """
    alone = Counter(one.authors[0] for one in live(assessment) if len(one.authors) == 1)
    told = [person for person in assessment.people if alone[person.id] and not person.bot]
    lines = [_person(person, alone[person.id], words) for person in told[: 2 * _MOST]]
    if len(told) > 2 * _MOST:
        lines.append(words.say("people.more", n=len(told) - 2 * _MOST))
    yield words.say("people.persons"), lines


def _person(person: Person, components: int, words: Words) -> str:
    facts = [words.say("people.person", who=words.who(person.id), first=person.first[:7], last=person.last[:7])]
    facts.append(words.say("people.sole", n=components))
    if person.departed is not None and person.departed.value is not None:
        facts.append(gone(person.departed, words))
    return _DOT.join(facts)


def gone(departed: Estimate, words: Words) -> str:
    """
    Return how probable it is that somebody left, with its range.
    """
    value, low, high = (per_cent(part) for part in (departed.value, departed.low, departed.high))
    return words.say("people.gone", value=value, low=low, high=high)


def _joined(assessment: Assessment, words: Words) -> Iterator[Row]:
    """
    Yield who has several names or addresses, and why these are one person.
    """
    joined = [person for person in assessment.people if person.joins and not person.bot]
    lines = [
        words.say(
            "people.entries",
            who=words.who(person.id),
            n=person.entries,
            why=words.say("list.and").join(words.say(f"join.{why}") for why in person.joins),
        )
        for person in joined[: 2 * _MOST]
    ]
    if len(joined) > 2 * _MOST:
        lines.append(words.say("people.more", n=len(joined) - 2 * _MOST))
    yield words.say("people.joined"), lines


def _together(assessment: Assessment, words: Words) -> Iterator[Row]:
    names = {one.id: one.name for one in assessment.components}
    lines = []
    for pair in assessment.coupling[:_MOST]:
        a, b = names.get(pair.a, pair.a), names.get(pair.b, pair.b)
        said = words.say("people.pair", a=a, b=b, degree=pair.degree, shared=pair.shared)
        lines.append(said if pair.linked else f"{said}{_DOT}{words.say('people.unlinked')}")
    if len(assessment.coupling) > _MOST:
        lines.append(words.say("people.more", n=len(assessment.coupling) - _MOST))
    yield words.say("people.together"), lines
