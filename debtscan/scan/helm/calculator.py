"""
The expressions in templates calculated as far as the values are known.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, NamedTuple

from debtscan.scan.helm.functions import call, cost
from debtscan.scan.helm.lexer import TemplateError
from debtscan.scan.helm.parser import parse
from debtscan.scan.helm.root import method
from debtscan.scan.helm.syntax import Command, Function, Literal, Nested, Node, Operand, Pipe, Template, Variable
from debtscan.scan.helm.values import (
    UNDECIDED,
    Expressions,
    SpentError,
    Unknown,
    Value,
    field,
    is_unknown,
    text_of,
    truth,
)

CHARACTERS_A_STEP = 50
_SUMS = frozenset({"sha256sum", "sha1sum", "sha512sum", "adler32sum"})
_SUM = "0" * 12  # nobody reads a check sum: what it is of need not be rendered


class Budget:
    """
    The steps that one chart may still take.
    """

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int = 1) -> None:
        """
        Take *steps* away; raises SpentError when there are none left.
        """
        self.left -= steps
        if self.left < 0:
            raise SpentError


class Parts(NamedTuple):
    """
    What templates can call: *defines* are the named ones, *files* those that are called by their path.
    """

    defines: Mapping[str, tuple[Node, ...]]
    files: Mapping[str, Template]


class Calculator(ABC):
    """
    Calculates pipelines; who extends it says how a template is written apart.
    """

    def __init__(self, parts: Parts, expressions: Expressions, budget: Budget) -> None:
        self._parts = parts
        self._expressions = expressions
        self._budget = budget
        self._variables: list[list[Any]] = []  # [name, value], the innermost last
        self._texts: dict[str, Template] = {}

    @abstractmethod
    def _apart(self, nodes: tuple[Node, ...], dot: Value) -> str:
        """
        Return what *nodes* write when they are called with *dot*.
        """

    def included(self, name: str, dot: Value, written: str) -> Value:
        """
        Return what the named template *name* writes, or an unknown value where there is none of that name.
        """
        nodes = self._parts.defines.get(name)
        if nodes is None and name in self._parts.files:
            nodes = self._parts.files[name].nodes
        if nodes is None:
            return self._expressions.unknown(written)
        return self._apart(nodes, dot)

    def value(self, pipe: Pipe, dot: Value) -> Value:
        """
        Return the value of *pipe*.
        """
        last = pipe.commands[-1].operands[0]
        if len(pipe.commands) > 1 and isinstance(last, Function) and last.name in _SUMS:
            return _SUM
        value: Value = None
        for number, command in enumerate(pipe.commands):
            value = self._command(command, dot, pipe.written, [value] if number else [])
        return value

    def _command(self, command: Command, dot: Value, written: str, last: list[Value]) -> Value:
        self._budget.spend()
        first, *rest = command.operands
        if isinstance(first, Function):
            return self._call(first.name, rest, dot, written, last)
        if not rest and not last:
            return self._operand(first, dot, written)
        arguments = [*(self._operand(operand, dot, written) for operand in rest), *last]
        return self._method(first, arguments, dot, written)

    def _method(self, operand: Operand, arguments: list[Value], dot: Value, written: str) -> Value:
        names = getattr(operand, "names", ())
        if not names:
            return self._expressions.unknown(written)
        owner = self._walk(self._start(operand, dot), names[:-1])
        result = method(names[-1], owner, arguments)
        return self._expressions.unknown(written) if result is UNDECIDED else result

    def _call(self, name: str, operands: list[Operand], dot: Value, written: str, last: list[Value]) -> Value:
        if name in {"and", "or"}:
            return self._logic(name == "and", operands, dot, written, last)
        arguments = [*(self._operand(operand, dot, written) for operand in operands), *last]
        self._budget.spend(cost(name, arguments))
        if name == "include":
            return self._include(arguments, written)
        if name == "tpl":
            return self._tpl(arguments, written)
        result = call(name, arguments, written, self._expressions)
        if isinstance(result, str):
            self._budget.spend(len(result) // CHARACTERS_A_STEP)
        return result

    def _logic(self, every: bool, operands: list[Operand], dot: Value, written: str, last: list[Value]) -> Value:  # noqa: FBT001 - and or or
        """
        Return the value that decides an "and" or "or"; those after it are not looked at.
        """
        unsure = False
        value: Value = None
        for operand in [*operands, *map(Literal, last)]:
            value = self._operand(operand, dot, written)
            decided = truth(value)
            if decided is None:
                unsure = True
            elif decided is not every:
                return value
        return self._expressions.unknown(written) if unsure else value

    def _include(self, arguments: list[Value], written: str) -> Value:
        if not arguments or is_unknown(arguments[0]):
            return self._expressions.unknown(written)
        return self.included(text_of(arguments[0]), arguments[1] if len(arguments) > 1 else None, written)

    def _tpl(self, arguments: list[Value], written: str) -> Value:
        if len(arguments) != 2 or isinstance(arguments[0], Unknown):  # noqa: PLR2004 - a text and what it is called with
            return self._expressions.unknown(written)
        text = text_of(arguments[0])
        if "{{" not in text:
            return text
        try:
            if text not in self._texts:
                self._texts[text] = parse(text)
        except TemplateError:
            return self._expressions.unknown(written)
        return self._apart(self._texts[text].nodes, arguments[1])

    def _operand(self, operand: Operand, dot: Value, written: str) -> Value:
        if isinstance(operand, Literal):
            return operand.value
        if isinstance(operand, Function):
            return self._call(operand.name, [], dot, written, [])
        return self._walk(self._start(operand, dot), operand.names)

    def _start(self, operand: Operand, dot: Value) -> Value:
        if isinstance(operand, Variable):
            return next((value for name, value in reversed(self._variables) if name == operand.name), None)
        if isinstance(operand, Nested):
            return self.value(operand.pipe, dot)
        return dot

    def _walk(self, value: Value, names: tuple[str, ...]) -> Value:
        for number, name in enumerate(names):
            if isinstance(value, Unknown):
                known = self._expressions.written(value)
                return self._expressions.unknown(".".join([known, *names[number:]]))
            value = field(value, name)
        return value
