"""
A date is only as exact as its source.
"""

import pytest

from debtscan.catalog.tables import Basis, ManagedOption, Since
from debtscan.model.rule import Option
from debtscan.model.words import Confidence


def option(date: str | None, basis: Basis, confidence: Confidence) -> ManagedOption:
    """
    Return an option that differs in its date only.
    """
    return ManagedOption("o", "O", "v", (), "where", confidence, ga=Since(date, basis) if date else None)


@pytest.mark.parametrize(
    ("date", "basis", "confidence", "since"),
    [
        ("2021-03-31", "docs", Confidence.HIGH, "2021-03-31"),
        ("2019-11", "announcement", Confidence.MEDIUM, "2019-11"),
        ("2020-12-01", "api_first_seen", Confidence.HIGH, "2020-12-01"),
        ("2016-07-27", "api_first_seen", Confidence.MEDIUM, "2016-07"),
        ("2022-01-10", "provider_changelog", Confidence.MEDIUM, "2022-01"),
        ("2022-01-10", "provider_changelog", Confidence.LOW, None),
        ("2018", "memory", Confidence.LOW, None),
        ("2018", "memory", Confidence.MEDIUM, None),
        (None, "docs", Confidence.HIGH, None),
    ],
)
def test_a_date_is_cut_to_what_its_source_allows(
    date: str | None, basis: Basis, confidence: Confidence, since: str | None
) -> None:
    """
    Days only from documents and sure launches, months from bounds, nothing from memory.
    """
    row = option(date, basis, confidence)

    assert row.since == since


def test_an_unsure_option_goes_into_reports_without_date_and_source() -> None:
    """
    Whoever reads the report cannot argue with a date that nobody checked.
    """
    sure, unsure = option("2021-03-31", "docs", Confidence.HIGH), option("2018", "memory", Confidence.LOW)

    assert sure.option == Option("o", "O", "v", "2021-03-31", "where")
    assert unsure.option == Option("o", "O", "v", None, None)
