from debtscan.measure.inherited import Builders, hand_overs, inherited_by_component, inherited_by_team
from debtscan.model.component import ComponentId, PersonId
from debtscan.model.effort_index import HandOver
from tests.unit.measure.judged import judged

P1, P2 = PersonId("P1"), PersonId("P2")
WEB, API = ComponentId("web"), ComponentId("api")
BUILDERS = Builders({WEB: P1}, {P1: 0.8})
WORK = [
    *(judged(day, "P1", 0.0, "web") for day in range(20)),
    *(judged(day, "P2", 1.0, "web") for day in range(100, 120)),
    *(judged(day, "P2", 1.0, "api") for day in range(200, 220)),
    *(judged(day, "B", 1.0, "web", bot=True) for day in range(300, 320)),
]


def test_operating_what_somebody_else_built_is_inherited() -> None:
    """
    All known operations of P2 are on what P1 built and has most likely left; half of them have no known builder.
    """
    (team,) = [one for one in inherited_by_team(WORK, BUILDERS, {P1: "build", P2: "run"}, "full") if one.of == "run"]

    assert (team.others.value, team.departed.value, team.janitor.value) == (1.0, 0.8, 1.0)
    assert team.unknown == 0.5


def test_the_same_by_component() -> None:
    """
    A component whose builder is unknown has no share, only the part that is unknown.
    """
    found = {one.of: one for one in inherited_by_component(WORK, BUILDERS, "full")}

    assert set(found) == {"web", "api"}
    assert found["web"].others.value == 1.0
    assert (found["api"].others.value, found["api"].others.basis.method) == (None, "no_commits")
    assert found["api"].unknown == 1.0


def test_who_developed_a_thing_is_no_janitor_of_it() -> None:
    """
    Operations of somebody who also developed the component are not the janitor's.
    """
    more = [*WORK, judged(90, "P2", 0.1, "web")]

    (web,) = [one for one in inherited_by_component(more, BUILDERS, "full") if one.of == "web"]

    assert web.janitor.value is not None
    assert web.janitor.value == 0.0


def test_hand_over_is_where_others_take_over() -> None:
    """
    The day of the first commit after which the builder is no longer most of the commits.
    """
    assert hand_overs(WORK, BUILDERS) == (HandOver(WEB, P1, "2024-04-10", 1.0, 0.0),)


def test_no_hand_over_without_a_clear_one() -> None:
    """
    Neither a builder who stays, nor commits by turns, nor a handful of commits are a hand-over.
    """
    stays = [judged(day, "P1", 0.5, "web") for day in range(40)]
    turns = [judged(day, "P1" if day % 2 else "P2", 0.5, "web") for day in range(40)]
    few = [judged(day, "P1" if day < 3 else "P2", 0.5, "web") for day in range(6)]

    assert [hand_overs(work, BUILDERS) for work in (stays, turns, few, [])] == [(), (), (), ()]


def test_a_component_of_development_alone_has_no_operations_to_inherit() -> None:
    """
    Without any operations effort nothing is inherited, and nothing is divided by nothing.
    """
    work = [judged(day, "P1", 0.0, "web") for day in range(20)]

    (web,) = inherited_by_component(work, BUILDERS, "full")

    assert (web.others.value, web.unknown) == (None, 0.0)
