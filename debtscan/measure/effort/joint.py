"""
What message, paths and past say together: whose thing is mended, what is added where.
"""

from collections.abc import Iterator

from debtscan.measure.effort.cases import adds, corrects
from debtscan.measure.effort.past import ALIKE, is_infra
from debtscan.measure.effort.said import EXPLAINED
from debtscan.measure.effort.trail import WEEK, Before
from debtscan.measure.effort.words import Message

Names = frozenset[str]

_MINUTES = 0.02  # days
_MONTH = 30
_HALF = 0.5
_PLACES = (
    "only of settled",
    "only of infra",
    "nothing of product",
    "only of product",
    "only of prose",
    "only of tooling",
)
_OBJECTS = (
    *(
        "docs",
        "test",
        "ci",
        "slip",
        "link",
        "example",
        "opaque",
        "plain",
        "condition",
        "running",
        "lint",
        "model",
        "access",
        "log",
    ),
)
_CORRECTED = ("docs", "test", "ci", "code", "example", "notebook")
_ADDED_TO = (
    *("only of settled", "only of infra", "nothing of product", "only of product", "all modified", "one paths"),
    *("new product file", "only of tooling"),
)
_ADDED = ("capacity", "access", "alert", "back", "condition", "forced", "bump", "halt", "guard")
_INFRA = (
    *("all modified", "some added", "all added", "only setting", "only terraform", "only manifest", "one paths"),
    "only of settled",
)
_PLACED = (
    *("update", "bump", "release", "remove", "capacity", "access", "deploy", "switch", "halt", "link", "host"),
    *("reshape", "forced", "condition", "negation", "need", "data"),
)
_MUTE = ("only of settled", "only of infra", "only of product", "only of prose", "only of tooling")


def joint_signals(shape: Names, said: Names, before: Before, message: Message, *, bot: bool) -> Iterator[str]:
    """
    Yield the names of what holds of *shape*, *said* and *before* at once.
    """
    named = not said.isdisjoint(("says symptom", "explains symptom"))
    if corrects(message):
        yield from _correction(shape, said, before, message, named=named)
    elif named:
        yield "names a defect below"
    if before.own_fresh:
        yield "own fresh work"
    if before.folder <= WEEK and before.known:
        yield "fresh folder"
    if adds(message):
        yield from _addition(shape, said, before, named=named)
    if is_infra(before):
        yield from (f"infra repository, {name}" for name in _INFRA if name in shape)
    yield from (f"{group}, {name}" for group in _PLACED if f"says {group}" in said for name in _PLACES if name in shape)
    yield from _versions(shape, said)
    if "says nothing" in said:
        yield from (f"mute, {name}" for name in _MUTE if name in shape)
    if bot:
        yield from (f"bot, {name}" for name in ("only of settled", "only of prose", "some of product") if name in shape)


def _correction(shape: Names, said: Names, before: Before, message: Message, *, named: bool) -> Iterator[str]:
    yield "corrects"
    yield from _whose(before)
    if before.own_idle <= 1 and before.last_mine >= _HALF:
        yield "corrects own work of the day, " + ("explained" if len(message.body) > EXPLAINED else "in a line")
    if len(message.body) > EXPLAINED and not message.squashed:
        yield "corrects and explains"
    if "says confesses" in said:
        yield "corrects and confesses" + (" the same day" if before.own_idle <= 1 else "")
    if message.numbered:
        yield "corrects, numbered"
    if named:
        yield "corrects a named defect"
    yield from (f"corrects, says {group}" for group in _OBJECTS if f"says {group}" in said)
    yield from (f"corrects only {role}" for role in _CORRECTED if f"only {role}" in shape)
    if "only of prose" in shape:
        yield "corrects prose"
    if "nothing of product" in shape:
        yield "corrects infra"


def _whose(before: Before) -> Iterator[str]:
    today = before.own_idle <= 1 and before.last_mine >= _HALF
    holds = {
        "own fresh work": before.own_fresh,
        "own work of the day": today,
        "own work of minutes": today and before.own_idle <= _MINUTES,
        "what came today": before.born <= 1,
        "fresh work": before.fresh,
        "a fresh folder": before.folder <= WEEK,
        "own last commit": before.again and before.pause <= 1,
        "alike": before.alike >= ALIKE and before.pause <= 1,
        "an addition": before.onto_addition and before.idle <= WEEK,
        "old work": before.idle > _MONTH,
        "others' work": before.idle > WEEK and before.last_mine < _HALF,
        "released work": before.released,
    }
    return (f"corrects {name}" for name, true in holds.items() if true)


def _addition(shape: Names, said: Names, before: Before, *, named: bool) -> Iterator[str]:
    yield from (f"adds, {name}" for name in _ADDED_TO if name in shape)
    if is_infra(before):
        yield "adds to infra"
    if named:
        yield "adds over a defect"
    yield from (f"adds, says {group}" for group in _ADDED if f"says {group}" in said)


def _versions(shape: Names, said: Names) -> Iterator[str]:
    numbered = "version number" in said or "to version" in said
    if numbered and "says bump" in said:
        yield "bumps to a version"
    if numbered and "says update" in said:
        yield "updates to a version"
    if "says dead" in said and "says remove" in said:
        yield "removes the dead"
    if "only of prose" in shape and "version number" in said:
        yield "version in prose"
