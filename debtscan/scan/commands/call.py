"""
One command with its arguments, where it stands, and what it says: references and declarations.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct

from debtscan.model.declaration import Declaration, PathRef, Reference, Spec, Target
from debtscan.model.words import Confidence, How, Status
from debtscan.scan.places import plain, resolve

Item = Declaration | Reference


class Call(Struct, frozen=True):
    """
    A command of which all known variables are filled in.
    """

    name: str  # without its folder
    args: tuple[str, ...]
    line: int
    folder: str  # where it runs, as places.py writes folders
    source: str | None  # key of the declaration that the command belongs to
    key: str  # structural place: "jobs.build.steps[2]", "deploy-aws" ...
    program: str = ""  # the name as written, with its folder
    reads: tuple[str, ...] = ()  # files that it or the commands piped into it read
    writes: tuple[str, ...] = ()
    upstream: "tuple[Call, ...]" = ()  # the commands piped into it, in order
    body: str = ""  # of a here-document

    def refer(self, target: Target, how: How, confidence: Confidence = Confidence.HIGH) -> Reference:
        """
        Return the reference to *target* from this command.
        """
        return Reference(self.source, target, how, self.line, self.key or None, confidence)

    def refer_path(self, path: str, how: How, confidence: Confidence = Confidence.HIGH) -> Iterator[Reference]:
        """
        Yield the reference to *path*, if it lies in the repository.
        """
        found = resolve(path, self.folder)
        if found is not None:
            yield self.refer(PathRef(found), how, confidence)

    def declare(self, key: str, name: str, spec: Spec, status: Status | None = None) -> Declaration:
        """
        Return the declaration of *spec*; what the command says, it says for sure, but only where it is run.
        """
        return Declaration(key, plain(name), spec, self.line, Confidence.MEDIUM, status)


class Options(Struct, frozen=True):
    """
    Command-line arguments taken apart.
    """

    named: dict[str, tuple[str, ...]]
    rest: tuple[str, ...]

    def first(self, *names: str) -> str:
        """
        Return the first value given to any of *names*, or "".
        """
        return next((value for name in names for value in self.named.get(name, ())), "")

    def all(self, *names: str) -> tuple[str, ...]:
        """
        Return every value given to any of *names*.
        """
        return tuple(value for name in names for value in self.named.get(name, ()))


Handler = Callable[[Call], Iterator[Item]]


def options(args: tuple[str, ...], flags: frozenset[str] = frozenset()) -> Options:
    """
    Take *args* apart: an option takes the following word unless it is a flag, has "=" or that word is an option.
    """
    named: dict[str, tuple[str, ...]] = {}
    rest: list[str] = []
    at = 0
    while at < len(args):
        word = args[at]
        at += 1
        if word == "--":
            rest += args[at:]
            break
        if not word.startswith("-") or word == "-":
            rest.append(word)
            continue
        name, equals, value = word.partition("=")
        if equals:
            named[name] = (*named.get(name, ()), value)
        elif name not in flags and at < len(args) and (args[at] == "-" or not args[at].startswith("-")):
            named[name] = (*named.get(name, ()), args[at])
            at += 1
        else:
            named.setdefault(name, ())
    return Options(named, tuple(rest))
