"""
One Python file, indexed once: what every reader of Python asks.
"""

import ast
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from debtscan.scan.python.folding import fold
from debtscan.scan.python.names import Names, written
from debtscan.scan.python.walk import Function, Scope, Walk, bind_arguments


class Site:
    """
    One call, decorator use or base class: the full dotted name of what is called, and where.
    """

    __slots__ = ("call", "line", "name", "root", "scope", "written")

    def __init__(self, call: ast.Call, scope: Scope, name: str, root: str) -> None:
        self.call = call
        self.scope = scope
        self.name = name
        self.root = root
        self.written = written(call.func)
        self.line = call.lineno

    @property
    def last(self) -> str:
        """
        Return the last part of the name.
        """
        return self.name.rpartition(".")[2]

    def keyword(self, *names: str) -> ast.expr | None:
        """
        Return the value of the first keyword among *names*.
        """
        return next((word.value for name in names for word in self.call.keywords if word.arg == name), None)

    def argument(self, index: int, *names: str) -> ast.expr | None:
        """
        Return the argument at *index*, or that of a keyword among *names*.
        """
        if index < len(self.call.args):
            return None if isinstance(self.call.args[index], ast.Starred) else self.call.args[index]
        return self.keyword(*names)

    def folded(self, node: ast.expr | None) -> tuple[str, ...]:
        """
        Return the texts that *node* may have here.
        """
        return () if node is None else fold(node, self.scope)


class Decoration(Struct, frozen=True, eq=False):
    """
    One use of a decorator: its full name, what it decorates, and its call where it has one.
    """

    name: str
    root: str  # the imported name that it begins with
    written: str
    node: Function | ast.ClassDef
    inside: Scope  # the scope of what is decorated
    site: Site | None
    line: int

    @property
    def last(self) -> str:
        """
        Return the last part of the name.
        """
        return self.name.rpartition(".")[2]


class Module:
    """
    The calls of a file by the last part of their name and by their keywords, its decorators, functions and classes.
    """

    def __init__(self, path: str, tree: ast.Module) -> None:
        self.path = path
        self.tree = tree
        self.walk = Walk(tree)
        self.names = Names(path, self.walk)
        self.sites = [Site(call, scope, *self.names.resolve(call.func, scope)) for call, scope in self.walk.calls]
        self._by_last: dict[str, list[Site]] = {}
        self._by_keyword: dict[str | None, list[Site]] = {}
        for site in self.sites:
            self._by_last.setdefault(site.last, []).append(site)
            for word in site.call.keywords:
                self._by_keyword.setdefault(word.arg, []).append(site)
        self._packages = {part for found in self.names.imports for part in _prefixes(found.dotted)}
        self._bind_calls()

    def called(self, *names: str) -> Iterator[Site]:
        """
        Return the calls whose name ends with one of *names*, in source order.
        """
        if len(names) == 1:
            return iter(self._by_last.get(names[0], ()))
        found = [site for name in names for site in self._by_last.get(name, ())]
        return iter(sorted(found, key=_position))

    def with_keyword(self, name: str) -> Sequence[Site]:
        """
        Return the calls that give the keyword *name*.
        """
        return self._by_keyword.get(name, ())

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        """
        Return all keywords that calls of the file give, each once.
        """
        return tuple(name for name in self._by_keyword if name)

    def imports(self, *packages: str) -> bool:
        """
        Return whether the file imports one of *packages*, or something in it.
        """
        return not self._packages.isdisjoint(packages)

    @cached_property
    def functions(self) -> dict[str, tuple[Function, Scope]]:
        """
        Return the functions at the level of the module by name.
        """
        return {node.name: (node, inside) for node, inside in self.walk.functions if inside.parent is self.walk.module}

    @cached_property
    def decorators(self) -> tuple[Decoration, ...]:
        """
        Return every use of a decorator.
        """
        return tuple(
            self._decoration(decorator, node, inside)
            for node, inside in (*self.walk.functions, *self.walk.classes)
            for decorator in node.decorator_list
        )

    def _decoration(self, decorator: ast.expr, node: Function | ast.ClassDef, inside: Scope) -> Decoration:
        outside = inside.parent or inside
        name, root = self.names.resolve(decorator, outside)
        bare = decorator.func if isinstance(decorator, ast.Call) else decorator
        site = Site(decorator, outside, name, root) if isinstance(decorator, ast.Call) else None
        return Decoration(name, root, written(bare), node, inside, site, decorator.lineno)

    @cached_property
    def bases(self) -> tuple[tuple[str, str, ast.ClassDef, Scope], ...]:
        """
        Return each base class by its full name and the imported name that it begins with, with the class and its scope.
        """
        return tuple(
            (*self.names.resolve(base, inside.parent or inside), node, inside)
            for node, inside in self.walk.classes
            for base in node.bases
        )

    @cached_property
    def main_guard(self) -> int | None:
        """
        Return the line of `if __name__ == "__main__"`.
        """
        for node, _ in self.walk.ifs:
            test = node.test
            if isinstance(test, ast.Compare) and any(
                isinstance(side, ast.Name) and side.id == "__name__" for side in (test.left, *test.comparators)
            ):
                return node.lineno
        return None

    @cached_property
    def ran(self) -> frozenset[str]:
        """
        Return the names of the module's functions that run when it is loaded or run.
        """
        edges: dict[str | None, set[str]] = {}
        for site in self.sites:
            if site.name in self.functions:
                caller = site.scope.function
                edges.setdefault(caller.name if caller else None, set()).add(site.name)
        found: set[str] = set()
        waiting = list(edges.get(None, ()))
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += edges.get(name, ())
        return frozenset(found)

    def _bind_calls(self) -> None:
        for site in self.sites:
            if site.name in self.functions:
                function, inside = self.functions[site.name]
                bind_arguments(function, inside, site.call, site.scope)


def _position(site: Site) -> tuple[int, int]:
    return site.call.lineno, site.call.col_offset


def _prefixes(dotted: str) -> Iterator[str]:
    while dotted:
        yield dotted
        dotted = dotted.rpartition(".")[0]
