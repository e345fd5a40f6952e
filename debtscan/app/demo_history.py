"""
The past of a demo repository: what each commit held, worked out backwards from the files as they are today.

Only today's files lie on disk; a commit says what it changed, so undoing the commits from the last to the first gives
every earlier state, and a history that does not fit its files cannot be built.
"""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from msgspec import Struct

from debtscan.base.errors import DebtscanError


class Commit(Struct, frozen=True, forbid_unknown_fields=True):
    """
    One commit and what it did to which paths.
    """

    when: datetime  # with its zone
    who: str  # "Name <address>"
    message: str
    add: tuple[str, ...] = ()
    edit: tuple[tuple[str, str, str], ...] = ()  # path, the text before, the text after (once in the file)
    move: tuple[tuple[str, str], ...] = ()  # from, to
    drop: tuple[tuple[str, str], ...] = ()  # path, and what the file held


class History(Struct, frozen=True, forbid_unknown_fields=True):
    """
    All commits of one repository, oldest first.
    """

    origin: str  # the URL that its clone would come from
    commit: tuple[Commit, ...]


State = dict[str, str]  # path -> text
Written = dict[str, str | None]  # path -> its text after a commit; None = the path is gone


def read_history(text: str) -> History:
    """
    Return the history that the TOML *text* describes.
    """
    return msgspec.toml.decode(text, type=History)


def history_stream(history: History, files: Mapping[str, str], branch: str) -> bytes:
    """
    Return the `git fast-import` stream of *history*, which ends in *files*.
    """
    return b"".join(
        _stanza(commit, paths, branch)
        for commit, paths in zip(history.commit, written_paths(history, files), strict=True)
    )


def written_paths(history: History, files: Mapping[str, str]) -> list[Written]:
    """
    Return what each commit of *history* wrote, oldest first.
    """
    state = dict(files)
    newest_first = [_undo(commit, state) for commit in reversed(history.commit)]
    if state:
        raise DebtscanError(f"demo history: no commit adds {', '.join(sorted(state))}")
    return newest_first[::-1]


def _undo(commit: Commit, state: State) -> Written:
    """
    Return what *commit* wrote, and put *state* back to what it was before.
    """
    written: Written = {path: text for path, text in state.items() if path in _touched(commit)}
    for path, before, after in reversed(commit.edit):
        state[path] = _undo_edit(commit, path, state.get(path, ""), before, after)
    for old, new in commit.move:
        written[old] = None
        state[old] = _take(commit, new, state)
    for path in commit.add:
        _take(commit, path, state)
    for path, text in commit.drop:
        written[path] = None
        state[path] = text
    return written


def _touched(commit: Commit) -> set[str]:
    return {*commit.add, *(path for path, _, _ in commit.edit), *(new for _, new in commit.move)}


def _undo_edit(commit: Commit, path: str, text: str, before: str, after: str) -> str:
    if not after or text.count(after) != 1:
        raise DebtscanError(
            f"demo history: {commit.message!r}: {path} holds {after!r} {text.count(after)} times, not once"
        )
    return text.replace(after, before)


def _take(commit: Commit, path: str, state: State) -> str:
    if path not in state:
        raise DebtscanError(f"demo history: {commit.message!r}: {path} is not there afterwards")
    return state.pop(path)


def _stanza(commit: Commit, written: Written, branch: str) -> bytes:
    stamp = f"{commit.who} {int(commit.when.timestamp())} {commit.when:%z}"
    head = f"commit {branch}\nauthor {stamp}\ncommitter {stamp}\n".encode()
    gone = [f"D {path}\n".encode() for path, text in sorted(written.items()) if text is None]
    kept = [
        f"M 100644 inline {path}\n".encode() + _data(text) for path, text in sorted(written.items()) if text is not None
    ]
    return b"".join([head, _data(commit.message), *gone, *kept])


def _data(text: str) -> bytes:
    raw = text.encode()
    return b"data %d\n%s\n" % (len(raw), raw)
