from debtscan.model.declaration import PathRef, PublishSpec
from debtscan.model.words import How
from debtscan.safe.yaml import load_all
from debtscan.scan.ci import built, built_by_inputs, recipes_in, rows_of, scalars, text_line
from debtscan.scan.shell import Place
from tests.unit.scan.said import specs, ties


def test_scalars_come_in_order_with_their_lines() -> None:
    """
    However deep, each scalar has its own line.
    """
    document = load_all("a: 1\nb:\n- x\n- {c: y}\n").documents[0]

    assert list(scalars(document, 1)) == [("1", 1), ("x", 3), ("y", 4)]


def test_recipes_are_known_by_their_names() -> None:
    """
    A value that looks like a recipe is one, after expressions are filled in.
    """
    values = [("a/Dockerfile", 3), ("x", 4), ("b/api.Dockerfile", 5), ("/etc/Dockerfile", 6)]

    found = list(recipes_in(values, Place("", "w", "k"), str))

    assert [(reference.target, reference.line) for reference in found] == [
        (PathRef("a/Dockerfile"), 3),
        (PathRef("b/api.Dockerfile"), 5),
    ]


def test_tags_of_one_repository_are_one_image() -> None:
    """
    Labels are no images, and each repository is named once.
    """
    found = built("r/a:1,r/a:2\nr/b@sha256:0\ntype=sha", "./web", "", Place())

    assert [spec for _, spec in specs(found)] == [
        PublishSpec("r/a:1", "web", "web/Dockerfile"),
        PublishSpec("r/b@sha256:0", "web", "web/Dockerfile"),
    ]
    assert ties(found) == [(PathRef("web/Dockerfile"), How.BUILD)]


def test_a_build_without_name_is_known_by_its_recipe() -> None:
    """
    A recipe without a name is built all the same; a context outside leaves nothing.
    """
    assert specs(built("", "https://example.com/x.git", "d/Dockerfile", Place())) == [
        ("d/Dockerfile", PublishSpec("", ".", "d/Dockerfile"))
    ]
    assert ties(built("a", "/outside", "", Place())) == []


def test_inputs_of_a_called_workflow_name_the_image() -> None:
    """
    A recipe beside a name and a context is a build.
    """
    inputs = {"image_context": "./proxy", "docker_file": "Dockerfile", "app_to_build": "proxy-agent", "push": "true"}

    assert [spec for _, spec in specs(built_by_inputs(inputs, Place()))] == [
        PublishSpec("proxy-agent", "proxy", "proxy/Dockerfile")
    ]
    assert specs(built_by_inputs({"app": "x"}, Place())) == []


def test_a_matrix_has_its_combinations_and_further_rows() -> None:
    """
    All combinations count, up to a bound; without any there is one empty row.
    """
    assert rows_of({"a": ["1", "2"], "b": ["x"]}, [{"c": "y"}]) == [
        {"a": "1", "b": "x"},
        {"a": "2", "b": "x"},
        {"c": "y"},
    ]
    assert rows_of({}, []) == [{}]
    assert len(rows_of({"a": [str(n) for n in range(100)], "b": ["1", "2"]}, [])) == 60


def test_a_block_begins_below_its_key() -> None:
    """
    Text of several lines stands below, one line beside its key.
    """
    assert (text_line(3, "a\nb"), text_line(3, "a")) == (4, 3)
