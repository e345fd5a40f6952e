"""
Every rule speaks on its flagged miniatures and keeps silent on its clean ones.
"""

from datetime import date
from pathlib import Path

import pytest
from debtscan.app.assess import Options, assess
from debtscan.app.corrections import corrections_in
from debtscan.catalog.miniature import stage
from debtscan.judge.miniatures import Case, find_cases, try_cases
from debtscan.model.assessment import Assessment

TODAY = date(2024, 6, 1)


@pytest.mark.parametrize("case", find_cases(Path(__file__).parent), ids=str)
def test_the_rule_judges_its_miniature(case: Case, tmp_path: Path) -> None:
    """
    Nothing is missing, nothing is unexpected.
    """

    def assessed(path: Path) -> Assessment:
        staged = stage(path, tmp_path / "platform")
        now = date.fromisoformat(staged.now) if staged.now else TODAY
        options = Options(today=now, now=now, workers=1, cache=False, corrections=corrections_in(staged.path))
        return assess([str(staged.path)], options)

    outcomes = list(try_cases([case], assessed))

    assert [fault for outcome in outcomes for fault in outcome.faults] == []
