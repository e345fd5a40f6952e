"""
One Go file, read once.
"""

import re

from msgspec.structs import replace

from debtscan.model.declaration import CodeFacts, Declaration, Reading, TestSpec
from debtscan.model.evidence import Reason
from debtscan.model.words import Status
from debtscan.scan.draft import Draft
from debtscan.scan.go import controllers, programs, schedules, stores
from debtscan.scan.go.complexity import count, lines_of_code
from debtscan.scan.go.tree import GoFile, line_of
from debtscan.scan.naming import stem_of

_GENERATED = re.compile(rb"^// Code generated .{0,200}DO NOT EDIT\.?[ \t]*\r?$", re.MULTILINE)
_HEAD = 4_000


def read_go(path: str, data: bytes) -> Reading:
    """
    Return what the Go source *data* says. Generated files are counted by lines and not parsed.
    """
    if _GENERATED.search(data, 0, _HEAD):
        return Reading(code=CodeFacts("go", lines_of_code(data)), status=Status.GENERATED)
    file = GoFile(path, data)
    draft = Draft(path)
    programs.read(file, draft)
    if path.endswith("_test.go"):
        cases = sum(1 for name, _ in file.functions if name.startswith(("Test", "Benchmark", "Fuzz")))
        draft.declarations.clear()
        draft.declare(Declaration("tests", stem_of(path), TestSpec(cases), 1))
    else:
        controllers.read(file, draft)
        schedules.read(file, draft)
        stores.read(file, draft)
    errors = file.nodes("error")
    if errors:
        draft.problem(Reason.PARTIAL, "not valid Go", line_of(errors[0]))
    return replace(draft.reading(), code=count(file))
