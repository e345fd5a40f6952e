"""
Faults in data files are all named at once, each with its line.
"""

from pathlib import Path

import pytest
from msgspec import Struct

from debtscan.catalog.document import FaultyDataError, find_faults, read_document, read_table
from debtscan.safe.yaml import Mapping


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    size: int
    note: str | None = None


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    parts: tuple[Part, ...]
    by_word: dict[str, Part] = {}
    extra: Part | None = None


def write(folder: Path, text: str) -> Path:
    """
    Write the one table of a test.
    """
    path = folder / "table.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(path: Path) -> list[str]:
    """
    Return the faults that reading the table names.
    """
    with pytest.raises(FaultyDataError) as caught:
        read_table(path, Table)
    return [str(fault).removeprefix(f"{path}:") for fault in caught.value.faults]


def test_a_right_file_becomes_a_value(tmp_path: Path) -> None:
    """
    Numbers, nested rows and rows under words arrive typed.
    """
    path = write(tmp_path, "name: a\nparts:\n- {size: 1}\n- {size: 2, note: big}\nby_word:\n  x: {size: 3}\n")

    table = read_table(path, Table)

    assert table == Table("a", (Part(1), Part(2, "big")), {"x": Part(3)})


def test_every_fault_is_named_with_its_line(tmp_path: Path) -> None:
    """
    Unknown keys, missing keys and wrong values of all rows come in one message, in the order of lines.
    """
    path = write(
        tmp_path, "nme: a\nparts:\n- {size: many}\n- {sise: 2}\n- [7]\nby_word:\n  x: {size: [1]}\nextra: {note: [2]}\n"
    )

    found = faults(path)

    assert found == [
        "1: key 'name' is missing",
        "1: unknown key 'nme'; did you mean 'name'?",
        "3: size: Expected `int`, got `str`",
        "4: parts: key 'size' is missing",
        "4: parts: unknown key 'sise'; did you mean 'size'?",
        "5: parts: Expected `object`, got `array`",
        "7: size: Expected `int`, got `array`",
        "8: extra: key 'size' is missing",
        "8: note: Expected `str`, got `array`",
    ]


def test_an_empty_value_is_no_fault_where_nothing_is_allowed() -> None:
    """
    Null stands for a key that is not given.
    """
    row = Mapping(1)
    row.update({"size": 2, "note": None})

    assert list(find_faults(row, Part, 1, "")) == []


def test_the_message_of_the_error_lists_the_faults(tmp_path: Path) -> None:
    """
    The user sees path, line and words, one fault a line.
    """
    path = write(tmp_path, "name: a\n")

    with pytest.raises(FaultyDataError) as caught:
        read_table(path, Table)

    assert str(caught.value) == f"{path}:1: key 'parts' is missing"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1: one document with keys is wanted"),
        ("- a\n", "1: one document with keys is wanted"),
        ("a: 1\n---\nb: 2\n", "1: one document with keys is wanted"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """
    Nothing, a list and several documents are no table.
    """
    path = write(tmp_path, text)

    found = faults(path)

    assert found == [message]


def test_broken_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    """
    The parser's own words are kept.
    """
    path = write(tmp_path, "name: a\nparts: [\n")

    found = faults(path)

    assert len(found) == 1
    assert "not valid YAML" in found[0]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """
    A missing file is a fault of the data, not a crash.
    """
    path = tmp_path / "none.yaml"

    with pytest.raises(FaultyDataError, match="cannot be read"):
        read_document(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """
    A data file is UTF-8.
    """
    path = tmp_path / "table.yaml"
    path.write_bytes(b"name: \xff\xfe\n")

    with pytest.raises(FaultyDataError, match="cannot be read"):
        read_document(path)
