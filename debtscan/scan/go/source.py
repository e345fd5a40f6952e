"""
One Go file, read once.
"""

import re

from msgspec.structs import replace

from debtscan.model.declaration import CodeFacts, Declaration, Reading, TestSpec
from debtscan.model.evidence import Reason
from debtscan.model.words import Status
from debtscan.scan.draft import Draft
from debtscan.scan.go import controllers, objects, programs, schedules, stores
from debtscan.scan.go.complexity import count, lines_of_code
from debtscan.scan.go.tree import GoFile, line_of
from debtscan.scan.naming import stem_of

_GENERATED = re.compile(rb"^// Code generated .{0,200}DO NOT EDIT\.?[ \t]*\r?$", re.MULTILINE)
_CASE = re.compile(rb"^func (?:Test|Benchmark|Fuzz)", re.MULTILINE)
_HEAD = 4_000


def read_go(path: str, data: bytes) -> Reading:
    """
    Return what the Go source *data* says. Generated files are counted by lines and not parsed.
    """
    if _GENERATED.search(data, 0, _HEAD):
        return Reading(code=CodeFacts("go", lines_of_code(data)), status=Status.GENERATED)
    if path.endswith("_test.go"):
        return _read_test(path, data)
    file = GoFile(path, data)
    draft = Draft(path)
    programs.read(file, draft)
    controllers.read(file, draft)
    objects.read(file, draft)
    schedules.read(file, draft)
    stores.read(file, draft)
    errors = file.nodes("error")
    if errors:
        draft.problem(Reason.PARTIAL, "not valid Go", line_of(errors[0]))
    return replace(draft.reading(), code=count(file))


def _read_test(path: str, data: bytes) -> Reading:
    """
    Return how many cases a test file holds: tests are no complexity of a component, so no tree is needed.
    """
    draft = Draft(path)
    draft.declare(Declaration("tests", stem_of(path), TestSpec(len(_CASE.findall(data))), 1))
    return replace(draft.reading(), code=CodeFacts("go", lines_of_code(data)))
