"""
The few things that values of the model do by themselves.
"""

import pytest

from debtscan.model.component import ComponentId
from debtscan.model.declaration import File, decode
from debtscan.model.evidence import Evidence
from debtscan.model.history import Change, History
from debtscan.model.rule import Finding, Text
from debtscan.model.words import Confidence, Grade, Lang, Severity

PLACE = Evidence("shop", "k8s/web.yaml", 3, "Deployment/web", "Deployment")


def _finding(*evidence: Evidence) -> Finding:
    return Finding(
        rule="unpinned-image",
        component=ComponentId("shop:service:web"),
        message="Image moves.",
        translations={"ja": "イメージが変わる。"},
        severity=Severity.HIGH,
        confidence=Confidence.HIGH,
        fingerprint="f",
        evidence=evidence,
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"plain\r\nlines\rhere\n", ("plain\nlines\nhere\n", True)),
        (b"\xef\xbb\xbfmarked", ("marked", True)),
        ("weit".encode("utf-16"), ("weit", True)),
        (b"\xfe\xff\x00w", ("w", True)),
        ("größe".encode("latin-1"), ("größe", False)),
        (b"\xff\xfew", ("\ufffd", True)),
        (b"", ("", True)),
    ],
)
def test_bytes_become_text_by_mark_then_utf8_then_latin1(data: bytes, expected: tuple[str, bool]) -> None:
    """
    No bytes whatever stop the reading of a file, and the caller learns when they had to be guessed.
    """
    assert decode(data) == expected


def test_text_of_a_file_is_its_decoded_bytes() -> None:
    """
    A reader never sees carriage returns.
    """
    assert File("a.txt", b"a\r\nb").text == "a\nb"


def test_finding_without_evidence_is_refused() -> None:
    """
    A finding that nobody could check is never born, and the error names it.
    """
    with pytest.raises(ValueError, match="finding of unpinned-image on shop:service:web has no evidence"):
        _finding()


def test_finding_speaks_each_language_and_falls_back_to_its_message() -> None:
    """
    The translation is shown where there is one, else the message.
    """
    finding = _finding(PLACE)

    assert [finding.sentence(lang) for lang in Lang] == ["Image moves.", "イメージが変わる。"]


def test_text_of_a_rule_is_there_in_both_languages() -> None:
    """
    Each text of a rule exists in English and Japanese.
    """
    text = Text(en="Pin it.", ja="固定する。")

    assert [text.in_(lang) for lang in Lang] == ["Pin it.", "固定する。"]


def test_severities_are_ordered_from_worst_to_mildest() -> None:
    """
    Sorting by rank puts critical first and info last.
    """
    assert [severity.rank for severity in Severity] == [0, 1, 2, 3, 4]
    assert Severity.CRITICAL.rank < Severity.INFO.rank


def test_confidences_are_ordered_from_surest_to_weakest() -> None:
    """
    Sorting by rank puts high first and low last.
    """
    assert sorted(Confidence, key=lambda value: value.rank) == [Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW]


def test_history_begins_and_ends_with_its_oldest_and_newest_commit() -> None:
    """
    The committer date counts, in whatever order the commits come.
    """
    changes = tuple(Change(f"{day}", day, day + 1, 0, merge=False, subject="", paths=()) for day in (50, 10, 90))

    history = History(Grade.FULL, changes=changes)

    assert (history.first, history.last) == (11, 91)


def test_history_without_commits_has_no_first_and_no_last() -> None:
    """
    Nothing known is None, never a day in 1970.
    """
    history = History(Grade.NONE)

    assert (history.first, history.last) == (None, None)
