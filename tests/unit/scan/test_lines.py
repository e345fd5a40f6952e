from debtscan.scan.lines import Lines, lines_of_keys, lines_of_words
from debtscan.scan.naming import name_of, stem_of


def test_positions_have_lines() -> None:
    """
    A line begins after the line feed before it.
    """
    lines = Lines("a\nbc\n\nd")

    assert [lines.at(position) for position in (0, 1, 2, 4, 5, 6)] == [1, 1, 2, 2, 3, 4]


def test_keys_have_their_first_line() -> None:
    """
    In TOML, INI and JSON alike.
    """
    assert lines_of_keys('name = 1\n"@a/b": 2\n\tother= 3\nname = 4\n') == {"name": 1, "@a/b": 2, "other": 3}


def test_words_have_their_first_line() -> None:
    """
    Whole lines and words in quotes.
    """
    assert lines_of_words("a>=1\n  'b', \"c\"\n'b'") == {"a>=1": 1, "'b', \"c\"": 2, "b": 2, "c": 2, "'b'": 3}


def test_a_program_is_called_like_its_folder_when_its_file_says_nothing() -> None:
    """
    Folders that say nothing either are passed over.
    """
    paths = ("train.py", "main.py", "svc/main.py", "fraud/src/app/main.py", "cmd/main.go", "a/Makefile")

    assert [name_of(path) for path in paths] == ["train", "main", "svc", "fraud", "cmd", "Makefile"]
    assert stem_of("a/b.tar.gz") == "b.tar"
