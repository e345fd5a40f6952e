"""
One Go file, parsed once: its package, imports, functions, calls, strings and comments.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

import tree_sitter_go
from msgspec import Struct
from tree_sitter import Language, Node, Parser, Query, QueryCursor

_LANGUAGE = Language(tree_sitter_go.language())
_QUERY = Query(
    _LANGUAGE,
    """
    (package_clause (package_identifier) @package)
    (import_spec) @import
    (function_declaration name: (identifier)) @function
    (method_declaration name: (field_identifier)) @function
    (type_spec) @type
    (call_expression) @call
    (interpreted_string_literal) @string
    (raw_string_literal) @string
    (keyed_element) @field
    (for_statement) @loop
    [(if_statement) (expression_case) (type_case) (communication_case)] @branch
    (binary_expression operator: ["&&" "||"]) @branch
    (ERROR) @error
    """,
)


class Call(Struct, frozen=True):
    """
    One call: what is called as written ("http.ListenAndServe"), its last part, its import, and where it stands.
    """

    written: str
    last: str
    module: str  # import path, "" when the call begins with no imported name
    line: int
    node: Node


class GoFile:
    """
    The parts of one Go file that readers ask for, with byte positions turned into lines.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self._tree = Parser(_LANGUAGE).parse(data)
        self._found = QueryCursor(_QUERY).captures(self._tree.root_node)

    def nodes(self, name: str) -> list[Node]:
        """
        Return the nodes captured as *name*, in source order.
        """
        return sorted(self._found.get(name, ()), key=_position)

    def text(self, node: Node | None) -> str:
        """
        Return the source of *node*; "" for none.
        """
        return "" if node is None else self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    @cached_property
    def package(self) -> str:
        """
        Return the name of the package.
        """
        found = self._found.get("package")
        return self.text(found[0]) if found else ""

    @cached_property
    def imports(self) -> dict[str, tuple[str, int]]:
        """
        Return each imported name with its path and line.
        """
        found: dict[str, tuple[str, int]] = {}
        for node in self.nodes("import"):
            path = self.text(node.child_by_field_name("path")).strip('"`')
            name = self.text(node.child_by_field_name("name")) or _last(path)
            if path:
                found[path if name in {"_", "."} else name] = path, line_of(node)
        return found

    @cached_property
    def functions(self) -> list[tuple[str, Node]]:
        """
        Return functions and methods by name: "Run", "Server.Run".
        """
        return [(self._name_of(node), node) for node in self.nodes("function")]

    @cached_property
    def calls(self) -> list[Call]:
        """
        Return every call.
        """
        return list(self._calls())

    def called(self, *names: str) -> Iterator[Call]:
        """
        Yield the calls whose name ends with one of *names*.
        """
        return (call for call in self.calls if call.last in names)

    def function_at(self, node: Node) -> str:
        """
        Return the name of the function that *node* lies in; "" outside of any.
        """
        index = self.function_index(node.start_byte)
        return self.functions[index][0] if index is not None else ""

    def function_index(self, start: int) -> int | None:
        """
        Return the position in *functions* of the one around the byte *start*.
        """
        index = bisect_right(self._starts, start) - 1
        return index if index >= 0 and start < self.functions[index][1].end_byte else None

    @cached_property
    def _starts(self) -> list[int]:
        return [node.start_byte for _, node in self.functions]

    def _name_of(self, node: Node) -> str:
        name = self.text(node.child_by_field_name("name"))
        receiver = self.text(node.child_by_field_name("receiver")).strip("() ")
        kind = receiver.split(" ")[-1].lstrip("*").partition("[")[0]
        return f"{kind}.{name}" if kind else name

    def _calls(self) -> Iterator[Call]:
        for node in self.nodes("call"):
            function = node.child_by_field_name("function")
            if function is None or function.type not in {"selector_expression", "identifier"}:
                continue
            if function.type == "identifier":
                name = self.text(function)
                yield Call(name, name, "", line_of(function), node)
                continue
            last = self.text(function.child_by_field_name("field"))
            operand = function.child_by_field_name("operand")
            plain = operand is not None and operand.type in {"identifier", "selector_expression"}
            first = self.text(operand) if plain else ""
            module = self.imports.get(first.partition(".")[0], ("", 0))[0] if first else ""
            yield Call(f"{first}.{last}", last, module, function.end_point[0] + 1, node)

    def arguments(self, call: Call) -> list[Node]:
        """
        Return the arguments of *call*.
        """
        return self.arguments_of(call.node)

    def arguments_of(self, node: Node) -> list[Node]:
        """
        Return the arguments of the call *node*.
        """
        found = node.child_by_field_name("arguments")
        return [] if found is None else [part for part in found.named_children if part.type != "comment"]


def literal(text: str) -> str | None:
    """
    Return the value of a Go string literal; None when *text* is none. Escapes are left as they are.
    """
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in '"`'
    return text[1:-1] if quoted else None


def line_of(node: Node) -> int:
    """
    Return the line on which *node* begins.
    """
    return node.start_point[0] + 1


def _position(node: Node) -> tuple[int, int]:
    return node.start_byte, node.end_byte


def _last(path: str) -> str:
    """
    Return the name under which a package is imported when the file gives none: the last part that is no version.
    """
    parts = path.split("/")
    if len(parts) > 1 and parts[-1][:1] == "v" and parts[-1][1:].isdigit():
        parts.pop()
    name = parts[-1].partition(".v")[0]
    return name.removeprefix("go-").removesuffix("-go").removesuffix(".go")
