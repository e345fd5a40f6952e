"""
Sizes, addresses and texts of expressions.
"""

import pytest

from debtscan.scan.hcl_values import collection_of, size_of, template_of


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("{}", 0),
        ("[]", 0),
        ('["a", "b"]', 2),
        ('{ a = "1", b = { c = 1, d = 2 } }', 2),
        ('{\n  a = [1,\n    2]\n  # b = 1\n  "c}" = 3 // d\n}', 2),
        ("toset(keys({ a = 1 }))", 1),
        ("[1, /* 2, */ 3, /* 4]", 3),
        ("[1, /* 2, */ 3]", 2),
        ("[for x in var.y : x]", None),
        ("local.x", None),
        ("[1] + [2]", None),
        ("[1, [2", None),
    ],
)
def test_literal_collections_have_a_size(text: str, size: int | None) -> None:
    """
    Entries end with commas, in maps also with their line; comments and what is nested are none.
    """
    assert size_of(text) == size


def test_collections_elsewhere_have_an_address() -> None:
    """
    Locals and variables, seen through functions that keep their number.
    """
    assert collection_of("toset(tolist(length(keys(values(local.a)))))") == ""
    assert [collection_of(text) for text in ("local.a", "length(var.b)", "module.c.d")] == ["local.a", "var.b", ""]


def test_texts_that_are_put_together_keep_their_expressions() -> None:
    """
    A bare address is an expression too; what is computed is no text.
    """
    assert [template_of(text) for text in ('"a-${var.b}"', "var.c", "f(x)", '"a" + "b')] == [
        "a-${var.b}",
        "${var.c}",
        "",
        "",
    ]
