"""
HCL (Terraform, OpenTofu, Terragrunt) as blocks and attributes with lines; broken blocks cost themselves only.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

import tree_sitter_hcl
from msgspec import Struct
from tree_sitter import Language, Node, Parser

_LANGUAGE = Language(tree_sitter_hcl.language())
_BLANKS = re.compile(r"[ \t]{100,}")  # the parser takes quadratic time over them where they are an error
_HEADER = re.compile(r"^(?:resource|data|module|variable|output|provider|terraform|locals)\b", re.MULTILINE)
_MARKS = re.compile(r"^[ \t]*(?:#+|//+)[ \t]?", re.MULTILINE)
_MAX_DEPTH = 40
_MAX_BLOCKS = 20_000


class Attribute(Struct, frozen=True):
    """
    One "name = expression"; *value* is the text of a literal, None for what must be computed.
    """

    name: str
    text: str  # the expression as written
    line: int
    value: str | None = None


class Block(Struct, frozen=True):
    """
    One block: its type, labels, attributes and inner blocks.
    """

    type: str
    labels: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    blocks: "tuple[Block, ...]"
    line: int

    def get(self, name: str) -> Attribute | None:
        """
        Return the attribute *name*, None when it is missing.
        """
        return next((attribute for attribute in self.attributes if attribute.name == name), None)

    def literal(self, *names: str) -> str:
        """
        Return the literal value of the first of *names* that has one, or "".
        """
        found = (self.get(name) for name in names)
        return next((attribute.value for attribute in found if attribute is not None and attribute.value), "")

    def inner(self, type_: str) -> "Iterator[Block]":
        """
        Yield the inner blocks of *type_*, written out or as dynamic blocks.
        """
        for block in self.blocks:
            if block.type == type_:
                yield block

    def everything(self) -> Iterator[Attribute]:
        """
        Yield the attributes of the block and of all blocks in it.
        """
        yield from self.attributes
        for block in self.blocks:
            yield from block.everything()


class Parsed(Struct, frozen=True):
    """
    The top blocks of a file, and the line of the first place that was not understood.
    """

    blocks: tuple[Block, ...]
    broken: int | None


def parse(text: str) -> Parsed:
    """
    Return the blocks of *text*.
    """
    root = _tree(text)
    if not root.has_error:
        return Parsed(tuple(islice(_blocks(root, 0, 0), _MAX_BLOCKS)), None)
    return Parsed(tuple(islice(_one_by_one(text), _MAX_BLOCKS)), _first_error(root))


def assignments(text: str) -> tuple[Attribute, ...]:
    """
    Return the attributes of *text* that stand outside of all blocks: all that a file of settings holds.
    """
    found: list[Attribute] = []
    for node in _tree(text).named_children:
        each = node.named_children if node.type in {"body", "ERROR"} else [node]
        found += [_attribute(child, 0) for child in each if child.type == "attribute"]
    return tuple(found[:_MAX_BLOCKS])


def uncommented(text: str) -> str:
    """
    Return *text* with its comment marks taken away, line by line.
    """
    return _MARKS.sub("", text.replace("/*", "").replace("*/", ""))


def _tree(text: str) -> Node:
    return Parser(_LANGUAGE).parse(_BLANKS.sub(" ", text).encode("utf-8", "replace")).root_node


def _one_by_one(text: str) -> Iterator[Block]:
    """
    Yield the blocks of a broken text, read apart from each other: each begins at the start of a line.
    """
    starts = [0, *(match.start() for match in _HEADER.finditer(text) if match.start() > 0), len(text)]
    line = 0
    for start, end in pairwise(starts):
        yield from _blocks(_tree(text[start:end]), 0, line)
        line += text.count("\n", start, end)


def _blocks(node: Node, depth: int, line: int) -> Iterator[Block]:
    """
    Yield the blocks right below *node*, bodies and broken parts looked through; *line* lines stand before its text.
    """
    if depth > _MAX_DEPTH:
        return
    for child in node.named_children:
        if child.type == "block":
            yield _block(child, depth, line)
        elif child.type in {"body", "ERROR"}:
            yield from _blocks(child, depth + 1, line)


def _block(node: Node, depth: int, line: int) -> Block:
    words: list[str] = []
    attributes: list[Attribute] = []
    blocks: list[Block] = []
    for child in node.named_children:
        if child.type in {"identifier", "string_lit"}:
            words.append(_text(child).strip('"'))
        elif child.type in {"body", "ERROR"}:
            attributes += [_attribute(each, line) for each in child.named_children if each.type == "attribute"]
            blocks += _blocks(child, depth + 1, line)
    place = line + node.start_point.row + 1
    return Block(words[0] if words else "", tuple(words[1:]), tuple(attributes), tuple(blocks), place)


def _attribute(node: Node, line: int) -> Attribute:
    children = node.named_children
    name = _text(children[0]) if children else ""
    expression = children[1] if len(children) > 1 else None
    text = _text(expression) if expression is not None else ""
    return Attribute(name, text, line + node.start_point.row + 1, _literal(text))


def _literal(text: str) -> str | None:
    """
    Return what a literal stands for: a quoted text without expressions, a number, true or false.
    """
    if len(text) > 1 and text[0] == '"' == text[-1]:
        inner = text[1:-1]
        return None if "${" in inner or "%{" in inner or '"' in inner else inner.replace("\\\\", "\\")
    return text if text in {"true", "false"} or text.replace(".", "", 1).isdigit() else None


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def _first_error(root: Node) -> int:
    node = root
    while True:
        inner = next((child for child in node.children if child.has_error or child.is_missing), None)
        if inner is None or node.type == "ERROR":
            return node.start_point.row + 1
        node = inner
