"""
Makefiles: targets with what their recipes build, deploy and run; simple variables are put in.
"""

import posixpath
import re
from collections.abc import Iterator

from msgspec import Struct

from debtscan.model.declaration import CiSpec, Declaration, File, PathRef, Reading, Reference
from debtscan.model.words import How
from debtscan.scan.assemble import Parts
from debtscan.scan.places import ROOT, anchored, resolve
from debtscan.scan.reader import Reader
from debtscan.scan.shell import Place, read_commands

KEY = "makefile"

_NAME = re.compile(r"(?:GNU)?[Mm]akefile(?:\.(?!am$|in$)[\w.-]+)?|[\w.-]+\.(?:mk|mak)")
_ASSIGNMENT = re.compile(r"\s*(?:export\s+|override\s+)*([A-Za-z_][\w.-]*)\s*(::?:?=|\?=|\+=|!=|=)\s*(.*)")
_REFERENCE = re.compile(r"\$[({]([A-Za-z_][\w.-]*)[)}]")
_WORDS = re.compile(r"\$[({](shell|wildcard|abspath|realpath|dir|notdir|patsubst|subst|strip|CURDIR|PWD)\b")
_TARGET = re.compile(r"[A-Za-z0-9_][\w./%-]*")
_HERE = re.compile(r"\$[({](?:shell\s+(?:pwd|realpath \.)|PWD|CURDIR)[)}]")
_ROOT = re.compile(r"\$\(shell\s+git rev-parse --show-toplevel\)")
_MAX_TARGETS = 1_000
_MAX_VALUE = 2_000


class Rule(Struct):
    """
    One target with its recipe lines.
    """

    target: str
    needs: tuple[str, ...]
    line: int
    recipe: list[tuple[str, int]]


def wants(path: str) -> bool:
    """
    Tell by its name whether *path* is a Makefile.
    """
    return _NAME.fullmatch(posixpath.basename(path)) is not None


def read(file: File) -> Reading:
    """
    Return the Makefile and all that its targets do.
    """
    folder = posixpath.dirname(file.path)
    variables, rules, included = _parsed(file.text, folder)
    parts = Parts()
    names = tuple(dict.fromkeys(rule.target for rule in rules if _TARGET.fullmatch(rule.target)))
    name = posixpath.basename(file.path)
    parts.declare(
        Declaration(KEY, name if name.endswith((".mk", ".mak")) else "Makefile", CiSpec("make", (), names[:200]), 1)
    )
    for path, line in included:
        found = resolve(path, folder)
        if found:
            parts.refer(Reference(KEY, PathRef(found), How.IMPORT, line, "include"))
    for rule in rules[:_MAX_TARGETS]:
        _recipe(rule, variables, folder, parts)
    return parts.reading()


def _recipe(rule: Rule, variables: dict[str, str], folder: str, parts: Parts) -> None:
    automatic = {**variables, "@": rule.target, "<": rule.needs[0] if rule.needs else "", "^": " ".join(rule.needs)}
    for text, line in rule.recipe:
        command = _shell_text(text, automatic)
        place = Place(folder, KEY, rule.target, line, folder or ".")
        parts.add(read_commands(command, place, {"CURDIR": anchored(folder), "PWD": anchored(folder)}))


def _shell_text(text: str, variables: dict[str, str]) -> str:
    """
    Return a recipe line as the shell sees it: variables put in, "$$" as "$", the marks for make at its front left out.
    """
    text = text.lstrip("@-+ \t")
    text = re.sub(r"\$([@<^])", lambda match: variables.get(match[1], ""), text)
    text = re.sub(r"\$[({]([@<^])[DF]?[)}]", lambda match: variables.get(match[1], ""), text)
    text = expanded(text, variables)
    text = _REFERENCE.sub(r"${\1}", text)
    return _WORDS.sub(_function, text).replace("$$", "$")


def _function(match: re.Match[str]) -> str:
    return "$(" if match[1] == "shell" else match[0]


def expanded(text: str, variables: dict[str, str]) -> str:
    """
    Return *text* with the values of the variables that are known.
    """
    for _ in range(8):
        replaced = _REFERENCE.sub(lambda match: variables.get(match[1], match[0]), text)
        if replaced == text or len(replaced) > _MAX_VALUE:
            break
        text = replaced
    return text


def _parsed(text: str, folder: str) -> tuple[dict[str, str], list[Rule], list[tuple[str, int]]]:
    """
    Return the variables, the rules and the included files.
    """
    variables: dict[str, str] = {"CURDIR": anchored(folder), "MAKE": "make"}
    rules: list[Rule] = []
    included: list[tuple[str, int]] = []
    open_rules: list[Rule] = []
    for line, number in _logical_lines(text):
        if line.startswith("\t") and open_rules:
            for rule in open_rules:
                rule.recipe.append((line[1:], number))
            continue
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        assignment = _ASSIGNMENT.match(line)
        if assignment:
            _assign(variables, assignment[1], assignment[2], assignment[3])
        elif words[0] in {"include", "-include", "sinclude"}:
            included += [(expanded(word, variables), number) for word in words[1:]]
        elif words[0] not in _DIRECTIVES:
            open_rules = list(_rules(line, number, variables)) or open_rules
            rules += [rule for rule in open_rules if rule.line == number]
    return variables, rules, included


_DIRECTIVES = frozenset(
    {"ifeq", "ifneq", "ifdef", "ifndef", "else", "endif", "define", "endef", "export", "unexport", "vpath"}
)


def _assign(variables: dict[str, str], name: str, operator: str, value: str) -> None:
    value = value.partition(" #")[0].strip()
    if operator == "+=":
        value = f"{variables.get(name, '')} {value}".strip()
    elif operator == "?=" and name in variables:
        return
    value = _HERE.sub(lambda _: variables["CURDIR"], _ROOT.sub(ROOT, expanded(value, variables)))
    if operator == "!=" or not value or len(value) > _MAX_VALUE or value.startswith("$(shell"):
        return
    variables[name] = value


def _rules(line: str, number: int, variables: dict[str, str]) -> Iterator[Rule]:
    plain, semicolon, first = line.partition(";")
    head, colon, tail = plain.partition(":")
    if colon and head.strip() and not set("=#") & set(head) and not tail.startswith("="):
        needs = tuple(expanded(tail.lstrip(":"), variables).replace("|", " ").split()[:200])
        for target in expanded(head, variables).split()[:50]:
            yield Rule(target, needs, number, [(first, number)] if semicolon and first.strip() else [])


def _logical_lines(text: str) -> Iterator[tuple[str, int]]:
    """
    Yield the lines with continuations joined (kept as such in recipes), with the number of the first.
    """
    held: list[str] = []
    start = 1
    for number, line in enumerate(text.split("\n"), 1):
        held = held or []
        if not held:
            start = number
        held.append(line)
        if line.endswith("\\"):
            continue
        joined = "\n".join(held)
        yield (joined if joined.startswith("\t") else " ".join(each.rstrip("\\") for each in held)), start
        held = []
    if held:
        yield "\n".join(held), start


READER = Reader("makefile", 2, wants, read)
