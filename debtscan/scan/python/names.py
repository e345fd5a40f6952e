"""
What names of a Python file mean: its imports, dotted names, and modules as paths of the repository.
"""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec import Struct

from debtscan.scan.python.walk import Binding, Scope, Walk

_DEEPEST = 20  # names that stand for names


class Import(Struct, frozen=True):
    """
    One name that an import binds: *dotted* is what it stands for in full.
    """

    bound: str
    module: str  # as written, relative ones from the root of the repository
    name: str  # what is taken from the module; "" for `import module`
    dotted: str
    line: int


class Names:
    """
    Answers which full dotted name a node stands for, following imports and plain assignments.
    """

    def __init__(self, path: str, walk: Walk) -> None:
        self.imports = tuple(_imports(path, walk))
        self.by_name = {found.bound: found for found in self.imports}
        self._depth = 0
        self._values: dict[int, tuple[str, str]] = {}  # of names by the identity of their bindings

    def resolve(self, node: ast.expr, scope: Scope) -> tuple[str, str]:
        """
        Return the full dotted name of *node* and the imported name that it begins with; ("", "") when it has none.

        Calls within are passed through: of `Client().query` it is `pkg.Client.query`.
        """
        parts: list[str] = []
        while not isinstance(node, ast.Name):
            if isinstance(node, ast.Attribute):
                if isinstance(node.value, ast.Name) and node.value.id == "self":
                    return self._variable(f"self.{node.attr}", parts, scope)
                parts.append(node.attr)
                node = node.value
            elif isinstance(node, ast.Call):
                node = node.func
            elif isinstance(node, ast.Await | ast.Subscript):
                node = node.value
            else:
                return ".".join(["", *reversed(parts)]), ""
        return self._variable(node.id, parts, scope)

    def _variable(self, name: str, parts: list[str], scope: Scope) -> tuple[str, str]:
        rest = list(reversed(parts))
        bindings = scope.find(name)
        dotted, root = self._value(bindings) if bindings else ("", "")
        if root:
            return ".".join([dotted, *rest]), root
        if name in self.by_name:
            return ".".join([self.by_name[name].dotted, *rest]), name
        return ".".join([name, *rest]), ""

    def _value(self, bindings: list[Binding]) -> tuple[str, str]:
        """
        Return the full name of the first of *bindings* that goes back to an import. Names in a circle have none.
        """
        key = id(bindings)
        if key not in self._values:
            self._values[key] = ("", "")
            self._depth += 1
            if self._depth <= _DEEPEST:
                self._values[key] = next(filter(_is_imported, map(self._bound, bindings)), ("", ""))
            self._depth -= 1
        return self._values[key]

    def _bound(self, binding: Binding) -> tuple[str, str]:
        value = binding.node.value if isinstance(binding.node, ast.Await) else binding.node
        if binding.each or not isinstance(value, ast.Call | ast.Attribute | ast.Name):
            return "", ""
        return self.resolve(value, binding.scope)


def _is_imported(found: tuple[str, str]) -> bool:
    return bool(found[1])


def written(node: ast.expr) -> str:
    """
    Return the dotted name of *node* as it is written; "" when it is none.
    """
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(parts)])


def absolute(path: str, level: int, module: str) -> str:
    """
    Return a relative import of the file *path* as a dotted path from the root of the repository.
    """
    folder = PurePosixPath(path).parent
    for _ in range(level - 1):
        folder = folder.parent
    parts = [part for part in folder.parts if part != "."]
    return ".".join([*parts, module] if module else parts)


def _imports(path: str, walk: Walk) -> Iterator[Import]:
    for node, _ in walk.imports:
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.asname or alias.name.partition(".")[0]
                yield Import(bound, alias.name, "", alias.name if alias.asname else bound, node.lineno)
        else:
            module = absolute(path, node.level, node.module or "") if node.level else node.module or ""
            for alias in node.names:
                dotted = f"{module}.{alias.name}" if module else alias.name
                yield Import(alias.asname or alias.name, module, alias.name, dotted, node.lineno)
