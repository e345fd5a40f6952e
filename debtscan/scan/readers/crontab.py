"""
Crontabs: one schedule a line, with what it runs.
"""

import posixpath
import re
from collections.abc import Iterator

from debtscan.model.declaration import Declaration, File, Problem, Reading, ScheduleSpec
from debtscan.model.evidence import Reason
from debtscan.scan.assemble import Parts
from debtscan.scan.cron import normalise
from debtscan.scan.places import NEAR
from debtscan.scan.reader import Reader
from debtscan.scan.shell import Place, read_commands

_PATH = re.compile(
    r"(?:.*/)?(?:(?:crontab|cronjobs?|crons?)(?:[.\-_][\w.-]*)?|[\w.-]+[.\-_](?:cron|crontab|cronjobs?)(?:\.(?:txt|j2|tmpl|tpl))?|"
    r"cron\.(?:d|hourly|daily|weekly|monthly)/[^/]+|(?:var/)?spool/cron/(?:.*/)?[^/]+)"
)
_OTHER = (
    ".py",
    ".go",
    ".js",
    ".ts",
    ".rb",
    ".java",
    ".md",
    ".yaml",
    ".yml",
    ".json",
    ".sh",
    ".tf",
    ".html",
    ".rst",
    ".php",
)
_LINE = re.compile(r"^\s*(?:#|$)|^\s*([A-Za-z_]\w*)\s*=\s*(.*)$")
_TIME = re.compile(r"^\s*(@\w+\s+|(?:[^\s#]+\s+){5})(\S.*)$")
_USER = re.compile(r"^([a-z_][a-z0-9_-]*)\s+(?=[/.\w$({\[])")
_USERS = frozenset(
    {"root", "nobody", "www-data", "ubuntu", "ec2-user", "app", "deploy", "airflow", "postgres", "user", "admin"}
)


def wants(path: str) -> bool:
    """
    Tell by its name whether *path* may be a crontab.
    """
    return _PATH.fullmatch(path.lower()) is not None and not path.lower().endswith(_OTHER)


def claims(file: File) -> bool:
    """
    Tell whether some line of the content is a time and a command.
    """
    return any(_entry(line) is not None for line in file.text.split("\n")[:2000])


def read(file: File) -> Reading:
    """
    Return the schedules and what they run.
    """
    parts = Parts()
    variables: dict[str, str] = {}
    seen: dict[str, int] = {}
    system = "cron.d/" in file.path
    for number, line in enumerate(file.text.split("\n"), 1):
        setting = _LINE.match(line)
        if setting:
            if setting[1]:
                variables[setting[1]] = setting[2].strip("\"' ")
            continue
        entry = _entry(line)
        if entry is None:
            parts.problems.append(Problem(Reason.PARTIAL, "not a time and a command", number))
            continue
        cron, command = entry
        command = _without_user(command, always=system)
        known = len(seen)
        key = f"cron:{seen.setdefault(command, known)}"
        parts.declare(Declaration(key, _name(command), ScheduleSpec("crontab", cron, command), number))
        parts.add(read_commands(command.replace("\\%", "%"), Place(NEAR, key, key, number), variables))
    return parts.reading()


def _entry(line: str) -> tuple[str, str] | None:
    """
    Return the time as written and the command, None when the line is none of that.
    """
    match = _TIME.match(line[:5000])
    if match is None:
        return None
    cron = " ".join(match[1].split())
    if cron != "@reboot" and normalise(cron) is None:
        return None
    return cron, match[2].strip()


def _without_user(command: str, *, always: bool) -> str:
    match = _USER.match(command)
    if match and (always or match[1] in _USERS):
        return command[match.end() :]
    return command


def _name(command: str) -> str:
    """
    Return a name for the job: the script that it runs, else the program.
    """
    words = list(_words(command))
    for word in words:
        if re.search(r"\.(sh|py|rb|pl|js|php|R|jar)$", word):
            return posixpath.basename(word).rpartition(".")[0]
    if "-m" in words[:-1]:
        return words[words.index("-m") + 1]
    return posixpath.basename(words[0]) if words else command[:40]


def _words(command: str) -> Iterator[str]:
    skip = False
    for word in command.split():
        if word in {"&&", ";", "||"}:
            skip = False
        elif word == "cd":
            skip = True
        elif word in {">", ">>", "2>&1", "|"}:
            return
        elif not skip and "=" not in word:
            yield word.strip("\"'();")


READER = Reader("crontab", 2, wants, read, claims)
