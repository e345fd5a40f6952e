import json
from typing import Any

import pytest

from debtscan.model.declaration import Problem
from debtscan.model.evidence import Reason
from debtscan.safe import yaml
from debtscan.safe.yaml import Loaded, Mapping, Sequence, load_all

BOMB = "\n".join(
    f"{name}: &{name} [{','.join([f'*{before}' if before else 'lol'] * 9)}]"
    for before, name in zip(["", *"abcdefgh"], "abcdefghi", strict=True)
)


def only(text: str) -> Any:  # noqa: ANN401 - any value that YAML can hold
    """
    Return the one document of *text*, which must be without fault.
    """
    loaded = load_all(text)
    assert (len(loaded.documents), loaded.problems) == (1, ())
    return loaded.documents[0]


def reasons(loaded: Loaded) -> list[Reason]:
    """
    Return why documents are missing.
    """
    return [problem.reason for problem in loaded.problems]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("on", "on"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("0123", "0123"),
        ("0x1F", "0x1F"),
        ("1:30", "1:30"),
        ("2024-13-45", "2024-13-45"),
        ("2024-01-02", "2024-01-02"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("1e3", "1e3"),
        ("9" * 100_000, "9" * 100_000),
        ("12", 12),
        ("-7", -7),
        ("1.10", 1.1),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("'~'", "~"),
        ("!!str 12", 12),
    ],
)
def test_scalars_keep_their_spelling(written: str, value: object) -> None:
    """
    Only null, true, false and plain decimal numbers become values; whatever YAML 1.1 makes of the rest is not done.
    """
    assert only(f"key: {written}") == {"key": value}


def test_keys_are_text() -> None:
    """
    The key `on` of a workflow stays "on", numbers as keys are text, a mapping as a key is "?".
    """
    assert list(only("on: push\n8080: a\n? {a: 1}\n: b\n")) == ["on", "8080", "?"]


def test_tags_keep_their_value_and_their_name() -> None:
    """
    Unknown tags of CloudFormation, Ansible and GitLab are data, and Python's own construct nothing.
    """
    document = only(
        "a: !Ref 12\nb: !reference [.base, script]\nc: !GetAtt {x: 1}\nd: !!python/object/apply:os.system ['id']\n"
    )

    assert document == {"a": "12", "b": [".base", "script"], "c": {"x": 1}, "d": ["id"]}
    assert (document["b"].tag, document["c"].tag, document["d"].tag) == ("!reference", "!GetAtt", None)


def test_lines_are_those_of_an_editor() -> None:
    """
    Mappings, keys and items know their line; breaks that only YAML 1.1 sees do not shift it.
    """
    document = only("top: 'a\x85b\u2028c'\nlist:\n- x\n-\n  y: 1\nmapping:\n  z: 2\n")

    assert document.lines == {"top": 1, "list": 2, "mapping": 6}
    assert document.sequence("list").lines == [3, 5]
    assert [mapping.line for mapping in document.mappings("list")] == [5]
    assert document.mapping("mapping").line_of("z") == 7
    assert document.mapping("mapping").line_of("absent") == 7


def test_broken_document_costs_only_itself() -> None:
    """
    Healthy neighbours are read, with the right lines, and so is the place of the fault.
    """
    loaded = load_all("a: 1\n---\nb: [1, 2\nc: }\n---\nd: 4\n--- # last\ne: 5\n")

    assert [document.lines for document in loaded.documents] == [{"a": 1}, {"d": 6}, {"e": 8}]
    assert loaded.problems == (Problem(Reason.BROKEN, "did not find expected ',' or ']'", 4),)


def test_tabs_are_a_fault_with_a_line() -> None:
    """
    A tab as indentation is said to be what it is.
    """
    loaded = load_all("a:\n\tb: 1\n")

    assert loaded.problems == (Problem(Reason.BROKEN, "found character that cannot start any token", 2),)


def test_control_characters_are_a_fault() -> None:
    """
    Text that is no YAML stream at all is one problem.
    """
    assert reasons(load_all("a: \x00\x07")) == [Reason.BROKEN]


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "&a [*a]",
        "a: &a\n  b: *a\n",
        "a: &a {k: 1}\n"
        + "".join(f"b{n}: &b{n} {{<<: [{','.join([f'*b{n - 1}' if n else '*a'] * 9)}]}}\n" for n in range(8)),
        "[" * 500 + "]" * 500,
        "\n".join("  " * depth + "a:" for depth in range(500)),
    ],
    ids=["aliases", "recursive-list", "recursive-mapping", "merges", "flow-depth", "block-depth"],
)
def test_bombs_are_one_line_of_the_ledger(text: str) -> None:
    """
    Documents that would unfold or nest without end are left out, and said.
    """
    loaded = load_all(text)

    assert loaded.documents == ()
    assert reasons(loaded) == [Reason.OVER_BUDGET]


def test_the_bomb_is_small() -> None:
    """
    Four hundred bytes are enough for an attack, so a limit on size alone would be none.
    """
    assert len(BOMB) <= 411


def test_depth_beyond_the_parser_is_a_fault() -> None:
    """
    What the parser itself refuses to nest is a broken document, not a crash.
    """
    assert reasons(load_all("[" * 100_000)) == [Reason.BROKEN]


def test_bomb_leaves_its_neighbours() -> None:
    """
    A bomb between two documents costs only itself.
    """
    loaded = load_all(f"a: 1\n---\n{BOMB}\n---\nb: 2\n")

    assert loaded.documents == ({"a": 1}, {"b": 2})
    assert [(problem.reason, problem.line) for problem in loaded.problems] == [(Reason.OVER_BUDGET, 2)]


def test_merge_keys_fill_in_what_is_missing() -> None:
    """
    Own keys win over merged ones, earlier merged ones over later ones, and lines are those of the origin.
    """
    document = only("a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b, text]\n  x: 3\nd:\n  <<: *a\n")

    assert document["c"] == {"x": 3, "y": 1, "z": 2}
    assert document["d"] == {"x": 1, "y": 1}
    assert document["c"].lines == {"x": 5, "y": 1, "z": 2}


def test_merge_key_with_a_scalar_is_a_plain_key() -> None:
    """
    `<<` that names no mapping is kept as written.
    """
    assert only("<<: text\n") == {"<<": "text"}


def test_duplicate_keys_are_reported() -> None:
    """
    The last one counts, as in every YAML reader, and the place of the second is said.
    """
    loaded = load_all("a: 1\nb: 2\na: 3\n")

    assert loaded.documents == ({"a": 3, "b": 2},)
    assert (loaded.problems, loaded.duplicates) == ((), (Problem(Reason.PARTIAL, "key 'a' stands twice", 3),))


def test_duplicates_are_counted_within_reason() -> None:
    """
    A thousand repeated keys do not fill the ledger.
    """
    assert len(load_all("a: 1\n" * 1_000).duplicates) == 20


def test_wrong_types_give_empty_values() -> None:
    """
    A reader may ask a mapping for anything without checking first.
    """
    document = only("a: text\nb: 7\nc: [1, null, {d: 1}]\n")

    assert (document.mapping("a"), document.mapping("absent"), document.sequence("b")) == ({}, {}, [])
    assert (document.mapping("b").line, document.mapping("absent").line, document.sequence("b").line) == (2, 1, 2)
    assert (document.string("b"), document.string("c"), document.string("absent")) == ("7", "", "")
    assert list(document.sequence("c").strings()) == [("1", 3)]


def test_empty_and_missing_documents_are_none() -> None:
    """
    Nothing at all is no document; an empty one between marks is null.
    """
    assert load_all("") == Loaded((), ())
    assert load_all("# only a remark\n") == Loaded((), ())
    assert load_all("---\n---\na: 1\n").documents == (None, {"a": 1})


def test_result_can_be_written_as_json() -> None:
    """
    Whatever was accepted is a tree of bounded size.
    """
    document = only("a: &a [1, {b: *x}]\n".replace("*x", "2") + "c: *a\n")

    assert json.loads(json.dumps(document)) == {"a": [1, {"b": 2}], "c": [1, {"b": 2}]}
    assert isinstance(document, Mapping)
    assert isinstance(document["a"], Sequence)


def test_budget_counts_aliases_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Just below the budget a document is read, just above it is not.
    """
    monkeypatch.setattr(yaml, "MAX_NODES", 6)

    assert load_all("[&a [1], *a]").documents == ([[1], [1]],)
    assert reasons(load_all("[&a [1], *a, *a]")) == [Reason.OVER_BUDGET]
