"""
Questions to the map of an assessment.
"""

from msgspec.structs import replace

from debtscan.app.graph import Wanted, chain_between, reach_of, view_of
from debtscan.model.component import ComponentId, Link
from debtscan.model.view import Focus, GraphView
from debtscan.model.words import Collapse, Confidence, Direction, How
from tests.unit.render.sample import COMPONENTS, LINKS, TRAIN, platform


def _names(view: GraphView) -> set[str]:
    return {one.name for one in view.assessment.components}


def test_the_whole_map_is_the_assessment() -> None:
    """
    Also what is not in use.
    """
    assert view_of(platform(), Wanted()) == GraphView(platform())


def test_a_focus_keeps_its_neighbours_and_their_links() -> None:
    """
    As far as asked, whichever way the links lead; the rest is counted.
    """
    near, far = (view_of(platform(), Wanted("train-controller", depth)) for depth in (1, 2))

    assert near.focus == Focus(TRAIN.id, 1)
    assert _names(near) == {"train-controller", "TrainJob", "training-cluster"}
    assert (len(near.assessment.links), near.beyond) == (2, len(COMPONENTS) - 3)
    assert _names(far) == _names(near) | {"nightly-training", "resource-controller"}


def test_groups_are_those_of_the_part_that_is_shown() -> None:
    """
    The focus comes first.
    """
    view = view_of(platform(), Wanted("train-controller", 1, Collapse.KIND, everything=True))

    assert view.collapsed is not None
    assert [group.name for group in view.collapsed.groups] == ["cluster", "controller", "crd"]
    assert view.everything


def test_links_to_nowhere_are_left_out() -> None:
    """
    A kept result may have been edited by hand.
    """
    stray = Link(TRAIN.id, ComponentId("nowhere:job:x"), How.CALL, Confidence.HIGH, ())
    edited = replace(platform(), links=(*LINKS, stray))

    assert view_of(edited, Wanted()).assessment.links == LINKS
    assert reach_of(edited, "train-controller", Direction.DEPENDENCIES).reached != ()


def test_a_chain_is_looked_for_forward_then_backward_then_either_way() -> None:
    """
    Each only where the one before is missing.
    """
    forward = chain_between(platform(), "retrain-cron", "warehouse")
    backward = chain_between(platform(), "warehouse", "retrain-cron")
    around = chain_between(platform(), "nightly-training", "training-cluster")
    apart = chain_between(platform(), "grafana", "warehouse")

    assert [len(steps) if steps is not None else None for steps in (forward.steps, forward.backward)] == [2, None]
    assert (backward.steps, backward.backward, backward.connection) == (None, forward.steps, None)
    assert (around.steps, around.backward, len(around.connection or ())) == (None, None, 3)
    assert (apart.steps, apart.backward, apart.connection) == (None, None, None)


def test_dependents_are_told_with_their_direction() -> None:
    """
    Of the component that the name means.
    """
    reach = reach_of(platform(), "warehouse", Direction.DEPENDENTS)

    assert (reach.component, reach.direction) == ("ml-platform:datastore:warehouse", Direction.DEPENDENTS)
    assert [(one.component.rpartition(":")[2], one.distance) for one in reach.reached] == [
        ("nightly-training", 1),
        ("export-cron", 1),
        ("retrain-cron", 2),
    ]
