"""
A platform in miniature, built by hand: components with one fact each.
"""

from debtscan.graph.system import SystemGraph
from debtscan.model.component import Component, ComponentHistory, ComponentId, Facts, Link, Metrics, Person, PersonId
from debtscan.model.estimate import Basis, Estimate
from debtscan.model.evidence import Evidence
from debtscan.model.words import Built, Confidence, How, Kind, Status

BUILDER, MEMBER, UNKNOWN = PersonId("P1"), PersonId("P2"), PersonId("P3")


def place(path: str, key: str | None = None, line: int | None = None) -> Evidence:
    """
    Return a place in the one repository.
    """
    return Evidence("platform", path, line, key)


def component(
    name: str,
    kind: Kind,
    *,
    built: Built | None = Built.BESPOKE,
    status: Status = Status.LIVE,
    capability: str | None = None,
    facts: Facts | None = None,
    metrics: Metrics | None = None,
    history: ComponentHistory | None = None,
    evidence: tuple[Evidence, ...] | None = None,
) -> Component:
    """
    Return a live component of own code whose proof is a file of its name.
    """
    return Component(
        id=ComponentId(f"platform:{kind}:{name}"),
        name=name,
        kind=kind,
        evidence=(place(f"{name}.yaml"),) if evidence is None else evidence,
        built=built,
        status=status,
        capability=capability,  # type: ignore[arg-type]
        facts=facts or Facts(),
        metrics=metrics or Metrics(),
        history=history,
    )


def link(source: Component, target: Component, how: How = How.CALL) -> Link:
    """
    Return a sure link.
    """
    return Link(source.id, target.id, how, Confidence.HIGH, ())


def person(identity: PersonId, departed: float | None) -> Person:
    """
    Return a person who is gone with that likelihood; None = not judged.
    """
    judged = None if departed is None else Estimate(departed, departed, departed, "share", Basis("by hand"))
    return Person(identity, None, bot=False, first="2019-01-01", last="2024-01-01", departed=judged, reason=None)


PEOPLE = (person(BUILDER, 0.95), person(MEMBER, 0.05), person(UNKNOWN, None))


def graph(*components: Component, links: tuple[Link, ...] = ()) -> SystemGraph:
    """
    Return a graph with the three people.
    """
    return SystemGraph(components, links, people=PEOPLE, now="2024-06-01")


def history(
    *people: PersonId, builder: PersonId | None = None, share: float | None = None, commits: int = 20
) -> ComponentHistory:
    """
    Return a history since 2019 of these people.
    """
    return ComponentHistory(
        born="2019-03-01",
        last_change="2020-02-06",
        builder=builder,
        builder_share=share,
        people=people,
        commits=commits,
        grade="full",
    )
