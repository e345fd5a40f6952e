from pathlib import Path

from debtscan.history.log import read_history
from debtscan.model.history import Author, PathChange, Touch
from debtscan.model.words import Grade
from debtscan.safe.fast_import import write_repository
from debtscan.safe.git import open_repository

STREAM = b"""blob
mark :1
data 2
x

commit refs/heads/main
mark :2
author A\xff\tB <\xfe@example.com> 1600000000 +0000
committer Ann Able <ann@example.com> 1600000001 +0900
data 24
First\xff

A long body here

M 100644 :1 "od\\tdd\\n/caf\\351.py"
M 100644 :1 plain.txt

commit refs/heads/main
mark :3
author Ann Able <ann@example.com> 99999999999999999 +0000
committer Ann Able <ann@example.com> 1600000100 +0000
data 57
Move

Co-authored-by: Bob Bold <bob@example.com>
end of it
from :2
R plain.txt "new\\tname"

"""


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
    assert (first.when, second.when) == (1600000000, 1600000100)
