"""
The texts that an expression may have, as far as they stand in the file: constants, names, f-strings, defaults, loops.

What is not known stays as a placeholder in braces, as in "gs://{bucket}/models".
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from debtscan.scan.python.names import written
from debtscan.scan.python.walk import Binding, Scope

_DEPTH = 8
_LIMIT = 40  # texts of one expression
_LONGEST = 4_000  # characters of one text
_LONGEST_PART = 300  # characters of what is put into a template
_STEPS = 100_000  # of one file: names that feed on themselves must not cost more

Seen = tuple[ast.expr, Scope]


def fold(node: ast.expr, scope: Scope) -> tuple[str, ...]:
    """
    Return the texts that *node* may have in *scope*, in source order, each once. Unknown parts are "{name}".
    """
    return _unique(_texts(node, scope, 0))


def known(node: ast.expr | None, scope: Scope) -> tuple[str, ...]:
    """
    Return the texts of *node* that say more than a placeholder.
    """
    return () if node is None else tuple(text for text in fold(node, scope) if is_known(text))


def is_known(text: str) -> bool:
    """
    Return whether some letters of *text* stand outside placeholders.
    """
    depth = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if depth == 0 and letter.isalnum():
            return True
    return False


def shown(node: ast.expr) -> str | None:
    """
    Return *node* as source, cut to one short line; None where it is too deep to write.
    """
    try:
        return " ".join(ast.unparse(node).split())[:120]
    except (RecursionError, ValueError):
        return None


def items(node: ast.expr, scope: Scope) -> Iterator[Seen]:
    """
    Yield the elements of the list, tuple or set that *node* stands for.
    """
    for value, where in values(node, scope):
        if isinstance(value, ast.List | ast.Tuple | ast.Set):
            yield from ((item, where) for item in value.elts if not isinstance(item, ast.Starred))


def values(node: ast.expr, scope: Scope, depth: int = 0) -> Iterator[Seen]:
    """
    Yield the expressions that *node* may stand for, through names, parts of literals and choices.
    """
    if depth > _DEPTH or not _may_step(scope):
        return
    if isinstance(node, ast.Name):
        yield from _bound(node.id, node, scope, depth)
    elif isinstance(node, ast.Attribute):
        yield from _attribute(node, scope, depth)
    elif isinstance(node, ast.Subscript):
        yield from _part(node, scope, depth)
    elif isinstance(node, ast.IfExp):
        yield from values(node.body, scope, depth + 1)
        yield from values(node.orelse, scope, depth + 1)
    elif isinstance(node, ast.BoolOp):
        for choice in node.values:
            yield from values(choice, scope, depth + 1)
    else:
        yield node, scope


def _bound(name: str, node: ast.expr, scope: Scope, depth: int) -> Sequence[Seen]:
    bindings = scope.find(name)
    memory: dict[int, Sequence[Seen]] = scope.top.memory
    if id(bindings) not in memory:
        memory[id(bindings)] = ()  # a name that is bound to itself adds nothing
        found = (value for binding in bindings[:_LIMIT] for value in _of_binding(binding, depth + 1))
        memory[id(bindings)] = tuple(islice(found, _LIMIT)) if bindings else ()
    return memory[id(bindings)] or [(node, scope)]


def _of_binding(binding: Binding, depth: int) -> Iterator[Seen]:
    if binding.each:
        yield from _elements(binding.node, binding.scope, binding.index, depth)
    elif binding.index is None:
        yield from values(binding.node, binding.scope, depth)
    else:
        yield from _indexed(binding.node, binding.scope, binding.index, depth)


def _attribute(node: ast.Attribute, scope: Scope, depth: int) -> Iterator[Seen]:
    name = written(node)
    if name.startswith("self.") and scope.find(name):
        yield from _bound(name, node, scope, depth)
    elif isinstance(node.value, ast.Name) and (found := _class_constant(node.value.id, node.attr, scope)):
        yield from values(*found, depth + 1)
    else:
        yield node, scope


def _class_constant(owner: str, name: str, scope: Scope) -> Seen | None:
    top = scope.top
    for statement in getattr(top.node, "body", ()):
        if isinstance(statement, ast.ClassDef) and statement.name == owner:
            for part in statement.body:
                if isinstance(part, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in part.targets):
                    return part.value, top
                if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name) and part.target.id == name:
                    return (part.value, top) if part.value else None
    return None


def _part(node: ast.Subscript, scope: Scope, depth: int) -> Iterator[Seen]:
    if isinstance(node.slice, ast.Constant):
        key = node.slice.value
        for container, where in values(node.value, scope, depth + 1):
            if isinstance(container, ast.Dict):
                for name, value in zip(container.keys, container.values, strict=True):
                    if isinstance(name, ast.Constant) and name.value == key:
                        yield from values(value, where, depth + 1)
            elif isinstance(key, int):
                yield from _indexed(container, where, key, depth + 1)
            elif container is node.value or not isinstance(container, ast.Constant):
                yield node, scope
    else:
        yield node, scope


def _indexed(node: ast.expr, scope: Scope, index: int, depth: int) -> Iterator[Seen]:
    if isinstance(node, ast.List | ast.Tuple) and -len(node.elts) <= index < len(node.elts):
        yield from values(node.elts[index], scope, depth + 1)


def _elements(node: ast.expr, scope: Scope, index: int | None, depth: int) -> Iterator[Seen]:
    pairs = _items_of_dict(node, scope, depth)
    for element, where in pairs if pairs is not None else _members(node, scope, depth):
        if index is None:
            yield from values(element, where, depth + 1)
        else:
            for whole, there in values(element, where, depth + 1):
                yield from _indexed(whole, there, index, depth + 1)


def _members(node: ast.expr, scope: Scope, depth: int) -> Iterator[Seen]:
    for container, where in values(node, scope, depth + 1):
        if isinstance(container, ast.List | ast.Tuple | ast.Set):
            yield from ((item, where) for item in container.elts[:_LIMIT])
        elif isinstance(container, ast.Dict):
            yield from ((key, where) for key in container.keys[:_LIMIT] if key is not None)


def _items_of_dict(node: ast.expr, scope: Scope, depth: int) -> list[Seen] | None:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    if node.func.attr not in {"items", "values"}:
        return None
    found: list[Seen] = []
    for container, where in values(node.func.value, scope, depth + 1):
        if isinstance(container, ast.Dict):
            for key, value in islice(zip(container.keys, container.values, strict=True), _LIMIT):
                if node.func.attr == "values":
                    found.append((value, where))
                elif key is not None:
                    found.append((ast.Tuple([key, value], ast.Load()), where))
    return found


def _texts(node: ast.expr, scope: Scope, depth: int) -> Iterable[str]:
    if depth > _DEPTH or not _may_step(scope):
        return ["{...}"]
    found: list[str] = []
    for value, where in islice(values(node, scope), _LIMIT):
        found += _literal(value, where, depth)
    return found


def _may_step(scope: Scope) -> bool:
    scope.top.steps += 1
    return scope.top.steps < _STEPS


def _literal(node: ast.expr, scope: Scope, depth: int) -> Iterable[str]:
    if isinstance(node, ast.Constant):
        return _constant(node)
    if isinstance(node, ast.JoinedStr | ast.BinOp | ast.Call):
        memory: dict[int, Iterable[str]] = scope.top.memory
        if id(node) not in memory:
            memory[id(node)] = ["{...}"]  # what is made of itself
            found = [text[:_LONGEST] for text in _made(node, scope, depth)]
            scope.top.steps += sum(map(len, found)) // 50
            memory[id(node)] = found
        return memory[id(node)]
    if isinstance(node, ast.List | ast.Tuple | ast.Set | ast.Dict | ast.Lambda | ast.ListComp | ast.DictComp):
        return []
    return [_placeholder(node)]


def _made(node: ast.JoinedStr | ast.BinOp | ast.Call, scope: Scope, depth: int) -> Iterable[str]:
    if isinstance(node, ast.JoinedStr):
        return _joined([_texts(_inner(part), scope, depth + 1) for part in node.values])
    if isinstance(node, ast.BinOp):
        return _operation(node, scope, depth)
    return _call(node, scope, depth)


def _constant(node: ast.Constant) -> Iterable[str]:
    if isinstance(node.value, str):
        return [node.value]
    return [str(node.value)] if isinstance(node.value, int | float) and not isinstance(node.value, bool) else []


def _inner(part: ast.expr) -> ast.expr:
    return part.value if isinstance(part, ast.FormattedValue) else part


def _operation(node: ast.BinOp, scope: Scope, depth: int) -> Iterable[str]:
    left = _texts(node.left, scope, depth + 1)
    if isinstance(node.op, ast.Mod):
        right = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
        words = [_first(item, scope, depth) for item in right]
        return [_percent(text, words) for text in left]
    if not isinstance(node.op, ast.Add | ast.Div):
        return [_placeholder(node)]
    right_texts = _texts(node.right, scope, depth + 1)
    return _joined([left, ["/"], right_texts] if isinstance(node.op, ast.Div) else [left, right_texts])


def _percent(text: str, words: list[str]) -> str:
    for word in words:
        text = text.replace("%s", word, 1) if "%s" in text else text.replace("%d", word, 1)
    return text


def _call(node: ast.Call, scope: Scope, depth: int) -> Iterable[str]:
    name = written(node.func)
    if isinstance(node.func, ast.Attribute) and (found := _method(node, node.func, scope, depth)) is not None:
        return found
    if name.endswith("path.join"):
        return _joined(_between("/", [_texts(arg, scope, depth + 1) for arg in node.args]))
    if name in {"str", "Path", "pathlib.Path", "PurePath"} and node.args:
        return _texts(node.args[0], scope, depth + 1)
    default = setting_default(node) if is_setting(name) else None
    return (_texts(default, scope, depth + 1) if default is not None else []) or [_placeholder(node)]


def _method(node: ast.Call, function: ast.Attribute, scope: Scope, depth: int) -> Iterable[str] | None:
    """
    Return the texts of a method of strings; None for other methods.
    """
    if function.attr == "format":
        return _format(node, function.value, scope, depth)
    if function.attr in {"strip", "rstrip", "lstrip", "as_posix"}:
        return _texts(function.value, scope, depth + 1)
    if function.attr == "join" and isinstance(function.value, ast.Constant) and len(node.args) == 1:
        return _join(str(function.value.value), node.args[0], scope, depth)
    return None


def is_setting(name: str) -> bool:
    """
    Return whether the function called *name* reads a setting by name, with a default after it.
    """
    return name.endswith(("getenv", "environ.get", "Variable.get", "config"))


def setting_default(node: ast.Call) -> ast.expr | None:
    """
    Return the default that a call for a setting gives.
    """
    for word in node.keywords:
        if word.arg in {"default", "default_var"}:
            return word.value
    return node.args[1] if len(node.args) > 1 and not isinstance(node.args[1], ast.Starred) else None


def _format(node: ast.Call, template: ast.expr, scope: Scope, depth: int) -> Iterable[str]:
    found = []
    for text in _texts(template, scope, depth + 1):
        filled = text
        for arg in node.args:
            filled = filled.replace("{}", _first(arg, scope, depth), 1)
        for position, arg in enumerate(node.args):
            filled = filled.replace("{" + str(position) + "}", _first(arg, scope, depth))
        for word in node.keywords:
            if word.arg:
                filled = filled.replace("{" + word.arg + "}", _first(word.value, scope, depth))
        found.append(filled)
    return found


def _first(node: ast.expr, scope: Scope, depth: int) -> str:
    return next(iter(_texts(node, scope, depth + 1)), "{...}")[:_LONGEST_PART]


def _join(separator: str, node: ast.expr, scope: Scope, depth: int) -> Iterable[str]:
    parts = [_texts(item, where, depth + 1) for item, where in items(node, scope)]
    return _joined(_between(separator, parts)) if parts else [_placeholder(node)]


def _between(separator: str, parts: list[Iterable[str]]) -> list[Iterable[str]]:
    return [part for pair in zip([[separator]] * len(parts), parts, strict=True) for part in pair][1:]


def _joined(parts: list[Iterable[str]]) -> list[str]:
    choices = [list(part) or ["{...}"] for part in parts]
    return ["".join(words) for words in islice(product(*choices), _LIMIT)]


def _placeholder(node: ast.expr) -> str:
    inner = node.func if isinstance(node, ast.Call) else node
    return "{" + (written(inner) or "...") + "}"


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(islice(texts, _LIMIT)))
