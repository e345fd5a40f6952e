from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debtscan.history.log import read_history
from debtscan.history.source import Cache, Repository
from debtscan.model.declaration import Problem
from debtscan.model.evidence import Reason
from debtscan.model.history import Alias, Author, Change, History, PathChange, Touch
from debtscan.model.words import Grade, Renames
from tests.unit.history.fake_git import DAY, TODAY, FakeCache, FakeCommit, FakeRepository, name_of

ONE, TWO, THREE, FOUR = (name_of(number) for number in (1, 2, 3, 4))
ROOT = FakeCommit(ONE, touched=(b"A", b"svc/app.py", b"A", b"docs/a.md"))
FIX = FakeCommit(
    TWO, (ONE,), b"1600000100", b"1600000200", b"Bob Bold", b"bob@example.com", b"Fix it", touched=(b"M", b"svc/app.py")
)
MERGE = FakeCommit(THREE, (TWO, ONE), b"1600000300", b"1600000300")
MOVE = FakeCommit(FOUR, (THREE,), b"1600000400", b"1600000400", touched=(b"R100", b"svc/app.py", b"web/app.py"))

NOT_NUL = st.binary(max_size=40).map(lambda raw: raw.replace(b"\0", b"?"))
ONE_LINE = NOT_NUL.map(lambda raw: raw.replace(b"\n", b" "))
PATH = NOT_NUL.filter(bool)
TOUCHED = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([b"A", b"M", b"D", b"T"]), PATH),
        st.tuples(st.sampled_from([b"R100", b"C100"]), PATH, PATH),
    ),
    max_size=4,
)


def read(repository: Repository, cache: Cache | None = None, prefix: str = "") -> History:
    """
    Read the history of HEAD on a fixed day.
    """
    return read_history(repository, revision=repository.head or "HEAD", prefix=prefix, cache=cache, today=TODAY)


def text(raw: bytes) -> str:
    """
    Return bytes as paths and names are kept.
    """
    return raw.decode("utf-8", "surrogateescape")


def test_every_commit_is_there_with_author_dates_and_paths() -> None:
    """
    Oldest first, merges without paths, exact renames with both names, each author once.
    """
    history = read(FakeRepository([MOVE, MERGE, FIX, ROOT]))

    assert history == History(
        grade=Grade.FULL,
        count=4,
        changes=(
            Change(
                ONE,
                1600000000,
                1600000000,
                0,
                merge=False,
                subject="Add things",
                paths=(PathChange(Touch.ADDED, "svc/app.py"), PathChange(Touch.ADDED, "docs/a.md")),
            ),
            Change(
                TWO,
                1600000100,
                1600000200,
                1,
                merge=False,
                subject="Fix it",
                paths=(PathChange(Touch.MODIFIED, "svc/app.py"),),
            ),
            Change(THREE, 1600000300, 1600000300, 0, merge=True, subject="Add things", paths=()),
            Change(
                FOUR,
                1600000400,
                1600000400,
                0,
                merge=False,
                subject="Add things",
                paths=(PathChange(Touch.RENAMED, "web/app.py", "svc/app.py"),),
            ),
        ),
        authors=(Author("Ann Able", "ann@example.com"), Author("Bob Bold", "bob@example.com")),
    )
    assert (history.first, history.last) == (1600000000, 1600000400)


@settings(deadline=None)
@given(
    names=st.lists(st.tuples(ONE_LINE, ONE_LINE, ONE_LINE, TOUCHED), min_size=1, max_size=5), chunk=st.integers(1, 64)
)
def test_any_bytes_survive(names: list[tuple[bytes, bytes, bytes, list[tuple[bytes, ...]]]], chunk: int) -> None:
    """
    Whatever names, subjects and paths hold, tabs, newlines and broken UTF-8 too, each commit keeps its own.
    """
    commits = [
        FakeCommit(
            name_of(number + 1),
            (name_of(number),),
            name=name,
            mail=mail,
            subject=subject,
            touched=tuple(token for record in touched for token in record),
        )
        for number, (name, mail, subject, touched) in enumerate(names)
    ]

    history = read(FakeRepository(commits, chunk=chunk))

    found = [(history.authors[change.person], change.subject, change.paths) for change in reversed(history.changes)]
    assert found == [
        (
            Author(text(name), text(mail)),
            subject.decode("utf-8", "replace"),
            tuple(
                PathChange(
                    Touch(record[0][:1].decode()), text(record[-1]), text(record[1]) if len(record) > 2 else None
                )
                for record in touched
            ),
        )
        for name, mail, subject, touched in names
    ]


@settings(deadline=None)
@given(cut=st.integers(0, 400))
def test_a_stream_that_ends_early_keeps_whole_commits(cut: int) -> None:
    """
    However many bytes arrive, what was read is true and nothing is half a commit.
    """
    whole = FakeRepository([MERGE, FIX, ROOT])

    class Cut(FakeRepository):
        """
        Gives only the first bytes of any answer.
        """

        def _heads(self, args: tuple[str, ...]) -> tuple[bytes, str | None]:
            return super()._heads(args)[0][:cut], "killed"

    history = read(Cut([MERGE, FIX, ROOT]))

    expected = {change.commit: change for change in read(whole).changes}
    assert [(change.commit, change.paths) for change in history.changes] == [
        (change.commit, expected[change.commit].paths) for change in history.changes
    ]
    assert history.grade is (Grade.PARTIAL if history.changes else Grade.NONE)
    assert history.problems


def test_no_commit_is_no_history() -> None:
    """
    An unborn branch has nothing to tell and nothing to complain about.
    """
    history = read(FakeRepository())

    assert history == History(Grade.NONE)
    assert (history.first, history.last) == (None, None)


def test_a_history_that_cannot_be_read_says_why() -> None:
    """
    A head without any commit behind it gives no history and git's own words.
    """
    repository = FakeRepository([ROOT], lost=True)
    repository._commits.clear()

    history = read(repository)

    assert history == History(
        Grade.NONE,
        problems=(Problem(Reason.HISTORY, "older commits could not be read: git log: cannot read a parent"),),
    )


def test_a_lost_commit_costs_only_what_is_behind_it() -> None:
    """
    Where git cannot order the commits, those before the gap are still taken.
    """
    history = read(FakeRepository([MERGE, FIX], lost=True))

    assert (history.grade, [change.commit for change in history.changes]) == (Grade.PARTIAL, [TWO, THREE])


def test_a_damaged_tree_costs_only_the_paths_of_its_commit() -> None:
    """
    Git dies over it again and again; all other commits keep their paths, and the loss is said.
    """
    commits = [FakeCommit(name_of(n), (name_of(n - 1),), touched=(b"M", f"f{n}".encode())) for n in range(30, 0, -1)]

    history = read(FakeRepository(commits, dead=[name_of(30), name_of(17), name_of(16), name_of(1)]))

    assert {change.commit for change in history.changes if not change.paths} == {
        name_of(30),
        name_of(17),
        name_of(16),
        name_of(1),
    }
    assert (history.grade, history.count) == (Grade.PARTIAL, 30)
    assert history.problems == (
        Problem(Reason.HISTORY, "paths of 4 commits could not be read: git log: unable to read tree"),
    )


def test_paths_that_come_too_late_are_missing_and_said() -> None:
    """
    When the time is used up, commits stay and their paths are unread.
    """
    history = read_history(FakeRepository([FIX, ROOT]), revision=TWO, today=TODAY, deadline=1e-9)

    assert [change.paths for change in history.changes] == [(), ()]
    assert history.problems == (Problem(Reason.HISTORY, "paths of 2 commits could not be read: did not end in time"),)


def test_a_shallow_clone_says_so_and_its_cut_is_no_commit_on_files() -> None:
    """
    The commit at which the clone was cut seems to add everything: its paths are left out and never cached.
    """
    cache = FakeCache()

    history = read(FakeRepository([FIX, ROOT], shallow=True), cache)

    assert (history.grade, [change.paths for change in history.changes]) == (
        Grade.SHALLOW,
        [(), (PathChange(Touch.MODIFIED, "svc/app.py"),)],
    )
    assert [key for _, key in cache.kept] == [TWO.encode()]


def test_the_second_read_asks_git_only_for_new_commits() -> None:
    """
    Paths come from the cache, which holds no name and no address; the history is the same.
    """
    cache = FakeCache()
    first = read(FakeRepository([FIX, ROOT]), cache)
    grown = FakeRepository([MOVE, MERGE, FIX, ROOT])

    second = read(grown, cache)

    assert [change.paths for change in second.changes[:2]] == [change.paths for change in first.changes]
    assert [word for call in grown.calls[1:] for word in call if len(word) == 40] == [FOUR]
    assert not any(b"Ann" in value or b"example.com" in value for value in cache.kept.values())


def test_a_spoilt_cache_entry_is_no_change() -> None:
    """
    What is not a list of changes gives none, and breaks nothing.
    """
    cache = FakeCache()
    cache.put_many("history/1", [(ONE.encode(), b"\0\xff\0A\0"), (TWO.encode(), b"M\0svc/app.py\0R100\0old")])

    history = read(FakeRepository([FIX, ROOT]), cache)

    assert [change.paths for change in history.changes] == [(), (PathChange(Touch.MODIFIED, "svc/app.py"),)]


def test_a_folder_alone_keeps_only_what_touched_it() -> None:
    """
    With a prefix other commits are left out, and other paths of the commits that stay; the count is that of HEAD.
    """
    history = read(FakeRepository([MOVE, MERGE, FIX, ROOT]), prefix="svc/")

    assert [(change.commit, [path.path for path in change.paths]) for change in history.changes] == [
        (ONE, ["svc/app.py"]),
        (TWO, ["svc/app.py"]),
        (FOUR, ["web/app.py"]),
    ]
    assert history.count == 4


def test_the_whole_repository_is_no_prefix() -> None:
    """
    "." leaves nothing out.
    """
    repository = FakeRepository([FIX, ROOT])

    assert read(repository, prefix=".") == read(repository)


def test_insane_dates_are_replaced_and_counted() -> None:
    """
    The other date of the commit stands in; without one, the nearer end of the sane dates.
    """
    commits = [
        FakeCommit(FOUR, (THREE,), b"99999999999", b"99999999999"),
        FakeCommit(THREE, (TWO,), b"-1", b"1600000500"),
        FakeCommit(TWO, (ONE,), b"", b"0"),
        FakeCommit(ONE, (), b"1600000000", str(TODAY + 2 * DAY).encode()),
    ]

    history = read(FakeRepository(commits))

    assert [(change.when, change.committed) for change in history.changes] == [
        (1600000000, 1600000000),
        (1600000000, 1600000000),
        (1600000500, 1600000500),
        (1600000500, 1600000500),
    ]
    assert history.bad_dates == 4
    assert [(one.reason, one.detail[:9]) for one in history.problems] == [(Reason.PARTIAL, "4 commits")]


def test_co_authors_are_read_from_trailers() -> None:
    """
    Each once, the author never again, and nothing from lines that name nobody.
    """
    trailers = b"Bob Bold <bob@example.com>\nAnn Able <ann@example.com>\nnobody\nBob Bold <bob@example.com>\n<x"

    history = read(FakeRepository([FakeCommit(ONE, trailers=trailers)]))

    assert history.changes[0].coauthors == (1,)
    assert history.authors == (Author("Ann Able", "ann@example.com"), Author("Bob Bold", "bob@example.com"))


def test_the_mailmap_of_the_revision_comes_along() -> None:
    """
    It is read as data; a tree that cannot be read has none.
    """
    line = b"Ann Able <ann@example.com> <old@example.com>\n"

    assert read(FakeRepository([ROOT], mailmap=line)).aliases == (
        Alias("old@example.com", None, "Ann Able", "ann@example.com"),
    )
    assert read(FakeRepository([ROOT], mailmap=line, dead=[ONE])).aliases == ()


def test_a_commit_brings_the_beginning_of_its_body_and_says_whether_it_is_tagged() -> None:
    """
    The comments of a form are left out before the body is cut.
    """
    body = b"<!-- say\n\nwhy -->Because.\n" + "長".encode() * 400
    told = FakeCommit(TWO, (ONE,), body=body, tags=b"tag: refs/tags/v1")

    first, second = read(FakeRepository([told, ROOT])).changes

    assert (first.body, first.tagged) == ("", False)
    assert (second.body, second.tagged) == (("Because.\n" + "長" * 400)[:300], True)


def test_a_huge_subject_is_cut() -> None:
    """
    A message of megabytes is kept as far as a person would read it.
    """
    history = read(FakeRepository([FakeCommit(ONE, subject=b"x" * 1_000_000)]))

    assert history.changes[0].subject == "x" * 500


def test_what_is_no_commit_is_skipped_until_the_next_one() -> None:
    """
    A stray token costs nothing but itself.
    """

    class Stray(FakeRepository):
        """
        Puts something in front of the first commit.
        """

        def _heads(self, args: tuple[str, ...]) -> tuple[bytes, str | None]:
            data, error = super()._heads(args)
            return b"stray\0" + data, error

    assert read(Stray([FIX, ROOT])) == read(FakeRepository([FIX, ROOT]))


def test_a_thoroughly_damaged_repository_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Git is not restarted for ever.
    """
    monkeypatch.setattr("debtscan.history.mine.RESTARTS", 2)
    commits = [FakeCommit(name_of(n), (name_of(n - 1),), touched=(b"M", b"f")) for n in range(9, 0, -1)]
    repository = FakeRepository(commits, dead=[name_of(n) for n in range(1, 9)])

    history = read(repository)

    assert (len(repository.calls), sum(bool(change.paths) for change in history.changes)) == (5, 1)


def test_reviewers_come_from_trailers_and_merges() -> None:
    """
    Whoever is named in a trailer, and whoever merged a branch that somebody else wrote; never the author.
    """
    tip = FakeCommit(name_of(5), (FOUR, THREE), name=b"Mia Merger", mail=b"mia@example.com")
    branch = FakeCommit(THREE, (TWO,), name=b"Bob Bold", mail=b"bob@example.com", touched=(b"M", b"b"))
    trunk = FakeCommit(FOUR, (TWO,), reviews=b"Ann Able <ann@example.com>\nRia <ria@example.com>", touched=(b"M", b"c"))
    own = FakeCommit(TWO, (ONE,), touched=(b"M", b"d"))

    history = read(FakeRepository([tip, trunk, branch, own, FakeCommit(ONE, touched=(b"A", b"d"))]))

    names = {change.commit: [history.authors[one].name for one in change.reviewers] for change in history.changes}
    assert names == {ONE: [], TWO: [], THREE: ["Mia Merger"], FOUR: ["Ria"], name_of(5): []}


def test_similar_renames_fall_back_to_exact_ones_where_blobs_are_missing() -> None:
    """
    A commit over which git dies for want of blobs keeps its paths, and the ledger says so.
    """

    class Partial(FakeRepository):
        def stream(self, *args: str, deadline: float = 600) -> Iterator[bytes]:
            self._dead = frozenset({TWO}) if "-M" in args else frozenset()
            yield from super().stream(*args, deadline=deadline)

    cache = FakeCache()
    repository = Partial([FIX, ROOT])

    found = read_history(repository, revision=TWO, cache=cache, today=TODAY, renames=Renames.SIMILAR)

    assert [len(change.paths) for change in found.changes] == [2, 1]
    assert found.grade is Grade.FULL
    assert found.problems == (
        Problem(Reason.PARTIAL, "1 commits: only exact renames are followed, for want of file contents"),
    )
    assert {space for space, _ in cache.kept} == {"history/1", "history/1/similar"}
