from debtscan.history.mailmap import Mailmap, parse_mailmap
from debtscan.model.history import Alias, Author

LINES = b"""# who is who
Ann Able <ann@example.com>
<bob@example.com> <bob@old.example.com>
Cy Cole <cy@example.com> <CY@old.example.com>  # moved
Dee Dove <dee@example.com> shared <box@example.com>
 \xff
nobody
Only Name
<>
<only@example.com>
"""


def test_each_form_of_a_line_is_read() -> None:
    """
    Name alone, address alone, both, and both for one name on an address; lines that say nothing are left out.
    """
    assert parse_mailmap(LINES) == (
        Alias("ann@example.com", None, "Ann Able"),
        Alias("bob@old.example.com", None, None, "bob@example.com"),
        Alias("CY@old.example.com", None, "Cy Cole", "cy@example.com"),
        Alias("box@example.com", "shared", "Dee Dove", "dee@example.com"),
    )


def test_authors_are_seen_as_the_owners_want() -> None:
    """
    Case does not count, a line with the old name goes before one without, and strangers stay as they are.
    """
    mailmap = Mailmap(parse_mailmap(LINES))

    assert mailmap.mapped(Author("a", "ANN@example.com")) == Author("Ann Able", "ANN@example.com")
    assert mailmap.mapped(Author("cole", "cy@old.example.com")) == Author("Cy Cole", "cy@example.com")
    assert mailmap.mapped(Author("Shared", "box@example.com")) == Author("Dee Dove", "dee@example.com")
    assert mailmap.mapped(Author("other", "box@example.com")) == Author("other", "box@example.com")


def test_it_is_known_whether_the_address_alone_tells() -> None:
    """
    Only a line with the old name makes the name necessary.
    """
    mailmap = Mailmap(parse_mailmap(LINES))

    assert mailmap.tells_by_name(Author("shared", "box@example.com"))
    assert not mailmap.tells_by_name(Author("cole", "cy@old.example.com"))
