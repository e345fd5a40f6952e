"""
On-boarding: who should learn which component from whom, until every critical one has two people who know it.

Greedy set cover: the pairing that helps most components comes first. It is at most a logarithm above the smallest set.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from debtscan.measure.presence import is_there
from debtscan.model.component import Component, ComponentId, Person, PersonId
from debtscan.model.people import Pairing, Plan
from debtscan.model.words import Criticality, Status

ENOUGH = 2  # people who know a component
_LEARNERS = 30  # of many, those who touched most critical components before
_WEIGHTY = frozenset({Criticality.CRITICAL, Criticality.HIGH})

_Pair = tuple[PersonId | None, PersonId]  # teacher, learner


def is_critical(component: Component) -> bool:
    """
    Tell whether much hangs on *component*: its owners say so, or they say nothing and something live depends on it.
    """
    if component.status is not Status.LIVE:
        return False
    if component.criticality is not None:
        return component.criticality in _WEIGHTY
    return component.knowledge is not None and component.knowledge.reach > 0


def plan_pairings(components: Sequence[Component], people: Mapping[PersonId, Person]) -> Plan:
    """
    Return the pairings for the critical ones of *components* among those of *people* who are probably there.
    """
    critical = [one for one in components if is_critical(one)]
    known = {one.id: one for one in critical if one.authors}
    work = _Work(known, people)
    lacking = len(work.missing)
    pairings = tuple(work.pairings())
    return Plan(
        critical=len(critical),
        lacking=lacking,
        pairings=pairings,
        left=tuple(sorted(work.missing)),
        unknown=tuple(one.id for one in critical if one.id not in known),
    )


class _Work:
    """
    The state of the greedy choice: who knows what by now, and what still lacks people.
    """

    def __init__(self, components: Mapping[ComponentId, Component], people: Mapping[PersonId, Person]) -> None:
        self._components = components
        self._knowers = {
            identity: {one for one in component.authors if is_there(people.get(one))}
            for identity, component in components.items()
        }
        self.missing = {
            identity: ENOUGH - len(known) for identity, known in self._knowers.items() if len(known) < ENOUGH
        }
        self._touched = Counter(person for one in components.values() for person in _who_touched(one))
        self._learners = _learners(people, self._touched)
        self._load: Counter[PersonId] = Counter()

    def pairings(self) -> Iterator[Pairing]:
        """
        Yield pairings, the most useful first, until nothing lacks people or no pairing helps.
        """
        while self.missing:
            found = {pair: covered for pair in self._pairs() if (covered := self._covered(*pair))}
            if not found:
                return
            teacher, learner = min(found, key=lambda pair: self._order(pair, found[pair]))
            covered = found[teacher, learner]
            self._learn(learner, covered)
            yield Pairing(learner, teacher, tuple(sorted(covered, key=self._reach_first)))

    def _pairs(self) -> Iterator[_Pair]:
        teachers = {one for identity in self.missing for one in self._knowers[identity]}
        for teacher in (*sorted(teachers), None):
            yield from ((teacher, learner) for learner in self._learners if learner != teacher)

    def _covered(self, teacher: PersonId | None, learner: PersonId) -> list[ComponentId]:
        """
        Return what *learner* can learn from *teacher*; without one, what nobody is there to teach.
        """
        return [
            identity
            for identity in self.missing
            if learner not in self._knowers[identity]
            and (teacher in self._knowers[identity] if teacher else not self._knowers[identity])
        ]

    def _order(self, pair: _Pair, covered: Sequence[ComponentId]) -> tuple[int, int, int, int, str]:
        learner = pair[1]
        touched = sum(learner in _who_touched(self._components[identity]) for identity in covered)
        return -len(covered), -touched, self._load[learner], len(learner), learner

    def _learn(self, learner: PersonId, covered: Sequence[ComponentId]) -> None:
        self._load[learner] += len(covered)
        for identity in covered:
            self._knowers[identity].add(learner)
            self.missing[identity] -= 1
            if not self.missing[identity]:
                del self.missing[identity]

    def _reach_first(self, identity: ComponentId) -> tuple[int, str]:
        knowledge = self._components[identity].knowledge
        return -(knowledge.reach if knowledge else 0), identity


def _learners(people: Mapping[PersonId, Person], touched: Counter[PersonId]) -> list[PersonId]:
    there = [identity for identity, person in people.items() if is_there(person)]
    return sorted(there, key=lambda person: (-touched[person], len(person), person))[:_LEARNERS]


def _who_touched(component: Component) -> frozenset[PersonId]:
    reviewers = component.knowledge.reviewers if component.knowledge else ()
    return frozenset((*(component.history.people if component.history else ()), *reviewers))
