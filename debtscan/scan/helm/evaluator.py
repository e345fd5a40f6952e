"""
Templates evaluated as far as the values are known: what only a release knows stays an expression.
"""

from collections.abc import Callable, Iterator
from typing import Any

from debtscan.scan.helm.calculator import CHARACTERS_A_STEP, Budget, Calculator, Parts
from debtscan.scan.helm.output import Output
from debtscan.scan.helm.syntax import (
    Action,
    Branch,
    Field,
    Inclusion,
    Leave,
    Loop,
    Node,
    Pipe,
    Template,
    Text,
    Variable,
)
from debtscan.scan.helm.values import (
    Expressions,
    SpentError,
    Unknown,
    Value,
    text_of,
    truth,
)

_DEEPEST = 40  # templates that include each other


class StrayError(Exception):
    """
    A break or continue on its way to its loop; one that leaves the template stands in none.
    """

    def __init__(self, *, ends: bool) -> None:
        super().__init__()
        self.ends = ends


class Evaluator(Calculator):
    """
    Evaluates the templates of one chart.
    """

    def __init__(self, parts: Parts, expressions: Expressions, budget: Budget, *, forced: bool = False) -> None:
        super().__init__(parts, expressions, budget)
        self._forced = forced  # objects that are switched off are written too
        self._depth = 0
        self._conditions: list[str] = []

    def render(self, template: Template, root: Value) -> Output:
        """
        Return what *template* writes when it is called with *root*.
        """
        output = Output()
        self._variables, self._conditions, self._depth = [["$", root]], [], 0
        self._run(template.nodes, root, output)
        return output

    def _run(self, nodes: tuple[Node, ...], dot: Value, output: Output) -> None:
        mark = len(self._variables)
        for node in nodes:
            self._budget.spend()
            _RUN[type(node)](self, node, dot, output)
        del self._variables[mark:]

    def _text(self, node: Text, _: Value, output: Output) -> None:
        self._budget.spend(len(node.text) // CHARACTERS_A_STEP)
        output.write(node.text, node.line, self._condition, moves=True)

    @property
    def _condition(self) -> str:
        return " and ".join(self._conditions)

    def _action(self, node: Action, dot: Value, output: Output) -> None:
        value = self.value(node.pipe, dot)
        if node.pipe.names:
            self._assign(node.pipe, value)
            return
        if value is None and self._depth == 0 and _of_values(node.pipe):
            value = self._expressions.unknown(node.pipe.written)  # a release may bring it
        text = text_of(value)
        self._budget.spend(len(text) // CHARACTERS_A_STEP)
        output.write(text, node.line, self._condition)

    def _assign(self, pipe: Pipe, value: Value) -> None:
        name = pipe.names[0]
        if not pipe.declares:
            for variable in reversed(self._variables):
                if variable[0] == name:
                    variable[1] = value
                    return
        self._variables.append([name, value])

    def _branch(self, node: Branch, dot: Value, output: Output) -> None:
        mark = len(self._variables)
        value = self.value(node.pipe, dot)
        if node.pipe.names:
            self._assign(node.pipe, value)
        decided = truth(value)
        inner = value if node.narrows else dot
        if decided is None:
            self._under(node.pipe.written, node.body, inner, output)
        elif decided:
            self._run(node.body, inner, output)
        elif node.other or not (self._forced and node.objects):
            self._run(node.other, dot, output)
        else:
            self._run(node.body, self._expressions.unknown(node.pipe.written) if node.narrows else dot, output)
        del self._variables[mark:]

    def _under(self, condition: str, body: tuple[Node, ...], dot: Value, output: Output) -> None:
        """
        Write *body*, which stands there only if something holds that nobody here knows.
        """
        self._conditions.append(condition)
        self._run(body, dot, output)
        self._conditions.pop()

    def _loop(self, node: Loop, dot: Value, output: Output) -> None:
        value = self.value(node.pipe, dot)
        if isinstance(value, Unknown):
            self._round(node, (value, value), output, node.pipe.written)
            return
        entries = list(_entries(value))
        self._budget.spend(len(entries))
        for entry in entries:
            try:
                self._round(node, entry, output)
            except StrayError as left:
                if left.ends:
                    break
        if not entries:
            self._run(node.other, dot, output)

    def _round(self, node: Loop, entry: tuple[Value, Value], output: Output, condition: str = "") -> None:
        mark = len(self._variables)
        names = node.pipe.names
        pairs = zip(names, entry if len(names) > 1 else entry[1:], strict=False)
        self._variables += [[name, value] for name, value in pairs]
        try:
            if condition:
                self._under(f"range {condition}", node.body, entry[1], output)
            else:
                self._run(node.body, entry[1], output)
        finally:
            del self._variables[mark:]

    def _leave(self, node: Leave, _: Value, __: Output) -> None:
        raise StrayError(ends=node.ends)

    def _inclusion(self, node: Inclusion, dot: Value, output: Output) -> None:
        value = self.value(node.pipe, dot) if node.pipe else None
        written = f'template "{node.name}" .'
        output.write(text_of(self.included(node.name, value, written)), node.line, self._condition)

    def _apart(self, nodes: tuple[Node, ...], dot: Value) -> str:
        if self._depth >= _DEEPEST:
            raise SpentError(f"templates that include each other more than {_DEEPEST} deep")
        variables, output = self._variables, Output()
        self._variables = [["$", dot]]
        self._depth += 1
        self._run(nodes, dot, output)
        self._depth -= 1
        self._variables = variables
        return output.text()


def _entries(value: Value) -> Iterator[tuple[Value, Value]]:
    if isinstance(value, dict):
        yield from sorted(value.items(), key=lambda entry: text_of(entry[0]))
    elif isinstance(value, list):
        yield from enumerate(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield from ((number, number) for number in range(min(value, 1_000)))


def _of_values(pipe: Pipe) -> bool:
    """
    Tell whether *pipe* only looks a value up.
    """
    operand = pipe.commands[0].operands[0]
    return isinstance(operand, Field | Variable) and "Values" in operand.names[:1]


_RUN: dict[type, Callable[[Evaluator, Any, Value, Output], None]] = {
    Text: Evaluator._text,  # noqa: SLF001 - the table of its own methods
    Action: Evaluator._action,  # noqa: SLF001
    Branch: Evaluator._branch,  # noqa: SLF001
    Loop: Evaluator._loop,  # noqa: SLF001
    Inclusion: Evaluator._inclusion,  # noqa: SLF001
    Leave: Evaluator._leave,  # noqa: SLF001
}
