"""
What was counted in the files of one component, taken together.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from debtscan.model.component import Metrics
from debtscan.model.declaration import CodeFacts, TestSpec
from debtscan.model.estate import SourceFile
from debtscan.model.evidence import Evidence
from debtscan.model.words import Status

_NOT_WRITTEN = frozenset({Status.GENERATED, Status.VENDORED})  # nobody here maintains it by hand
CAPTION = "most complex function"


class _Code(Struct, frozen=True):
    """
    The counts of one file and where it stands.
    """

    place: tuple[str, str]  # repository, path
    facts: CodeFacts


def metrics_of(files: Iterable[tuple[str, SourceFile]], changes_12m: int | None = None) -> Metrics:
    """
    Return the metrics over *files* (repository, file) of one component.

    Tests, generated and vendored files are no complexity of the component; where it holds nothing else, they are.
    """
    known = sorted(files, key=lambda item: (item[0], item[1].path, item[1].reader))
    tests = {(repo, file.path) for repo, file in known if _is_test(file)}
    foreign = {(repo, file.path) for repo, file in known if file.status in _NOT_WRITTEN}
    code = _code(known)
    own = [one for one in code if one.place not in tests and one.place not in foreign] or code
    worst = max(own, key=lambda one: one.facts.complexity_max, default=None)
    return Metrics(
        files=len({(repo, file.path) for repo, file in known}),
        lines=sum(one.facts.lines for one in own),
        functions=sum(one.facts.functions for one in own),
        complexity=sum(one.facts.complexity for one in own),
        complexity_max=worst.facts.complexity_max if worst else 0,
        worst=_evidence(worst) if worst and worst.facts.complexity_max > 0 else None,
        tests=len(tests),
        changes_12m=changes_12m,
    )


def _is_test(file: SourceFile) -> bool:
    return file.status is Status.TEST or any(isinstance(d.spec, TestSpec) for d in file.reading.declarations)


def _code(files: Sequence[tuple[str, SourceFile]]) -> list[_Code]:
    """
    Return the counts of each file once, however many readers read it: those of the first that counted anything.
    """
    found: dict[tuple[str, str], CodeFacts] = {}
    for repo, file in files:
        if file.reading.code is not None:
            found.setdefault((repo, file.path), file.reading.code)
    return [_Code(place, facts) for place, facts in found.items()]


def _evidence(code: _Code) -> Evidence:
    repo, path = code.place
    return Evidence(repo, path, code.facts.worst_line, code.facts.worst or None, CAPTION)
