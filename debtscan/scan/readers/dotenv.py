"""
Files of environment variables: NAME=value, a line each.
"""

import re

from debtscan.model.declaration import File, Reading
from debtscan.scan.draft import Draft, Place
from debtscan.scan.reader import Reader

_NAME = re.compile(r"(?:[^/]*\.)?env|\.env[._-][^/]+|env\.list")
_LINE = re.compile(r"(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(\"[^\"\n]*\"|'[^'\n]*'|[^\s#]*)")
_MOST_LINES = 5_000
_LONGEST = 2_000


def wants(path: str) -> bool:
    """
    Return whether the name is one of those that such files have.
    """
    return _NAME.fullmatch(path.rpartition("/")[2]) is not None


def read(file: File) -> Reading:
    """
    Return the hosts, images and stores that the values name; secrets are neither.
    """
    draft = Draft(file.path)
    for number, line in enumerate(file.text.split("\n")[:_MOST_LINES], start=1):
        match = _LINE.match(line.strip()[:_LONGEST])
        if match:
            draft.setting(Place(None, f"env:{match[1]}", number), match[1], match[2].strip("\"'"))
    return draft.reading()


READER = Reader(name="dotenv", version=1, wants=wants, read=read)
