"""
The coverage ledger: what was not read, or only approximately, over all stages of one run.
"""

from collections.abc import Iterable

from debtscan.judge.rules import FailedRule
from debtscan.model.assessment import Coverage
from debtscan.model.estate import Repo
from debtscan.model.evidence import BY_DESIGN, Reason, Skip


def coverage_of(
    repos: Iterable[Repo], problems: Iterable[Skip], failed: Iterable[FailedRule], ignored: Iterable[str]
) -> Coverage:
    """
    Return the ledger of all repositories, with history problems, failed rules and ignored settings.
    """
    repos = tuple(repos)
    config = [Skip("", "debtscan.toml", Reason.CONFIG_IGNORED, key) for key in ignored]
    broken = [Skip("", f"rules/{rule.rule}", Reason.CRASHED, rule.error) for rule in failed]
    skipped = [skip for repo in repos for skip in repo.skipped]
    degraded = [skip for repo in repos for skip in repo.degraded]
    return Coverage(
        files=sum(len(repo.paths) for repo in repos),
        read=sum(len(repo.files) for repo in repos),
        skipped=tuple(sorted([*skipped, *broken, *config], key=_order)),
        degraded=tuple(sorted([*degraded, *problems], key=_order)),
    )


def is_complete(coverage: Coverage) -> bool:
    """
    Tell whether everything was read that debtscan has a reader for.
    """
    return not coverage.degraded and all(skip.reason in BY_DESIGN for skip in coverage.skipped)


def _order(skip: Skip) -> tuple[str, str, str, int, str]:
    return skip.repo, skip.path, skip.reason.value, skip.line or 0, skip.detail
