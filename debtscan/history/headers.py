"""
The heads of all commits, from one `git log` that opens nothing but commits.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from debtscan.history.dates import seconds
from debtscan.history.tokens import Tokens
from debtscan.model.history import Author

_COAUTHORED = "%(trailers:key=Co-authored-by,valueonly,separator=%x0a)"
_REVIEWED = "%(trailers:key=Reviewed-by,key=Acked-by,key=Approved-by,valueonly,separator=%x0a)"
_FIELDS = ("%H", "%P", "%at", "%ct", "%an", "%ae", "%s", "%b", "%D", _COAUTHORED, _REVIEWED)
FORMAT = "--format=" + "%x00".join(_FIELDS)
ARGS = ("log", "-z", "--encoding=UTF-8", "--no-color", "--decorate-refs=refs/tags/", FORMAT)
IN_ORDER = "--date-order"  # no parent before its children, however wrong the clocks; needs every commit to be there

_COMMIT = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SUBJECT = 500  # characters that are kept
_BODY = 300
_LONG = 5_000  # bytes in which the comments of a form are looked for
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_NAMED = 50  # persons in the trailers of one commit
_TRUNK = -1  # came into the branch that was read without a merge
_TRAILER = 500  # bytes of a trailer that could be a name and an address


class Header(Struct, frozen=True, gc=False):
    """
    One commit without its paths; dates as git gives them, None where unreadable.
    """

    commit: str
    parents: int
    dates: tuple[int | None, int | None]  # author, committer
    author: int  # index into the authors
    coauthors: tuple[int, ...]
    subject: str
    body: str  # its beginning
    tagged: bool
    reviewers: tuple[int, ...] = ()  # from the trailers, and who merged it; never one of its authors


class Headers:
    """
    The commits of a stream, newest first, with the authors met on the way.
    """

    def __init__(self) -> None:
        self.authors: list[Author] = []
        self._known: dict[tuple[bytes, bytes], int] = {}
        self._mergers: dict[bytes, int] = {}  # of commits that were seen as parents only

    def read(self, tokens: Tokens) -> Iterator[Header]:
        """
        Yield the commits of *tokens*. Where fields are missing the next commit id is looked for.
        """
        source = iter(tokens)
        for token in source:
            if _COMMIT.fullmatch(token):
                fields = [field for _, field in zip(_FIELDS[1:], source, strict=False)]
                if len(fields) == len(_FIELDS) - 1:
                    yield self._header(token, fields)

    def _header(self, commit: bytes, fields: list[bytes]) -> Header:
        parents, authored, committed, name, mail, subject, body, tags, coauthored, reviewed = fields
        author = self._author(name, mail)
        coauthors = self._named(coauthored, author) if coauthored else ()
        merger = self._merger(commit, parents.split(), author)
        reviewers = self._named(reviewed, author) if reviewed else ()
        if merger not in {_TRUNK, author}:
            reviewers = tuple(dict.fromkeys((*reviewers, merger)))
        return Header(
            commit.decode("ascii"),
            parents.count(b" ") + 1 if parents else 0,
            (seconds(authored), seconds(committed)),
            author,
            coauthors,
            _beginning(subject, _SUBJECT),
            _beginning(_COMMENT.sub(b"", body[:_LONG]), _BODY),
            bool(tags),
            tuple(one for one in reviewers if one not in coauthors) if reviewers else (),
        )

    def _merger(self, commit: bytes, parents: list[bytes], author: int) -> int:
        """
        Return who merged *commit*, and remember the same for its *parents*: children come before them.

        What came by several ways counts as merged by nobody where one of them is the branch itself.
        """
        merger = self._mergers.pop(commit, _TRUNK)
        for index, parent in enumerate(parents):
            said = author if index else merger
            self._mergers[parent] = said if self._mergers.get(parent, said) != _TRUNK else _TRUNK
        return merger

    def _author(self, name: bytes, mail: bytes) -> int:
        index = self._known.get((name, mail))
        if index is None:
            index = self._known[name, mail] = len(self.authors)
            self.authors.append(Author(_text(name), _text(mail)))
        return index

    def _named(self, trailers: bytes, author: int) -> tuple[int, ...]:
        found: dict[int, None] = {}  # in order, each once
        for line in trailers.split(b"\n", _NAMED)[:_NAMED]:
            name, opened, rest = line[:_TRAILER].partition(b"<")
            mail, closed, _ = rest.partition(b">")
            if opened and closed:
                found[self._author(name.strip(), mail.strip())] = None
        found.pop(author, None)
        return tuple(found)


def _beginning(raw: bytes, size: int) -> str:
    return raw[: 4 * size].decode("utf-8", "replace")[:size]


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
