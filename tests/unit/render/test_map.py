"""
What the map shows, and that nothing is left out silently.
"""

from msgspec.structs import replace

from debtscan.model.component import ComponentId, Facts, Link
from debtscan.model.words import Confidence, How, Kind, Status
from debtscan.render.map import (
    CALM,
    LAYER_OF,
    MOST_ARROWS,
    MOST_BOXES,
    Arrow,
    Note,
    build_map,
)
from tests.unit.render.sample import COMPONENTS, LINKS, TRAIN, empty, large, platform


def test_every_kind_has_a_layer() -> None:
    """
    No component falls out of the frames.
    """
    assert set(LAYER_OF) == set(Kind)


def test_crds_stand_in_the_box_of_what_serves_them() -> None:
    """
    A controller says which kinds it reconciles.
    """
    boxes = {box.members[0].name: [crd.name for crd in box.crds] for box in build_map(platform()).boxes}

    assert {name: crds for name, crds in boxes.items() if crds} == {
        "build-controller": ["ModelBuild"],
        "deploy-controller": ["MLService", "ModelDeploy"],
        "train-controller": ["TrainJob"],
    }


def test_a_link_tells_the_server_where_the_controller_does_not() -> None:
    """
    A controller that is linked to a CRD serves it; a pipeline that uses it does not.
    """
    silent = tuple(replace(part, facts=Facts()) for part in COMPONENTS)

    boxes = build_map(replace(platform(), components=silent)).boxes

    assert [(box.members[0].name, [crd.name for crd in box.crds]) for box in boxes if box.crds] == [
        ("train-controller", ["TrainJob"])
    ]


def test_links_of_a_crd_lead_to_its_server() -> None:
    """
    The pipeline that makes a TrainJob points at the train controller.
    """
    drawn = build_map(platform())

    pipeline, train = drawn.box_of[ComponentId("ml-platform:pipeline:nightly-training")], drawn.box_of[TRAIN.id]
    assert Arrow(pipeline, train, (How.CRD,), Confidence.HIGH, 1) in drawn.arrows


def test_a_missing_builder_is_marked() -> None:
    """
    Each box whose builder has probably left, and no other.
    """
    boxes = build_map(platform()).boxes

    assert sorted(box.members[0].name for box in boxes if not box.gone) == [
        "build-images",
        "edge",
        "grafana",
        "ranking",
        "service-cluster",
        "warehouse",
        "推薦",
    ]


def test_all_that_is_not_drawn_is_counted() -> None:
    """
    Folded CRDs, what is not in use, links inside one box, and guesses.
    """
    assert build_map(platform()).notes == (
        Note("map.note_crds", 4),
        Note("map.note_not_live", 1),
        Note("map.note_inner", 1),
        Note("map.note_guesses", 1),
    )


def test_several_links_make_one_arrow() -> None:
    """
    All ways are named, and the surest decides how it is drawn.
    """
    doubled = replace(LINKS[0], how=How.BUILD, confidence=Confidence.LOW)
    drawn = build_map(replace(platform(), links=(LINKS[0], doubled)))

    assert [(set(arrow.hows), arrow.confidence, arrow.links) for arrow in drawn.arrows] == [
        ({LINKS[0].how, How.BUILD}, LINKS[0].confidence, 2)
    ]


def test_a_large_platform_is_folded_to_sixty_boxes() -> None:
    """
    Every component is in some box, and the notes count what is drawn together or left out.
    """
    assessment = large(300)
    drawn = build_map(assessment)
    counted = {note.key: note.n for note in drawn.notes}

    assert len(drawn.boxes) <= MOST_BOXES
    assert len(drawn.arrows) == MOST_ARROWS
    assert not drawn.labelled
    assert set(drawn.box_of) == {component.id for component in assessment.components}
    assert counted["map.note_folded"] == sum(len(box.members) for box in drawn.boxes if box.folded)
    drawn_links = sum(arrow.links for arrow in drawn.arrows)
    assert drawn_links + counted["map.note_cut"] + counted["map.note_inner"] == len(assessment.links)


def test_what_is_alike_is_drawn_together_first() -> None:
    """
    Thirty jobs that one schedule starts are one box; the schedule and a job with its own link stay.
    """
    jobs = [
        replace(TRAIN, id=ComponentId(f"r:job:{index:02d}"), name=f"{index:02d}", kind=Kind.JOB, facts=Facts())
        for index in range(CALM + 6)
    ]
    cron = replace(TRAIN, id=ComponentId("r:scheduler:cron"), name="cron", kind=Kind.SCHEDULER, facts=Facts())
    links = [Link(cron.id, job.id, How.TRIGGER, Confidence.HIGH, ()) for job in jobs]
    links.append(Link(jobs[0].id, cron.id, How.CALL, Confidence.HIGH, ()))

    boxes = build_map(replace(platform(), components=(*jobs, cron), links=tuple(links))).boxes

    assert sorted(len(box.members) for box in boxes) == [1, 1, CALM + 5]


def test_boxes_of_one_kind_but_different_origin_lose_it_when_folded() -> None:
    """
    A box never claims for all what is true of some.
    """
    drawn = build_map(large(1200))

    assert len(drawn.boxes) <= MOST_BOXES
    assert all(box.built is None or {part.built for part in box.members} == {box.built} for box in drawn.boxes)


def test_only_what_is_in_use_is_drawn() -> None:
    """
    An example stays out even when something links to it.
    """
    retired = tuple(replace(part, status=Status.DISABLED) for part in COMPONENTS)

    drawn = build_map(replace(platform(), components=retired))

    assert (drawn.boxes, drawn.arrows) == ((), ())
    assert drawn.notes == (Note("map.note_not_live", len(COMPONENTS)),)


def test_an_empty_platform_has_an_empty_map() -> None:
    """
    Nothing is drawn and nothing is missing.
    """
    drawn = build_map(empty())

    assert (drawn.boxes, drawn.arrows, drawn.notes) == ((), (), ())


def test_links_to_strangers_are_not_drawn() -> None:
    """
    An end that is no component has no box.
    """
    stray = Link(TRAIN.id, ComponentId("nowhere:job:x"), How.CALL, Confidence.HIGH, ())

    assert build_map(replace(platform(), links=(stray,))).arrows == ()
