"""
Answers about people: what is lost when somebody leaves, who should learn what, what to ask, what to take over.
"""

from msgspec import Struct

from debtscan.model.component import ComponentId, PersonId
from debtscan.model.estimate import Estimate
from debtscan.model.evidence import Evidence


class Loss(Struct, frozen=True):
    """
    A component that nobody knows any more once somebody has left.
    """

    component: ComponentId
    changed: int | None  # commits in the last 12 months
    successor: PersonId | None  # who stays and knows most of it, though no author
    at_risk: tuple[ComponentId, ...]  # what is in use and depends on it, directly or through others


class Leaving(Struct, frozen=True):
    """
    What follows when persons leave.
    """

    leavers: tuple[PersonId, ...]
    orphaned: tuple[Loss, ...]  # the one that most depends on first
    single: tuple[ComponentId, ...]  # known by several before, by one person after
    at_risk: tuple[ComponentId, ...]  # live components that depend on something orphaned
    live: int  # live components that git knows somebody to have worked on
    unknown: int  # live components of which it cannot say
    before: Estimate  # share of *live* without anybody left who knows them
    after: Estimate


class Pairing(Struct, frozen=True):
    """
    One person learns components from another, or from the code where nobody is left to ask.
    """

    learner: PersonId
    teacher: PersonId | None
    components: tuple[ComponentId, ...]  # that most depends on first


class Plan(Struct, frozen=True):
    """
    Pairings that give every critical component two people who know it.
    """

    critical: int  # components that are critical
    lacking: int  # of these, known by fewer than two people who are there
    pairings: tuple[Pairing, ...]
    left: tuple[ComponentId, ...]  # for want of people no pairing helps
    unknown: tuple[ComponentId, ...]  # git cannot say who knows them
    method: str = "greedy_set_cover"


class Question(Struct, frozen=True):
    """
    Something to ask before somebody goes.
    """

    about: str  # a reason code; renderers hold the sentence
    reach: int  # live components that depend on the component
    uncertainty: int  # 1 to 4: how little the code itself says
    evidence: tuple[Evidence, ...]
    en: str
    ja: str

    @property
    def weight(self) -> int:
        """
        Return how much the answer matters.
        """
        return (1 + self.reach) * self.uncertainty


class Topic(Struct, frozen=True):
    """
    The questions about one component, the weightiest first.
    """

    component: ComponentId
    alone: bool  # nobody else who is there knows it
    questions: tuple[Question, ...]


class Interview(Struct, frozen=True):
    """
    What to ask one person, the component with the weightiest question first.
    """

    person: PersonId
    topics: tuple[Topic, ...]


class Trace(Struct, frozen=True):
    """
    What does something with a component, and where it says so.
    """

    by: str  # a component's name, or the command itself
    evidence: Evidence


class Dossier(Struct, frozen=True):
    """
    One component for whoever takes it over in the first week.
    """

    component: ComponentId
    reach: int  # live components that depend on it
    built: tuple[Trace, ...]  # what builds it
    deployed: tuple[Trace, ...]  # what brings it into production or starts it
    rolled_back: tuple[Trace, ...]  # commands found that bring back what ran before
    schedules: tuple[Trace, ...]
    secrets: tuple[Trace, ...]  # by name
    needs: tuple[ComponentId, ...]
    needed_by: tuple[ComponentId, ...]
    ask: tuple[PersonId, ...]  # who is still there, who knows it best first
    gone: tuple[PersonId, ...]  # authors who have probably left
    unknown: tuple[Question, ...]  # what nobody who is there knows, nor any file says


class Takeover(Struct, frozen=True):
    """
    What a team or somebody new gets, the component that most depends on first.
    """

    asked: tuple[str, ...]  # components, teams or ids of persons
    dossiers: tuple[Dossier, ...]
