from debtscan.history.people import People, join_people, unmatched
from debtscan.model.component import Person, PersonId
from debtscan.model.history import Alias, Author, Change, History, Statement
from debtscan.model.words import Grade, Identities, PeopleMode

DAY = 86_400
NOW = 1_000 * DAY
ANN = Author("Ann Able", "ann@example.org")
ANN_AT_HOME = Author("ann able", "ann@home.example")
BOB = Author("Bob Bold", "bob@example.org")
BOT = Author("ship[bot]", "ship@example.org")


def change(author: int, day: int, coauthors: tuple[int, ...] = ()) -> Change:
    """
    Return a commit of one author on one day.
    """
    return Change(f"{day:040x}", day * DAY, day * DAY, author, merge=False, subject="", paths=(), coauthors=coauthors)


def rows(people: People) -> list[tuple[str, str | None, bool, str, str, str | None]]:
    """
    Return all but the estimates.
    """
    return [(p.id, p.name, p.bot, p.first, p.last, p.reason) for p in people.persons]


def test_people_are_numbered_by_first_commit_over_the_estate() -> None:
    """
    One person in two repositories has one number, whoever comes first in any list.
    """
    one = History(Grade.FULL, 2, (change(0, 500), change(1, 600)), (BOB, ANN))
    two = History(Grade.FULL, 2, (change(0, 100), change(1, 990)), (ANN_AT_HOME, BOT))

    people = join_people([one, two], PeopleMode.NAMES, NOW)

    assert people.of == ((PersonId("P2"), PersonId("P1")), (PersonId("P1"), PersonId("P3")))
    assert rows(people) == [
        ("P1", "ann able", False, "1970-04-11", "1971-08-24", "silent_longer_than_usual"),
        ("P2", "Bob Bold", False, "1971-05-16", "1971-05-16", "one_day_only"),
        ("P3", "ship[bot]", True, "1972-09-17", "1972-09-17", "bot"),
    ]
    assert people.bots == {"P3"}
    assert people.persons[2].departed is None


def test_names_stay_out_unless_asked_for() -> None:
    """
    Pseudonyms and no people at all keep names and addresses out of every field.
    """
    history = History(Grade.SHALLOW, 1, (change(0, 500),), (ANN,))

    for mode in (PeopleMode.PSEUDONYM, PeopleMode.NONE):
        people = join_people([history], mode, NOW)

        assert [person.name for person in people.persons] == [None]
        assert "Able" not in repr(people)


def test_the_worst_history_stands_behind_the_estimates() -> None:
    """
    A person seen in a shallow clone is judged on a shallow history.
    """
    full = History(Grade.FULL, 1, (change(0, 500),), (ANN,))
    shallow = History(Grade.SHALLOW, 1, (change(0, 600),), (ANN,))

    (person,) = join_people([full, shallow], PeopleMode.PSEUDONYM, NOW).persons

    assert person.departed is not None
    assert person.departed.basis.history == "shallow"


def test_co_authors_are_people_and_authors_without_commits_are_not() -> None:
    """
    A prefix may leave authors without any commit: they get a number that no person has.
    """
    history = History(Grade.FULL, 1, (change(1, 500, (2,)),), (BOT, ANN, BOB))

    people = join_people([history], PeopleMode.PSEUDONYM, NOW)

    assert people.of == ((PersonId("P3"), PersonId("P1"), PersonId("P2")),)
    assert [person.id for person in people.persons] == ["P1", "P2"]


def test_the_mailmap_joins_and_names() -> None:
    """
    What the owners say of an address holds.
    """
    aliases = (Alias("x@example.org", None, "Ann Able", "ann@example.org"),)
    history = History(Grade.FULL, 2, (change(0, 1), change(1, 2)), (Author("x", "x@example.org"), ANN), aliases)

    people = join_people([history], PeopleMode.NAMES, NOW)

    assert people.of == ((PersonId("P1"), PersonId("P1")),)
    assert [person.name for person in people.persons] == ["Ann Able"]


def test_a_name_that_is_no_text_is_replaced_and_no_name_is_none() -> None:
    """
    What is shown can always be encoded.
    """
    history = History(
        Grade.FULL, 2, (change(0, 1), change(1, 2)), (Author("\udcff", "a@example.org"), Author("", "b@example.org"))
    )

    assert [person.name for person in join_people([history], PeopleMode.NAMES, NOW).persons] == ["\ufffd", None]


def test_no_history_has_no_people() -> None:
    """
    An estate without commits is not an error.
    """
    assert join_people([History(Grade.NONE)], PeopleMode.NAMES, NOW) == People((), ((),))
    assert join_people([], PeopleMode.NAMES, NOW) == People((), ())


def test_a_person_is_a_value() -> None:
    """
    The same input gives the same persons.
    """
    history = History(Grade.FULL, 1, (change(0, 500),), (ANN,))

    first, second = (join_people([history], PeopleMode.PSEUDONYM, NOW) for _ in range(2))

    assert first == second
    assert isinstance(first.persons[0], Person)


def test_persons_may_be_plain_addresses() -> None:
    """
    One person an address as git tells it: letter case aside, the .mailmap applied; names join nobody.
    """
    authors = (ANN, ANN_AT_HOME, Author("A.", "ANN@example.org"), Author("Ann Able", "ann@elsewhere.example"))
    aliases = (Alias(old_mail="ann@home.example", mail="ann@example.org"),)
    history = History(Grade.FULL, 4, tuple(change(index, index) for index in range(4)), authors, aliases)

    numbers = {by: join_people([history], PeopleMode.PSEUDONYM, NOW, by).of for by in Identities}

    assert numbers == {
        Identities.JOINED: (("P1", "P1", "P1", "P1"),),
        Identities.MAIL: (("P1", "P1", "P1", "P2"),),
    }


def test_whoever_only_reviews_is_a_person_and_reviewing_makes_nobody_younger() -> None:
    """
    A reviewer without a commit was seen when the reviewed change was written; an author's own commits say more.
    """
    reviewed = Change("0" * 40, 5 * DAY, 5 * DAY, 0, merge=False, subject="", paths=(), reviewers=(1, 2))
    history = History(Grade.FULL, 2, (reviewed, change(1, 9)), (ANN, BOB, Author("Ria Read", "ria@example.org")))

    people = join_people([history], PeopleMode.NAMES, NOW)

    assert [row[:5] for row in rows(people)] == [
        ("P1", "Ann Able", False, "1970-01-06", "1970-01-06"),
        ("P2", "Ria Read", False, "1970-01-06", "1970-01-06"),
        ("P3", "Bob Bold", False, "1970-01-10", "1970-01-10"),
    ]


def test_joins_are_told_with_their_reasons() -> None:
    """
    One reason each, however often it joined; the same entry in two repositories is one.
    """
    short = Author("ann", "Ann@example.org")
    mapped = Author("A", "a@old.example")
    history = History(
        Grade.FULL,
        5,
        tuple(change(index, index) for index in range(5)),
        (ANN, ANN_AT_HOME, short, mapped, BOB),
        (Alias(old_mail="a@old.example", mail="ann@example.org"),),
    )

    elsewhere = History(Grade.FULL, 1, (change(0, 9),), (BOB,))

    ann, bob = join_people([history, elsewhere], PeopleMode.PSEUDONYM, NOW).persons

    assert (ann.entries, ann.joins) == (4, ("mail", "mailmap", "name"))
    assert (bob.entries, bob.joins) == (1, ())


def test_what_the_configuration_states_goes_before_all_else() -> None:
    """
    Stated entries join each other and nothing else; so a wrong join is undone. Departures hold from their day on.
    """
    ship = Author("Shipper", "ship@corp.example")
    history = History(Grade.FULL, 4, tuple(change(index, 900) for index in range(4)), (ANN, ANN_AT_HOME, BOB, ship))
    stated = (
        Statement(("ANN@home.example", "Bob Bold"), departed="1972-01-01"),
        Statement(("ann@example.org",), departed="2030-01-01"),
        Statement(("shipper",), bot=True, departed=True),
        Statement(("nobody@example.org",)),
    )

    people = join_people([history], PeopleMode.PSEUDONYM, NOW, Identities.JOINED, stated)

    assert people.of == (("P1", "P2", "P2", "P3"),)
    assert [(one.departed and one.departed.value, one.reason, one.bot) for one in people.persons] == [
        (0.0, "declared", False),
        (1.0, "declared", False),
        (None, "bot", True),
    ]
    assert people.persons[1].joins == ("stated",)
    assert unmatched([history], stated) == [stated[3]]
    assert (
        join_people([history], PeopleMode.PSEUDONYM, NOW, Identities.MAIL, stated).persons[0].reason == "one_day_only"
    )
