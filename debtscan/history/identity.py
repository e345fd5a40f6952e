"""
Which author entries are one person: by address, login and full name, joined plainly and with care not to join too much.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from msgspec import Struct

from debtscan.model.history import Author

_HOSTED = re.compile(r"(?:(?P<id>\d+)[+-])?(?P<login>[^@]+)@(?P<host>users\.noreply\.[a-z0-9.-]+)")
_CAMEL = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LETTERS = re.compile(r"[^\W\d_]+")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{3,8}")  # family and given name written as one

# Accounts that many machines have: such an address says nothing about who sat there.
_ANYBODY = frozenset(
    {"admin", "administrator", "centos", "debian", "ec2-user", "git", "me", "none", "pi", "root", "test", "ubuntu"}
    | {"user", "vagrant", "you"}
)
_PLACEHOLDERS = frozenset(
    {"default", "doe", "first", "full", "git", "jane", "john", "last", "name", "none", "root", "test", "ubuntu"}
    | {"unknown", "user", "your"}
)
_SHORTEST_HANDLE = 6  # signs; below that a handle is nobody's alone
_LONG_HANDLE = 8  # letters from which a handle can stand for a full name
_CLEAR_HANDLE = 10  # letters from which a handle is hardly somebody's first name
_NAMES_OF_A_CROWD = 3  # full names on one address: it is a shared mailbox

Key = tuple[Hashable, ...]


class Identity(Struct, frozen=True):
    """
    One author entry as its repository's .mailmap wants it, and whether it is a program: those join among themselves.
    """

    author: Author
    bot: bool
    old_mail: str | None = None  # the address before the .mailmap, where that address alone told who it is
    stated: int | None = None  # the person as whom the configuration states it; it then joins nobody else


class Join(Struct, frozen=True):
    """
    Two entries, by their indexes, that became one person, and why: a reason code.
    """

    one: int
    other: int
    why: str


def group_identities(identities: Sequence[Identity]) -> list[int]:
    """
    Return for each entry the index of the first entry of the same person.
    """
    return _grouped(identities).roots()


def joins_of(identities: Sequence[Identity]) -> tuple[Join, ...]:
    """
    Return each joining of two groups of entries, in the order in which they were joined.
    """
    return tuple(_grouped(identities).joins)


def _grouped(identities: Sequence[Identity]) -> "_Groups":
    groups = _Groups(len(identities))
    _join_by_keys(identities, groups)
    _join_by_handles(identities, groups)
    return groups


def full_name(name: str) -> tuple[str, ...]:
    """
    Return the words of a name that tells a person from others, in one order and spelling; () where it tells too little.
    """
    plain = _ASIDE.sub(" ", name).strip()
    if _IDEOGRAPHS.fullmatch(plain):
        return (plain,)
    if _CAMEL.fullmatch(plain):
        plain = _HUMP.sub(" ", plain)
    words = [word for word in _LETTERS.findall(_plain(plain)) if len(word) > 1]
    if len(words) < 2 or all(word in _PLACEHOLDERS for word in words):  # noqa: PLR2004 - given and family name
        return ()
    return tuple(sorted(words))


class _Groups:
    """
    Disjoint sets; the smallest index of each is its root.
    """

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self.joins: list[Join] = []

    def roots(self) -> list[int]:
        return [self.root(index) for index in range(len(self._parent))]

    def root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, one: int, other: int, why: str) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        if low != high:
            self._parent[high] = low
            self.joins.append(Join(one, other, why))


def _join_by_keys(identities: Sequence[Identity], groups: _Groups) -> None:
    crowds = _crowds(identities)
    first: dict[Key, int] = {}
    for index, identity in enumerate(identities):
        for key in _keys(identity, crowds):
            known = first.setdefault((identity.bot, *key), index)
            groups.join(known, index, _why(key, identity, identities[known]))


def _why(key: Key, *entries: Identity) -> str:
    """
    Return why two entries with the same key are one person; it was the .mailmap where that gave one its address.
    """
    mapped = any(entry.old_mail not in {None, entry.author.mail} for entry in entries)
    return "mailmap" if key[0] == "mail" and mapped else str(key[0])


def _join_by_handles(identities: Sequence[Identity], groups: _Groups) -> None:
    """
    Join entries without a full name to the one person whose name or login their handle spells; to nobody if to several.
    """
    owners: dict[Key, set[int]] = defaultdict(set)
    for index, identity in enumerate(identities):
        for handle in _spellings(identity.author) if identity.stated is None else ():
            owners[identity.bot, handle].add(index)
    for index, identity in enumerate(identities):
        for handle in _handles(identity.author) if identity.stated is None else ():
            found = {groups.root(owner) for owner in owners.get((identity.bot, handle), ())}
            if len(found) == 1:
                groups.join(found.pop(), index, "handle")


def _crowds(identities: Sequence[Identity]) -> set[str]:
    """
    Return the addresses that several people share.
    """
    names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for identity in identities:
        if full := full_name(identity.author.name):
            names[_address(identity.author.mail)].add(full)
    return {mail for mail, full in names.items() if len(full) >= _NAMES_OF_A_CROWD}


def _keys(identity: Identity, crowds: set[str]) -> Iterator[Key]:
    """
    Yield what makes entries one person, whichever of them comes first.
    """
    if identity.stated is not None:
        yield "stated", identity.stated
        return
    full = full_name(identity.author.name)
    short = _plain(identity.author.name.strip())
    if full:
        yield "name", full
    for mail in {identity.author.mail, identity.old_mail or identity.author.mail}:
        address = _address(mail)
        if _is_anybody(address) or address in crowds:
            yield "shared", address, full or short
        else:
            yield "mail", address
            yield from _hosted(mail)
        if not full and len(short) > 1:
            yield from _short_name_at(short, address)


def _short_name_at(name: str, address: str) -> Iterator[Key]:
    """
    Yield a name that alone says too little together with the end of the address' first part, where that is long.
    """
    local = "".join(_LETTERS.findall(address.partition("@")[0]))
    if len(local) >= _LONG_HANDLE:
        yield "end", name, local[-_LONG_HANDLE:]


def _hosted(mail: str) -> Iterator[Key]:
    """
    Yield the login, and the number that survives its change, in an address that a code host made up.
    """
    if match := _HOSTED.fullmatch(mail.strip().lower()):
        yield "login", match["login"], match["host"]
        if match["id"]:
            yield "number", match["id"], match["host"]


def _spellings(author: Author) -> set[str]:
    """
    Return the handles that can only mean *author*: the login, and the full name as one word in the usual ways.
    """
    found = {match["login"]} if (match := _HOSTED.fullmatch(author.mail.strip().lower())) else set()
    if full_name(author.name):
        words = _LETTERS.findall(_plain(_HUMP.sub(" ", _ASIDE.sub(" ", author.name))))
        found |= {"".join(words), "".join(reversed(words)), words[0] + words[-1], words[0][0] + words[-1]}
    return {spelling for spelling in found if len(spelling) >= _SHORTEST_HANDLE}


def _handles(author: Author) -> Iterator[str]:
    """
    Yield the words by which an entry without a full name may mean somebody; plain first names are too short for that.
    """
    if full_name(author.name):
        return
    match = _HOSTED.fullmatch(author.mail.strip().lower())
    local = match["login"] if match else _address(author.mail).partition("@")[0]
    for handle in {local, _plain(author.name.strip())}:
        letters = "".join(_LETTERS.findall(handle))
        if len(letters) >= _LONG_HANDLE:
            yield letters
        if len(handle) >= (_SHORTEST_HANDLE if handle != letters else _CLEAR_HANDLE):
            yield handle


def _address(mail: str) -> str:
    """
    Return the address without what a mail server ignores: case, "+tag", and the dots of one large provider.
    """
    local, at, domain = mail.strip().lower().rpartition("@")
    if not at:
        return domain
    if "noreply" not in domain:
        local = local.partition("+")[0] or local
    if domain in {"gmail.com", "googlemail.com"}:
        local, domain = local.replace(".", "") or local, "gmail.com"
    return f"{local}@{domain}"


def _is_anybody(address: str) -> bool:
    local, at, domain = address.partition("@")
    return (
        not at
        or "." not in domain
        or local in _ANYBODY
        or re.fullmatch(r"(?:no|do-?not|dont)[._-]?reply", local) is not None
        or domain.endswith((".local", ".localdomain", ".internal", ".lan", ".(none)"))
    )


def _plain(text: str) -> str:
    """
    Return *text* in small letters without accents.
    """
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))
