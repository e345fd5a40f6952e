"""
Patterns of `.gitignore` as git means them, run on RE2: byte by byte, and never slow.

pathspec is not used because it asks about paths, not about each level: for it `a/**` covers the folder `a` itself, so
that `!a/keep` has no effect, and `!a/` excepts whatever lies below `a`.
"""

import re
from collections.abc import Iterator

import re2
from msgspec import Struct

_CLASSES = frozenset(
    "alnum alpha blank cntrl digit graph lower print punct space upper xdigit".split()  # noqa: SIM905 - one list of words
)
_POSIX = re.compile(r"\[:([a-z]+):\]")
_STARS = re.compile(r"(?:(?<=/)|^)\*\*(?:/|$)")


class Pattern(Struct, frozen=True):
    """
    One line. *whole* says that it is held against the path below its `.gitignore`, else against the last part only.
    """

    regex: re2._Regexp
    excepts: bool
    folders_only: bool
    whole: bool

    def matches(self, path: bytes, *, folder: bool) -> bool:
        """
        Tell whether *path* itself is meant; what lies in a folder that is meant is decided with the folder.
        """
        if self.folders_only and not folder:
            return False
        return self.regex.fullmatch(path if self.whole else path.rpartition(b"/")[2]) is not None


def parse(data: bytes) -> Iterator[Pattern]:
    """
    Yield the patterns of a `.gitignore` in order; lines that can match nothing are left out.
    """
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    for line in data.removeprefix(b"\xef\xbb\xbf").decode("latin-1").split("\n"):
        found = _pattern(_trimmed(line.removesuffix("\r")), options)
        if found is not None:
            yield found


def _trimmed(line: str) -> str:
    """
    Return *line* without the blanks at its end, but for an escaped one.
    """
    bare = line.rstrip(" ")
    escaped = (len(bare) - len(bare.rstrip("\\"))) % 2 == 1 and len(bare) < len(line)
    return f"{bare} " if escaped else bare


def _pattern(line: str, options: re2.Options) -> Pattern | None:
    if not line or line.startswith("#"):
        return None
    glob = line.removeprefix("!")
    folders_only = glob.endswith("/")
    glob = glob.removesuffix("/")
    whole = "/" in glob
    try:
        regex = re2.compile("".join(_translate(glob.removeprefix("/"))).encode("latin-1"), options)
    except (ValueError, re2.error):
        return None
    return Pattern(regex, excepts=line.startswith("!"), folders_only=folders_only, whole=whole) if glob else None


def _translate(glob: str) -> Iterator[str]:
    """
    Yield the parts of the regular expression for *glob*; raise `ValueError` where git would match nothing.
    """
    position = 0
    while position < len(glob):
        character = glob[position]
        stars = _STARS.match(glob, position)
        if stars:
            yield "(?s:.*/)?" if stars[0].endswith("/") else "(?s:.+)"
            position = stars.end()
        elif character == "[":
            text, position = _bracket(glob, position + 1)
            yield text
        elif character == "\\":
            yield re.escape(glob[position + 1 : position + 2]) if position + 1 < len(glob) else _nothing()
            position += 2
        else:
            yield {"*": "[^/]*", "?": "[^/]"}.get(character) or _literal(character)
            position += 1


def _literal(character: str) -> str:
    return re.escape(character) if character.isascii() else f"\\x{ord(character):02x}"


def _nothing() -> str:
    raise ValueError("a pattern that ends in the middle matches nothing")


def _bracket(glob: str, start: int) -> tuple[str, int]:
    """
    Return the class that begins behind the bracket at *start*, and where the pattern goes on.
    """
    position = start
    negated = glob[position : position + 1] in {"!", "^"}
    position += negated
    members: list[str] = []
    first = True
    while first or glob[position : position + 1] != "]":
        first = False
        posix = _POSIX.match(glob, position)
        if posix:
            members.append(f"[:{posix[1]}:]" if posix[1] in _CLASSES else _nothing())
            position = posix.end()
            continue
        low, position = _member(glob, position)
        high = low
        if glob[position : position + 1] == "-" and glob[position + 1 : position + 2] not in {"]", ""}:
            high, position = _member(glob, position + 1)
        members.extend([f"\\x{low:02x}-\\x{high:02x}"] if low <= high else [])
    inside = "".join(members)
    if negated:
        return f"[^/{inside}]", position + 1
    return (f"[{inside}]" if inside else "[^\\x00-\\xff]"), position + 1


def _member(glob: str, position: int) -> tuple[int, int]:
    """
    Return the code of one character in a class, and where the class goes on.
    """
    position += glob[position : position + 1] == "\\"
    if position >= len(glob):
        _nothing()
    return ord(glob[position]), position + 1
