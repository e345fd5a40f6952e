"""
Shell text cut into simple commands with their lines, redirections and here-documents; tolerant of everything.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

LITERAL_DOLLAR = "\ue000"  # a dollar sign that was quoted: it stands for itself
MAX_TEXT = 400_000  # characters of one script that are read

_MAX_CUT = 500  # here-documents before a pipe: each is cut out of the text

_PLAIN = re.compile(r"[^\s'\"\\;&|()<>#$`\n]+|#")
_OPERATOR = re.compile(r"&&|\|\||;;&?|\|&|&>>?|[;|&\n]")
_REDIRECT = re.compile(r"\d?(<<<|<<-?|>>|>\||[<>]&|<>|[<>])")
_EXPRESSION = re.compile(r"\$\{\{[^\n]{0,1000}?\}\}")
_HEREDOC = re.compile(r"\\?['\"]?([\w.-]+)['\"]?")
_BLANKS = re.compile(r"(?:[ \t\r]|\\\r?\n)+")
_CLOSERS = {"(": ")", "{": "}"}
_DROPPED = frozenset({"if", "then", "else", "elif", "while", "until", "!", "time", "coproc", "fi", "esac"})
_KEPT = frozenset({"do", "done", "{", "}"})


class Statement(Struct, frozen=True):
    """
    One simple command; *piped* when the next one reads its output. Control words (for, do, done, braces) stand alone.
    """

    words: tuple[str, ...]
    line: int
    piped: bool = False
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    body: str = ""  # of a here-document


def statements(text: str) -> Iterator[Statement]:
    """
    Yield the simple commands of *text* in order.
    """
    return _Lexer(text[:MAX_TEXT].replace("\r\n", "\n")).run()


def closing(text: str, start: int) -> int:
    """
    Return the index after the bracket that closes the one at *start*, quotes skipped; else the end of *text*.
    """
    closer = _CLOSERS[text[start]]
    stack = [closer]
    at = start + 1
    while at < len(text) and stack:
        char = text[at]
        if char == "\\":
            at += 1
        elif char == "'":
            end = text.find("'", at + 1)
            at = at if end < 0 else end
        elif char == stack[-1]:
            stack.pop()
        elif char in _CLOSERS:
            stack.append(_CLOSERS[char])
        at += 1
    return at


class _Lexer:
    """
    The place in the text, the command that is being read, and the here-documents that wait for the end of the line.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.counted = 0
        self.lines = 1
        self.word: list[str] | None = None
        self.redirect = ""
        self.waiting: list[str] = []
        self.cut = 0
        self.begin(1)

    def begin(self, line: int) -> None:
        self.words: list[str] = []
        self.line = line
        self.reads: list[str] = []
        self.writes: list[str] = []

    def line_at(self) -> int:
        self.lines += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.lines

    def run(self) -> Iterator[Statement]:
        while self.at < len(self.text):
            before = self.at
            yield from self.step()
            if self.at == before:  # nothing matched: a character of no meaning
                self.add(self.text[self.at])
                self.at += 1
        self.end_word()
        yield from self.end("\n")

    def step(self) -> Iterator[Statement]:
        text, at = self.text, self.at
        blank = _BLANKS.match(text, at)
        if blank:
            self.end_word()
            self.at = blank.end()
        elif text[at] == "#" and self.word is None:
            end = text.find("\n", at)
            self.at = len(text) if end < 0 else end
        elif text[at] in "()":
            yield from self.bracket()
        elif (redirect := _REDIRECT.match(text, at)) and (self.word is None or not text[at].isdigit()):
            self.redirection(redirect[1], redirect.end())
        elif operator := _OPERATOR.match(text, at):
            self.end_word()
            yield from self.operator(operator[0], operator.end())
        else:
            self.part()

    def part(self) -> None:
        """
        Add the next piece of a word: quoted, substituted, escaped or plain.
        """
        text, at = self.text, self.at
        char = text[at]
        if char == "'":
            end = text.find("'", at + 1)
            end = len(text) if end < 0 else end
            self.add(text[at + 1 : end].replace("$", LITERAL_DOLLAR))
            self.at = end + 1
        elif char == '"':
            self.double()
        elif char == "\\":
            self.add(text[at + 1 : at + 2].replace("$", LITERAL_DOLLAR))
            self.at = at + 2
        elif char in "$`":
            self.add(self.substitution())
        elif plain := _PLAIN.match(text, at):
            self.add(plain[0])
            self.at = plain.end()

    def double(self) -> None:
        self.add("")
        self.at += 1
        while self.at < len(self.text) and self.text[self.at] != '"':
            char = self.text[self.at]
            if char in "$`":
                self.add(self.substitution())
            elif char == "\\":
                following = self.text[self.at + 1 : self.at + 2]
                self.add("" if following == "\n" else following.replace("$", LITERAL_DOLLAR))
                self.at += 2
            else:
                self.add(char)
                self.at += 1
        self.at += 1

    def substitution(self) -> str:
        """
        Return "$x", "${x}", "$(command)" or a backquoted command as one raw piece.
        """
        text, at = self.text, self.at
        if text[at] == "`":
            end = text.find("`", at + 1)
            self.at = len(text) if end < 0 else end + 1
            return f"$({text[at + 1 : self.at - 1]})"
        expression = _EXPRESSION.match(text, at)
        if expression:
            self.at = expression.end()
        elif text[at + 1 : at + 2] in _CLOSERS:
            self.at = closing(text, at + 1)
        else:
            self.at = at + 1
        return text[at : self.at]

    def add(self, piece: str) -> None:
        if self.word is None:
            if not self.words:
                self.line = self.line_at()
            self.word = []
        self.word.append(piece)

    def end_word(self) -> None:
        if self.word is None:
            return
        word = "".join(self.word)
        self.word = None
        if self.redirect == "<":
            self.reads.append(word)
        elif self.redirect == ">":
            self.writes.append(word)
        elif not self.redirect:
            self.words.append(word)
        self.redirect = ""

    def redirection(self, operator: str, end: int) -> None:
        self.end_word()
        self.at = end
        if operator.startswith("<<") and operator != "<<<":
            name = _HEREDOC.match(self.text, _skip_blanks(self.text, end))
            if name:
                self.waiting.append(name[1])
                self.at = name.end()
            return
        self.redirect = operator if operator in "<>" else (">" if operator in {">>", ">|"} else "-")

    def bracket(self) -> Iterator[Statement]:
        """
        Read an array value, a function's brackets or a subshell.
        """
        text, at = self.text, self.at
        if text[at] == "(" and self.word and self.word[-1].endswith("="):
            end = closing(text, at)
            self.add(text[at:end])
            self.at = end
            return
        self.end_word()
        self.at = at + 1
        if text[at] == "(" and (end := _skip_blanks(text, at + 1)) < len(text) and text[end] == ")":
            name = self.words[-1:]
            self.begin(self.line)
            self.at = end + 1
            if name and name[0] != "function":
                yield Statement(("function", name[0]), self.line_at())
            return
        yield from self.end(";")
        yield Statement((text[at],), self.line_at())

    def operator(self, operator: str, end: int) -> Iterator[Statement]:
        self.at = end
        body = self.bodies() if operator == "\n" and self.waiting else ""
        if operator in {"|", "|&"} and self.waiting:
            body = self.early_body()
        yield from self.end(operator, body)

    def early_body(self) -> str:
        """
        Return the body of a here-document whose line goes on with a pipe, and cut it out of what is still to be read.
        """
        here = self.at
        end = self.text.find("\n", here)
        self.cut += 1
        if end < 0 or self.cut > _MAX_CUT:
            return ""
        self.at = end + 1
        body = self.bodies()
        blank = "\n" * self.text.count("\n", end + 1, self.at)
        self.text = self.text[: end + 1] + blank + self.text[self.at :]
        self.at = here
        return body

    def bodies(self) -> str:
        found = []
        for name in self.waiting:
            match = re.compile(rf"^[ \t]*{re.escape(name)}[ \t]*$", re.MULTILINE).search(self.text, self.at)
            end = match.start() if match else len(self.text)
            found.append(self.text[self.at : end])
            self.at = match.end() if match else end
        self.waiting = []
        return "\n".join(found)

    def end(self, operator: str, body: str = "") -> Iterator[Statement]:
        words, line = self.words, self.line
        while words and (words[0] in _DROPPED or words[0] in _KEPT):
            if words[0] in _KEPT:
                yield Statement((words[0],), line)
            words = words[1:]
        if words or self.reads or body:
            piped = operator in {"|", "|&"}
            yield Statement(tuple(words), line, piped, tuple(self.reads), tuple(self.writes), body)
        self.redirect = ""
        self.begin(self.line)


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at
