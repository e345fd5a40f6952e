"""
Schedules inside of programs: scheduler libraries, Celery's beat, and loops that work and sleep.
"""

import ast
from collections.abc import Iterator

from debtscan.model.declaration import Declaration, ScheduleSpec
from debtscan.model.words import Confidence
from debtscan.scan.draft import Draft
from debtscan.scan.python.folding import is_known, shown, values
from debtscan.scan.python.module import Decoration, Module, Site
from debtscan.scan.python.names import written
from debtscan.scan.python.walk import Scope

_UNITS = (("weeks", "w"), ("days", "d"), ("hours", "h"), ("minutes", "m"), ("seconds", "s"))
_CRON_FIELDS = ("minute", "hour", "day", "month", "day_of_week")
_DECORATED = {"scheduled_job", "repeat_every", "crontab", "task", "interval", "timer"}
_LIBRARIES = {"aiocron": "aiocron", "rocketry": "rocketry", "timeloop": "timeloop", "fastapi_utils": "fastapi-utils"}


def read(module: Module, draft: Draft) -> None:
    """
    Declare each schedule that code of this file keeps by itself.
    """
    if module.imports("apscheduler", "flask_apscheduler"):
        for site in module.called("add_job"):
            _declare(draft, _own("apscheduler", _target(site), _of_trigger(site, 1)), site.line)
    for use in module.decorators:
        _read_decorator(draft, use)
    if module.imports("schedule"):
        _read_every(module, draft)
    if module.imports("celery"):
        _read_beat(module, draft)
    if module.imports("rq_scheduler"):
        _read_rq(module, draft)
    _read_loops(module, draft)


def _declare(draft: Draft, spec: ScheduleSpec, line: int, sure: Confidence = Confidence.HIGH) -> None:
    draft.declare(Declaration(f"schedule:{spec.command}", spec.command, spec, line, sure))


def _own(engine: str, name: str, cron: str | None) -> ScheduleSpec:
    return ScheduleSpec(engine, cron, name, in_process=True)


def _read_decorator(draft: Draft, use: Decoration) -> None:
    package = use.name.partition(".")[0]
    if use.last == "scheduled_job" and use.site is not None:
        _declare(draft, _own("apscheduler", use.node.name, _of_trigger(use.site, 0)), use.line)
    elif package in _LIBRARIES and use.last in _DECORATED and use.site is not None:
        texts = [text for text in use.site.folded(use.site.argument(0, "seconds", "interval")) if is_known(text)]
        _declare(draft, _own(_LIBRARIES[package], use.node.name, texts[0] if texts else None), use.line)
    elif package == "schedule" and use.last == "repeat":
        _declare(draft, _own("schedule", use.node.name, None), use.line)


def _target(site: Site) -> str:
    node = site.argument(0, "func")
    if isinstance(node, ast.Call) and node.args:
        node = node.args[0]
    texts = site.folded(node) if isinstance(node, ast.Constant) else ()
    return next(iter(texts), "") or (written(node) if node is not None else "") or "job"


def _of_trigger(site: Site, index: int) -> str | None:
    """
    Return the cron expression or interval of APScheduler's trigger arguments, wherever they stand.
    """
    trigger = site.argument(index, "trigger")
    kind = next(iter(site.folded(trigger)), "") if isinstance(trigger, ast.Constant) else ""
    where = site
    if isinstance(trigger, ast.Call):
        where = Site(trigger, site.scope, written(trigger.func), "")
        kind = "cron" if "Cron" in where.name else "interval"
        if where.last == "from_crontab":
            return next(iter(where.folded(where.argument(0))), None)
    return _fields(where) if kind == "cron" else _interval(where)


def _fields(site: Site) -> str:
    words = [next(iter(site.folded(site.keyword(field))), "") for field in _CRON_FIELDS]
    set_from = next((index for index, word in enumerate(words) if word), len(words))
    return " ".join(word or ("0" if index < set_from else "*") for index, word in enumerate(words))


def _interval(site: Site) -> str | None:
    parts = [(next(iter(site.folded(site.keyword(unit))), ""), letter) for unit, letter in _UNITS]
    text = "".join(f"{number}{letter}" for number, letter in parts if number and "{" not in number)
    return f"@every {text}" if text else None


def _read_every(module: Module, draft: Draft) -> None:
    for site in module.called("do"):
        if site.name.startswith("schedule.") and (name := _target(site)):
            _declare(draft, _own("schedule", name, _of_chain(site)), site.line)


def _of_chain(site: Site) -> str | None:
    """
    Return `every(10).minutes.at("10:30")` as an interval in words.
    """
    node: ast.expr = site.call.func
    words: list[str] = []
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute):
            words.append(node.attr)
            node = node.value
        else:
            words += [text for arg in reversed(node.args) for text in site.folded(arg)[:1]]
            node = node.func
    order = [word for word in reversed(words) if word != "do"]
    return _words(order)


def _words(order: list[str]) -> str | None:
    number = next((word for word in order if word.isdigit()), "1")
    for unit, letter in _UNITS:
        if unit in order or unit.removesuffix("s") in order:
            return f"@every {number}{letter}"
    return " ".join(order) or None


def _read_rq(module: Module, draft: Draft) -> None:
    """
    Read `scheduler.cron("0 3 * * *", func=work)` and `scheduler.schedule(scheduled_time=..., func=work, interval=60)`.
    """
    for site in module.called("cron", "schedule"):
        task = site.argument(1, "func")
        if site.name.startswith("rq_scheduler.") and task is not None:
            cron = next(iter(site.folded(site.argument(0, "cron_string"))), None) if site.last == "cron" else None
            seconds = next((text for text in site.folded(site.keyword("interval")) if text.isdigit()), "")
            when = cron or (f"@every {seconds}s" if seconds else None)
            _declare(draft, _own("rq-scheduler", written(task) or "job", when), site.line)


def _read_beat(module: Module, draft: Draft) -> None:
    for node, scope in _beat_tables(module):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                _declare(draft, _own("celery", key.value, _of_beat(value, scope)), key.lineno)
    for site in module.called("add_periodic_task"):
        task = site.argument(1, "sig")
        name = written(task.func).rpartition(".")[0] if isinstance(task, ast.Call) else ""
        _declare(
            draft, _own("celery", name or "periodic task", _when(site.argument(0, "schedule"), site.scope)), site.line
        )


def _beat_tables(module: Module) -> Iterator[tuple[ast.Dict, Scope]]:
    for statement in ast.walk(module.tree):
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if any(_is_beat(target) for target in targets) and isinstance(statement, ast.Assign):
            yield from _dicts(statement.value, module.walk.module)
    for site in module.with_keyword("beat_schedule"):
        node = site.keyword("beat_schedule")
        yield from _dicts(node, site.scope) if node is not None else ()


def _is_beat(target: ast.expr) -> bool:
    return written(target).rpartition(".")[2].lower() in {
        "beat_schedule",
        "celerybeat_schedule",
        "celery_beat_schedule",
    }


def _dicts(node: ast.expr, scope: Scope) -> Iterator[tuple[ast.Dict, Scope]]:
    yield from ((value, where) for value, where in values(node, scope) if isinstance(value, ast.Dict))


def _of_beat(entry: ast.expr, scope: Scope) -> str | None:
    if isinstance(entry, ast.Dict):
        for key, value in zip(entry.keys, entry.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "schedule":
                return _when(value, scope)
    return None


def _when(node: ast.expr | None, scope: Scope) -> str | None:
    if isinstance(node, ast.Call):
        site = Site(node, scope, written(node.func), "")
        if site.last == "crontab":
            return _fields(Site(_renamed(node), scope, "crontab", ""))
        return _interval(site)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return f"@every {node.value:g}s"
    return shown(node) if node is not None else None


def _renamed(node: ast.Call) -> ast.Call:
    """
    Return a crontab() call under the field names of cron.
    """
    names = {"day_of_month": "day", "month_of_year": "month"}
    words = [ast.keyword(names.get(word.arg or "", word.arg), word.value) for word in node.keywords]
    return ast.copy_location(ast.Call(node.func, node.args, words), node)


def _read_loops(module: Module, draft: Draft) -> None:
    """
    Declare loops without end that sleep, where the program runs them: at the level of the module, or in what it calls.
    """
    sleeps = [site for site in module.called("sleep") if site.name in {"time.sleep", "asyncio.sleep", "anyio.sleep"}]
    for node, inside in module.walk.whiles if sleeps else ():
        function = inside.function
        endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
        if not endless or _ends(node) or not (module.main_guard or function is None or function.name in module.ran):
            continue
        here = [site for site in sleeps if _is_directly_in(site, node, inside)]
        if here:
            name = function.name if function else "main"
            _declare(draft, _own("loop", name, _seconds(here[0])), node.lineno, Confidence.MEDIUM)


def _ends(node: ast.While) -> bool:
    """
    Return whether the loop can be left from within: one that waits or tries again, and then goes on.
    """
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        part = waiting.pop()
        if isinstance(part, ast.Return | ast.Break):
            return True
        if not isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.For | ast.expr):
            waiting += ast.iter_child_nodes(part)
    return False


def _is_directly_in(site: Site, node: ast.While, inside: Scope) -> bool:
    return site.scope.function is inside.function and node.lineno <= site.line <= (node.end_lineno or node.lineno)


def _seconds(site: Site) -> str | None:
    text = next(iter(site.folded(site.argument(0))), "")
    return f"@every {text}s" if text.replace(".", "", 1).isdigit() else None
