"""
What is no Go template says so, with its line.
"""

import pytest

from debtscan.scan.helm.lexer import TemplateError
from debtscan.scan.helm.parser import parse
from debtscan.scan.helm.syntax import Action, Branch, Literal, Text


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        ("a\n{{ if .x }}\nb\n", "block that does not end", 2),
        ("a\n\n{{ end }}", "end of no block", 3),
        ("{{ .x", "action that does not end", 1),
        ("\n{{ .x ? }}", "action that does not end", 2),
        ("{{ (.x }}", "parenthesis that does not close", 1),
        ("{{ .x ) }}", "unexpected ')'", 1),
        ("{{ .x | }}", "empty command", 1),
        ("{{ if }}{{ end }}", "action without a value", 1),
        ("{{ template }}", "template without a name", 1),
        ("{{ template .x }}", "name that is no string", 1),
        ("{{ define }}", "block that does not end", 1),
        ("{{ , }}", "unexpected ','", 1),
        ("{{ " + "(" * 70 + "1" + ")" * 70 + " }}", "nested deeper than 60", 1),
        ("{{ if 1 }}" * 70 + "{{ end }}" * 70, "nested deeper than 60", 1),
    ],
)
def test_what_is_no_template_is_told(text: str, why: str, line: int) -> None:
    """
    The error says what is wrong and where.
    """
    with pytest.raises(TemplateError, match=why.replace("(", r"\(").replace(")", r"\)")) as caught:
        parse(text)

    assert caught.value.line == line


def test_braces_within_strings_end_nothing() -> None:
    """
    An action ends where its tokens end.
    """
    action = parse('{{ "}}" }}').nodes[0]

    assert isinstance(action, Action)
    assert action.pipe.commands[0].operands == (Literal("}}"),)


def test_strings_are_unescaped() -> None:
    """
    Known escapes as in Go, others keep their character.
    """
    texts = [
        node.pipe.commands[0].operands[0]
        for node in parse(r'{{ "a\nb" }}{{ "\d" }}{{ 017 }}').nodes
        if isinstance(node, Action)
    ]

    assert texts == [Literal("a\nb"), Literal("d"), Literal(15)]


def test_a_branch_knows_whether_it_holds_objects() -> None:
    """
    By a kind at the beginning of a line.
    """
    branches = [
        node
        for node in parse("{{ if .a }}\nkind: A\n{{ end }}{{ if .b }}\n  kind: B\n{{ end }}").nodes
        if isinstance(node, Branch)
    ]

    assert [branch.objects for branch in branches] == [True, False]


def test_an_empty_definition_does_not_replace_another() -> None:
    """
    As in Go; a later one that says something does.
    """
    template = parse(
        '{{ define "a" }}1{{ end }}{{ define "a" }}{{ end }}{{ define "b" }}1{{ end }}{{ define "b" }}2{{ end }}'
    )

    assert template.defines == {"a": (Text("1", 1),), "b": (Text("2", 1),)}
