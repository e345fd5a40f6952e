"""
What came before a commit: whose the touched files are, how old they are, and what was released since.
"""

from collections import Counter, deque
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from debtscan.measure.effort.roles import Role, role_of
from debtscan.model.history import Change, PathChange, Touch

DAY = 86_400
WIDE = 200  # paths of one commit that are looked at: more say no more
WEEK = 7.0
NEVER = 10_000.0  # days

_LATEST = 50  # commits
_SAMPLE = 20  # paths whose folders are looked at


class Doing(Struct, frozen=True):
    """
    What the trail must know of one commit besides its paths.
    """

    person: str
    words: frozenset[str]  # of its subject
    bot: bool
    release: bool  # it puts out what came before it
    adds: bool  # it says that it adds something


class Before(Struct, frozen=True):
    """
    What was known when one commit was made; days are NEVER where there is nothing before.
    """

    known: int  # touched paths that were there
    born: float  # days since the youngest of the known paths came in
    oldest: float
    idle: float  # days since any of the known paths was last changed
    own_idle: float  # the same, by the same person
    own_born: float  # days since the youngest of the known paths that this person brought in
    mine: float  # share of the known paths that this person brought in
    last_mine: float  # share of the known paths that this person changed last
    released: bool  # a release came between the last change and this commit
    released_since_birth: bool
    busy: int  # changes of the busiest known path in its life
    folder: float  # days since the folder of the paths came in
    pause: float  # days since this person's commit before
    again: bool  # this person's commit before touched some of the same paths
    follows: bool  # and the commit before in the history too, by whomever
    alike: float  # share of the words of the subject that this person's commit before had too
    onto_addition: bool  # all known paths were last changed by commits that add something
    overlap: float  # share of the touched paths that this person's commit before touched
    alone: float  # share of the latest commits that this person made
    tenure: int  # commits of this person so far
    age: float  # days of the repository
    releases: int  # releases so far
    roles: Mapping[Role, int]  # commits so far that touched files of a role
    commits: int  # so far
    machines: float  # share of the commits so far that bots made

    @property
    def fresh(self) -> bool:
        """
        Tell whether what is touched came in so lately that it is not out: a week where there are releases, else a day.
        """
        if self.releases and not self.released_since_birth:
            return min(self.born, self.folder) <= WEEK
        return min(self.born, self.folder) <= 1

    @property
    def own_fresh(self) -> bool:
        """
        Tell the same of what this person brought in.
        """
        return self.own_born <= (WEEK if self.releases and not self.released_since_birth else 1)


class _File:
    """
    One path that is there: who brought it in and who changed it last, when, and after how many releases.
    """

    __slots__ = ("added", "author", "born", "changes", "last", "last_author", "mark_born", "mark_last")

    def __init__(self, when: int, author: str, mark: int) -> None:
        self.born = self.last = when
        self.author = self.last_author = author
        self.mark_born = self.mark_last = mark
        self.changes = 0
        self.added = True


class _Person(NamedTuple):
    commits: int = 0
    last: int | None = None
    paths: frozenset[str] = frozenset()  # of the last commit
    words: frozenset[str] = frozenset()


_NOBODY = _Person()


class Trail:
    """
    The history up to a commit, walked from the oldest on.
    """

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}
        self._folders: dict[str, int] = {}
        self._roles: Counter[Role] = Counter()
        self._persons: dict[str, _Person] = {}
        self._latest: deque[str] = deque(maxlen=_LATEST)
        self._previous: frozenset[str] = frozenset()
        self._first: int | None = None
        self._commits = 0
        self._machines = 0
        self._marks = 0

    def before(self, change: Change, doing: Doing) -> Before:
        """
        Return what is known before *change*.
        """
        now, who = change.when, doing.person
        known = self._known(change)
        own = [file.born for file in known if file.author == who]
        lately = [file.last for file in known if file.last_author == who]
        births = [file.born for file in known]
        person = self._persons.get(who, _NOBODY)
        here = _paths(change)
        return Before(
            known=len(known),
            born=_days(now, max(births, default=None)),
            oldest=_days(now, min(births, default=None)),
            idle=_days(now, max([file.last for file in known], default=None)),
            own_idle=_days(now, max(lately, default=None)),
            own_born=_days(now, max(own, default=None)),
            mine=_share(len(own), len(known)),
            last_mine=_share(len(lately), len(known)),
            released=max([file.mark_last for file in known], default=self._marks) < self._marks,
            released_since_birth=max([file.mark_born for file in known], default=self._marks) < self._marks,
            busy=max([file.changes for file in known], default=0),
            folder=self._folder_age(change, now),
            pause=_days(now, person.last),
            again=not here.isdisjoint(person.paths),
            follows=not here.isdisjoint(self._previous),
            alike=_share(len(doing.words & person.words), len(doing.words)),
            onto_addition=bool(known) and all(file.added for file in known),
            overlap=_share(len(here & person.paths), len(here)),
            alone=self._latest.count(who) / len(self._latest) if self._latest else 1.0,
            tenure=person.commits,
            age=0.0 if self._first is None else _days(now, self._first),
            releases=self._marks,
            roles=self._roles,
            commits=self._commits,
            machines=_share(self._machines, self._commits),
        )

    def step(self, change: Change, doing: Doing) -> None:
        """
        Go behind *change*.
        """
        for one in change.paths:
            self._touch(one, change.when, doing)
        if change.paths:
            self._commits += 1
            self._roles.update({role_of(one.path) for one in change.paths[:WIDE]})
            self._machines += doing.bot
        self._previous = _paths(change)
        commits = self._persons.get(doing.person, _NOBODY).commits
        self._persons[doing.person] = _Person(commits + 1, change.when, self._previous, doing.words)
        self._latest.append(doing.person)
        self._first = change.when if self._first is None else self._first
        self._marks += doing.release

    def _touch(self, one: PathChange, now: int, doing: Doing) -> None:
        if one.touch is Touch.DELETED:
            self._files.pop(one.path, None)
            return
        moved = one.old if one.touch is Touch.RENAMED else None
        file = self._files.pop(moved, None) if moved else self._files.get(one.path)
        if file is None:
            file = _File(now, doing.person, self._marks)
        self._files[one.path] = file
        if one.touch is not Touch.ADDED:
            file.last, file.last_author, file.mark_last = now, doing.person, self._marks
            file.changes += 1
            file.added = doing.adds
        self._folders.setdefault(one.path.rpartition("/")[0], now)

    def _known(self, change: Change) -> list[_File]:
        paths = (one.old or one.path for one in change.paths[:WIDE] if one.touch is not Touch.ADDED)
        return [file for path in paths if (file := self._files.get(path)) is not None]

    def _folder_age(self, change: Change, now: int) -> float:
        births = [self._folders.get(one.path.rpartition("/")[0], now) for one in change.paths[:_SAMPLE]]
        return _days(now, max(births, default=None))


def _paths(change: Change) -> frozenset[str]:
    return frozenset([one.path for one in change.paths[:WIDE]])


def _days(now: int, then: int | None) -> float:
    return NEVER if then is None else max(0.0, (now - then) / DAY)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
