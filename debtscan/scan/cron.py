"""
Cron expressions of every dialect as five plain fields: crontab, Jenkins, Quartz, AWS, macros, "every" and time zones.
"""

import re
from datetime import datetime

from cronsim import CronSim, CronSimError

_MACROS = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_ZONE = re.compile(r"^(?:CRON_)?TZ=\S+\s+")
_WRAPPED = re.compile(r"^(cron|rate)\((.*)\)$", re.IGNORECASE)
_EVERY = re.compile(r"^(?:@?every\s+)?(\d{1,5})\s*(m|min|mins|minutes?|h|hours?|d|days?)$", re.IGNORECASE)
_HASH = re.compile(r"\bH(?:\((\d{1,2})-\d{1,2}\))?(/\d{1,2})?")
_WEEKDAY_NUMBER = re.compile(r"(?<![/#\d])([1-7])(?![\d])")
_STARTS = datetime(2000, 1, 1)  # noqa: DTZ001 - only to let the parser judge the fields
_FIELDS = 5
_MAX_LENGTH = 200


def normalise(expression: str) -> str | None:
    """
    Return *expression* as five fields of plain cron; None when it is no time that could be told.
    """
    text = _ZONE.sub("", expression.strip()[:_MAX_LENGTH]).strip()
    wrapped = _WRAPPED.match(text)
    amazon = bool(wrapped and wrapped[1].lower() == "cron")
    text = (wrapped[2] if wrapped else text).strip()
    if text.lower() in _MACROS:
        return _MACROS[text.lower()]
    every = _EVERY.match(text)
    if every:
        return _every(int(every[1]), every[2][0].lower())
    return _checked(_plain_fields(text.split(), amazon=amazon))


def _every(count: int, unit: str) -> str | None:
    """
    Return the cron of "every so often"; None for what five fields cannot say.
    """
    if count < 1:
        return None
    if unit == "m" and (count < 60 or count % 60 == 0):  # noqa: PLR2004 - minutes of an hour
        return f"*/{count} * * * *" if count < 60 else _every(count // 60, "h")  # noqa: PLR2004
    if unit == "h" and (count < 24 or count % 24 == 0):  # noqa: PLR2004 - hours of a day
        return f"0 */{count} * * *" if count < 24 else _every(count // 24, "d")  # noqa: PLR2004
    return f"0 0 */{count} * *" if unit == "d" and count <= 31 else None  # noqa: PLR2004 - days of a month


def _plain_fields(fields: list[str], *, amazon: bool) -> list[str]:
    """
    Return five fields out of the six or seven of Quartz (seconds first, year last) or the six of AWS (year last).
    """
    quartz = not amazon and len(fields) in {6, 7}
    if quartz:
        fields = fields[1:6]
    elif amazon:
        fields = fields[:5]
    if len(fields) != _FIELDS:
        return []
    fields = [_HASH.sub(_spread, field).replace("?", "*") for field in fields]
    if quartz or amazon:
        fields[4] = _WEEKDAY_NUMBER.sub(lambda match: str(int(match[1]) - 1), fields[4])
    return fields


def _spread(match: re.Match[str]) -> str:
    if match[2]:
        return f"*{match[2]}"
    return match[1] or "0"


def _checked(fields: list[str]) -> str | None:
    if not fields:
        return None
    text = " ".join(fields)
    try:
        CronSim(text, _STARTS)
    except (CronSimError, ValueError, IndexError, KeyError):
        return None
    return text
