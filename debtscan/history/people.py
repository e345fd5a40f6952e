"""
The people of an estate: every author entry of every repository becomes a person, numbered by first commit.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from math import inf

from msgspec import Struct

from debtscan.history.bots import is_bot
from debtscan.history.dates import DAY, iso_day
from debtscan.history.departure import departure
from debtscan.history.identity import Identity, full_name, group_identities
from debtscan.history.mailmap import Mailmap
from debtscan.model.component import Person, PersonId
from debtscan.model.history import History
from debtscan.model.words import Grade, Identities, PeopleMode

_WORST_FIRST = (Grade.NONE, Grade.PARTIAL, Grade.SHALLOW, Grade.FULL)


class People(Struct, frozen=True):
    """
    The persons by number, and for each history who each of its authors is.
    """

    persons: tuple[Person, ...]
    of: tuple[tuple[PersonId, ...], ...]  # of[history][author]; an author without commits has a number but is no person

    @property
    def bots(self) -> frozenset[PersonId]:
        """
        Return those who are programs.
        """
        return frozenset(person.id for person in self.persons if person.bot)


class _Record:
    """
    What is gathered about one person before there is a verdict.
    """

    def __init__(self, *, bot: bool) -> None:
        self.bot = bot
        self.dates: list[int] = []
        self.names: Counter[str] = Counter()

    @property
    def first(self) -> float:
        return min(self.dates, default=inf)


def join_people(histories: Sequence[History], mode: PeopleMode, now: int, by: Identities = Identities.JOINED) -> People:
    """
    Return the persons behind the authors of *histories*; their names only where *mode* asks for names.

    *now* is the one clock, in seconds. Co-authors count as active, and so do those who only review. The .mailmap of
    each repository holds for itself, and not at all where persons are told apart *by* plain addresses.
    """
    identities = [identity for history in histories for identity in _identities(history, by)]
    groups = iter(group_identities(identities) if by is Identities.JOINED else _by_address(identities))
    rows = [tuple(islice(groups, len(history.authors))) for history in histories]
    records = _records(histories, rows, identities)
    order = sorted(records, key=lambda group: (records[group].first, group))
    ids = {group: PersonId(f"P{number}") for number, group in enumerate(order, 1)}
    grade = min((history.grade for history in histories), key=_WORST_FIRST.index, default=Grade.NONE)
    return People(
        tuple(_person(ids[group], records[group], mode, now, grade) for group in order if records[group].dates),
        tuple(tuple(ids[group] for group in row) for row in rows),
    )


def _by_address(identities: Sequence[Identity]) -> list[int]:
    first: dict[str, int] = {}
    return [first.setdefault(identity.author.mail.lower(), index) for index, identity in enumerate(identities)]


def _identities(history: History, by: Identities) -> Iterator[Identity]:
    mailmap = Mailmap(() if by is Identities.MAIL else history.aliases)
    for author in history.authors:
        mapped = mailmap.mapped(author)
        bot = is_bot(author) or is_bot(mapped)
        yield Identity(mapped, bot, None if mailmap.tells_by_name(author) else author.mail)


def _records(
    histories: Sequence[History], rows: Sequence[tuple[int, ...]], identities: Sequence[Identity]
) -> dict[int, _Record]:
    records = {group: _Record(bot=identities[group].bot) for row in rows for group in row}
    offset = 0
    for history, row in zip(histories, rows, strict=True):
        for change in history.changes:
            for author in (change.person, *change.coauthors):
                record = records[row[author]]
                record.dates.append(change.when)
                record.names[identities[offset + author].author.name] += 1
        offset += len(row)
    _count_reviews(histories, rows, identities, records)
    return records


def _count_reviews(
    histories: Sequence[History],
    rows: Sequence[tuple[int, ...]],
    identities: Sequence[Identity],
    records: dict[int, _Record],
) -> None:
    """
    Let those who only ever reviewed be persons too, active whenever what they reviewed was written.
    """
    silent = {group for group, record in records.items() if not record.dates}
    offset = 0
    for history, row in zip(histories, rows, strict=True):
        for change in history.changes:
            for author in change.reviewers:
                if row[author] in silent:
                    records[row[author]].dates.append(change.when)
                    records[row[author]].names[identities[offset + author].author.name] += 1
        offset += len(row)


def _person(identity: PersonId, record: _Record, mode: PeopleMode, now: int, grade: Grade) -> Person:
    departed, reason = None, "bot"
    if not record.bot:
        departed, reason = departure(sorted({date // DAY for date in record.dates}), now // DAY, grade)
    return Person(
        id=identity,
        name=_shown(record.names) if mode is PeopleMode.NAMES else None,
        bot=record.bot,
        first=iso_day(min(record.dates)),
        last=iso_day(max(record.dates)),
        departed=departed,
        reason=reason,
    )


def _shown(names: Counter[str]) -> str | None:
    """
    Return the name used most, a full one where there is one; None when git knows no name.
    """
    best = max(names, key=lambda name: (bool(full_name(name)), names[name], name))
    return best.encode("utf-8", "surrogateescape").decode("utf-8", "replace") or None
