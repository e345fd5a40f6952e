"""
What a git configuration file says, read as text: git itself never sees the configuration of a scanned repository.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from msgspec import Struct

_HEADER = re.compile(r"\[\s*([A-Za-z0-9.-]+)\s*(?:\"((?:[^\"\\]|\\.)*)\"\s*)?\]")
_SETTING = re.compile(r"([A-Za-z][A-Za-z0-9-]*)\s*(?:=\s*(.*))?$", re.DOTALL)
_ESCAPE = {"n": "\n", "t": "\t", "b": "\b"}
_SCP = re.compile(r"(?:[^@/:]*@)?([^/:@]+):(?!//)(.*)", re.DOTALL)


class Setting(Struct, frozen=True):
    """
    One line: *section* and *key* lower-cased, *subsection* as written.
    """

    section: str
    subsection: str
    key: str
    value: str


class Remote(Struct, frozen=True):
    """
    Where a repository comes from: the URL without credentials, and the words of its path.
    """

    url: str
    name: str
    owner: str | None


def settings(text: str) -> Iterator[Setting]:
    """
    Yield the settings of *text* in order; what is no setting is passed over, includes are not followed.
    """
    section, subsection = "", ""
    for line in _logical_lines(text):
        rest = line.strip()
        header = _HEADER.match(rest)
        if header:
            section, subsection = _section(header[1], header[2])
            rest = rest[header.end() :].strip()
        found = _SETTING.match(rest)
        if found:
            value = "true" if found[2] is None else _unquote(found[2])
            yield Setting(section, subsection, found[1].lower(), value)


def _section(name: str, quoted: str | None) -> tuple[str, str]:
    if quoted is not None:
        return name.lower(), re.sub(r"\\(.)", r"\1", quoted)
    section, _, subsection = name.lower().partition(".")
    return section, subsection


def _logical_lines(text: str) -> Iterator[str]:
    """
    Yield the lines of *text*, those that end with a backslash joined with the next.
    """
    pending = ""
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.endswith("\\") and not line.endswith("\\\\"):
            pending += line[:-1]
            continue
        yield pending + line
        pending = ""
    yield pending


def _unquote(raw: str) -> str:
    """
    Return a value without quotes, escapes and comment.
    """
    result: list[str] = []
    quoted, kept = False, 0
    characters = iter(raw)
    for character in characters:
        if character == "\\":
            escaped = next(characters, "")
            result.append(_ESCAPE.get(escaped, escaped))
        elif character == '"':
            quoted = not quoted
        elif character in "#;" and not quoted:
            break
        else:
            result.append(character)
            if character.isspace() and not quoted:
                continue  # blanks at the end do not count unless they are quoted
        kept = len(result)
    return "".join(result[:kept])


def value_of(found: list[Setting], section: str, key: str, subsection: str = "") -> str | None:
    """
    Return the last value of a setting, as git does, or None.
    """
    values = [s.value for s in found if (s.section, s.subsection, s.key) == (section, subsection, key)]
    return values[-1] if values else None


def remote(url: str) -> Remote | None:
    """
    Return the remote behind *url* with its credentials cut, or None when the URL has no name in it.
    """
    clean = _without_credentials(url.strip())
    path = clean.split("://", 1)[-1].replace("\\", "/")
    scp = None if "://" in clean else _SCP.fullmatch(path)
    words = [word for word in (scp[2] if scp else path).split("/") if word not in {"", ".", ".."}]
    if "://" in clean and not clean.startswith("file:"):
        words = words[1:]  # the host
    if words and words[-1] == ".git":
        words.pop()
    if not words:
        return None
    return Remote(clean, words[-1].removesuffix(".git") or words[-1], words[-2] if len(words) > 1 else None)


def _without_credentials(url: str) -> str:
    if "://" in url:
        try:
            parts = urlsplit(url)
        except ValueError:
            return re.sub(r"://[^/]*@", "://", url).split("?")[0]
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
    scp = _SCP.fullmatch(url)
    return f"{scp[1]}:{scp[2]}" if scp else url
