"""
Rules tried on miniatures: small file trees that a rule must speak about, and others on which it must keep silent.

A case is a folder `<root>/<rule id>/flagged|clean/<case>/`; its optional `expected.txt` names the path of the primary
evidence of each finding, one a line.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from debtscan.model.assessment import Assessment

EXPECTED = "expected.txt"
FLAGGED = "flagged"
CLEAN = "clean"
_LEAST = 2  # cases of each sort that every rule has


class Case(Struct, frozen=True, order=True):
    """
    One miniature of one rule.
    """

    rule: str
    sort: str  # FLAGGED or CLEAN
    name: str
    path: Path
    expected: tuple[str, ...] = ()  # paths of primary evidence; empty = any finding will do

    def __str__(self) -> str:
        return f"{self.rule}/{self.sort}/{self.name}"


class Outcome(Struct, frozen=True):
    """
    What came of a case; it passed when there are no faults.
    """

    case: Case
    faults: tuple[str, ...]


def find_cases(root: Path) -> tuple[Case, ...]:
    """
    Return the cases below *root*, sorted.
    """
    folders = (path for sort in (FLAGGED, CLEAN) for path in root.glob(f"*/{sort}/*") if path.is_dir())
    return tuple(sorted(map(_case, folders)))


def _case(path: Path) -> Case:
    listed = path / EXPECTED
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else []
    expected = tuple(sorted(line.strip() for line in lines if line.strip()))
    return Case(path.parents[1].name, path.parent.name, path.name, path, expected)


def missing_cases(rules: Iterable[str], cases: Iterable[Case]) -> Iterator[str]:
    """
    Yield what a pack of these rules still lacks; a pack without rules lacks everything.
    """
    wanted = frozenset(rules)
    counts = {(rule, sort): 0 for rule in wanted for sort in (FLAGGED, CLEAN)}
    for case in cases:
        if case.rule in wanted:
            counts[case.rule, case.sort] += 1
        else:
            yield f"{case}: there is no such rule"
    for (rule, sort), count in sorted(counts.items()):
        if count < _LEAST:
            yield f"{rule}/{sort}: {count} of at least {_LEAST} cases"
    if not wanted:
        yield "no rules"


def try_cases(cases: Iterable[Case], assess: Callable[[Path], Assessment]) -> Iterator[Outcome]:
    """
    Yield the outcome of each case; *assess* turns the folder of a case into an assessment.
    """
    return (Outcome(case, tuple(_faults(case, assess(case.path)))) for case in cases)


def _faults(case: Case, assessment: Assessment) -> Iterator[str]:
    places = sorted(finding.evidence[0].path for finding in assessment.findings if finding.rule == case.rule)
    if case.sort == CLEAN:
        yield from (f"unexpected finding in {place}" for place in places)
    elif not case.expected and not places:
        yield "no finding"
    elif case.expected:
        yield from (f"missing finding in {place}" for place in case.expected if place not in places)
        yield from (f"unexpected finding in {place}" for place in places if place not in case.expected)
