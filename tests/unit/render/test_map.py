"""
What the map shows, and that nothing is left out silently.
"""

from msgspec.structs import replace

from debtscan.app.graph import Wanted, view_of
from debtscan.model.component import ComponentId, Facts, Link
from debtscan.model.evidence import Evidence
from debtscan.model.knowledge import ComponentCoupling
from debtscan.model.words import Collapse, Confidence, How, Kind, Status
from debtscan.render.boxes import CALM, MOST_BOXES
from debtscan.render.map import LAYER_OF, MOST_ARROWS, Arrow, Note, Omission, Together, build_map, map_of
from tests.unit.render.sample import COMPONENTS, LINKS, TRAIN, apart, empty, large, platform


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
        Note(Omission.CRDS, 4),
        Note(Omission.NOT_LIVE, 1),
        Note(Omission.INNER, 1),
        Note(Omission.GUESSES, 1),
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
    assert counted[Omission.FOLDED] == sum(len(box.members) for box in drawn.boxes if box.folded)
    drawn_links = sum(arrow.links for arrow in drawn.arrows)
    assert drawn_links + counted[Omission.CUT] + counted[Omission.INNER] == len(assessment.links)


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
    assert drawn.notes == (Note(Omission.NOT_LIVE, len(COMPONENTS)),)


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


def test_a_crd_stands_beside_the_controller_that_its_file_installs() -> None:
    """
    As operators are shipped: definitions and their controller in one manifest; two controllers in it leave it open.
    """
    silent = tuple(
        replace(part, facts=Facts(), evidence=(Evidence("r", "operator.yaml"),))
        for part in COMPONENTS
        if part.kind is Kind.CRD or part.id == TRAIN.id
    )
    second = replace(silent[0], id=ComponentId("r:controller:second"), kind=Kind.CONTROLLER)

    one, two = (build_map(replace(platform(), components=parts, links=())) for parts in (silent, (*silent, second)))

    assert [len(box.crds) for box in one.boxes] == [4]
    assert all(not box.crds for box in two.boxes)


def test_groups_that_were_asked_for_are_boxes_with_a_title() -> None:
    """
    What is in none stands alone, and a group of one is that one.
    """
    parts = tuple(replace(part, system=None) if part.name == "edge" else part for part in COMPONENTS)

    drawn = map_of(view_of(replace(platform(), components=parts), Wanted(collapse=Collapse.SYSTEM)))

    named = {box.title: len(box.members) for box in drawn.boxes if box.title}
    assert named == {"ml-platform/controllers": 4, "ml-platform/cron": 2, "ml-platform/terraform": 3}
    assert {box.kind for box in drawn.boxes if box.members[0].name in {"edge", "ranking"}} == {
        Kind.SERVICE,
        Kind.GATEWAY,
    }
    assert not drawn.layered


def test_kinds_that_were_asked_for_stand_in_their_layers() -> None:
    """
    A kind is no name of a group.
    """
    drawn = map_of(view_of(platform(), Wanted(collapse=Collapse.KIND)))

    assert drawn.layered
    assert all(box.title is None for box in drawn.boxes)
    assert len({box.kind for box in drawn.boxes}) == len(drawn.boxes)


def test_groups_without_room_are_drawn_as_one() -> None:
    """
    The smallest; every component is in some box all the same.
    """
    assessment = large(1300)

    drawn = map_of(view_of(assessment, Wanted(collapse=Collapse.SYSTEM)))

    rest = [box for box in drawn.boxes if box.title == ""]
    assert (len(drawn.boxes), len(rest)) == (MOST_BOXES, 1)
    assert len(rest[0].members) > 100
    assert set(drawn.box_of) == {component.id for component in assessment.components}


def test_what_changes_together_without_an_arrow_is_joined_by_a_line() -> None:
    """
    The closest first; what an arrow tells, what is not drawn and what is one box get none.
    """
    drawn = build_map(platform())
    (a, b), (c, d) = apart(), apart(1)
    told = LINKS[0]
    pairs = (
        ComponentCoupling(a, b, 40, 6, 0.001, linked=False),
        ComponentCoupling(told.source, told.target, 90, 9, 0.001, linked=True),
        ComponentCoupling(c, d, 70, 8, 0.001, linked=False),
        ComponentCoupling(a, ComponentId("ml-platform:job:nowhere"), 80, 8, 0.001, linked=False),
    )

    found = build_map(replace(platform(), coupling=pairs))

    ends = [sorted((found.box_of[one], found.box_of[other])) for one, other in ((c, d), (a, b))]
    assert found.together == (Together(ends[0][0], ends[0][1], 70, 8), Together(ends[1][0], ends[1][1], 40, 6))
    assert found.arrows == drawn.arrows
