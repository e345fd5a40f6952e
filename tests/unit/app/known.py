"""
The talk's platform with who knows it.
"""

from collections.abc import Callable

from msgspec.structs import replace

from debtscan.model.assessment import Assessment
from debtscan.model.component import Component, ComponentKnowledge, NamedUse, ScheduleUse
from debtscan.model.estimate import Basis, Estimate
from debtscan.model.evidence import Evidence
from debtscan.model.knowledge import (
    ComponentCoupling,
    Counting,
    EstateKnowledge,
    Offboarding,
    ReachFactor,
    Removed,
    RemovedByReach,
)
from debtscan.model.words import Grade, Knowing
from tests.unit.render.sample import P1, P2, P3, TRAIN, platform

RANKING = "ml-services:service:ranking"
LOST = Estimate(0.97, 0.87, 1.0, "share", Basis("product_of_departures", 1, "full"))
ESTATE = EstateKnowledge(
    counting=Counting(),
    grade=Grade.FULL,
    truck_factor=1,
    removed=(Removed(P1, 60),),
    files=80,
    coverage=0.25,
    by_reach=ReachFactor(1, (RemovedByReach(P1, 40),), 50, 0.2),
    offboarding=(Offboarding(365, 1, 55, 80),),
    hours=1234.5,
    squashed=7,
    commits=90,
    coupling=(),
)


def known() -> Assessment:
    """
    Return the platform: its builder alone knows what he built, two others share the services and are still there.
    """
    estate = platform()
    ranking = next(one.id for one in estate.components if one.id == RANKING)
    pair = ComponentCoupling(TRAIN.id, ranking, 61, 9, 0.0001, linked=False)
    components = tuple(_known(one) for one in estate.components)
    return replace(estate, components=components, knowledge=ESTATE, coupling=(pair,))


def _known(component: Component) -> Component:
    history = component.history
    if history is None or history.builder is None:
        return replace(component, knowledge=ComponentKnowledge(Knowing.UNKNOWN))
    if history.builder == P1:
        knowledge = ComponentKnowledge(
            Knowing.ORPHAN, (P1,), (), P2, files=3, truck_factor=1, lost=LOST, alarm=component.id == TRAIN.id, reach=2
        )
    else:
        knowledge = ComponentKnowledge(Knowing.SHARED, (P3, P2), (P1,), None, files=3, truck_factor=1)
    return replace(component, knowledge=knowledge)


def changed(identity: str, change: Callable[[Component], Component]) -> Assessment:
    """
    Return the platform with one component changed.
    """
    estate = known()
    components = tuple(change(one) if one.id == identity else one for one in estate.components)
    return replace(estate, components=components)


def with_uses(component: Component) -> Component:
    """
    Return *component* with a schedule, a secret and a command that rolls back.
    """
    place = Evidence("ml-services", "ranking/k8s.yaml", 7, "env", "secret")
    way_back = NamedUse("helm rollback ranking", Evidence("ml-services", "Makefile", 9, "undo", "rollback"))
    schedule = ScheduleUse("cronjob", "0 3 * * *", in_process=False, evidence=place)
    facts = replace(component.facts, secrets=(NamedUse("token", place),), rollbacks=(way_back,), schedules=(schedule,))
    return replace(component, facts=facts)
