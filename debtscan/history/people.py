"""
The people of an estate: every author entry of every repository becomes a person, numbered by first commit.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from math import inf

from msgspec import Struct, structs

from debtscan.history.bots import is_bot
from debtscan.history.dates import DAY, iso_day
from debtscan.history.departure import departure
from debtscan.history.identity import Identity, full_name, group_identities, joins_of
from debtscan.history.mailmap import Mailmap
from debtscan.model.component import Person, PersonId
from debtscan.model.estimate import Basis, Estimate
from debtscan.model.history import History, Statement
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


def join_people(
    histories: Sequence[History],
    mode: PeopleMode,
    now: int,
    by: Identities = Identities.JOINED,
    stated: Sequence[Statement] = (),
) -> People:
    """
    Return the persons behind the authors of *histories*; their names only where *mode* asks for names.

    *now* is the one clock, in seconds. Co-authors count as active, and so do those who only review. The .mailmap of
    each repository holds for itself. What is *stated* of joined persons goes before all else.
    """
    statements = tuple(stated) if by is Identities.JOINED else ()
    identities = [identity for history in histories for identity in _identities(history, statements)]
    roots = group_identities(identities) if by is Identities.JOINED else _by_address(identities)
    groups = iter(roots)
    rows = [tuple(islice(groups, len(history.authors))) for history in histories]
    records = _records(histories, rows, identities)
    order = sorted(records, key=lambda group: (records[group].first, group))
    ids = {group: PersonId(f"P{number}") for number, group in enumerate(order, 1)}
    whys = _whys(identities, roots) if by is Identities.JOINED else {}
    entries = Counter(root for root, _ in set(zip(roots, map(_entry, identities), strict=True)))
    grade = min((history.grade for history in histories), key=_WORST_FIRST.index, default=Grade.NONE)
    return People(
        tuple(
            structs.replace(
                _person(ids[group], records[group], mode, now, grade, _statement(identities[group], statements)),
                entries=entries[group],
                joins=tuple(sorted(whys.get(group, ()))),
            )
            for group in order
            if records[group].dates
        ),
        tuple(tuple(ids[group] for group in row) for row in rows),
    )


def _by_address(identities: Sequence[Identity]) -> list[int]:
    first: dict[str, int] = {}
    return [first.setdefault(identity.author.mail.lower(), index) for index, identity in enumerate(identities)]


def _identities(history: History, statements: Sequence[Statement]) -> Iterator[Identity]:
    mailmap = Mailmap(history.aliases)
    stated = {entry.casefold(): index for index, one in enumerate(statements) for entry in one.entries}
    for author in history.authors:
        mapped = mailmap.mapped(author)
        words = (word.casefold() for word in (author.mail, author.name, mapped.mail, mapped.name))
        said = next((stated[word] for word in words if word in stated), None)
        bot = statements[said].bot if said is not None else is_bot(author) or is_bot(mapped)
        yield Identity(mapped, bot, None if mailmap.tells_by_name(author) else author.mail, said)


def unmatched(histories: Sequence[History], stated: Sequence[Statement]) -> list[Statement]:
    """
    Return those of *stated* that name no author of any history.
    """
    known = {identity.stated for history in histories for identity in _identities(history, stated)}
    return [one for index, one in enumerate(stated) if index not in known]


def _whys(identities: Sequence[Identity], roots: Sequence[int]) -> dict[int, set[str]]:
    """
    Return for each group why its entries are one person.
    """
    found: dict[int, set[str]] = defaultdict(set)
    for join in joins_of(identities):
        if _entry(identities[join.one]) != _entry(identities[join.other]):
            found[roots[join.one]].add(join.why)
    return found


def _entry(identity: Identity) -> tuple[str, str, str | None]:
    """
    Return what makes an entry the same in two repositories.
    """
    return identity.author.name, identity.author.mail, identity.old_mail


def _statement(identity: Identity, statements: Sequence[Statement]) -> Statement | None:
    return statements[identity.stated] if identity.stated is not None else None


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


def _person(  # noqa: PLR0913, PLR0917 - all that a person is judged by
    identity: PersonId, record: _Record, mode: PeopleMode, now: int, grade: Grade, stated: Statement | None
) -> Person:
    departed, reason = None, "bot"
    if stated is not None and stated.departed is not None and not record.bot:
        departed, reason = _declared(stated, now), "declared"
    elif not record.bot:
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


def _declared(stated: Statement, now: int) -> Estimate:
    """
    Return the departure that the configuration states: for certain, from its day on.
    """
    day = stated.departed
    gone = float(day <= iso_day(now) if isinstance(day, str) else bool(day))
    return Estimate(gone, gone, gone, "share", Basis("declared"))


def _shown(names: Counter[str]) -> str | None:
    """
    Return the name used most, a full one where there is one; None when git knows no name.
    """
    best = max(names, key=lambda name: (bool(full_name(name)), names[name], name))
    return best.encode("utf-8", "surrogateescape").decode("utf-8", "replace") or None
