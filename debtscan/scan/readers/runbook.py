"""
Documents for people: the commands in READMEs and runbooks that deploy something by hand.
"""

import re
from collections.abc import Iterator

from debtscan.model.declaration import Declaration, File, PathRef, Reading, RunbookSpec
from debtscan.model.words import How
from debtscan.scan.draft import Draft, Place
from debtscan.scan.naming import name_of
from debtscan.scan.places import NEAR
from debtscan.scan.reader import Reader
from debtscan.scan.shell import Place as ShellPlace
from debtscan.scan.shell import read_commands

KEY = "runbook"

_PATH = re.compile(
    r"(.*/)?([^/]*(readme|runbook|playbook|operat|deploy|install|release|setup|how-?to|contributing)[^/]*)\.(md|markdown)",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^[ \t]*(```+|~~~+)[ \t]*([\w-]*)[^\n]*$")
_SHELLS = frozenset({"", "sh", "bash", "shell", "zsh", "console", "shell-session", "shellsession", "terminal"})
_PROMPT = re.compile(r"^[ \t]*[$#>%][ \t]+")
_LOCAL = re.compile(r"compose[^/]*\.y")  # started on a developer's machine
_DEPLOYS = re.compile(rb"\b(apply|deploy|install|upgrade|rollout|up)\b")


def wants(path: str) -> bool:
    """
    Tell whether *path* is called like a document that says how something is run.
    """
    return _PATH.fullmatch(path) is not None


def claims(file: File) -> bool:
    """
    Tell whether *file* has blocks of commands that might deploy.
    """
    return (b"```" in file.data or b"~~~" in file.data) and _DEPLOYS.search(file.data) is not None


def read(file: File) -> Reading:
    """
    Return what the commands of the document deploy.
    """
    draft = Draft(file.path)
    for number, (line, text) in enumerate(_blocks(file.text)):
        said = read_commands(text, ShellPlace(NEAR, KEY, f"block[{number}]", line))
        for ref in said.references:
            if ref.how is How.DEPLOY and isinstance(ref.target, PathRef) and not _LOCAL.search(ref.target.path):
                draft.refer(Place(KEY, ref.key or "", ref.line), ref.target, How.DEPLOY, ref.confidence)
    if draft.references:
        draft.declare(Declaration(KEY, name_of(file.path), RunbookSpec(), draft.references[0].line))
    return draft.reading()


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """
    Yield the first line and the text of each block of commands, prompts taken away.
    """
    fence, start, kept = "", 0, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        match = _FENCE.match(line)
        if fence and match and match[1].startswith(fence) and not match[2]:
            if kept:
                yield start, "\n".join(kept)
            fence, kept = "", []
        elif fence:
            kept.append(_PROMPT.sub("", line))
        elif match and match[2].lower() in _SHELLS:
            fence, start, kept = match[1], number + 1, []


READER = Reader(name="runbook", version=1, wants=wants, claims=claims, read=read)
