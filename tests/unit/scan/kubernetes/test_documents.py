from debtscan.model.declaration import File, Problem
from debtscan.model.evidence import Reason
from debtscan.scan.kubernetes.documents import Document, Documents, load, without_schemas


def loaded(text: str, path: str = "a.yaml") -> Documents:
    """
    Return the documents of *text*.
    """
    return load(File(path, text.encode()))


def test_each_document_is_kept() -> None:
    """
    Mappings and sequences are documents; scalars and nothing are not.
    """
    found = loaded("a: b\n---\n- c\n---\nword\n---\n")

    assert found == Documents((Document({"a": "b"}), Document(["c"])), ())


def test_json_may_hold_tabs() -> None:
    """
    JSON is read as YAML, which has no tabs.
    """
    assert loaded('{\n\t"a":\t"b"\n}', "a.json").documents == (Document({"a": "b"}),)


def test_expressions_come_back_with_their_condition() -> None:
    """
    A document of a template is as written, with the condition that guards it, and the ledger hears of it.
    """
    found = loaded("{{ if .on }}\nkind: {{ .kind }}\n{{ end }}\n")

    assert found.documents == (Document({"kind": "{{ .kind }}"}, ".on"),)
    assert found.problems == (Problem(Reason.TEMPLATED, "1 expressions"),)


def test_quoted_expressions_alone_are_no_template() -> None:
    """
    Workflow engines use the same braces inside quotes: such files are read exactly.
    """
    assert loaded('a: "{{inputs.x}}"\n') == Documents((Document({"a": "{{inputs.x}}"}),), ())


def test_a_template_by_name_is_one() -> None:
    """
    The ending of the file says template even where no block does.
    """
    assert loaded("a: {{ x }}\n", "a.yaml.j2").problems == (Problem(Reason.TEMPLATED, "1 expressions"),)


def test_variables_are_masked_where_they_break_the_document() -> None:
    """
    Shell variables inside brackets are no YAML; masked, the file is read.
    """
    assert loaded("a: [${B}]\n").documents == (Document({"a": ["${B}"]}),)


def test_of_two_branches_that_exclude_each_other_the_first_is_read() -> None:
    """
    A mapping or a list cannot be both; the first branch is enough to know the object.
    """
    found = loaded("kind: A\nb:\n{{ if .x }}\n  c: d\n{{ else }}\n  - e\n{{ end }}\n")

    assert [document.body for document in found.documents] == [{"kind": "A", "b": {"c": "d"}}]


def test_of_a_broken_object_kind_name_and_images_are_still_told() -> None:
    """
    The last resort finds single lines, says that it guessed, and its neighbours are read in full.
    """
    text = (
        "kind: A\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  labels: {}\n\n  name: 'web'\n"
        'spec:\n  - image: "team/web:1"\n  bad: [\n  image: team/side:2\n---\nbad: [\n'
    )

    found = loaded(text)

    whole, guess = found.documents
    assert whole == Document({"kind": "A"})
    assert guess.guessed
    assert guess.body == {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "web"},
        "spec": {"template": {"spec": {"containers": [{"image": "team/web:1"}, {"image": "team/side:2"}]}}},
    }
    assert guess.body.line_of("kind") == 4
    assert [problem.reason for problem in found.problems] == [Reason.PARTIAL, Reason.PARTIAL]


def test_a_broken_file_without_a_kind_is_just_broken() -> None:
    """
    Where nothing can be guessed, the problem stays what it is.
    """
    found = loaded("a: [\n")

    assert found.documents == ()
    assert [problem.reason for problem in found.problems] == [Reason.BROKEN]


def test_a_guess_without_version_or_name_has_empty_ones() -> None:
    """
    A kind alone is enough for a guess.
    """
    (guess,) = loaded("kind: A\nmetadata:\nb: [\n").documents

    assert (guess.body["apiVersion"], guess.body["metadata"]) == ("", {"name": ""})


def test_schemas_are_emptied_and_their_lines_stay() -> None:
    """
    The schema of a resource definition goes, what follows it on the same depth stays.
    """
    text = "versions:\n- name: v1\n  schema:\n    openAPIV3Schema:\n      type: object\n\n      x: 1\n  served: true\n"

    assert without_schemas(text) == "versions:\n- name: v1\n  schema:\n    openAPIV3Schema:\n\n\n\n  served: true\n"
