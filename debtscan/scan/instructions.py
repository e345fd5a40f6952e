"""
The instructions of a Dockerfile, with here-documents taken out first and each command as words.
"""

import json
import re
from io import BytesIO

from dockerfile_parse import DockerfileParser
from msgspec import Struct

from debtscan.scan.shell_values import Variables, expand
from debtscan.scan.vocabulary import listed

MAX_LINES = 20_000

_HEREDOC = re.compile(r"<<-?\s*[\"']?([A-Za-z_]\w*)[\"']?")
_TAKES_HEREDOC = re.compile(r"^\s*(RUN|COPY|ADD)\b", re.IGNORECASE)
_WORDS = listed(
    "FROM RUN CMD LABEL MAINTAINER EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG ONBUILD STOPSIGNAL "
    "HEALTHCHECK SHELL"
)

_FLAG = re.compile(r"--[\w-]+(?:=\S*)?$")


class Instruction(Struct, frozen=True):
    """
    One instruction; *body* is the text of its here-document.
    """

    word: str
    value: str
    line: int
    body: str = ""

    @property
    def flags(self) -> dict[str, str]:
        """
        Return the options before the arguments: --from, --platform, --mount.
        """
        found = {}
        for part in self.value.split():
            if not _FLAG.match(part):
                break
            name, _, value = part[2:].partition("=")
            found[name] = value
        return found

    @property
    def arguments(self) -> str:
        """
        Return the value without options.
        """
        rest = self.value.strip()
        while rest and _FLAG.match(first := rest.split(None, 1)[0]):
            rest = rest[len(first) :].lstrip()
        return rest

    @property
    def script(self) -> str:
        """
        Return the shell text: the arguments, and the lines of a here-document in place of its mark.
        """
        return f"{_HEREDOC.sub(' ', self.arguments)}\n{self.body}" if self.body else self.arguments

    @property
    def argv(self) -> tuple[str, ...] | None:
        """
        Return the words of the exec form, None for the shell form.
        """
        text = self.arguments
        if not text.startswith("["):
            return None
        try:
            words = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return tuple(word for word in words if isinstance(word, str)) if isinstance(words, list) else None


def instructions(text: str) -> tuple[Instruction, ...]:
    """
    Return the instructions of *text*; what is none is left out.
    """
    plain, bodies = _without_heredocs(text.split("\n")[:MAX_LINES])
    parser = DockerfileParser(fileobj=BytesIO(plain.encode("utf-8", "replace")), cache_content=True)
    found = []
    for each in parser.structure:
        word, line = str(each["instruction"]).upper(), int(each["startline"]) + 1
        if word in _WORDS:
            body = next((bodies[at] for at in range(line, int(each["endline"]) + 2) if at in bodies), "")
            found.append(Instruction(word, str(each["value"]), line, body))
    return tuple(found)


def _without_heredocs(lines: list[str]) -> tuple[str, dict[int, str]]:
    """
    Return the text with the bodies of here-documents blanked, and the bodies by the line of their instruction.
    """
    bodies: dict[int, str] = {}
    kept: list[str] = []
    at = 0
    inside = False  # an instruction that takes here-documents goes on
    while at < len(lines):
        line = lines[at]
        kept.append(line)
        at += 1
        inside = inside or bool(_TAKES_HEREDOC.match(line))
        names = _HEREDOC.findall(line) if inside and not line.lstrip().startswith("#") else []
        first = at
        for name in names:
            end = next((index for index in range(at, len(lines)) if lines[index].strip() == name), None)
            if end is None:
                break
            bodies[first] = bodies.get(first, "") + "\n".join(lines[at:end]) + "\n"
            kept += [""] * (end + 1 - at)
            at = end + 1
        inside = inside and line.rstrip().endswith("\\")
    return "\n".join(kept), bodies


def substituted(text: str, variables: Variables) -> str:
    """
    Return *text* with the arguments that have defaults put in.
    """
    return expand(text, variables, "./")
