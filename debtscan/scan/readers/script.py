"""
Shell scripts: what they build, deploy, run, copy and schedule.

A script does not know from which folder it is called: its paths begin with "./" and mean its own folder, else a parent.
"""

import posixpath
import re

from debtscan.model.declaration import Declaration, File, ProgramSpec, Reading
from debtscan.scan.assemble import Parts
from debtscan.scan.places import NEAR
from debtscan.scan.reader import Reader
from debtscan.scan.shell import Place, read_commands

KEY = "script"

_SHEBANG = re.compile(rb"#!\s*(?:/usr)?(?:/local)?/bin/(?:env\s+(?:-\S+\s+)?)?(?:ba|da|z|k|a)?sh\b")
_EXTENSION = re.compile(r".*\.(?:sh|bash|ksh|zsh|command)(?:\.(?:j2|tmpl|tpl|template))?")


def wants(path: str) -> bool:
    """
    Tell whether *path* may be a shell script: by its extension, or because it has none.
    """
    name = posixpath.basename(path)
    return _EXTENSION.fullmatch(name) is not None or ("." not in name and name.upper() != name)


def claims(file: File) -> bool:
    """
    Tell whether the content is a shell script: by its extension, or its first line.
    """
    return _EXTENSION.fullmatch(posixpath.basename(file.path)) is not None or _SHEBANG.match(file.data) is not None


def read(file: File) -> Reading:
    """
    Return the script and all that it does.
    """
    folder = posixpath.dirname(file.path)
    stem = re.sub(r"\.(?:j2|tmpl|tpl|template)$", "", posixpath.basename(file.path))
    parts = Parts()
    name = stem.rpartition(".")[0] or stem
    parts.declare(Declaration(KEY, name, ProgramSpec("shell"), 1))
    parts.add(read_commands(file.text, Place(NEAR, KEY, "", 1, folder or ".")))
    return parts.reading()


READER = Reader("script", 2, wants, read, claims)
