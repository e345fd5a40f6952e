"""
The ledger of one run holds what every stage missed, in order.
"""

import pytest

from debtscan.app.ledger import coverage_of, is_complete
from debtscan.judge.rules import FailedRule
from debtscan.model.assessment import Coverage
from debtscan.model.estate import Repo
from debtscan.model.evidence import Reason, Skip

BINARY = Skip("b", "x.bin", Reason.BINARY)
TEMPLATE = Skip("a", "chart.yaml", Reason.TEMPLATED)
COMMITS = Skip("a", "", Reason.HISTORY, "3 commits")


def test_all_stages_come_together_sorted() -> None:
    """
    Files, history, rules that broke, and settings that were ignored.
    """
    repos = (Repo("b", (), ("x.bin", "y.py"), (BINARY,), ()), Repo("a", (), ("chart.yaml",), (), (TEMPLATE,)))

    coverage = coverage_of(repos, [COMMITS], [FailedRule("loud", "KeyError: name")], ["workers"])

    assert coverage == Coverage(
        files=3,
        read=0,
        skipped=(
            Skip("", "debtscan.toml", Reason.CONFIG_IGNORED, "workers"),
            Skip("", "rules/loud", Reason.CRASHED, "KeyError: name"),
            BINARY,
        ),
        degraded=(COMMITS, TEMPLATE),
    )


@pytest.mark.parametrize(
    ("skipped", "degraded", "complete"),
    [
        ((), (), True),
        ((Skip("a", "**/*.md", Reason.NO_READER),), (), True),
        ((BINARY,), (), False),
        ((), (TEMPLATE,), False),
    ],
    ids=["all", "prose", "binary", "template"],
)
def test_complete_means_that_nothing_readable_was_missed(
    skipped: tuple[Skip, ...], degraded: tuple[Skip, ...], complete: bool
) -> None:
    """
    What is left out on purpose is no lack.
    """
    assert is_complete(Coverage(2, 1, skipped, degraded)) is complete
