"""
Which technologies an import, a requirement, an image or a command betrays.
"""

import re
from collections.abc import Iterable, Iterator

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from debtscan.catalog.reference import ImageTable
from debtscan.catalog.tables import CodeSignal

_CALL = re.compile(r"[A-Za-z_][\w.]*\(?")
_SHORTEST_CALL = 10  # characters: "create_job", but not "fmin"
_SHORTEST_COMMAND = 4  # "ssh" and "mo" are parts of too many lines
_LONGEST_TEXT = 10_000  # of a command line
_SEPARATORS = {"python": ".", "go": "/"}


class SignalIndex:
    """
    Looks signals up by prefix; built once.
    """

    def __init__(self, signals: tuple[CodeSignal, ...]) -> None:
        self._prefixes = {
            "python": _by_trace((signal, signal.signals.python) for signal in signals),
            "go": _by_trace((signal, signal.signals.go) for signal in signals),
        }
        self._calls = {
            "python": _by_call(signal for signal in signals if not signal.signals.python),
            "go": _by_call(signal for signal in signals if not signal.signals.go),
        }
        self._packages = _by_package(signals)
        self._images = ImageTable((image, signal) for signal in signals for image in signal.signals.images)
        self._commands = _by_trace((signal, signal.signals.commands) for signal in signals)
        self._command_words = _any_of(word for word in self._commands if len(word) >= _SHORTEST_COMMAND)
        self._found: dict[tuple[str, str], tuple[CodeSignal, ...]] = {}

    def of_import(self, ecosystem: str, module: str, calls: tuple[str, ...] = ()) -> tuple[CodeSignal, ...]:
        """
        Return the signals of the module, the closest first, then those that only the *calls* betray.
        """
        if ecosystem not in _SEPARATORS:
            return ()
        place = ecosystem, module
        if place not in self._found:
            self._found[place] = tuple(self._of_prefix(ecosystem, module))
        called = (signal for call in calls for signal in self._of_call(ecosystem, call))
        return tuple(dict.fromkeys((*self._found[place], *called))) if calls else self._found[place]

    def _of_prefix(self, ecosystem: str, module: str) -> Iterator[CodeSignal]:
        table, separator = self._prefixes[ecosystem], _SEPARATORS[ecosystem]
        while module:
            yield from table.get(module, ())
            module = module.rpartition(separator)[0]

    def _of_call(self, ecosystem: str, call: str) -> Iterator[CodeSignal]:
        table, name = self._calls[ecosystem], call.partition("(")[0]
        while name:
            yield from table.get(name, ())
            name = name.partition(".")[2]

    def of_package(self, ecosystem: str, name: str, version: str = "") -> tuple[CodeSignal, ...]:
        """
        Return the signals of a distribution; those narrowed by a specifier only where *version* is one that fits.
        """
        if ecosystem == "go":
            return self.of_import("go", name)
        if ecosystem != "python":
            return ()
        rows = self._packages.get(canonicalize_name(name), ())
        return tuple(dict.fromkeys(signal for signal, wanted in rows if _fits(wanted, version)))

    def of_image(self, image: str) -> CodeSignal | None:
        """
        Return the signal of an image.
        """
        return self._images.find(image)

    def of_command(self, text: str) -> tuple[CodeSignal, ...]:
        """
        Return the signals of the commands in *text*, in order of appearance.
        """
        words = (match[0] for match in self._command_words.finditer(text[:_LONGEST_TEXT]))
        return tuple(dict.fromkeys(signal for word in words for signal in self._commands[word]))


def _by_trace(rows: Iterable[tuple[CodeSignal, tuple[str, ...]]]) -> dict[str, tuple[CodeSignal, ...]]:
    table: dict[str, tuple[CodeSignal, ...]] = {}
    for signal, traces in rows:
        for trace in traces:
            table[trace] = (*table.get(trace, ()), signal)
    return table


def _by_call(signals: Iterable[CodeSignal]) -> dict[str, tuple[CodeSignal, ...]]:
    """
    Index the signals without imports by plain names of calls; a name with arguments cannot be told from its name alone.
    """
    rows = (
        (signal, tuple(call.rstrip("(") for call in signal.signals.calls if _is_telling(call)))
        for signal in signals
        if signal.class_ != "home_made_scheduler"  # a sleep alone says nothing; readers look for the whole loop
    )
    return _by_trace(rows)


def _is_telling(call: str) -> bool:
    return bool(_CALL.fullmatch(call)) and (len(call) >= _SHORTEST_CALL or "." in call)


def _by_package(signals: tuple[CodeSignal, ...]) -> dict[str, tuple[tuple[CodeSignal, Requirement], ...]]:
    table: dict[str, tuple[tuple[CodeSignal, Requirement], ...]] = {}
    for signal in signals:
        for package in signal.signals.packages:
            wanted = _requirement(package)
            if wanted is not None:
                name = canonicalize_name(wanted.name)
                table[name] = (*table.get(name, ()), (signal, wanted))
    return table


def _requirement(text: str) -> Requirement | None:
    try:
        return Requirement(text)
    except InvalidRequirement:
        return None


def _fits(wanted: Requirement, version: str) -> bool:
    if not wanted.specifier:
        return True
    try:
        return wanted.specifier.contains(Version(version.strip().lstrip("=~^v ")))
    except InvalidVersion:
        return False


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    escaped = sorted((re.escape(word) for word in words), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(escaped) or '(?!)'})(?![\w-])")
