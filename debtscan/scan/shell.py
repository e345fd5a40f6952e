"""
What shell text does: the commands that matter, with variables, folders, loops, pipes and files in between followed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from debtscan.model.declaration import Declaration, NameRef, Reference
from debtscan.scan.commands import COMMANDS
from debtscan.scan.commands.call import Call, Item
from debtscan.scan.commands.programs import executable
from debtscan.scan.places import anchored, enter
from debtscan.scan.shell_blocks import end_of_function, end_of_loop
from debtscan.scan.shell_calls import inner_text, unwrapped
from debtscan.scan.shell_lexer import Statement, closing, statements
from debtscan.scan.shell_memory import Memory
from debtscan.scan.shell_values import expand, expand_list
from debtscan.scan.vocabulary import listed

MAX_ROUNDS = 60  # of one loop
MAX_NESTING = 20  # functions that call functions
MAX_CALLS = 5_000  # of one text: loops in loops could go on for ever
_MAX_PIPE = 10  # commands before one that are remembered
MAX_DEPTH = 3  # of commands inside commands

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)(?:\[[^\]]*\])?(\+?=)(.*)", re.DOTALL)
_SETTERS = frozenset({"export", "local", "readonly", "declare", "typeset"})
_TOOL = re.compile(r"^(\./)?[^/]*$|^/|(^|/)s?bin/[^/]+$")  # not a script of the repository that bears a tool's name
_SHELLS = frozenset({"bash", "sh", "zsh", "ssh", "eval"})
_SILENT = listed(
    "echo printf cat grep sed awk cut tr head tail sort uniq wc ls rm mkdir cp mv chmod chown test [ [[ true "
    "false exit return sleep set unset shift read trap wait kill command which type hash apt apt-get apk yum dnf "
    "brew pip pip3 git jq yq date tee touch ln find"
)


class Commands(Struct, frozen=True):
    """
    What shell text says, in order.
    """

    declarations: tuple[Declaration, ...] = ()
    references: tuple[Reference, ...] = ()
    exported: dict[str, str] = {}  # variables that later steps of the same CI job see
    outputs: dict[str, str] = {}  # what the step puts out by name


class Place(Struct, frozen=True):
    """
    Where shell text stands and runs.
    """

    folder: str = ""  # in which it runs, as places.py writes folders
    source: str | None = None  # key of the declaration that it belongs to
    key: str = ""  # structural place in the file
    line: int = 1  # of its first line in the file
    script: str = "."  # folder of the script itself


def read_commands(text: str, place: Place, variables: Mapping[str, str] | None = None, before: str = "") -> Commands:
    """
    Return what the commands of *text* declare and need; *variables* are set, and *before* has run in the same shell.
    """
    known: dict[str, tuple[str, ...]] = {name: (value,) for name, value in (variables or {}).items()}
    runner = _Runner(place, known)
    if before:
        runner.run(list(statements(before)))
        runner.items = []
    runner.run(list(statements(text)))
    runner.run_uncalled()
    return runner.commands()


def read_argv(words: Iterable[str], place: Place) -> Commands:
    """
    Return what one command says that is given as a list of words.
    """
    runner = _Runner(place, {})
    runner.run([Statement(tuple(words), 1)])
    return runner.commands()


class _Runner:
    """
    The state of a shell as far as it is known: variables, the folder, and which files were made from which.
    """

    def __init__(self, place: Place, variables: dict[str, tuple[str, ...]], depth: int = 0) -> None:
        self.place = place
        itself = f"{anchored(place.script)}/itself"
        self.variables = {"BASH_SOURCE": (itself,), "0": (itself,), "PWD": (anchored(place.folder),), **variables}
        self.folder = place.folder
        self.folders: list[str] = []
        self.memory = Memory()
        self.functions: dict[str, list[Statement]] = {}
        self.called: Counter[str] = Counter()
        self.nesting = 0
        self.pipe: list[Call] = []
        self.items: list[Item] = []
        self.calls = 0
        self.depth = depth

    def commands(self) -> Commands:
        return Commands(
            tuple(item for item in self.items if isinstance(item, Declaration)),
            tuple(item for item in self.items if isinstance(item, Reference)),
            self.memory.told["env"],
            self.memory.told["output"],
        )

    def run(self, body: list[Statement]) -> None:
        at = 0
        while at < len(body) and self.calls < MAX_CALLS:
            statement = body[at]
            first = statement.words[0] if statement.words else ""
            if first in {"for", "select"} and "in" in statement.words[2:3]:
                at = self.loop(body, at)
                continue
            if first == "function" and len(statement.words) > 1 and (end := end_of_function(body, at)):
                self.functions[statement.words[1]] = body[at + 1 : end]
                at = end + 1
                continue
            self.control(first) if len(statement.words) == 1 and first in _CONTROL else self.statement(statement)
            at += 1

    def control(self, word: str) -> None:
        if word in {"(", "{"}:
            self.folders.append(self.folder)
        elif word in {")", "}"} and self.folders:
            self.folder = self.folders.pop()

    def loop(self, body: list[Statement], at: int) -> int:
        """
        Run a loop once for each value that is known, or once with the variable unknown; return where it ends.
        """
        statement = body[at]
        end = end_of_loop(body, at + 1)
        name = statement.words[1]
        values = list(expand_list(statement.words[3:], self.variables, self.folder, self.place.script))
        inner = [each for each in body[at + 1 : end] if each.words != ("do",)]
        before = self.variables.pop(name, None)
        for value in values[:MAX_ROUNDS] or [""]:
            if value and "$" not in value:
                self.variables[name] = (value,)
            folder = self.folder
            self.run(inner)
            self.folder = folder
        self.variables.pop(name, None)
        if before is not None:
            self.variables[name] = before
        return end + 1

    def function(self, call: Call) -> None:
        """
        Run a function of the script with its arguments.
        """
        self.called[call.program] += 1
        body = self.functions.pop(call.program)  # one that calls itself ends here
        numbered = {str(number): (value,) for number, value in enumerate(call.args[:9], 1) if "$" not in value}
        before = {name: self.variables.pop(name, None) for name in map(str, range(1, 10))}
        self.variables |= numbered
        self.nesting += 1
        self.run(body)
        self.nesting -= 1
        for name, value in before.items():
            self.variables.pop(name, None)
            if value is not None:
                self.variables[name] = value
        self.functions[call.program] = body

    def run_uncalled(self) -> None:
        """
        Run the functions that nothing has called: another file may.
        """
        for name in list(self.functions):
            if name not in self.called:
                folder = self.folder
                self.function(self.call((name,), Statement((name,), 1)))
                self.folder = folder

    def value(self, word: str) -> str:
        return expand(word, self.variables, self.folder, self.place.script)

    def statement(self, statement: Statement) -> None:
        self.calls += 1
        words = self.assigned(statement.words)
        self.nested(statement)
        if words[:1] and words[0] in {"cd", "pushd"}:
            self.folder = self.entered(words)
            return
        if words[:1] == ("popd",):
            return
        call = self.call(words, statement)
        if call.program in self.functions:
            if self.nesting < MAX_NESTING and self.called[call.program] < MAX_ROUNDS:
                self.function(call)
            return
        self.memory.remember(call, piped=statement.piped)
        if call.name not in _SILENT:
            self.items += (item for item in self.meaning(call) if not _nameless(item))
        self.pipe = [*self.pipe[-_MAX_PIPE:], call] if statement.piped else []

    def assigned(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """
        Return *words* without the assignments at their front; they are kept where nothing follows or they are exported.
        """
        setter = words[:1] and words[0] in _SETTERS
        rest = [word for word in words[1:] if not word.startswith("-")] if setter else list(words)
        pairs: list[tuple[str, str, str]] = []
        while rest and (match := _ASSIGNMENT.fullmatch(rest[0])):
            pairs.append((match[1], match[2], match[3]))
            rest.pop(0)
        if setter or not rest:
            for name, operator, value in pairs:
                self.assign(name, operator, value)
            return ()
        return tuple(rest)

    def assign(self, name: str, operator: str, value: str) -> None:
        if value.startswith("(") and value.endswith(")"):
            words = tuple(word for each in statements(value[1:-1]) for word in each.words)
            values = tuple(expand_list(words, self.variables, self.folder, self.place.script))
        else:
            values = (self.value(value),)
        if operator == "+=":
            values = (*self.variables.get(name, ()), *values)
        known = [value for value in values if "$" not in value or not value.startswith("$")]
        if values and known and any(known):
            self.variables[name] = values[:200]
        else:
            self.variables.pop(name, None)

    def entered(self, words: tuple[str, ...]) -> str:
        target = self.value(words[-1]) if len(words) > 1 else "~"
        if target == "-" or target.startswith(("~/project", "$GOPATH")):
            return self.place.folder
        return enter(self.folder, target) or ("" if target.startswith("\ue001") else self.elsewhere(target))

    def elsewhere(self, target: str) -> str:
        """
        Return the folder after going where nobody knows: at the root "" is right, else near the file.
        """
        found = enter(self.folder, target)
        return found if found is not None else "./"

    def call(self, words: tuple[str, ...], statement: Statement) -> Call:
        values = tuple(self.value(word) for word in words)
        program = values[0] if values else ""
        upstream = tuple(self.pipe)
        reads = tuple(self.value(word) for word in statement.reads)
        return Call(
            name=program.rpartition("/")[2],
            args=values[1:],
            line=self.place.line + statement.line - 1,
            folder=self.folder,
            source=self.place.source,
            key=self.place.key,
            program=program,
            reads=reads,
            writes=tuple(self.value(word) for word in statement.writes),
            upstream=upstream,
            body=statement.body,
        )

    def meaning(self, call: Call) -> Iterator[Item]:
        """
        Yield what *call* says: by its name, by the command that it wraps, or by the file that it is.
        """
        wrapped = unwrapped(call)
        self.memory.note(wrapped)
        handler = COMMANDS.get(wrapped.name)
        if wrapped.name in _SHELLS and (inner := inner_text(wrapped)):
            yield from self.inside(inner, wrapped.line)
        elif handler is not None and _TOOL.search(wrapped.program):
            yield from (self.memory.known(item) for item in handler(wrapped))
            yield from self.memory.used(wrapped)
        else:
            yield from executable(wrapped)

    def nested(self, statement: Statement) -> None:
        """
        Read the commands inside "$(...)".
        """
        if self.depth >= MAX_DEPTH:
            return
        for word in (*statement.words, *statement.reads):
            at = 0
            while (start := word.find("$(", at)) >= 0:
                at = closing(word, start + 1)
                if word[start + 2 : start + 3] != "(":
                    self.items += self.inside(word[start + 2 : at - 1], self.place.line + statement.line - 1)

    def inside(self, text: str, line: int) -> list[Item]:
        if self.depth >= MAX_DEPTH:
            return []
        place = Place(self.folder, self.place.source, self.place.key, line, self.place.script)
        runner = _Runner(place, dict(self.variables), self.depth + 1)
        runner.calls = self.calls
        runner.functions, runner.called = self.functions, self.called
        runner.run(list(statements(text)))
        self.calls = runner.calls
        return runner.items


def _nameless(item: Item) -> bool:
    """
    Tell whether *item* points to something by a name that is not known here.
    """
    return isinstance(item, Reference) and isinstance(item.target, NameRef) and item.target.name.startswith("$")


_CONTROL = frozenset({"(", ")", "{", "}", "do", "done"})
