"""
Labelling by keys, and the file of labels.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from debtscan.app.effort_cards import Card, card_of
from debtscan.app.effort_label import Desk, label_all, page_of
from debtscan.app.effort_labels import read_labels, write_labels
from debtscan.base.errors import DebtscanError
from debtscan.model.effort_index import Label, Labels, LabelWord
from debtscan.safe.git import GitError

CARDS = [Card(commit * 40, "r", "2024-01-02", ("Subject",), ("a.py",), ("+x",)) for commit in "abc"]
A, B, C = (card.commit for card in CARDS)
NONE = Labels("1", 3, ())


class Typist:
    """
    Types keys one by one, and remembers what was shown and kept.
    """

    def __init__(self, keys: str) -> None:
        self.keys = iter(keys)
        self.shown: list[str] = []
        self.kept: list[Labels] = []

    def label(self, labels: Labels = NONE) -> list[tuple[str, str]]:
        """
        Return what was answered.
        """
        desk = Desk(self.shown.append, lambda: next(self.keys, ""), self.kept.append, "en")
        return [(label.commit, label.label.value) for label in label_all(CARDS, labels, desk).labels]


def test_one_key_answers_one_commit() -> None:
    """
    Each answer is kept at once, in the order of the draw, small letters or capitals.
    """
    typist = Typist("oDu")

    assert typist.label() == [(A, "ops"), (B, "dev"), (C, "unclear")]
    assert [len(kept.labels) for kept in typist.kept] == [1, 2, 3]
    assert len(typist.shown) == 3


def test_going_back_takes_the_last_answer_away() -> None:
    """
    Also twice, also one of an earlier session; there is nothing to take away at the beginning.
    """
    earlier = Labels("1", 3, (), (Label(A, LabelWord.OPS),))

    assert Typist("oobbdq").label() == [(A, "dev")]
    assert Typist("bdq").label(earlier) == [(A, "dev")]
    assert Typist("boq").label() == [(A, "ops")]


@pytest.mark.parametrize("stop", ["q", "Q", "\x03", "\x04", ""])
def test_stopping_keeps_what_is_there_and_goes_on_later(stop: str) -> None:
    """
    The second session asks for the first commit that has no answer.
    """
    first = Typist(f"o{stop}")
    first.label()

    assert Typist("dd").label(first.kept[-1]) == [(A, "ops"), (B, "dev"), (C, "dev")]


def test_other_keys_explain_the_keys() -> None:
    """
    A wrong key answers nothing and shows the card only once.
    """
    typist = Typist("x?o")

    assert typist.label() == [(A, "ops")]
    assert sum("o operations, d development" in page for page in typist.shown) == 2
    assert sum("1 of 3" in page for page in typist.shown) == 1


def test_a_page_acts_on_no_terminal() -> None:
    """
    Escapes in a message are shown, and a commit without content says so.
    """
    page = page_of(Card(A, "r", "2024-01-02", ("\x1b[31mred",), (), ()), 1, 3, "en")

    assert "\x1b" not in page
    assert "git does not hold the content" in page


class Git:
    """
    A repository that prints what it is told to, and then fails if it is told to.
    """

    head: str | None = None
    shallow = False

    def __init__(self, text: bytes, *, fails: bool = False) -> None:
        self._text = text
        self._fails = fails

    def stream(self, *args: str, deadline: float = 600) -> Iterator[bytes]:
        """
        Yield the text.
        """
        del args, deadline
        yield self._text
        if self._fails:
            raise GitError("log", "missing blob")

    def file(self, path: str, commit: str | None = None) -> bytes | None:
        """
        Return nothing.
        """
        del path, commit
        return None


def test_a_card_names_nobody() -> None:
    """
    Trailers and addresses are left out; of the difference only changed lines and the names of files stay.
    """
    text = (
        b"Subject\n\nBody for zed@example.org\n\nSigned-off-by: Zed <zed@example.org>\n\0\n"
        b"diff --git a/x.py b/x.py\nindex 1..2\n--- a/x.py\n+++ b/x.py\n@@ -1 +1 @@\n-old\n+new zed@example.org\n"
    )

    card = card_of(Git(text), A, "r", "2024-01-02", [f"{number}.py" for number in range(50)])

    assert card.message == ("Subject", "", "Body for <...>")
    assert card.difference == ("x.py", "-old", "+new <...>")
    assert len(card.paths) == 12


def test_missing_content_is_no_failure() -> None:
    """
    What git printed before it failed is shown, and a huge difference is cut.
    """
    huge = b"Subject\0\ndiff --git a/x b/x\n" + b"+line\n" * 100_000

    assert card_of(Git(b"Subject\0", fails=True), A, "r", "2024-01-02", []).difference == ()
    assert len(card_of(Git(huge), A, "r", "2024-01-02", []).difference) == 24


def test_the_file_of_labels(tmp_path: Path) -> None:
    """
    It comes back as it was written; there is none at first.
    """
    path = tmp_path / "labels.json"
    labels = Labels("1", 3, (0.25, 0.5), (Label(A, LabelWord.OPS), Label(B, LabelWord.UNCLEAR)))

    assert read_labels(path) is None
    write_labels(path, labels)
    assert read_labels(path) == labels


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "no file of labels"),
        ('{"seed": "1", "commits": 3, "cuts": [], "labels": [{"commit": "a", "label": "maybe"}]}', "no file of labels"),
        ('{"seed": "1", "commits": 3, "cuts": [], "schema": "debtscan.labels/9"}', "no file of labels"),
        (
            '{"seed":"1","commits":3,"cuts":[],"labels":[{"commit":"a","label":"dev"},{"commit":"a","label":"ops"}]}',
            "commit a has two labels",
        ),
    ],
)
def test_a_broken_file_of_labels_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    """
    It is never overwritten, and the error names it.
    """
    path = tmp_path / "labels.json"
    path.write_text(text)

    with pytest.raises(DebtscanError, match=complaint):
        read_labels(path)
