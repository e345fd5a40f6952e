"""
Schedules inside of Go programs: cron libraries, own ones too, tickers and timed loops.
"""

import re

from tree_sitter import Node

from debtscan.model.declaration import Declaration, ScheduleSpec
from debtscan.model.words import Confidence
from debtscan.scan.draft import Draft
from debtscan.scan.go.tree import Call, GoFile, literal

_UNITS = {"Second": "s", "Minute": "m", "Hour": "h"}
_INTERVAL = re.compile(r"(?:(\d+(?:\.\d+)?)\s*\*\s*)?time\.(Second|Minute|Hour)(?:\s*\*\s*(\d+(?:\.\d+)?))?")
_CRON = re.compile(
    r"@(?:every|yearly|annually|monthly|weekly|daily|midnight|hourly)\b.{0,20}|(?:[\d*/,?LW#-]+\s+){4,6}[\w*/,?#-]+"
)
_SCHEDULERS = frozenset(
    {"cron", "crons", "cronjob", "gocron", "scheduler", "schedule", "schedules", "periodic", "ticker"}
)
_STARTS = frozenset(
    {"Run", "Start", "Schedule", "AddFunc", "AddJob", "Add", "Every", "Register", "New", "RunEvery", "Do"}
)
_WAITS = frozenset({"Until", "UntilWithContext", "JitterUntil", "Forever"})
_LONGEST = 200  # characters of an argument that is a time
_CHAIN = re.compile(r"\.Every\((\d*)\)\.(Second|Minute|Hour|Day|Week)s?\(\)")
_CRON_CALL = re.compile(r"\bCron(?:Job|WithSeconds)?\(\s*\"([^\"]+)\"")
_TICKS = frozenset({"NewTicker", "Tick"})


def read(file: GoFile, draft: Draft) -> None:
    """
    Declare each function that runs at fixed times, and each ticker of a main program.
    """
    for call in file.calls:
        if call.last in {"AddFunc", "AddJob"}:
            _read_added(file, draft, call)
        elif call.last in _STARTS and _is_scheduler(call):
            _read_started(file, draft, call)
        elif call.module == "k8s.io/apimachinery/pkg/util/wait" and call.last in _WAITS and file.package == "main":
            _read_wait(file, draft, call)
    if any("gocron" in path for path, _ in file.imports.values()):
        _read_gocron(file, draft)
    if file.package == "main":
        for call in file.called(*_TICKS):
            if call.module == "time" and _is_loop(file, call):
                name = file.function_at(call.node) or "main"
                _declare(draft, _own("ticker", name, _interval(file, call)), call.line, Confidence.MEDIUM)


def _declare(draft: Draft, spec: ScheduleSpec, line: int, sure: Confidence = Confidence.HIGH) -> None:
    name = spec.command
    draft.declare(Declaration(f"schedule:{name}", name.rpartition(".")[2] or name, spec, line, sure))


def _own(engine: str, name: str, cron: str | None) -> ScheduleSpec:
    return ScheduleSpec(engine, cron, name, in_process=True)


def _read_added(file: GoFile, draft: Draft, call: Call) -> None:
    arguments = file.arguments(call)
    when = literal(file.text(arguments[0])) if arguments else None
    if when is not None and _CRON.fullmatch(when.strip()):
        engine = "robfig/cron" if any("robfig/cron" in path for path, _ in file.imports.values()) else "cron"
        _declare(draft, _own(engine, _name(file, arguments[1:2]), when), call.line)


def _read_gocron(file: GoFile, draft: Draft) -> None:
    """
    Read `s.Every(5).Minutes().Do(work)`, `s.Cron("0 2 * * *").Do(work)` and `s.NewJob(gocron.CronJob(...), task)`.
    """
    for call in file.called("Do", "NewJob"):
        arguments = file.arguments(call)
        text = file.text(call.node)[:_LONGEST]
        chain = _CHAIN.search(text)
        cron = _CRON_CALL.search(text)
        if chain or cron or call.last == "NewJob":
            when = (
                cron[1] if cron else f"@every {chain[1] or 1}{chain[2][0].lower()}" if chain else _interval(file, call)
            )
            last = arguments[-1:] if call.last == "NewJob" else arguments[:1]
            named = file.arguments_of(last[0]) if last and last[0].type == "call_expression" else last
            _declare(draft, _own("gocron", _name(file, named[:1]) or "job", when), call.line)


def _is_scheduler(call: Call) -> bool:
    return bool(call.module) and call.module.rstrip("/").rpartition("/")[2].lower() in _SCHEDULERS


def _read_started(file: GoFile, draft: Draft, call: Call) -> None:
    """
    Read `cron.Run(task, ..., time.Hour)`: a call of a package that is named for schedules, with a function and a time.
    """
    interval = _interval(file, call)
    arguments = file.arguments(call)
    function = _name(file, arguments[:1])
    timed = interval is not None or any("Cron" in file.text(node) or "Period" in file.text(node) for node in arguments)
    if timed and function:
        sure = Confidence.HIGH if file.package == "main" else Confidence.MEDIUM
        _declare(draft, _own(call.module.rpartition("/")[2], function, interval), call.line, sure)


def _read_wait(file: GoFile, draft: Draft, call: Call) -> None:
    """
    Read `wait.Until(sync, time.Minute, stop)`; workers that empty a queue again and again are no schedule.
    """
    first = 1 if call.last.endswith("WithContext") else 0
    function = _name(file, file.arguments(call)[first : first + 1])
    if "worker" not in function.lower():
        _declare(draft, _own("wait", function or "job", _interval(file, call)), call.line)


def _name(file: GoFile, nodes: list[Node]) -> str:
    for node in nodes:
        if node.type in {"identifier", "selector_expression"}:
            return file.text(node)
        if node.type == "call_expression":
            return file.text(node.child_by_field_name("function"))
    return "job" if nodes else ""


def _interval(file: GoFile, call: Call) -> str | None:
    for node in file.arguments(call):
        text = file.text(node)
        match = _INTERVAL.search(text) if len(text) < _LONGEST and "func" not in text else None
        if match is not None:
            return f"@every {match[1] or match[3] or '1'}{_UNITS[match[2]]}"
    return None


def _is_loop(file: GoFile, call: Call) -> bool:
    """
    Return whether the function around *call* loops.
    """
    here = file.function_index(call.node.start_byte)
    return any(file.function_index(node.start_byte) == here for node in file.nodes("loop"))
