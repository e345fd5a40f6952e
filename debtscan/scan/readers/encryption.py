"""
Settings of tools that keep secrets encrypted in the repository: git-crypt and SOPS.
"""

import re

from debtscan.model.declaration import Declaration, File, Reading, SecretStoreSpec
from debtscan.scan.draft import Draft
from debtscan.scan.reader import Reader

_PATH = re.compile(r"(.*/)?(\.gitattributes|\.sops\.ya?ml)")
_GIT_CRYPT = re.compile(rb"^[^#\n]*\bfilter=git-crypt\b", re.MULTILINE)
_SOPS = re.compile(rb"^(creation_rules|stores|destination_rules):", re.MULTILINE)


def wants(path: str) -> bool:
    """
    Tell whether *path* is called like the settings of such a tool.
    """
    return _PATH.fullmatch(path) is not None


def claims(file: File) -> bool:
    """
    Tell whether *file* has anything encrypted: most attributes of files are about line ends.
    """
    return _mark(file) is not None


def read(file: File) -> Reading:
    """
    Return the tool, on the line of its first rule.
    """
    draft = Draft(file.path)
    mark = _mark(file)
    if mark is not None:
        tool = "git-crypt" if mark.re is _GIT_CRYPT else "sops"
        line = file.data.count(b"\n", 0, mark.start()) + 1
        draft.declare(Declaration(f"secrets:{tool}", tool, SecretStoreSpec(tool), line))
    return draft.reading()


def _mark(file: File) -> re.Match[bytes] | None:
    return (_GIT_CRYPT if file.path.endswith(".gitattributes") else _SOPS).search(file.data)


READER = Reader(name="encryption", version=1, wants=wants, claims=claims, read=read)
