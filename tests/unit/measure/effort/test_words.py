import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.measure.effort.grams import BINS, grams
from debtscan.measure.effort.said import is_version, said_signals
from debtscan.measure.effort.words import read_message

TEXT = st.text(st.characters(codec="utf-16", exclude_categories=()), max_size=400)


@pytest.mark.parametrize(
    ("subject", "kind", "verb"),
    [
        ("fix(api): stop the leak", "fix", "halt"),
        ("[Docs] Describe the queue", "docs", None),
        ("chore(deps): bump gizmo", "deps", "bump"),
        ("api: adds a queue", "", "add"),
        ("ABC-12: Renaming the queue", "", "reshape"),
        ("キューが壊れているのを修正", "", "fix"),
        ("整理:キューを分割", "refactor", "reshape"),
        ("検索を追加", "", "add"),
    ],
)
def test_a_message_has_a_type_and_a_verb(subject: str, kind: str, verb: str | None) -> None:
    """
    English begins with its verb, behind type, ticket and area; Japanese ends in it.
    """
    message = read_message(subject, "")

    assert message.kind == kind
    assert verb in message.verb if verb else True


def test_what_machines_and_forms_put_into_a_body_is_left_out() -> None:
    """
    Trailers name persons, forms say the same for all.
    """
    message = read_message("Change it", "<!-- say why -->\nIt failed.\n\nSigned-off-by: Ann Able <ann@example.com>\n")

    assert message.body == ("it", "failed")
    assert message.explains == {"symptom"}


def test_a_body_that_lists_merged_commits_explains_nothing() -> None:
    """
    Its words are those of many commits.
    """
    message = read_message("Add a queue (#12)", "* fix the tests\n* more\n")

    assert message.squashed
    assert message.numbered
    assert "lists fix" in set(said_signals(message, "Add a queue (#12)"))


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ('Revert "Add a queue"', "revert"),
        ('Revert "Revert "Add a queue""', "reapply"),
        ("Bump gizmo from 1.2.3 to 1.3", "to version"),
        ("v1.2.3", "only a version"),
        ("wip", "hardly a word"),
    ],
)
def test_forms_of_a_subject_are_signals(subject: str, name: str) -> None:
    """
    Each by a name of its own.
    """
    assert name in set(said_signals(read_message(subject, ""), subject))


def test_a_word_that_begins_like_revert_is_no_revert() -> None:
    """
    Words end somewhere.
    """
    assert "revert" not in set(said_signals(read_message("reverter: add a queue", ""), "reverter: add a queue"))


@given(TEXT, TEXT)
def test_any_message_can_be_read(subject: str, body: str) -> None:
    """
    And is the same each time.
    """
    message = read_message(subject, body)

    assert message == read_message(subject, body)
    assert set(said_signals(message, subject)) == set(said_signals(message, subject))
    assert is_version(message) in {True, False}
    found = grams(message)
    assert all(0 <= number < BINS for number in found.bins)
    assert len(set(found.bins)) == len(found.bins)
