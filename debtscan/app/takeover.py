"""
The first-week dossier of whoever takes components over: what they are, how they get into production, whom to ask.
"""

from collections.abc import Callable, Iterable, Iterator

from debtscan.app.interview import DEPLOYING, concerns, questions_about
from debtscan.app.naming import close_to, components_named
from debtscan.base.errors import DebtscanError
from debtscan.graph.system import SystemGraph
from debtscan.measure.presence import is_there
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component, ComponentId, NamedUse, PersonId
from debtscan.model.evidence import Evidence
from debtscan.model.people import Dossier, Takeover, Trace
from debtscan.model.words import How, Status

_BUILDING = frozenset({How.BUILD})
_MAIL = "@"  # teams are written with one too, but at their beginning
_MOST = 12  # traces of one kind


def takeover(words: tuple[str, ...], assessment: Assessment, person: Callable[[str], PersonId]) -> Takeover:
    """
    Return the dossiers of what *words* mean: a team that owns components, a component, or a *person* who leaves them.
    """
    graph = SystemGraph(assessment.components, assessment.links, people=assessment.people)
    asked: dict[str, None] = {}
    chosen: dict[ComponentId, Component] = {}
    for word in words:
        label, found = _meant(word, assessment, person)
        asked |= {label: None} if label else {}
        chosen |= {one.id: one for one in found}
    dossiers = [_dossier(one, assessment, graph) for one in chosen.values()]
    return Takeover(tuple(asked), tuple(sorted(dossiers, key=lambda one: (-one.reach, one.component))))


def _meant(word: str, assessment: Assessment, person: Callable[[str], PersonId]) -> tuple[str, list[Component]]:
    live = [one for one in assessment.components if one.status is Status.LIVE]
    owned = [one for one in live if one.owner is not None and one.owner.casefold() == word.casefold()]
    if owned:
        return ("" if _MAIL in word[1:] else word), owned  # an owner may be written as an address
    named = components_named(word, assessment.components)
    if named:
        return word, named
    try:
        identity = person(word)
    except DebtscanError as error:
        owners = {one.owner for one in live if one.owner}
        known = [*owners, *(name for one in assessment.components for name in (one.id, one.name))]
        hint = close_to(word, known, "name a team, a component, or a person by id such as P1")
        raise DebtscanError(f"{word!r}: no team, component or person has this name", hint) from error
    return identity, [one for one in live if concerns(one, identity)]


def _dossier(component: Component, assessment: Assessment, graph: SystemGraph) -> Dossier:
    known = component.knowledge
    gone = [one for one in (known.authors if known else ()) if not is_there(graph.person(one))]
    there = [one for one in _who(component) if is_there(graph.person(one))]
    deployers = {link.source for link in graph.links_to(component.id) if link.how in DEPLOYING}
    rollbacks = (use for one in graph.components if one.id in {*deployers, component.id} for use in one.facts.rollbacks)
    schedules = component.facts.schedules
    alone = not any(one in there for one in (known.authors if known else ()))
    return Dossier(
        component=component.id,
        reach=known.reach if known else 0,
        built=tuple(_traces(component, graph, _BUILDING)),
        deployed=tuple(_traces(component, graph, DEPLOYING)),
        rolled_back=_named(rollbacks),
        schedules=tuple(Trace(use.cron or use.engine, use.evidence) for use in schedules[:_MOST]),
        secrets=_named(component.facts.secrets),
        needs=_ends(link.target for link in graph.links_from(component.id)),
        needed_by=_ends(link.source for link in graph.links_to(component.id)),
        ask=tuple(there),
        gone=tuple(gone),
        unknown=tuple(one for one in questions_about(component, assessment, alone=alone) if one.about != "alone"),
    )


def _who(component: Component) -> dict[PersonId, None]:
    """
    Return everybody who may know something, the best first.
    """
    known, history = component.knowledge, component.history
    authors = known.authors if known else ()
    successor = (known.successor,) if known and known.successor else ()
    operators = history.operators if history else ()
    return dict.fromkeys((*authors, *successor, *operators, *(known.reviewers if known else ())))


def _traces(component: Component, graph: SystemGraph, hows: frozenset[How]) -> Iterator[Trace]:
    seen: set[tuple[str, str, int | None]] = set()
    for link in graph.links_to(component.id):
        for evidence in link.evidence if link.how in hows else ():
            place = (evidence.repo, evidence.path, evidence.line)
            if place not in seen and len(seen) < _MOST:
                seen.add(place)
                yield Trace(_said(graph.component(link.source).name, evidence), evidence)


def _said(name: str, evidence: Evidence) -> str:
    """
    Return who does it, with the step or target that does: `jobs.build.steps[2]` of a workflow, a target of a Makefile.
    """
    return f"{name}: {evidence.key}" if evidence.key else name


def _named(uses: Iterable[NamedUse]) -> tuple[Trace, ...]:
    return tuple(Trace(use.name, use.evidence) for use in list(uses)[:_MOST])


def _ends(ids: Iterable[ComponentId]) -> tuple[ComponentId, ...]:
    return tuple(sorted(set(ids)))
