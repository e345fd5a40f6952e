"""
Requirement lines of pip, and the sections of package files that list dependencies.
"""

import re

from packaging.requirements import InvalidRequirement, Requirement

from debtscan.model.declaration import PackageRef
from debtscan.model.words import How
from debtscan.scan.draft import Draft, Place
from debtscan.scan.strings import without_credentials

_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*((?:[=<>!~]=?=?|===)[^;#]*)?")
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9][A-Za-z0-9._-]*)")
_REPOSITORY = re.compile(r"/([A-Za-z0-9][A-Za-z0-9._-]*?)(?:\.git)?(?:@[^/#]*)?(?:#.*)?$")
_REMOTE = ("git+", "http://", "https://", "hg+", "svn+", "git://", "ssh://")
_LONGEST = 2_000


def read_line(draft: Draft, text: str, line: int | None, key: str) -> None:
    """
    Refer to the distribution that one requirement names; options, comments and local paths are none.
    """
    word = text.split(" #", 1)[0].strip()[:_LONGEST].removeprefix("-e ").removeprefix("--editable ").strip()
    if not word or word.startswith(("#", "-", ".", "/")):
        return
    ref = _remote(word) if word.startswith(_REMOTE) else _named(word)
    if ref is not None:
        draft.refer(Place(None, f"{key}:{ref.name}", line), ref, How.IMPORT)


def refer(draft: Draft, target: PackageRef, line: int | None) -> None:
    """
    Refer to one distribution.
    """
    draft.refer(Place(None, f"{target.ecosystem}:{target.name}", line), target, How.IMPORT)


def _remote(word: str) -> PackageRef | None:
    match = _EGG.search(word) or _REPOSITORY.search(word)
    return PackageRef("python", match[1].lower(), "", without_credentials(word)) if match else None


def _named(word: str) -> PackageRef | None:
    try:
        found = Requirement(word.split(" --", 1)[0].rstrip("\\ "))
    except InvalidRequirement:
        match = _NAME.match(word)
        return PackageRef("python", match[1].lower(), (match[2] or "").strip()) if match else None
    return PackageRef("python", found.name.lower(), str(found.specifier), without_credentials(found.url or ""))
