"""
Several that are one, and one that is several.
"""

from debtscan.model.correction import Outcome, Part
from debtscan.model.words import Built, Kind
from tests.unit.graph.estate import (
    arrows,
    code,
    component,
    dockerfile,
    file,
    host,
    ids,
    owned,
    program,
    workload,
)
from tests.unit.graph.owners import about, corrected, outcomes

FILES = (
    file("web/main.py", program("web", serves=True), host("api"), host("gone")),
    file("k8s/api.yaml", workload("api", "acme/api:1")),
    file("k8s/worker.yaml", workload("worker", "acme/worker:1")),
)
WEB, API, WORKER = "shop:service:web", "shop:service:api", "shop:service:worker"
PACK = (
    file("pack/Dockerfile", dockerfile("pack", runs="python a/main.py", copies=["."])),
    file("pack/a/main.py", program("pack", serves=True), host("api")),
    file("pack/b/lib.py", code()),
    file("pack/c.py", code()),
    file("k8s/api.yaml", workload("api", "acme/api:1")),
    file("web/main.py", program("web", serves=True), host("pack")),
    file("k8s/pack.yaml", workload("pack", "acme/pack:1")),
)


def test_absorbed_ids_become_aliases_and_links_follow() -> None:
    """
    What would point at itself is gone, and a later table may still use the old id.
    """
    result = corrected(
        FILES,
        about(id=API, name="API", merge_into="worker"),
        about(2, id=API, owner="x"),
        about(3, id=WEB, merge_into=WORKER),
    )
    found = component(result, WORKER)

    assert ids(result) == [WORKER]
    assert (found.aliases, found.owner) == (("API", "api", API, WEB, "web"), "x")
    assert (arrows(result), {one.from_ for one in result.unresolved}) == ([], {WORKER})
    assert [one.line for one in found.evidence if one.caption == "declared"] == [1, 2, 3]
    assert outcomes(result)[-1] == ("merge_into", "applied", WORKER)


def test_what_has_no_origin_takes_that_of_its_parts() -> None:
    """
    A merge loses nothing that only one of the two knew.
    """
    result = corrected(FILES, about(name="Desk", kind=Kind.SERVICE), about(2, id=WEB, merge_into="Desk"))

    assert component(result, "shop:service:Desk").built is Built.BESPOKE


def test_a_merge_needs_one_other_target() -> None:
    """
    Nothing, several, or itself will not do.
    """
    twins = (*FILES, file("a/twin.yaml", workload("twin", "x/a:1")), file("b/twin.yaml", workload("twin", "x/b:1")))
    result = corrected(
        twins,
        about(id=API, merge_into="shop:service:wep"),
        about(2, id=API, merge_into="twin"),
        about(3, id=API, merge_into="api"),
    )

    assert [(one.outcome, one.matches, one.closest) for one in result.corrections] == [
        (Outcome.UNUSED, 0, WEB),
        (Outcome.AMBIGUOUS, 2, None),
        (Outcome.UNUSED, 0, None),
    ]


def test_parts_take_their_files_and_what_they_say() -> None:
    """
    What no part takes stays, and so do the links to the whole.
    """
    result = corrected(
        PACK, about(id="shop:service:pack", split=(Part("Front", "pack/a", Kind.UI), Part("Rest", "pack/b")))
    )

    assert ids(result) == ["shop:service:Rest", API, "shop:service:pack", WEB, "shop:ui:Front"]
    assert owned(result, "shop:ui:Front") == ["pack/a/main.py"]
    assert owned(result, "shop:service:Rest") == ["pack/b/lib.py"]
    assert owned(result, "shop:service:pack") == ["k8s/pack.yaml", "pack/Dockerfile", "pack/c.py"]
    assert "shop:ui:Front -call-> shop:service:api" in arrows(result)
    assert "shop:service:web -call-> shop:service:pack" in arrows(result)
    assert component(result, "shop:ui:Front").built is Built.BESPOKE
    assert outcomes(result) == [("split", "applied", "shop:ui:Front"), ("split", "applied", "shop:service:Rest")]


def test_what_is_split_up_entirely_is_its_first_part() -> None:
    """
    Its id lives on as an alias, and what is left belongs to the first part.
    """
    result = corrected(PACK, about(id="shop:service:pack", split=(Part("Code", "pack"), Part("Run", "k8s/pack.yaml"))))

    assert ids(result) == ["shop:service:Code", "shop:service:Run", API, WEB]
    assert component(result, "shop:service:Code").aliases == ("shop:service:pack",)
    assert "shop:service:web -call-> shop:service:Code" in arrows(result)
    assert owned(result, "shop:service:Run") == ["k8s/pack.yaml"]


def test_a_split_needs_one_whole_and_something_at_the_path() -> None:
    """
    Parts of nothing are no parts.
    """
    several = corrected(FILES, about(path="k8s", split=(Part("A", "k8s"),)))
    nothing = corrected(FILES, about(id=API, split=(Part("A", "nowhere"),)))
    twice = corrected(FILES, about(id=API, split=(Part("A", "k8s/api.yaml"), Part("B", "k8s/api.yaml"))))

    assert [(one.outcome, one.matches) for one in several.corrections] == [(Outcome.AMBIGUOUS, 2)]
    assert [(one.key, one.outcome, one.value) for one in nothing.corrections] == [("split", Outcome.UNUSED, "A")]
    assert [one.outcome for one in twice.corrections] == [Outcome.APPLIED, Outcome.UNUSED]
