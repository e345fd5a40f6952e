"""
Kustomizations that are built: the objects that come out, and what could not be followed.
"""

import pytest

from debtscan.graph import overlays as overlays_module
from debtscan.graph.board import Board
from debtscan.graph.overlays import Overlays
from debtscan.model.declaration import ImageChange, PatchUse
from debtscan.model.evidence import Reason, Skip
from debtscan.model.words import Status
from tests.unit.graph.estate import board, config, crd, endpoint, file, linked, repo, workload
from tests.unit.graph.overlaid import built, overlay, patch, settings

WEB = file("k8s/base/web.yaml", workload("web", "web=acme/web:1", "init:wait=busybox:1"), endpoint("web"))
BASE = file("k8s/base/kustomization.yaml", overlay("base", "k8s/base/web.yaml"))


def details(overlays: Overlays) -> list[str]:
    """
    Return the words of the problems.
    """
    return [problem.detail for problem in overlays.problems]


def test_an_overlay_deploys_what_its_base_deploys_under_its_own_names() -> None:
    """
    Prefix and namespace are given to all that have them, images are changed, all in the order of kustomize.
    """
    prod = overlay(
        "prod", "k8s/base", prefix="prod-", namespace="shop", images=(ImageChange("acme/web", "ghcr.io/acme/web", "2"),)
    )

    found = board(WEB, BASE, file("k8s/prod/kustomization.yaml", prod))

    assert built(found, "k8s/base") == [("web", "", ["acme/web:1", "busybox:1"]), ("web", "", [])]
    assert built(found, "k8s/prod") == [
        ("prod-web", "shop", ["ghcr.io/acme/web:2", "busybox:1"]),
        ("prod-web", "shop", []),
    ]


def test_names_and_namespaces_of_some_kinds_stay() -> None:
    """
    A definition keeps both, a role only stays outside of namespaces, a namespace goes by the new name.
    """
    parts = (crd("Job"), config("ClusterRole", "jobs"), config("Namespace", "old"))

    found = board(
        file("all.yaml", *parts), file("kustomization.yaml", overlay("x", "all.yaml", prefix="p-", namespace="shop"))
    )

    assert [entry[:2] for entry in built(found, "")] == [("jobs.ml.acme.example", ""), ("p-jobs", ""), ("shop", "")]


def test_images_keep_what_a_change_does_not_say() -> None:
    """
    A new name keeps the tag, a new tag the name, a digest takes the tag's place; others are left alone.
    """
    changes = (
        ImageChange("a", new_name="ghcr.io/a"),
        ImageChange("b", tag="2"),
        ImageChange("c", digest="sha256:1"),
        ImageChange("d", new_name="ghcr.io/d", tag="2", digest="sha256:2"),
    )
    web = workload("web", "a=a:1", "b=b:1", "c=c:1", "d=d", "e=bb:1", "f={{ .Values.image }}@")

    found = board(file("web.yaml", web), file("kustomization.yaml", overlay("x", "web.yaml", images=changes)))

    assert built(found, "")[0][2] == [
        *("ghcr.io/a:1", "b:2", "c@sha256:1", "ghcr.io/d:2@sha256:2", "bb:1", "{{ .Values.image }}@")
    ]


@pytest.mark.parametrize(
    ("use", "changed"),
    [
        (PatchUse("fix.yaml"), True),
        (PatchUse("fix.yaml", kind="Deployment"), True),
        (PatchUse("fix.yaml", kind="Deployment", name="we.*"), True),
        (PatchUse("fix.yaml", name="^w.*b$"), True),
        (PatchUse("fix.yaml", name="a.*"), False),
        (PatchUse("fix.yaml", kind="StatefulSet", name="web"), False),
        (PatchUse("fix.yaml", kind="Deployment", namespace="other"), False),
        (PatchUse("fix.yaml", labels="app=web"), True),
        (PatchUse("fix.yaml", labels="app=api"), False),
        (PatchUse("fix.yaml", labels="app in (web)"), False),
    ],
)
def test_a_patch_changes_what_it_is_aimed_at(use: PatchUse, changed: bool) -> None:
    """
    By the target of the kustomization where there is one, else by its own kind and name.
    """
    found = board(
        file("web.yaml", workload("web", "web=acme/web:1"), endpoint("db")),
        file("fix.yaml", patch("web", "web=acme/web:2")),
        file("kustomization.yaml", overlay("x", "web.yaml", patches=(use,))),
    )

    assert built(found, "")[0][2] == ["acme/web:2" if changed else "acme/web:1"]


def test_a_patch_knows_objects_by_all_names_that_they_had() -> None:
    """
    An overlay upon an overlay may call an object as its base does, or as it is called by now.
    """
    found = board(
        file("base/web.yaml", workload("web", "web=acme/web:1")),
        file("base/kustomization.yaml", overlay("base", "base/web.yaml", prefix="a-")),
        file("fix.yaml", patch("web", "log=acme/log:1")),
        file("more.yaml", patch("a-web", "0=acme/web:3", "7=acme/x:1")),
        file("kustomization.yaml", overlay("x", "base", prefix="b-", patches=("fix.yaml", "more.yaml"))),
    )

    assert built(found, "") == [("b-a-web", "", ["acme/web:3", "acme/log:1", "acme/x:1"])]


def test_a_patch_may_delete_an_object() -> None:
    """
    What is deleted is not deployed, whatever other patches do to it.
    """
    found = board(
        file("web.yaml", workload("web", "web=acme/web:1"), endpoint("web")),
        file("a.yaml", patch("web", deletes=True), patch("web", "web=acme/web:2")),
        file("kustomization.yaml", overlay("x", "web.yaml", patches=("a.yaml",))),
    )

    assert built(found, "") == [("web", "", [])]


def test_patches_inside_of_the_kustomization_are_found_by_their_keys() -> None:
    """
    Other declarations of the same file are no patches.
    """
    parts = overlay("x", "web.yaml", patches=(PatchUse(keys=("Deployment//web",)),))
    found = board(
        file("web.yaml", workload("web", "web=acme/web:1")),
        file("kustomization.yaml", parts, patch("web", "web=acme/web:2"), patch("web", "web=x", kind="Job")),
    )

    assert built(found, "") == [("web", "", ["acme/web:2"])]


def test_components_change_all_that_was_put_together() -> None:
    """
    A component by itself deploys nothing; taken in, it adds objects and patches those that are there.
    """
    found = board(
        file("web.yaml", workload("web", "web=acme/web:1")),
        file("log/log.yaml", workload("log", "log=acme/log:1")),
        file("log/fix.yaml", patch("web", "web=acme/web:2")),
        file("log/kustomization.yaml", overlay("log", "log/log.yaml", component=True, patches=("log/fix.yaml",))),
        file("kustomization.yaml", overlay("x", "web.yaml", components=("log", "none"))),
    )

    assert built(found, "log") == []
    assert built(found, "") == [("web", "", ["acme/web:2"]), ("log", "", ["acme/log:1"])]
    assert details(Overlays(found)) == ["none does not exist"]


def test_generated_settings_are_objects_or_parts_of_such() -> None:
    """
    What a base generates an overlay may add to, under the same name.
    """
    found = board(
        file("base/kustomization.yaml", overlay("base"), settings("params", "base/a.env")),
        file("kustomization.yaml", overlay("x", "base", prefix="x-"), settings("params", "b.env"), settings("more")),
    )

    assert [entry[0] for entry in built(found, "")] == ["x-params", "x-more"]


def test_what_comes_by_two_ways_comes_once() -> None:
    """
    A base that two parts take in is the same object, unless they call it by other names.
    """
    found = board(
        WEB,
        BASE,
        file("a/kustomization.yaml", overlay("a", "k8s/base")),
        file("b/kustomization.yaml", overlay("b", "k8s/base", prefix="b-")),
        file("kustomization.yaml", overlay("x", "k8s/base", "a", "b", ".")),
    )

    assert [entry[0] for entry in built(found, "")] == ["web", "web", "b-web", "b-web"]
    assert details(Overlays(found)) == [". takes in this kustomization again: a cycle"]


def test_cycles_end_and_are_told() -> None:
    """
    Two kustomizations that take in each other are each built once, and a component that takes in itself too.
    """
    found = board(
        WEB,
        file("a/kustomization.yaml", overlay("a", "b", "k8s/base/web.yaml")),
        file("b/kustomization.yaml", overlay("b", "a")),
        file("c/kustomization.yaml", overlay("c", component=True, components=("c",))),
        file("d/kustomization.yaml", overlay("d", components=("c",))),
    )

    overlays = Overlays(found)

    assert [entry.name for entry in overlays.objects("shop", "a")] == ["web", "web"]
    assert overlays.problems == (
        Skip("shop", "b/kustomization.yaml", Reason.PARTIAL, "a takes in this kustomization again: a cycle", 1),
        Skip("shop", "c/kustomization.yaml", Reason.PARTIAL, "c takes in this kustomization again: a cycle", 1),
    )


def test_what_is_missing_is_told_and_the_rest_is_built() -> None:
    """
    Nothing there, a folder without a kustomization, a patch that is gone; what lies there unread is told elsewhere.
    """
    files = (
        WEB,
        file("docs/a.md"),
        file(
            "kustomization.yaml",
            overlay("x", "none", "docs", "lib", "docs/a.md", "k8s/base/web.yaml", patches=("gone.yaml",)),
        ),
    )

    overlays = Overlays(Board([repo("shop", *files, also=["lib/kustomization.yml"])]))

    assert details(overlays) == ["docs holds no kustomization", "gone.yaml does not exist", "none does not exist"]
    assert len(overlays.objects("shop", "")) == 2


def test_depth_and_number_have_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A tower of kustomizations and one that doubles at each level stop, and say so.
    """
    monkeypatch.setattr(overlays_module, "_DEPTH", 3)
    tower = [file(f"a{n}/kustomization.yaml", overlay(f"a{n}", f"a{n + 1}")) for n in range(5)]
    assert details(Overlays(board(*tower, file("a5/kustomization.yaml", overlay("a5"))))) == [
        "a3 lies too deep: more than 3 kustomizations, or too many in all"
    ]

    monkeypatch.setattr(overlays_module, "_MOST_OBJECTS", 1)
    found = Overlays(board(WEB, BASE))
    assert details(found) == ["more objects than can be followed (1): the others are left out"]

    monkeypatch.setattr(overlays_module, "_MOST_IN_ALL", 0)
    found = Overlays(board(WEB, BASE, file("a/kustomization.yaml", overlay("a", "k8s/base"))))
    assert found.objects("shop", "k8s/base") == ()


def test_a_base_in_another_repository_of_the_estate_is_followed() -> None:
    """
    By its address, where the estate holds that repository and a kustomization at that place.
    """
    web = file("web/web.yaml", workload("web", "web=acme/web:1"))
    there = repo("parts", web, file("web/kustomization.yaml", overlay("web", "web/web.yaml")))
    remotes = ("https://git.test/a/parts//web?ref=1", "git.test/a/parts//b")
    here = repo("shop", file("kustomization.yaml", overlay("x", remotes=remotes)))

    overlays = Overlays(Board([there, here]))

    assert [(placed.item.repo, placed.name) for placed in overlays.objects("shop", "")] == [("parts", "web")]
    assert linked(there, here).components[0].id == "parts:service:web"


def test_what_somebody_deploys_is_what_nobody_takes_in() -> None:
    """
    A base is taken in; one that only tests take in is deployed by itself as well.
    """
    overlays = Overlays(
        board(
            BASE,
            file("k8s/prod/kustomization.yaml", overlay("prod", "k8s/base")),
            file("app/kustomization.yaml", overlay("app")),
            file("parts/kustomization.yaml", overlay("parts", component=True)),
            file("e2e/kustomization.yaml", overlay("e2e", "app/kustomization.yaml", "app")),
        )
    )

    assert [root.name for root in overlays.roots()] == ["app", "e2e", "prod"]


def test_of_a_cycle_the_first_is_deployed() -> None:
    """
    Nothing is lost because two kustomizations take in each other.
    """
    overlays = Overlays(
        board(
            file("a/kustomization.yaml", overlay("a", "b")),
            file("b/kustomization.yaml", overlay("b", "a", "c", ".")),
            file("c/kustomization.yaml", overlay("c")),
            file("kustomization.yaml", overlay("x")),
        )
    )

    assert [root.name for root in overlays.roots()] == ["a"]


@pytest.mark.parametrize(
    ("path", "name", "status"),
    [
        ("k8s/overlays/prod", "prod", Status.LIVE),
        ("k8s/overlays/kind-tests", "kind-tests", Status.LOCAL),
        ("k8s/overlays/ci", "ci", Status.TEST),
        ("k8s/overlays/dev", "dev", Status.LOCAL),
        ("alone/dev", "dev", Status.LIVE),
        ("based/dev", "dev", Status.LIVE),
    ],
)
def test_words_say_how_an_overlay_is_used(path: str, name: str, status: Status) -> None:
    """
    "dev" is where a platform runs unless another overlay in use stands beside it; a base beside it is none.
    """
    files = [
        file("k8s/overlays/prod/kustomization.yaml", overlay("prod")),
        file("k8s/overlays/kind-tests/kustomization.yaml", overlay("kind-tests")),
        file("k8s/overlays/ci/kustomization.yaml", overlay("ci")),
        file("k8s/overlays/dev/kustomization.yaml", overlay("dev")),
        file("alone/dev/kustomization.yaml", overlay("dev")),
        file("based/dev/kustomization.yaml", overlay("dev", "based/base")),
        file("based/base/kustomization.yaml", overlay("base")),
    ]

    overlays = Overlays(board(*files))

    item = overlays.at("shop", path)
    assert item is not None
    assert (item.name, overlays.status(item)) == (name, status)


def test_a_path_says_more_than_words() -> None:
    """
    An overlay among examples is an example.
    """
    overlays = Overlays(board(file("examples/ci/kustomization.yaml", overlay("ci"), status=Status.EXAMPLE)))

    assert overlays.status(overlays.all[0]) is Status.EXAMPLE


def test_a_kustomization_is_found_by_folder_or_file() -> None:
    """
    Both spellings are used by those who deploy; any other file of the folder is none.
    """
    overlays = Overlays(board(WEB, BASE, file("kustomization.yaml", overlay("x", "k8s/base"))))

    assert [
        len(overlays.deployed("shop", path))
        for path in ("k8s/base", "k8s/base/kustomization.yaml", ".", "k8s/base/web.yaml", "none")
    ] == [2, 2, 2, 0, 0]
