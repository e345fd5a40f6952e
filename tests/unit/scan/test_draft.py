import pytest

from debtscan.model.declaration import (
    CommandRef,
    ConfigSpec,
    Declaration,
    HostRef,
    ImageRef,
    PathRef,
    Problem,
    Reading,
    Reference,
    Store,
    StoreRef,
    Target,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How, Status
from debtscan.scan import draft as module
from debtscan.scan.draft import Draft, Place, how_of


def test_equal_keys_are_numbered() -> None:
    """
    Two objects with one name get different keys, so that evidence stays apart.
    """
    draft = Draft("a.yaml")
    declaration = Declaration("Pod//web", "web", ConfigSpec("Pod"), 3)

    places = [draft.declare(declaration), draft.declare(declaration)]

    assert [one.key for one in draft.declarations] == ["Pod//web", "Pod//web#2"]
    assert places == [Place("Pod//web", "Pod//web:", 3), Place("Pod//web#2", "Pod//web#2:", 3)]


def test_places_are_told_from_the_declaration_down() -> None:
    """
    The first part follows a colon, others a dot, indices nothing; the line is the nearest that is known.
    """
    place = Place("Pod//web", "Pod//web:", 1)

    assert place.at("spec", 2).at("containers").at("[0]") == Place("Pod//web", "Pod//web:spec.containers[0]", 2)
    assert Place().at("a").key == "a"


def test_a_reference_counts_once_at_its_place() -> None:
    """
    The same need at the same place is one; at another place it is another.
    """
    draft = Draft("a.yaml")

    draft.refer(Place(None, "a", 1), HostRef("web"), How.ENV)
    draft.refer(Place(None, "a", 2), HostRef("web"), How.ENV)
    draft.refer(Place(None, "", 3), HostRef("web"), How.ENV)

    assert draft.reading() == Reading(
        references=(
            Reference(None, HostRef("web"), How.ENV, 1, "a"),
            Reference(None, HostRef("web"), How.ENV, 3, None),
        )
    )


def test_references_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A file that is data costs a bounded number of references.
    """
    monkeypatch.setattr(module, "_MAX_REFERENCES", 2)
    draft = Draft("a.yaml")

    for number in range(5):
        draft.refer(Place(None, str(number)), HostRef("web"), How.ENV)

    assert len(draft.references) == 2


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("web:1 ", [(ImageRef("web:1"), Confidence.HIGH)]),
        ("{{ x }}:1", [(ImageRef("{{ x }}:1"), Confidence.MEDIUM)]),
        ("$IMAGE", [(ImageRef("$IMAGE"), Confidence.MEDIUM)]),
        (" ", []),
    ],
)
def test_an_image_with_an_expression_is_less_sure(image: str, expected: list[tuple[Target, Confidence]]) -> None:
    """
    The image is kept as written; an expression in it costs certainty, and blanks are no image.
    """
    draft = Draft("a.yaml")

    draft.image(Place(), image)

    assert [(one.target, one.confidence) for one in draft.references] == expected


def test_settings_name_images_hosts_and_stores() -> None:
    """
    What a setting names decides how it ties its owner.
    """
    draft = Draft("a.yaml")

    for name, value in (("WORKER_IMAGE", "team/worker:1"), ("API_URL", "http://api"), ("BUCKET", "models"), ("A", "")):
        draft.setting(Place(None, name), name, value)

    assert [(one.target, one.how) for one in draft.references] == [
        (ImageRef("team/worker:1"), How.IMAGE),
        (HostRef("api", "http://api"), How.ENV),
        (StoreRef(Store.BUCKET, "models"), How.DATA),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("../b/c.yaml", "x/b/c.yaml"),
        (".", "x/y"),
        ("../..", "."),
        ("../../..", None),
        ("../../../a", None),
        ("/etc", None),
        ("~/a", None),
        ("https://a/b", None),
        ("{{ a }}", None),
        ("${A}/b", None),
        ("", None),
    ],
)
def test_paths_stay_in_the_repository(written: str, expected: str | None) -> None:
    """
    A path is resolved against the folder of the file; ways out, addresses and expressions are none.
    """
    draft = Draft("x/y/a.yaml")

    draft.local_path(Place(), written, How.MODULE)

    assert draft.resolved(written) == expected
    assert [one.target for one in draft.references] == ([PathRef(expected)] if expected else [])


@pytest.mark.parametrize(
    ("service", "namespace", "expected"),
    [
        ("web", "", "web"),
        ("web", "prod", "web.prod"),
        ("web.prod.svc", "x", "web.prod.svc"),
        ("web.$(NAMESPACE).svc", "", "web"),
        ("{{ .Release.Name }}-web", "{{ .Release.Namespace }}", "web"),
        ("web", "$(NAMESPACE)", "web"),
    ],
)
def test_hosts_lose_their_expressions(service: str, namespace: str, expected: str) -> None:
    """
    A service is called by what is literal in its name, with the namespace where that is literal.
    """
    assert Draft("a.yaml").host(service, namespace) == expected


def test_problems_and_status_go_into_the_reading() -> None:
    """
    What was not understood and what the whole file says of itself are kept.
    """
    draft = Draft("a.yaml")

    draft.problem(Reason.PARTIAL, "odd", 7)

    assert draft.reading(Status.LOCAL) == Reading(problems=(Problem(Reason.PARTIAL, "odd", 7),), status=Status.LOCAL)


@pytest.mark.parametrize(
    ("target", "how"),
    [
        (StoreRef(Store.TOPIC, "a"), How.QUEUE),
        (StoreRef(Store.TABLE, "a"), How.DATA),
        (HostRef("a"), How.ENV),
        (ImageRef("a"), How.IMAGE),
        (CommandRef("a"), How.CALL),
    ],
)
def test_the_target_tells_how(target: Target, how: How) -> None:
    """
    Queues, data, hosts and images tie in their own ways; the rest is a call.
    """
    assert how_of(target) is how
