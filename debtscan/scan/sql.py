"""
The tables that SQL reads and writes.
"""

import re
from collections.abc import Iterator

from debtscan.model.declaration import Store, StoreRef

_STARTS = re.compile(
    r"(?:\s|\()*(?:(select|with)\s|insert\s+(?:overwrite\s+)?(?:into|table)\s|merge\s+into\s|delete\s+from\s|truncate\s+table\s|"
    r"create\s+(?:or\s+replace\s+)?(?:(?:temp|temporary|external|materialized)\s+)?(?:table|view)\s|copy\s+into\s|"
    r"update\s+\S+\s+set\s|(?:alter|drop)\s+(?:table|view)\s|load\s+data\s|unload\s*\()",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\bfrom\s", re.IGNORECASE)
_LEADING = re.compile(r"\s*(?:(?:--|#)[^\n]*\n\s*)*")
_TABLE = re.compile(
    r"\b(from|join|into|table|update|view|exists)\s+(?:if\s+(?:not\s+)?exists\s+)?"
    r"(`[^`\n]{1,200}`|\"[^\"\n]{1,120}\"(?:\.\"[^\"\n]{1,120}\")*|[A-Za-z_{$][\w${}.-]{1,200})(\s*\()?",
    re.IGNORECASE,
)
_COMMON = re.compile(r"\b([A-Za-z_]\w*)\s+as\s*\(", re.IGNORECASE)
_COMMENT = re.compile(r"--[^\n]*")
_NO_TABLE = frozenset(
    {"select", "unnest", "lateral", "values", "only", "if", "exists", "the", "a", "an", "this", "set", "dual", "table"}
    | {
        "current_date",
        "where",
        "on",
        "using",
        "not",
        "generate_series",
        "left",
        "right",
        "inner",
        "outer",
        "as",
        "cascade",
        "no",
    }
)
_MOST = 50


def is_sql(text: str) -> bool:
    """
    Return whether *text* begins like a statement that names tables.
    """
    head = text[:20_000]
    begin = _LEADING.match(head)
    start = _STARTS.match(head, begin.end() if begin else 0)
    return start is not None and (start[1] is None or _HOLDS.search(head) is not None)


def tables_in(text: str) -> Iterator[tuple[StoreRef, int]]:
    """
    Yield each table that the statement *text* names, once, with the number of lines before it. Names of WITH are none.
    """
    plain = _COMMENT.sub(lambda match: " " * len(match[0]), text[:200_000])
    seen = {name.lower() for name in _COMMON.findall(plain)} | _NO_TABLE
    count = 0
    for match in _TABLE.finditer(plain):
        name = match[2].replace('"', "").strip("`. ")
        if match[3] and match[1].lower() != "table" and match[1].lower() != "into":
            continue
        if name.lower() not in seen and count < _MOST and any(letter.isalnum() for letter in name):
            seen.add(name.lower())
            count += 1
            provider = "bigquery" if match[2].startswith("`") and "." in name else ""
            yield StoreRef(Store.TABLE, name, provider), text.count("\n", 0, match.start())
