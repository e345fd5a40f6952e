from debtscan.model.declaration import CodeFacts, File
from debtscan.scan.readers.go import READER


def test_go_is_known_by_its_ending() -> None:
    """
    Nothing else is Go.
    """
    assert [READER.wants(path) for path in ("a/b.go", "go.mod", "a.py")] == [True, False, False]


def test_a_file_is_read() -> None:
    """
    The reading is that of the source.
    """
    assert READER.read(File("a.go", b"package a\n")).code == CodeFacts("go", 1)
