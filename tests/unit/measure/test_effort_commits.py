from debtscan.measure.effort_commits import judged_commits
from debtscan.measure.paths import OwnedPaths
from debtscan.measure.review_links import review_links
from debtscan.model.component import ComponentId, PersonId
from debtscan.model.effort_index import Judged
from debtscan.model.history import Author, Change, History, PathChange, Touch
from debtscan.model.words import Grade

P1, BOT = PersonId("P1"), PersonId("P2")
WEB, API = ComponentId("web"), ComponentId("api")
OWNED = {WEB: OwnedPaths(("web/app.py", "both.py")), API: OwnedPaths(("api/main.go", "both.py"))}


def change(number: int, *paths: PathChange, person: int = 0, merge: bool = False, subject: str = "") -> Change:
    """
    Return a commit of that day.
    """
    return Change(f"{number:040x}", number * 86_400, number * 86_400, person, merge=merge, subject=subject, paths=paths)


def history(*changes: Change) -> History:
    """
    Return a history of a person and a bot.
    """
    return History(Grade.FULL, len(changes), changes, (Author("", ""), Author("", "")))


def test_commits_are_of_the_components_they_touch() -> None:
    """
    Through renames, of several components at once, of none; merges and what was not judged are left out.
    """
    modified = Touch.MODIFIED
    found = judged_commits(
        history(
            change(1, PathChange(Touch.ADDED, "old/app.py")),
            change(2, PathChange(Touch.RENAMED, "web/app.py", "old/app.py")),
            change(3, PathChange(modified, "both.py"), person=1),
            change(4, merge=True),
            change(5, PathChange(modified, "README.md")),
            change(6, PathChange(modified, "api/main.go")),
        ),
        {f"{number:040x}": number / 10 for number in range(1, 6)},
        repo="r",
        people=(P1, BOT),
        bots=frozenset({BOT}),
        owned=OWNED,
    )

    assert found == [
        Judged(f"{1:040x}", "r", 86_400, P1, False, 0.1, (WEB,), ("old/app.py",)),
        Judged(f"{2:040x}", "r", 2 * 86_400, P1, False, 0.2, (WEB,), ("web/app.py",)),
        Judged(f"{3:040x}", "r", 3 * 86_400, BOT, True, 0.3, (WEB, API), ("both.py",)),
        Judged(f"{5:040x}", "r", 5 * 86_400, P1, False, 0.5, (), ("README.md",)),
    ]


def test_links_to_pull_requests_are_counted() -> None:
    """
    Squashed ones in subjects, merged ones in merges, over the commits of the last half year; none without any.
    """
    found = review_links(
        [
            history(change(1, subject="Old one (#1)")),
            history(
                change(400, subject="Add it (#12)"),
                change(401, subject="Add it"),
                change(402, subject="Mend #12 at last"),
                change(403, subject="Merge pull request #13 from a/b", merge=True),
                change(404, subject="Merge branch 'main'", merge=True),
                change(405, subject="Mend (!14)"),
            ),
        ]
    )

    assert found == 3 / 4
    assert review_links([history()]) is None
