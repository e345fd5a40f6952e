"""
What to ask somebody before that person goes: what neither the files nor anybody else can tell.
"""

from collections.abc import Iterator, Sequence

from debtscan.base.messages import say
from debtscan.graph.system import SystemGraph
from debtscan.measure.presence import is_there
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component, ComponentId, PersonId
from debtscan.model.evidence import Evidence
from debtscan.model.people import Interview, Question, Topic
from debtscan.model.words import Built, Confidence, How, Kind, Lang, Status

_HARD = 15  # complexity of a function from which it does not explain itself
_MOST = 3  # questions of one kind about one component
_RUNS = frozenset({Kind.SERVICE, Kind.JOB, Kind.PIPELINE, Kind.CONTROLLER, Kind.UI, Kind.GATEWAY})
_NOT_OURS = frozenset({Built.MANAGED, Built.OSS})

# How little the code itself says, from 1 (a look would tell) to 3 (nothing there tells).
_UNCERTAINTY = {
    "alone": 3,
    "unresolved": 3,
    "deploy": 3,
    "crd": 2,
    "rollback": 2,
    "schedule": 2,
    "hard": 2,
    "tests": 2,
    "coupling": 2,
    "image": 1,
}
DEPLOYING = frozenset({How.DEPLOY, How.TRIGGER})
_OF_LINKS = {Confidence.LOW: 3, Confidence.MEDIUM: 2}


def interview(assessment: Assessment, person: PersonId) -> Interview:
    """
    Return the questions to *person*, about everything that person built, runs or knows and that is in use.
    """
    graph = SystemGraph(assessment.components, assessment.links, people=assessment.people)
    topics = [_topic(one, person, assessment, graph) for one in graph.components if concerns(one, person)]
    told = (topic for topic in topics if topic.questions)
    return Interview(person, tuple(sorted(told, key=lambda topic: (-topic.questions[0].weight, topic.component))))


def concerns(component: Component, person: PersonId) -> bool:
    """
    Tell whether *component* is in use and *person* built it, keeps it running or is an author of it.
    """
    history = component.history
    if component.status is not Status.LIVE or history is None:
        return False
    return person == history.builder or person in history.operators or person in component.authors


def _topic(component: Component, person: PersonId, assessment: Assessment, graph: SystemGraph) -> Topic:
    others = [one for one in component.authors if one != person and is_there(graph.person(one))]
    return Topic(component.id, not others, questions_about(component, assessment, alone=not others))


def questions_about(component: Component, assessment: Assessment, *, alone: bool) -> tuple[Question, ...]:
    """
    Return what the files do not tell of *component*, the weightiest first; more so where one person is *alone* with it.
    """
    asked = _Asker(component, assessment, alone=alone).questions()
    return tuple(sorted(asked, key=lambda question: (-question.weight, question.about, question.en)))


class _Asker:
    """
    The questions about one component.
    """

    def __init__(self, component: Component, assessment: Assessment, *, alone: bool) -> None:
        self._component = component
        self._assessment = assessment
        self._alone = alone
        self._reach = component.knowledge.reach if component.knowledge else 0
        self._names = {one.id: one.name for one in assessment.components}

    def questions(self) -> Iterator[Question]:
        """
        Yield all of them.
        """
        if self._alone:
            yield self._ask("alone", self._component.evidence)
        yield from self._of_links()
        yield from self._of_facts()
        yield from self._of_code()
        for pair in self._assessment.coupling:
            if not pair.linked and self._component.id in {pair.a, pair.b}:
                other = pair.b if pair.a == self._component.id else pair.a
                yield self._ask("coupling", self._component.evidence, other=self._name(other), degree=pair.degree)

    def _of_links(self) -> Iterator[Question]:
        component, links = self._component, self._assessment.links
        loose = [item for item in self._assessment.unresolved if item.from_ == component.id]
        for item in loose[:_MOST]:
            yield self._ask("unresolved", item.evidence, reference=item.reference)
        doubtful = [link for link in links if link.source == component.id and link.confidence in _OF_LINKS]
        for link in sorted(doubtful, key=lambda link: -link.confidence.rank)[:_MOST]:
            uncertainty = _OF_LINKS[link.confidence]
            yield self._ask("link", link.evidence, uncertainty, target=self._name(link.target))
        if component.kind in _RUNS and component.built not in _NOT_OURS:
            deployers = {link.source for link in links if link.target == component.id and link.how in DEPLOYING}
            if not deployers:
                yield self._ask("deploy", component.evidence)
            elif not any(one.facts.rollbacks for one in self._assessment.components if one.id in deployers):
                yield self._ask("rollback", component.evidence)

    def _of_facts(self) -> Iterator[Question]:
        facts = self._component.facts
        if facts.crd is not None and facts.crd.home_made:
            yield self._ask("crd", self._component.evidence, api=f"{facts.crd.group}/{facts.crd.kind}")
        for use in facts.schedules[:_MOST]:
            yield self._ask("schedule", (use.evidence,), cron=use.cron or use.engine)
        moving = [use for use in facts.images if not use.pinned and not use.base]
        for image in moving[:_MOST]:
            yield self._ask("image", (image.evidence,), image=image.image)

    def _of_code(self) -> Iterator[Question]:
        metrics = self._component.metrics
        if metrics.worst is not None and metrics.complexity_max >= _HARD:
            function = metrics.worst.key or metrics.worst.path
            yield self._ask("hard", (metrics.worst,), function=function, n=metrics.complexity_max)
        if metrics.lines and not metrics.tests:
            yield self._ask("tests", self._component.evidence)

    def _ask(
        self, about: str, evidence: Sequence[Evidence], uncertainty: int | None = None, **values: object
    ) -> Question:
        words = {"name": self._component.name, **values}
        en, ja = (say(f"ask.{about}", lang, **words) for lang in Lang)
        doubt = (uncertainty or _UNCERTAINTY[about]) + self._alone
        return Question(about, self._reach, doubt, tuple(evidence[:1]), en, ja)

    def _name(self, identity: ComponentId) -> str:
        return self._names.get(identity, identity)
