"""
Off-boarding on the map: what nobody knows any more once somebody has left, and what depends on it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from debtscan.graph.system import SystemGraph
from debtscan.measure.presence import LIKELY, is_there
from debtscan.model.component import Component, Person, PersonId
from debtscan.model.estimate import Basis, Estimate
from debtscan.model.people import Leaving, Loss
from debtscan.model.words import Status

METHOD = "departure_threshold_range"
_ALONE = 1


def leaving(graph: SystemGraph, leavers: Sequence[PersonId]) -> Leaving:
    """
    Return what follows when the *leavers* go too, besides those who have probably left already.
    """
    people = {person.id: person for person in graph.people}
    live = [one for one in graph.components if one.status is Status.LIVE]
    known = [one for one in live if one.authors]
    gone = frozenset(leavers)
    orphaned = [one for one in known if _present(one, people) and not _present(one, people, gone)]
    losses = [_loss(one, graph, people, gone) for one in orphaned]
    return Leaving(
        leavers=tuple(leavers),
        orphaned=tuple(sorted(losses, key=lambda loss: (-len(loss.at_risk), loss.component))),
        single=tuple(
            one.id
            for one in known
            if len(_present(one, people)) > _ALONE and len(_present(one, people, gone)) == _ALONE
        ),
        at_risk=tuple(sorted({component for loss in losses for component in loss.at_risk})),
        live=len(known),
        unknown=len(live) - len(known),
        before=_share(known, people, frozenset()),
        after=_share(known, people, gone),
    )


def _present(
    component: Component, people: Mapping[PersonId, Person], gone: Collection[PersonId] = ()
) -> list[PersonId]:
    return [one for one in component.authors if one not in gone and is_there(people.get(one))]


def _loss(
    component: Component, graph: SystemGraph, people: Mapping[PersonId, Person], gone: Collection[PersonId]
) -> Loss:
    in_use = {one.id for one in graph.components if one.status is Status.LIVE}
    return Loss(
        component.id,
        component.metrics.changes_12m,
        _successor(component, people, gone),
        tuple(sorted(graph.dependents(component.id) & in_use)),
    )


def _successor(component: Component, people: Mapping[PersonId, Person], gone: Collection[PersonId]) -> PersonId | None:
    knowledge, history = component.knowledge, component.history
    first = [knowledge.successor] if knowledge and knowledge.successor else []
    others = [*(history.operators if history else ()), *(history.people if history else ())]
    reviewers = knowledge.reviewers if knowledge else ()
    candidates = (one for one in (*first, *others, *reviewers) if one not in gone and one not in component.authors)
    return next((one for one in candidates if is_there(people.get(one))), None)


def _share(known: Sequence[Component], people: Mapping[PersonId, Person], gone: Collection[PersonId]) -> Estimate:
    """
    Return the share that nobody knows; its range is that of judging departures by the ends of their intervals.
    """
    basis = Basis(METHOD, len(known), _grade(known))
    if not known:
        return Estimate(None, None, None, "share", basis)

    def without(judged: Callable[[Person], float | None]) -> float:
        left = {one for one, person in people.items() if _is_gone(person, judged)} | set(gone)
        return round(sum(left.issuperset(one.authors) for one in known) / len(known), 3)

    value, low, high = without(_likely), without(_least), without(_most)
    return Estimate(value, low, high, "share", basis)


def _is_gone(person: Person, judged: Callable[[Person], float | None]) -> bool:
    return (judged(person) or 0) >= LIKELY


def _likely(person: Person) -> float | None:
    return person.departed.value if person.departed else None


def _least(person: Person) -> float | None:
    return person.departed.low if person.departed else None


def _most(person: Person) -> float | None:
    return person.departed.high if person.departed else None


def _grade(known: Sequence[Component]) -> str | None:
    return next((one.history.grade for one in known if one.history), None)
