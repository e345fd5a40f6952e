"""
The functions of Helm's templates: those of Go, of Sprig and of Helm itself that need nothing but their arguments.
"""

from collections.abc import Callable

from debtscan.scan.helm.comparisons import COMPARISONS
from debtscan.scan.helm.containers import COLLECTIONS
from debtscan.scan.helm.texts import STRINGS
from debtscan.scan.helm.values import UNDECIDED, Expressions, Value, is_unknown, size_of

FUNCTIONS: dict[str, Callable[..., Value]] = {**STRINGS, **COLLECTIONS, **COMPARISONS}

# These take unknown arguments: they only pass them on, put them together, or look at the others.
_TOLERANT = frozenset(
    {"default", "coalesce", "ternary", "empty", "list", "tuple", "dict", "set", "append", "prepend", "concat", "merge"}
    | {"mergeOverwrite", "mustMerge", "mustMergeOverwrite", "deepCopy", "mustDeepCopy", "get", "hasKey", "keys", "pick"}
    | {"values", "omit", "unset", "first", "last", "compact", "toYaml", "toJson", "toPrettyJson", "toRawJson", "printf"}
    | {"print", "println", "join", "cat", "indent", "nindent", "quote", "squote", "trim", "trunc", "trimSuffix", "dig"}
    | {
        "trimPrefix",
        "toString",
        "lower",
        "trimAll",
        "replace",
        "kebabcase",
        "nospace",
        "required",
        "not",
        "len",
        "index",
    }
    | {
        "contains",
        "hasPrefix",
        "hasSuffix",
        "eq",
        "ne",
        "fail",
        "kindIs",
        "typeIs",
        "tpl",
        "reverse",
        "toStrings",
        "has",
    }
    | {"sortAlpha", "uniq", "without", "slice", "rest", "initial", "lookup", "mustToYaml", "mustToJson", "abbrev"}
    | {"mustAppend", "mustCompact", "mustUniq", "mustFirst", "mustLast", "mustHas", "mustWithout", "mustPrepend"}
    | {"toYamlPretty", "strings", "hasFields", "any", "all"}
)


_WHOLE = frozenset(  # these look at all that is in their arguments
    {"toYaml", "mustToYaml", "toYamlPretty", "toJson", "mustToJson", "toRawJson", "toPrettyJson", "print", "printf"}
    | {"deepCopy", "mustDeepCopy", "merge", "mustMerge", "mergeOverwrite", "mustMergeOverwrite", "toString", "quote"}
)
_PARSERS = frozenset({"fromYaml", "fromYamlArray", "fromJson", "fromJsonArray", "mustFromJson", "tpl"})
_CHARACTERS = 50  # that a step goes through
_PARSED = 5  # and one that parses


def cost(name: str, arguments: list[Value]) -> int:
    """
    Return the steps that calling *name* with *arguments* counts for, beside those of the call itself.
    """
    characters = _PARSED if name in _PARSERS else _CHARACTERS
    steps = 0
    for value in arguments:
        if isinstance(value, str):
            steps += len(value) // characters
        elif isinstance(value, dict | list):
            steps += size_of(value) if name in _WHOLE else len(value) // _PARSED
    return steps


def call(name: str, arguments: list[Value], written: str, expressions: Expressions) -> Value:
    """
    Return what the function *name* makes of *arguments*; unknown where it is not known here or cannot be computed.
    """
    function = FUNCTIONS.get(name)
    if function is None or (name not in _TOLERANT and any(map(is_unknown, arguments))):
        return expressions.unknown(written)
    try:
        result = function(*arguments)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError):
        return expressions.unknown(written)
    return expressions.unknown(written) if result is UNDECIDED else result
