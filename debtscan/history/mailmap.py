"""
The `.mailmap` of a repository: which names and addresses its owners say are one person's.
"""

from collections.abc import Iterable, Iterator

from debtscan.model.history import Alias, Author

_MAX_LINES = 20_000
_MAX_LINE = 2_000


def parse_mailmap(data: bytes) -> tuple[Alias, ...]:
    """
    Return what each line of a `.mailmap` says; a line that says nothing is left out.
    """
    lines = data.decode("utf-8", "surrogateescape").splitlines()[:_MAX_LINES]
    return tuple(alias for line in lines if (alias := _parsed(line[:_MAX_LINE])) is not None)


def _parsed(line: str) -> Alias | None:
    """
    Return the alias in one line: "Name <address>", "[Name] <address> [Old Name] <old address>".
    """
    pairs = list(_pairs("" if line.lstrip().startswith("#") else line))
    match pairs:
        case [(name, mail)] if name and mail:
            return Alias(old_mail=mail, name=name)
        case [(name, mail), (old_name, old_mail)] if old_mail and (name or mail):
            return Alias(old_mail=old_mail, old_name=old_name, name=name, mail=mail)
    return None


def _pairs(line: str) -> Iterator[tuple[str | None, str | None]]:
    for _ in range(2):
        name, opened, rest = line.partition("<")
        mail, closed, line = rest.partition(">")
        if not opened or not closed:
            return
        yield name.strip() or None, mail.strip() or None


class Mailmap:
    """
    The aliases of one repository, ready to be asked; git's own rules: case never counts, the later line wins.
    """

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self._by_mail: dict[str, Author] = {}
        self._by_both: dict[tuple[str, str], Author] = {}
        for alias in aliases:
            target = Author(alias.name or "", alias.mail or "")
            mail = alias.old_mail.lower()
            if alias.old_name is None:
                self._by_mail[mail] = target
            else:
                self._by_both[alias.old_name.lower(), mail] = target

    def mapped(self, author: Author) -> Author:
        """
        Return *author* as the owners want it seen.
        """
        mail = author.mail.lower()
        target = self._by_both.get((author.name.lower(), mail)) or self._by_mail.get(mail)
        return Author(target.name or author.name, target.mail or author.mail) if target else author

    def tells_by_name(self, author: Author) -> bool:
        """
        Tell whether it takes the name to know who *author* is: the address then belongs to several.
        """
        return (author.name.lower(), author.mail.lower()) in self._by_both
