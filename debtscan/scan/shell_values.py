"""
What a shell word stands for: variables set to literals, defaults, folders that scripts work out for themselves.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from debtscan.scan.places import ROOT, anchored
from debtscan.scan.shell_lexer import LITERAL_DOLLAR, closing

Variables = Mapping[str, tuple[str, ...]]  # arrays have several values, all else has one

_MAX_VALUE = 4_000
_MAX_BRACES = 2_000
_BRACED = re.compile(r"\$\{([^{}$]*)\}")
_NAMED = re.compile(r"\$([A-Za-z_]\w*)")
_FORM = re.compile(r"(?P<name>\w+)(?P<how>\[[@*]\]|:?-|:?=|%%?|##?(?=.)|:?\+|$)(?P<rest>.*)", re.DOTALL)
_ARRAY = re.compile(r"\$\{(\w+)\[[@*]\]\}|\$(\w+)|\$\{(\w+)\}")
_ALTERNATIVES = re.compile(r"\{([^{}$]*,[^{}$]*)\}")
_ABOVE = re.compile(r"(?:/\.\.)+")
_ITSELF = re.compile(r"\$\{?0\b|BASH_SOURCE|%N|\$\{?_\b|%x")
_ROOTS = {
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
    "CIRCLE_WORKING_DIRECTORY",
    "TRAVIS_BUILD_DIR",
    "WORKSPACE",
    "BUILD_SOURCESDIRECTORY",
    "REPO_ROOT",
    "PROJECT_ROOT",
}


def expand(word: str, variables: Variables, folder: str, script: str = ".") -> str:
    """
    Return *word* with all that is known put in; what is unknown stays as written.
    """
    if "$" not in word:
        return word.replace(LITERAL_DOLLAR, "$")
    word = _commands(word, variables, folder, script)
    for _ in range(4):
        replaced = _BRACED.sub(lambda match: _form(match[1], match[0], variables), word)
        if replaced == word or len(replaced) > _MAX_VALUE:
            break
        word = replaced
    word = _NAMED.sub(lambda match: _value(match[1], variables, match[0]), word)
    return word.replace(LITERAL_DOLLAR, "$") if len(word) <= _MAX_VALUE else ""


def expand_list(words: tuple[str, ...], variables: Variables, folder: str, script: str = ".") -> Iterator[str]:
    """
    Yield each value that a loop over *words* takes; arrays, brace lists and variables with blanks are taken apart.
    """
    for word in words:
        array = _ARRAY.fullmatch(word)
        name = next((group for group in array.groups() if group), "") if array else ""
        if name in variables:
            yield from (part for value in variables[name] for part in value.split())
        else:
            yield from _alternatives(expand(word, variables, folder, script))


def _alternatives(word: str) -> Iterator[str]:
    match = _ALTERNATIVES.search(word) if len(word) <= _MAX_BRACES else None
    if match is None:
        yield word
        return
    for choice in match[1].split(",")[:50]:
        yield word[: match.start()] + choice + word[match.end() :]


def _value(name: str, variables: Variables, raw: str) -> str:
    if name in variables:
        return " ".join(variables[name])
    return ROOT if name in _ROOTS else raw


def _form(inner: str, raw: str, variables: Variables) -> str:
    """
    Return the value of one "${...}" by its form: default, cut prefix or suffix, array, or the plain name.
    """
    match = _FORM.fullmatch(inner)
    if match is None:
        return raw
    name, how, rest = match["name"], match["how"], match["rest"]
    value = _value(name, variables, "")
    if how in {":-", "-", ":=", "="}:
        return value or _unquoted(rest)
    if not value:
        return raw
    if how.startswith("%"):
        return value.rpartition("/")[0] if rest == "/*" else value.removesuffix(rest)
    if how.startswith("#"):
        return value.rpartition("/")[2] if rest == "*/" else value.removeprefix(rest)
    return rest if how in {":+", "+"} else value


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _commands(word: str, variables: Variables, folder: str, script: str) -> str:
    """
    Return *word* with each "$(...)" replaced whose output can be told.
    """
    at = 0
    while (start := word.find("$(", at)) >= 0:
        end = closing(word, start + 1)
        value = _output(word[start + 2 : end - 1].strip(), variables, folder, script)
        if value is None:
            at = end
            continue
        word = word[:start] + value + word[end:]
        at = start + len(value)
    return word


def _output(command: str, variables: Variables, folder: str, script: str) -> str | None:
    if "dirname" in command and _ITSELF.search(command):
        above = _ABOVE.search(command)
        ups = command.count("dirname") - 1
        return anchored(script) + (above[0] if above else "") + "/.." * ups
    if "show-toplevel" in command:
        return ROOT
    words = [word for word in command.replace('"', "").replace("'", "").split() if not word.startswith("-")]
    if words == ["pwd"]:
        return anchored(folder)
    if words[-2:] == ["&&", "pwd"] and words[0] == "cd" and len(words) == 4:  # noqa: PLR2004 - cd X && pwd
        words = ["realpath", words[1]]
    if len(words) != 2 or words[0] not in _SIMPLE:  # noqa: PLR2004 - a command and its one argument
        return None
    value = expand(words[1], variables, folder, script)
    return None if "$" in value else _SIMPLE[words[0]](value)


_SIMPLE: dict[str, Callable[[str], str]] = {
    "dirname": lambda value: value.rstrip("/").rpartition("/")[0] or ".",
    "basename": lambda value: value.rstrip("/").rpartition("/")[2],
    "realpath": str,
    "readlink": str,
    "echo": str,
}
