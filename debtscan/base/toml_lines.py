"""
Where the tables of a TOML file stand: tomllib reads values and keeps no lines.
"""

import re

_STRING = r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
_TOKEN = re.compile(rf"(?P<string>{_STRING})|(?P<comment>\#[^\n]*)|(?P<open>[\[{{])|(?P<close>[\]}}])|\n|.", re.DOTALL)
_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\\\n]*"|'[^'\n]*')"""
_HEADER = re.compile(rf"[ \t]*\[\[[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*\]\]")
_PARTS = re.compile(_PART)


def lines_of_tables(text: str, name: str) -> list[int]:
    """
    Return the line (1-based) of each [[*name*]] in valid TOML; what strings, comments and lists hold is no header.
    """
    found: list[int] = []
    line, at = 1, 0
    while at < len(text):
        header = _HEADER.match(text, at)
        if header is not None and ".".join(part.strip("\"'") for part in _PARTS.findall(header[1])) == name:
            found.append(line)
        end = _end_of_statement(text, at)
        line += text.count("\n", at, end)
        at = end
    return found


def _end_of_statement(text: str, start: int) -> int:
    """
    Return where the line that begins at *start* ends, with all the lines that its strings and lists go on for.
    """
    depth, at = 0, start
    for token in _TOKEN.finditer(text, start):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        at = token.end()
        if token[0] == "\n" and depth <= 0:
            break
    return at
