import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.scan.shell_lexer import LITERAL_DOLLAR, Statement, closing, statements


def words(text: str) -> list[tuple[str, ...]]:
    """
    Return the words of each statement.
    """
    return [statement.words for statement in statements(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a b && c || d; e & f", [("a", "b"), ("c",), ("d",), ("e",), ("f",)]),
        ("a \\\n  b # c\n# d\ne", [("a", "b"), ("e",)]),
        ("a 'b c' \"d e\"'f' g\\ h", [("a", "b c", "d ef", "g h")]),
        ('a "$x ${y} $(z "q r") `w`"', [("a", '$x ${y} $(z "q r") $(w)')]),
        ('a "b\\\nc\\"d"', [("a", 'bc"d')]),
        ("a '$x' \\$y", [("a", f"{LITERAL_DOLLAR}x", f"{LITERAL_DOLLAR}y")]),
        ("x=(a b c)", [("x=(a b c)",)]),
        ("if a; then b; else c; fi", [("a",), ("b",), ("c",)]),
        ("for i in a b; do c; done", [("for", "i", "in", "a", "b"), ("do",), ("c",), ("done",)]),
        ("f() { a; }", [("function", "f"), ("{",), ("a",), ("}",)]),
        ("(cd x; a)", [("(",), ("cd", "x"), ("a",), (")",)]),
        ("echo ${{ github.sha }} b", [("echo", "${{ github.sha }}", "b")]),
        ("a#b c", [("a#b", "c")]),
        ("a '", [("a", "")]),
        ("a `b", [("a", "$()")]),
        ("a $", [("a", "$")]),
    ],
)
def test_text_is_cut_into_commands(text: str, found: list[tuple[str, ...]]) -> None:
    """
    Quotes, comments, continuations, operators and control words are known.
    """
    assert words(text) == found


def test_redirections_are_no_words() -> None:
    """
    What is read and written stands apart, descriptors are dropped.
    """
    found = list(statements("a < in > out 2>&1 >> more <<< here b"))

    assert found == [Statement(("a", "b"), 1, False, ("in",), ("out", "more"))]


def test_a_heredoc_is_the_body_of_its_command() -> None:
    """
    Lines of a here-document are no commands, and later lines keep their numbers.
    """
    found = list(statements("cat <<'EOF' > x\nrm -rf /\nEOF\nls\n"))

    assert found == [Statement(("cat",), 1, writes=("x",), body="rm -rf /\n"), Statement(("ls",), 4)]


def test_a_heredoc_before_a_pipe_keeps_its_body() -> None:
    """
    The line goes on with a pipe, the body belongs to the first command.
    """
    found = list(statements("cat <<A | kubectl apply -f -\nkind: X\nA\nls"))

    assert found == [
        Statement(("cat",), 1, piped=True, body="kind: X\n"),
        Statement(("kubectl", "apply", "-f", "-"), 1),
        Statement(("ls",), 4),
    ]


def test_a_heredoc_without_end_takes_the_rest() -> None:
    """
    A missing end costs what follows, nothing else.
    """
    assert [each.body for each in statements("a <<X\nb\nc")] == ["b\nc"]
    assert words("a << | b") == [("a",), ("b",)]
    assert words("a <<X | b") == [("a",), ("b",)]


def test_lines_are_those_of_the_first_word() -> None:
    """
    A command over several lines stands where it begins.
    """
    assert [each.line for each in statements("\n\na \\\n b\nc")] == [3, 5]


def test_brackets_close_with_quotes_skipped() -> None:
    """
    A bracket in quotes or after a backslash closes nothing.
    """
    assert closing("(a ')' \\) (b) )c", 0) == 15
    assert closing("(a 'b", 0) == 5


@given(st.text(alphabet="ab $(){}'\"`\\\n|&;<>#=EOF", max_size=80))
def test_any_text_has_an_end(text: str) -> None:
    """
    Every text is cut up, and no line lies outside of it.
    """
    found = list(statements(text))

    assert all(1 <= statement.line <= text.count("\n") + 1 for statement in found)
