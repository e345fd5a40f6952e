import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debtscan.history.identity import Identity, full_name, group_identities
from debtscan.model.history import Author

ONE = [
    (("Ann Able", "ann@example.com"), ("aa", "ANN@Example.com")),
    (("Ann Able", "ann@one.example"), ("able, ann", "ann@two.example")),
    (("Ann Able", "ann@one.example"), ("Ánn Q. Able (Acme)", "a@two.example")),
    (("AnnAble", "ann@one.example"), ("Ann Able", "a@two.example")),
    (("山田太郎", "t@one.example"), ("山田太郎", "y@two.example")),
    (("x", "12+old@users.noreply.github.com"), ("y", "12+new@users.noreply.github.com")),
    (("x", "12+ann@users.noreply.github.com"), ("y", "ann@users.noreply.github.com")),
    (("Ann", "ann+git@example.com"), ("x", "ann@example.com")),
    (("x", "a.nn@gmail.com"), ("y", "ann@googlemail.com")),
    (("Annabel Able", "x@one.example"), ("annabelable", "y@two.example")),
    (("Annabel Able", "x@one.example"), ("A", "annabel.able@two.example")),
    (("Ann Ableson", "x@one.example"), ("aableson", "y@two.example")),
    (("ann-77", "ann@one.example"), ("x", "9+ann-77@users.noreply.github.com")),
    (("kim", "hansolkim@one.example"), ("kim", "ahansolkim@two.example")),
    (("Ann Able", "root@localhost"), ("Ann Able", "ann@example.com")),
]
TWO = [
    (("Ann Able", "ann@one.example"), ("Bob Bold", "bob@one.example")),
    (("Ann", "ann@one.example"), ("Ann", "ann@two.example")),
    (("alexander", "a@one.example"), ("alexander", "b@two.example")),
    (("root", "root@localhost"), ("Bob Bold", "root@localhost")),
    (("x", "noreply@example.org"), ("y", "noreply@example.org")),
    (("x", "ann@users.noreply.github.com"), ("y", "ann@users.noreply.gitlab.com")),
    (("Your Name", "a@one.example"), ("Your Name", "b@two.example")),
    (("", ""), ("Ann Able", "")),
]


def group(*authors: tuple[str, str]) -> list[int]:
    """
    Group humans by name and address.
    """
    return group_identities([Identity(Author(*author), bot=False) for author in authors])


@pytest.mark.parametrize(("left", "right"), ONE)
def test_the_same_person_is_joined(left: tuple[str, str], right: tuple[str, str]) -> None:
    """
    By address, by login, by full name in any order and spelling, and by a handle that spells the name.
    """
    assert group(left, right) == [0, 0]
    assert group(right, left) == [0, 0]


@pytest.mark.parametrize(("left", "right"), TWO)
def test_different_people_stay_apart(left: tuple[str, str], right: tuple[str, str]) -> None:
    """
    First names, machine accounts, placeholders and equal logins of two hosts join nobody.
    """
    assert group(left, right) == [0, 1]


def test_a_shared_mailbox_joins_nobody() -> None:
    """
    Three full names on one address are three people.
    """
    box = "team@example.org"

    assert group(("Ann Able", box), ("Bob Bold", box), ("Cy Cole", box), ("cy cole", box)) == [0, 1, 2, 2]


def test_a_handle_that_could_be_two_people_is_nobody() -> None:
    """
    An initial and a surname that two people have leaves the entry alone.
    """
    assert group(("Ann Ableson", "1@a.example"), ("Abe Ableson", "2@a.example"), ("aableson", "3@a.example")) == [
        0,
        1,
        2,
    ]


def test_programs_join_among_themselves_only() -> None:
    """
    A bot that borrows a person's address does not become that person.
    """
    mail = "ann@example.org"
    found = group_identities(
        [
            Identity(Author("Ann Able", mail), False),
            Identity(Author("ship-bot", mail), True),
            Identity(Author("b", mail), True),
        ]
    )

    assert found == [0, 1, 1]


def test_the_address_before_the_mailmap_still_joins() -> None:
    """
    Another repository without a .mailmap may know the person by the old address only.
    """
    found = group_identities(
        [
            Identity(Author("Ann Able", "ann@new.example"), False, "ann@old.example"),
            Identity(Author("aa", "ann@old.example"), False),
        ]
    )

    assert found == [0, 0]


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=8))
def test_any_text_is_grouped_and_repeats_are_one(authors: list[tuple[str, str]]) -> None:
    """
    No name or address breaks it, and an entry that comes twice is the same person.
    """
    found = group(*authors, *authors)

    assert [found[index] for index in range(len(authors))] == [
        found[index + len(authors)] for index in range(len(authors))
    ]


def test_a_full_name_needs_two_words() -> None:
    """
    One word, an initial or a placeholder tells nobody from others.
    """
    assert [full_name(name) for name in ("Ann", "A. Able", "First Last", "Ann Able")] == [(), (), (), ("able", "ann")]
