"""
Answers about people for a terminal: what a departure leaves, who should learn what, what to ask.
"""

from collections.abc import Iterator, Sequence

from debtscan.app.sheet import Row, sheet
from debtscan.model.assessment import Assessment
from debtscan.model.component import ComponentId, PersonId
from debtscan.model.people import Dossier, Interview, Leaving, Loss, Pairing, Plan, Question, Takeover, Topic, Trace
from debtscan.model.words import Lang
from debtscan.render.page import Words
from debtscan.render.summary import per_cent

_DOT = " · "
_MOST = 12  # components in one row


def leaving_page(leaving: Leaving, assessment: Assessment, lang: Lang) -> str:
    """
    Return what follows when somebody leaves.
    """
    words = Words(assessment, lang, assessment.run.today)
    who = words.say("list.and").join(words.who(person) for person in leaving.leavers)
    unknown = [words.say("leave.unknown_says", n=leaving.unknown)] if leaving.unknown else []
    rows: list[Row] = [
        (words.say("leave.share"), [_shares(leaving, words)]),
        (words.say("leave.orphaned"), [_loss(loss, words) for loss in leaving.orphaned] or [words.say("leave.none")]),
        (words.say("leave.single"), _named(leaving.single, words)),
        (words.say("leave.at_risk"), _named(leaving.at_risk, words)),
        (words.say("leave.unknown"), unknown),
    ]
    return sheet(words.say("leave.title", who=who), rows)


def _shares(leaving: Leaving, words: Words) -> str:
    before, after = leaving.before, leaving.after
    if after.value is None:
        return words.say("leave.cannot")
    low, high = per_cent(after.low), per_cent(after.high)
    values = {"before": per_cent(before.value), "after": per_cent(after.value), "low": low, "high": high}
    return words.say("leave.share_says", live=leaving.live, **values)


def _loss(loss: Loss, words: Words) -> str:
    facts = [_name(loss.component, words)]
    if loss.at_risk:
        facts.append(words.say("people.reach", n=len(loss.at_risk)))
    facts.append(words.say("people.changed", n=loss.changed) if loss.changed else words.say("people.dormant"))
    ask = words.say("people.ask", who=words.who(loss.successor)) if loss.successor else words.say("people.nobody")
    return _DOT.join([*facts, ask])


def _name(component: ComponentId, words: Words) -> str:
    known = words.components.get(component)
    return known.name if known else component


def _named(components: Sequence[ComponentId], words: Words) -> list[str]:
    names = [_name(component, words) for component in components]
    more = [words.say("people.more", n=len(names) - _MOST)] if len(names) > _MOST else []
    return [_DOT.join([*names[:_MOST], *more])] if names else []


def plan_page(plan: Plan, assessment: Assessment, lang: Lang) -> str:
    """
    Return who should learn what from whom.
    """
    words = Words(assessment, lang, assessment.run.today)
    counts = words.say("plan.critical_says", critical=plan.critical, lacking=plan.lacking)
    rows: list[Row] = [(words.say("plan.critical"), [counts])]
    rows += [_pairing(pairing, words) for pairing in plan.pairings]
    if not plan.lacking:
        rows.append((words.say("plan.method"), [words.say("plan.enough")]))
    rows.append((words.say("plan.left"), _named(plan.left, words)))
    rows.append((words.say("plan.unknown"), _named(plan.unknown, words)))
    rows.append((words.say("plan.method"), [words.say("plan.method_says")] if plan.pairings else []))
    return sheet(words.say("plan.title"), rows)


def _pairing(pairing: Pairing, words: Words) -> Row:
    learner = words.who(pairing.learner)
    if pairing.teacher is None:
        return words.say("plan.code", learner=learner), _named(pairing.components, words)
    return words.say("plan.pairing", learner=learner, teacher=words.who(pairing.teacher)), _named(
        pairing.components, words
    )


def interview_page(interview: Interview, assessment: Assessment, lang: Lang) -> str:
    """
    Return what to ask, component by component.
    """
    words = Words(assessment, lang, assessment.run.today)
    who = words.who(interview.person)
    rows = [row for topic in interview.topics for row in _topic(topic, words, lang)]
    none: Row = (words.say("interview.where"), [words.say("interview.none", who=who)])
    return sheet(words.say("interview.title", who=who), rows or [none])


def _topic(topic: Topic, words: Words, lang: Lang) -> Iterator[Row]:
    alone = words.say("interview.alone") if topic.alone else ""
    reach = topic.questions[0].reach
    facts = [_name(topic.component, words), words.say("people.reach", n=reach) if reach else "", alone]
    yield words.say("interview.where"), [_DOT.join(fact for fact in facts if fact)]
    for question in topic.questions:
        yield "", [_question(question, words, lang)]


def takeover_page(takeover: Takeover, assessment: Assessment, lang: Lang) -> str:
    """
    Return one sheet a component, what most depends on first.
    """
    words = Words(assessment, lang, assessment.run.today)
    pages = [_dossier(dossier, words, lang) for dossier in takeover.dossiers]
    asked = words.say("list.and").join(words.who(PersonId(word)) for word in takeover.asked)
    return sheet(words.say("takeover.title", what=asked), []) + "\n" + "\n".join(pages)


def _dossier(dossier: Dossier, words: Words, lang: Lang) -> str:
    people = [words.who(person) for person in dossier.ask]
    unknown = [_question(question, words, lang) for question in dossier.unknown]
    rows: list[Row] = [
        (words.say("takeover.what"), [_what(dossier, words)]),
        (words.say("takeover.built"), _traces(dossier.built, words)),
        (words.say("takeover.deployed"), _traces(dossier.deployed, words)),
        (words.say("takeover.rolled_back"), _traces(dossier.rolled_back, words) or [words.say("takeover.nothing")]),
        (words.say("takeover.schedules"), _traces(dossier.schedules, words)),
        (words.say("takeover.secrets"), _traces(dossier.secrets, words)),
        (words.say("takeover.needs"), _named(dossier.needs, words)),
        (words.say("takeover.needed_by"), _named(dossier.needed_by, words)),
        (words.say("takeover.ask"), [words.say("list.and").join(people) or words.say("people.nobody")]),
        (words.say("takeover.gone"), [words.say("list.and").join(words.who(person) for person in dossier.gone)]),
        (words.say("takeover.unknown"), unknown),
    ]
    return sheet(_name(dossier.component, words), rows)


def _what(dossier: Dossier, words: Words) -> str:
    component = words.components[dossier.component]
    capability = words.capabilities.get(component.capability or "")
    task = (capability.name_ja if words.lang is Lang.JA else capability.name) if capability else ""
    built = words.say(f"built.{component.built or 'unknown'}")
    reach = words.say("people.reach", n=dossier.reach) if dossier.reach else ""
    facts = [words.say(f"kind.{component.kind}"), built, component.language or "", task, reach]
    return _DOT.join([*(fact for fact in facts if fact), words.place(component.evidence)])


def _traces(traces: Sequence[Trace], words: Words) -> list[str]:
    return [f"{trace.by} [{words.place([trace.evidence])}]" for trace in traces]


def _question(question: Question, words: Words, lang: Lang) -> str:
    return f"- {question.ja if lang is Lang.JA else question.en} [{words.place(question.evidence)}]"
