from pathlib import Path

from debtscan.history.log import read_history
from debtscan.model.history import Author, PathChange, Touch
from debtscan.model.words import Grade
from debtscan.safe.fast_import import write_repository
from debtscan.safe.git import open_repository


def data(text: bytes) -> bytes:
    """
    Return *text* as the stream wants it.
    """
    return b"data %d\n%s\n" % (len(text), text)


STREAM = (
    b"blob\nmark :1\n" + data(b"x") + b"commit refs/heads/main\nmark :2\n"
    b"author A\xff\tB <\xfe@example.com> 1600000000 +0000\n"
    b"committer Ann Able <ann@example.com> 1600000001 +0900\n"
    + data(b"First\xff\n\nA long body\n")
    + b'M 100644 :1 "od\\tdd\\n/caf\\351.py"\nM 100644 :1 plain.txt\n\n'
    b"commit refs/heads/main\nmark :3\n"
    b"author Ann Able <ann@example.com> 99999999999999 +0000\n"
    b"committer Ann Able <ann@example.com> 1600000100 +0000\n"
    + data(b"Move\n\nWhy.\n\nCo-authored-by: Bob Bold <bob@example.com>\n")
    + b'from :2\nR plain.txt "new\\tname"\n\n'
)


def test_real_git_is_understood(tmp_path: Path) -> None:
    """
    The commands exist, bytes come through whole, exact renames are seen and an overflowing date is mended.
    """
    write_repository(tmp_path / "repo", STREAM, "https://git.example.com/team/repo.git")
    repository = open_repository(tmp_path / "repo")
    assert repository is not None
    with repository:
        history = read_history(repository, revision=repository.head or "", today=1_700_000_000)

    first, second = history.changes
    assert (history.grade, history.count, history.bad_dates) == (Grade.FULL, 2, 1)
    assert history.authors[first.person] == Author("A\udcff\tB", "\udcfe@example.com")
    assert {change.path for change in first.paths} == {"od\tdd\n/caf\udce9.py", "plain.txt"}
    assert second.paths == (PathChange(Touch.RENAMED, "new\tname", "plain.txt"),)
    assert [history.authors[author].name for author in second.coauthors] == ["Bob Bold"]
    assert (first.when, second.when) == (1600000000, 1600000100)
