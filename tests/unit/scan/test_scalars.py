import pytest

from debtscan.safe.yaml import Mapping
from debtscan.scan.scalars import count, switch


def under(value: object) -> Mapping:
    """
    Return a mapping with *value* under "a".
    """
    mapping = Mapping(1)
    mapping["a"] = value
    return mapping


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, True), ("true", True), ("No", False), (False, False), ("{{ x }}", None), (None, None)],
)
def test_switches_are_read_however_written(value: object, expected: bool | None) -> None:
    """
    Booleans, their words in quotes and YAML's old words all count; expressions and nothing do not.
    """
    assert switch(under(value), "a") is expected


@pytest.mark.parametrize(
    ("value", "expected"), [(3, 3), ("0", 0), ("-1", None), ("1.5", None), ("²", None), ("9" * 40, None), (None, None)]
)
def test_counts_are_whole_and_small(value: object, expected: int | None) -> None:
    """
    Numbers and their digits in quotes count; what no cluster would take does not.
    """
    assert count(under(value), "a") == expected
