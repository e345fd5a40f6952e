"""
Rendered templates as documents whose lines are those of the template.
"""

from msgspec import Struct
from msgspec.structs import replace

from debtscan.model.declaration import Problem
from debtscan.model.evidence import Reason
from debtscan.safe.yaml import Mapping, Sequence, Value, load_all
from debtscan.scan.helm.output import Rendered
from debtscan.scan.helm.values import MARK, Expressions
from debtscan.scan.kubernetes.documents import Document, Documents, restored, without_schemas
from debtscan.scan.kubernetes.names import is_generic
from debtscan.scan.templates import Masked

_RELEASE = "{{ .Release."
_RELEASE_NAME = "{{ .Release.Name }}"


def documents_in(rendered: Rendered, expressions: Expressions, name: str) -> Documents:
    """
    Return the documents of *rendered*, unknown values as expressions and each line that of the template.

    What has the very name of the release is called *name*, as the chart is.
    """
    masked = Masked(without_schemas(rendered.text), tuple(expressions.all))
    found = restored(masked, load_all(masked.text))
    documents = tuple(_told(document, _Move(rendered, name)) for document in found.documents)
    problems = [replace(one, line=_line(one.line, rendered)) for one in found.problems]
    open_ones = {word for word in MARK.findall(masked.text) if not expressions.all[int(word)].startswith(_RELEASE)}
    if open_ones:
        problems.append(Problem(Reason.TEMPLATED, f"{len(open_ones)} expressions"))
    return Documents(documents, tuple(problems))


def _told(document: Document, move: "_Move") -> Document:
    body = document.body
    line = body.line_of("kind") if isinstance(body, Mapping) else body.line
    condition = move.rendered.origin(line).condition
    move.value(body)
    return replace(document, condition=condition)


def _line(line: int | None, rendered: Rendered) -> int | None:
    return None if line is None else rendered.origin(line).line


class _Move(Struct, frozen=True):
    """
    Gives values the lines of the template, and the name of the chart where they are that of the release.
    """

    rendered: Rendered
    name: str

    def value(self, value: Value) -> Value:
        """
        Return *value*, changed with all that is in it.
        """
        if isinstance(value, Mapping):
            value.line = self.rendered.origin(value.line).line
            value.lines = {key: self.rendered.origin(line).line for key, line in value.lines.items()}
            value.update({key: self.value(item) for key, item in value.items()})
        elif isinstance(value, Sequence):
            value.line = self.rendered.origin(value.line).line
            value.lines = [self.rendered.origin(line).line for line in value.lines]
            value[:] = [self.value(item) for item in value]
        return self._named(value) if isinstance(value, str) and value.startswith(_RELEASE_NAME) else value

    def _named(self, text: str) -> str:
        """
        Return *text*, the name of the release with something behind it, with the chart's name where that tells nothing.
        """
        rest = text.removeprefix(_RELEASE_NAME)
        return self.name + rest if not rest or (rest[0] == "-" and is_generic(rest[1:])) else text
