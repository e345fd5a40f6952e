"""
The parts of a Go template: texts, actions and blocks, and the expressions in them.
"""

from msgspec import Struct


class Field(Struct, frozen=True):
    """
    A way into the current value: `.Values.image.tag`; no names means the value itself.
    """

    names: tuple[str, ...]


class Variable(Struct, frozen=True):
    """
    A way into a variable: `$root.Values`; the name "$" is what the template was called with.
    """

    name: str
    names: tuple[str, ...] = ()


class Literal(Struct, frozen=True):
    """
    A string, number, boolean or nil as written.
    """

    value: str | int | float | bool | None


class Function(Struct, frozen=True):
    """
    The name of a function; with arguments after it in a command it is called with them.
    """

    name: str


class Nested(Struct, frozen=True):
    """
    A pipeline in parentheses, and the way into its result.
    """

    pipe: "Pipe"
    names: tuple[str, ...] = ()


Operand = Field | Variable | Literal | Function | Nested


class Command(Struct, frozen=True):
    """
    A function with its arguments, or one value.
    """

    operands: tuple[Operand, ...]


class Pipe(Struct, frozen=True):
    """
    Commands, each given the result of the one before as its last argument; *names* are variables that take the result.
    """

    commands: tuple[Command, ...]
    written: str  # as it stands in the file, without braces
    names: tuple[str, ...] = ()
    declares: bool = False  # ":=" and not "="


class Text(Struct, frozen=True):
    """
    What stands between two actions, blanks trimmed as the actions ask.
    """

    text: str
    line: int


class Action(Struct, frozen=True):
    """
    A pipeline whose result is written, unless it only sets variables.
    """

    pipe: Pipe
    line: int


class Branch(Struct, frozen=True):
    """
    An if or a with: *body* where the pipeline is true, *other* where it is not.
    """

    pipe: Pipe
    body: tuple["Node", ...]
    other: tuple["Node", ...]
    line: int
    narrows: bool = False  # a with: the result becomes the current value
    objects: bool = False  # the body holds whole objects


class Loop(Struct, frozen=True):
    """
    A range: *body* for each entry, *other* where there is none.
    """

    pipe: Pipe
    body: tuple["Node", ...]
    other: tuple["Node", ...]
    line: int


class Inclusion(Struct, frozen=True):
    """
    A named template written here by the `template` action.
    """

    name: str
    pipe: Pipe | None
    line: int


class Leave(Struct, frozen=True):
    """
    A break or continue.
    """

    ends: bool  # break


Node = Text | Action | Branch | Loop | Inclusion | Leave


class Template(Struct, frozen=True):
    """
    One file, and the named templates that it defines.
    """

    nodes: tuple[Node, ...]
    defines: dict[str, tuple[Node, ...]]
