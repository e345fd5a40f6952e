"""
One pass over a syntax tree: what the readers of Python look for, sorted by what it is, with its scope.
"""

import ast
from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

Function = ast.FunctionDef | ast.AsyncFunctionDef
Text = ast.Constant | ast.JoinedStr


class Binding(Struct, frozen=True):
    """
    One value that a name may have: *node* as seen from *scope*, or an element of it.
    """

    node: ast.expr
    scope: "Scope"
    each: bool = False  # the name runs over the elements of *node*
    index: int | None = None  # and takes this part of each


class Scope:
    """
    A module, class, function or loop. Names are bound in the nearest scope that is no loop.
    """

    __slots__ = ("bindings", "memory", "node", "owner", "parent", "steps", "top")

    def __init__(self, node: ast.AST, parent: "Scope | None") -> None:
        self.node = node
        self.parent = parent
        loop = isinstance(node, ast.For | ast.AsyncFor | ast.While) and parent is not None
        self.owner: Scope = parent.owner if loop and parent else self
        self.top: Scope = parent.top if parent else self
        self.memory: dict[int, Any] = {}  # of folding, at the top: what was found before, by identity
        self.steps = 0  # of folding, counted at the top: a file may not cost more than its share
        self.bindings: dict[str, list[Binding]] = {}

    @property
    def function(self) -> Function | None:
        """
        Return the innermost function that this scope lies in; None at the level of the module or a class in it.
        """
        scope: Scope | None = self
        while scope is not None:
            if isinstance(scope.node, ast.FunctionDef | ast.AsyncFunctionDef):
                return scope.node
            scope = scope.parent
        return None

    @property
    def looped(self) -> bool:
        """
        Return whether this scope lies in a loop of its function or module.
        """
        return self.owner is not self

    def bind(self, name: str, binding: Binding) -> None:
        """
        Add *binding* to what *name* may be.
        """
        self.owner.bindings.setdefault(name, []).append(binding)

    def find(self, name: str) -> list[Binding]:
        """
        Return what *name* may be, as seen from here.
        """
        scope: Scope | None = self.owner
        while scope is not None:
            if name in scope.bindings:
                return scope.bindings[name]
            scope = scope.parent.owner if scope.parent else None
        return []


class Walk:
    """
    The nodes of interest of one tree, each kind in source order.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.module = Scope(tree, None)
        self.imports: list[tuple[ast.Import | ast.ImportFrom, Scope]] = []
        self.functions: list[tuple[Function, Scope]] = []  # with the scope inside
        self.classes: list[tuple[ast.ClassDef, Scope]] = []  # with the scope inside
        self.calls: list[tuple[ast.Call, Scope]] = []
        self.strings: list[tuple[Text, Scope]] = []  # docstrings left out
        self.dicts: list[tuple[ast.Dict, Scope]] = []
        self.environment: list[tuple[ast.Subscript, Scope]] = []  # os.environ["NAME"]
        self.withs: list[tuple[ast.With | ast.AsyncWith, Scope]] = []
        self.whiles: list[tuple[ast.While, Scope]] = []
        self.ifs: list[tuple[ast.If, Scope]] = []  # at the level of the module
        self._stack: list[tuple[ast.AST, Scope]] = []
        self._run(tree)

    def _run(self, tree: ast.Module) -> None:
        stack = self._stack = [(node, self.module) for node in reversed(tree.body)]
        pop, push = stack.pop, stack.append
        enter: dict[type[ast.AST], Callable[[Any, Scope], Scope | None]] = {
            ast.Call: self._call,
            ast.Expr: self._expression,
            ast.Constant: self._string,
            ast.JoinedStr: self._joined,
            ast.Assign: self._assign,
            ast.AnnAssign: self._annotated,
            ast.Import: self._import,
            ast.ImportFrom: self._import,
            ast.FunctionDef: self._function,
            ast.AsyncFunctionDef: self._function,
            ast.ClassDef: self._class,
            ast.For: self._for,
            ast.AsyncFor: self._for,
            ast.While: self._while,
            ast.With: self._with,
            ast.AsyncWith: self._with,
            ast.comprehension: self._comprehension,
            ast.Dict: self._dict,
            ast.Subscript: self._subscript,
            ast.If: self._if,
        }
        find, fields, leaves = enter.get, _FIELDS, _LEAVES
        while stack:
            node, scope = pop()
            kind = type(node)
            act = find(kind)
            if act is not None:
                inside = act(node, scope)
                if inside is None:
                    continue
                scope = inside
            for field in fields[kind]:
                value = getattr(node, field, None)
                if value is None:
                    continue
                if type(value) is list:
                    for item in reversed(value):
                        if type(item) not in leaves:
                            push((item, scope))
                elif type(value) not in leaves:
                    push((value, scope))

    def _call(self, node: ast.Call, scope: Scope) -> Scope:
        self.calls.append((node, scope))
        return scope

    def _expression(self, node: ast.Expr, scope: Scope) -> Scope | None:
        return None if type(node.value) is ast.Constant else scope

    def _string(self, node: ast.Constant, scope: Scope) -> None:
        if type(node.value) is str:
            self.strings.append((node, scope))

    def _joined(self, node: ast.JoinedStr, scope: Scope) -> None:
        self.strings.append((node, scope))
        self._stack += [(part, scope) for part in node.values if type(part) is ast.FormattedValue]

    def _assign(self, node: ast.Assign, scope: Scope) -> Scope:
        for target in node.targets:
            _bind(target, Binding(node.value, scope), scope)
        return scope

    def _annotated(self, node: ast.AnnAssign, scope: Scope) -> Scope:
        if node.value is not None:
            _bind(node.target, Binding(node.value, scope), scope)
        return scope

    def _import(self, node: ast.Import | ast.ImportFrom, scope: Scope) -> Scope:
        self.imports.append((node, scope))
        return scope

    def _function(self, node: Function, scope: Scope) -> Scope:
        inside = Scope(node, scope)
        self.functions.append((node, inside))
        _bind_defaults(node.args, inside, scope)
        return inside

    def _class(self, node: ast.ClassDef, scope: Scope) -> Scope:
        inside = Scope(node, scope)
        self.classes.append((node, inside))
        return inside

    def _for(self, node: ast.For | ast.AsyncFor, scope: Scope) -> Scope:
        _bind(node.target, Binding(node.iter, scope, each=True), scope)
        return Scope(node, scope)

    def _comprehension(self, node: ast.comprehension, scope: Scope) -> Scope:
        _bind(node.target, Binding(node.iter, scope, each=True), scope)
        return scope

    def _while(self, node: ast.While, scope: Scope) -> Scope:
        inside = Scope(node, scope)
        self.whiles.append((node, inside))
        return inside

    def _with(self, node: ast.With | ast.AsyncWith, scope: Scope) -> Scope:
        self.withs.append((node, scope))
        for item in node.items:
            if item.optional_vars is not None:
                _bind(item.optional_vars, Binding(item.context_expr, scope), scope)
        return scope

    def _dict(self, node: ast.Dict, scope: Scope) -> Scope:
        self.dicts.append((node, scope))
        return scope

    def _subscript(self, node: ast.Subscript, scope: Scope) -> Scope:
        of = node.value
        if (type(of) is ast.Attribute and of.attr == "environ") or (type(of) is ast.Name and of.id == "environ"):
            self.environment.append((node, scope))
        return scope

    def _if(self, node: ast.If, scope: Scope) -> Scope:
        if scope is self.module:
            self.ifs.append((node, scope))
        return scope


def bind_arguments(function: Function, inside: Scope, call: ast.Call, caller: Scope) -> None:
    """
    Let the parameters of *function* have what *call* gives them, too.
    """
    names = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
    pairs = [*zip(names, call.args, strict=False), *((word.arg, word.value) for word in call.keywords if word.arg)]
    for name, value in pairs:
        if not isinstance(value, ast.Starred):
            inside.bind(name, Binding(value, caller))


def _bind_defaults(args: ast.arguments, inside: Scope, outside: Scope) -> None:
    positional = [*args.posonlyargs, *args.args]
    for arg, default in zip(reversed(positional), reversed(args.defaults), strict=False):
        inside.bind(arg.arg, Binding(default, outside))
    for arg, keyword_default in zip(args.kwonlyargs, args.kw_defaults, strict=False):
        if keyword_default is not None:
            inside.bind(arg.arg, Binding(keyword_default, outside))


def _bind(target: ast.expr, binding: Binding, scope: Scope) -> None:
    if isinstance(target, ast.Name):
        scope.bind(target.id, binding)
    elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self":
        _class_of(scope).bind(f"self.{target.attr}", binding)
    elif isinstance(target, ast.Tuple | ast.List):
        for index, part in enumerate(target.elts):
            if binding.index is None and isinstance(part, ast.Name):
                scope.bind(part.id, Binding(binding.node, binding.scope, binding.each, index))


def _class_of(scope: Scope) -> Scope:
    found: Scope | None = scope
    while found is not None and not isinstance(found.node, ast.ClassDef):
        found = found.parent
    return found or scope


def _child_fields(kind: type[ast.AST]) -> tuple[str, ...]:
    skipped = {"ctx", "op", "ops", "type_comment", "name", "id", "attr", "arg", "names", "module", "level", "kind"}
    fields: Iterable[str] = getattr(kind, "_fields", ())
    return tuple(reversed([field for field in fields if field not in skipped]))


_OVERRIDES: dict[type[ast.AST], tuple[str, ...]] = {
    ast.Constant: (),
    ast.Name: (),
    ast.Import: (),
    ast.ImportFrom: (),
    ast.arguments: ("kw_defaults", "defaults"),
    ast.Global: (),
    ast.Nonlocal: (),
    ast.FunctionDef: ("body", "args", "decorator_list"),
    ast.AsyncFunctionDef: ("body", "args", "decorator_list"),
    ast.AnnAssign: ("value",),
}
_LEAVES = frozenset(
    {ast.Name, ast.Load, ast.Store, ast.Pass, ast.Break, ast.Continue, str, int, bool, float, bytes, type(None)}
)
_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {
    kind: _OVERRIDES.get(kind, _child_fields(kind))
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}
