"""
One component in words: what it is, what it uses and who uses it, who knows it, what proves it, and how to correct it.
"""

from collections.abc import Iterator

from debtscan.app.correction_page import correction_rows, lines_to_paste, signal_rows
from debtscan.app.finding_page import place_words, places
from debtscan.app.sheet import Row, sheet
from debtscan.model.assessment import Assessment
from debtscan.model.component import ApiUse, Component, ComponentHistory, ImageUse, Link, PersonId, ScheduleUse
from debtscan.model.estimate import Estimate
from debtscan.model.words import Lang, Status
from debtscan.render.page import Words
from debtscan.render.summary import has_left, per_cent, share

_DOT = " · "
_MOST_PEOPLE = 5


def page_of_component(component: Component, assessment: Assessment, lang: Lang) -> str:
    """
    Return the page of *component* for a terminal.
    """
    words = Words(assessment, lang, assessment.run.today)
    rows = [*_identity(component, words), *correction_rows(component, words), *_facts(component, words)]
    rows += [*_links(component, words), *_history(component.history, words), *_knowledge(component, words)]
    rows += _judged(component, words)
    rows += signal_rows(component, words)
    rows.append((words.say("explain.where"), places(component.evidence, words)))
    return f"{sheet(component.name, rows)}\n{lines_to_paste(component, assessment, words)}"


def _identity(component: Component, words: Words) -> Iterator[Row]:
    built = component.built or "unknown"
    status = "" if component.status is Status.LIVE else words.say(f"status.{component.status}")
    what = [words.say(f"kind.{component.kind}"), words.say(f"built.{built}"), status, component.language or ""]
    yield words.say("explain.component"), [component.id]
    yield words.say("explain.alias"), [words.say("list.and").join(component.aliases)]
    yield words.say("explain.what"), [_joined(what), words.say(f"built.explain.{built}")]
    yield words.say("explain.task"), [_task(component, words)]
    yield words.say("explain.owner"), [component.owner or ""]
    criticality = component.criticality
    yield words.say("explain.criticality"), [words.say(f"severity.{criticality}") if criticality else ""]


def _joined(facts: list[str]) -> str:
    return _DOT.join(fact for fact in facts if fact)


def _task(component: Component, words: Words) -> str:
    known = words.capabilities.get(component.capability) if component.capability else None
    if known is None:
        return component.capability or ""
    return known.name_ja if words.lang is Lang.JA else known.name


def _facts(component: Component, words: Words) -> Iterator[Row]:
    facts, metrics = component.facts, component.metrics
    sizes = [
        facts.product or "",
        facts.provider or "",
        words.say("explain.instances", n=facts.instances) if facts.instances > 1 else "",
        words.say("explain.replicas", n=facts.replicas) if (facts.replicas or 1) > 1 else "",
        words.say("explain.lines", n=metrics.lines) if metrics.lines else "",
        words.say("explain.tests", n=metrics.tests) if metrics.lines or metrics.tests else "",
        words.say("explain.changes", n=metrics.changes_12m) if metrics.changes_12m is not None else "",
    ]
    worst = metrics.worst
    hard = words.say("explain.worst", n=metrics.complexity_max, name=words.place([worst])) if worst else ""
    yield words.say("explain.code"), [_joined(sizes), hard]
    yield words.say("explain.crd"), [_crd(component, words), *_reconciled(component, words)]
    yield words.say("explain.image"), [_image(use, words) for use in facts.images]
    yield words.say("explain.schedule"), [_schedule(use, words) for use in facts.schedules]
    yield words.say("explain.api"), [_api(use, words) for use in facts.apis if use.end is not None]


def _crd(component: Component, words: Words) -> str:
    crd = component.facts.crd
    if crd is None:
        return ""
    made = words.say("explain.home_made_api") if crd.home_made else ""
    purpose = words.say("explain.purpose", purpose=crd.purpose) if crd.purpose else ""
    return _joined([f"{crd.group}/{crd.kind}", made, purpose])


def _reconciled(component: Component, words: Words) -> list[str]:
    return [words.say("explain.reconciles", name=name) for name in component.facts.reconciles]


def _image(use: ImageUse, words: Words) -> str:
    pinned = words.say("explain.pinned" if use.pinned else "explain.moving")
    own = words.say("explain.own_image") if use.own else ""
    base = words.say("explain.base") if use.base else ""
    return _joined([use.image, pinned, own, base, words.place([use.evidence])])


def _schedule(use: ScheduleUse, words: Words) -> str:
    inside = words.say("explain.in_process") if use.in_process else ""
    return _joined([use.cron or "", use.engine, inside, words.place([use.evidence])])


def _api(use: ApiUse, words: Words) -> str:
    end = use.end
    removed = words.say("explain.removed", version=end.removed_in) if end and end.removed_in else ""
    old = words.say("explain.deprecated", version=end.deprecated_in) if end and end.deprecated_in else ""
    instead = words.say("explain.replacement", version=end.replacement) if end and end.replacement else ""
    return _joined([f"{use.version} {use.kind}", removed or old, instead, words.place([use.evidence])])


def _links(component: Component, words: Words) -> Iterator[Row]:
    links = words.assessment.links
    yield words.say("explain.uses"), [_link(link, link.target, words) for link in links if link.source == component.id]
    users = [_link(link, link.source, words) for link in links if link.target == component.id]
    yield words.say("explain.used_by"), users


def _link(link: Link, other: str, words: Words) -> str:
    how, sure = words.say(f"how.{link.how}"), words.say(f"confidence.{link.confidence}")
    return _joined([other, how, sure, words.place(link.evidence)])


def _history(history: ComponentHistory | None, words: Words) -> Iterator[Row]:
    if history is None:
        return
    dates = [
        words.say("explain.born", day=history.born) if history.born else "",
        words.say("explain.last_change", day=history.last_change) if history.last_change else "",
        words.say("explain.commits", n=history.commits),
    ]
    yield words.say("explain.history"), [_joined(dates)]
    yield words.say("explain.built_by"), [_builder(history, words)]
    yield words.say("explain.run_by"), [words.say("list.and").join(_who(one, words) for one in history.operators)]


def _builder(history: ComponentHistory, words: Words) -> str:
    if history.builder is None:
        return ""
    part = history.builder_share
    of_year = words.say("explain.share", share=share(round(part * 100), 100)) if part is not None else ""
    return _joined([_who(history.builder, words), of_year])


def _knowledge(component: Component, words: Words) -> Iterator[Row]:
    known = component.knowledge
    if known is None or component.history is None:
        return
    facts = [words.say(f"knowing.{known.state}"), words.say("people.alarm_why").rstrip(":") if known.alarm else ""]
    authors = words.say("list.and").join(_who(one, words) for one in known.authors[:_MOST_PEOPLE])
    reviewers = words.say("list.and").join(_who(one, words) for one in known.reviewers[:_MOST_PEOPLE])
    people = [
        words.say("people.known_by", who=authors) if authors else "",
        words.say("people.reviewed_by", who=reviewers) if reviewers else "",
        words.say("people.ask", who=words.who(known.successor)) if known.successor else "",
    ]
    yield words.say("explain.knowledge"), [_joined(facts), _joined(people), _lost(known.lost, words)]


def _lost(lost: Estimate | None, words: Words) -> str:
    if lost is None:
        return ""
    value, low, high = (per_cent(part) for part in (lost.value, lost.low, lost.high))
    return words.say("people.lost", value=value, low=low, high=high)


def _who(person: PersonId, words: Words) -> str:
    gone = f" ({words.say('explain.gone')})" if has_left(words.people.get(person)) else ""
    return words.who(person) + gone


def _judged(component: Component, words: Words) -> Iterator[Row]:
    found = [finding for finding in words.assessment.findings if finding.component == component.id]
    loose = [item for item in words.assessment.unresolved if item.from_ == component.id]
    lines = [f"{words.say(f'severity.{one.severity}')}: {one.sentence(words.lang)} [{one.rule}]" for one in found]
    yield words.say("explain.debts"), lines
    questions = [_joined([item.reference, *(place_words(one, words) for one in item.evidence[:1])]) for item in loose]
    yield words.say("explain.questions"), questions
