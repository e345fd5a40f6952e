"""
The table on which components are put together.
"""

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft
from debtscan.graph.owners import Owners
from debtscan.graph.places import same_name
from debtscan.model.declaration import ProgramSpec, TestSpec, WorkloadSpec
from debtscan.model.evidence import Evidence
from debtscan.model.words import Kind, Status
from tests.unit.graph.estate import board, compose, file, host, program, repo, workload


def test_items_come_in_the_order_of_repository_and_path() -> None:
    """
    Whatever the order of the input.
    """
    table = Board(
        [repo("b", file("z.py", program("z"))), repo("a", file("y.py", program("y")), file("x.py", program("x")))]
    )

    assert [item.key for item in table.of(ProgramSpec)] == [
        ("a", "x.py", "program"),
        ("a", "y.py", "program"),
        ("b", "z.py", "program"),
    ]


def test_file_that_is_not_in_use_speaks_for_all_that_it_declares() -> None:
    """
    A living declaration in a test file is a test; a disabled one in a living file is disabled.
    """
    table = board(
        file("k8s/off.yaml", workload("off", says=Status.DISABLED)),
        file("k8s/on.yaml", workload("on")),
        file("tests/off.yaml", workload("probe", says=Status.DISABLED), status=Status.TEST),
    )

    assert [(item.name, item.status) for item in table.of(WorkloadSpec)] == [
        ("off", Status.DISABLED),
        ("on", Status.LIVE),
        ("probe", Status.TEST),
    ]


def test_item_tells_its_place_and_what_stands_there() -> None:
    """
    The caption is the type of the object, else the noun for its spec, unless another is asked for.
    """
    table = board(file("web/k8s/a.yaml", workload("web")), file("web/main.py", program("web")))

    web, main = table.items

    assert [web.evidence(), main.evidence(), main.evidence("build")] == [
        Evidence("shop", "web/k8s/a.yaml", 1, "Deployment//web", "Deployment"),
        Evidence("shop", "web/main.py", 1, "program", "main program"),
        Evidence("shop", "web/main.py", 1, "program", "build"),
    ]
    assert (web.system, web.caption, main.name) == ("web", "Deployment", "web")


def test_one_item_may_prove_two_drafts_and_each_only_once() -> None:
    """
    One Dockerfile, two services: both own it.
    """
    table = board(file("main.py", program("main")))
    item = table.items[0]

    one, two = table.start(item, Kind.SERVICE), table.start(item, Kind.JOB, "night")
    table.claim(one, item)

    assert (one.items, two.name, table.owners(item)) == ([item], "night", [one, two])


def test_absorbed_draft_leaves_all_that_it_had() -> None:
    """
    Evidence, files, folders and names move over, and nobody owns anything through the old one.
    """
    table = board(file("a.yaml", workload("web")), file("b.yaml", compose("frontend", "acme/web")))
    web, front = (table.start(item, Kind.SERVICE) for item in table.items)
    front.folders.add(("shop", "front"))

    table.absorb(web, front)

    assert table.drafts == [web]
    assert (web.items, web.folders, web.aliases) == (table.items, {("shop", "front")}, {"frontend"})
    assert [table.owners(item) for item in table.items] == [[web], [web]]


def test_draft_that_exists_only_by_reference_has_a_place_too() -> None:
    """
    Its repository and path are those of the reference.
    """
    table = board()

    draft = table.start_external("models", Kind.DATASTORE, Evidence("shop", "train.py", 3))

    assert (draft.repo, draft.path, draft.items) == ("shop", "train.py", [])


def test_draft_is_asked_for_its_specs_by_type() -> None:
    """
    Types that it does not have give nothing.
    """
    table = board(file("a.yaml", workload("web")))

    draft = table.start(table.items[0], Kind.SERVICE)

    assert (draft.of(WorkloadSpec), draft.of(TestSpec)) == (table.items, [])
    assert [draft.has(WorkloadSpec), draft.has(TestSpec)] == [True, False]


def test_references_of_an_item_are_its_own_only() -> None:
    """
    What the file says for everybody belongs to no single item.
    """
    table = board(file("a.yaml", workload("web", "acme/web:1"), host("bus")))

    assert [ref.key for ref in table.references(table.items[0])] == [
        "Deployment//web:spec.template.spec.containers[web].image"
    ]


def test_file_belongs_to_who_claims_it_then_to_the_deepest_folder() -> None:
    """
    The root owns what nobody else does; without an owner of the root, nobody does.
    """
    evidence = [Evidence("shop", "x")]
    deep = Draft("deep", Kind.SERVICE, folders={("shop", "a/b")}, evidence=evidence)
    wide = Draft("wide", Kind.SERVICE, folders={("shop", "a")}, files={("shop", "a/b/one.py")}, evidence=evidence)
    owners = Owners([deep, wide])

    assert [owners.of("shop", path) for path in ("a/b/one.py", "a/b/c/two.py", "a/three.py", "four.py")] == [
        [wide],
        [deep],
        [wide],
        [],
    ]
    assert owners.of("other", "a/b/one.py") == []


def test_same_name_whatever_the_spelling_but_never_by_emptiness() -> None:
    """
    Two names that are nothing but templates are not the same.
    """
    assert same_name("TrainJob", "train_job")
    assert not same_name("${A}", "${B}")
    assert not same_name("a", "b")


def test_read_files_are_those_in_the_folder() -> None:
    """
    Neither neighbours with a longer name nor other repositories.
    """
    table = Board([repo("shop", file("a/x.py"), file("ab/y.py")), repo("other", file("a/z.py"))])

    assert [entry.path for entry in table.read_files("shop", "a")] == ["a/x.py"]
