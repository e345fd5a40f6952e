"""
Functions on text. Texts may hold words that stand for unknown parts: those are never cut or changed.
"""

import base64
import re
from collections.abc import Callable, Iterator
from typing import Any

import re2

from debtscan.safe.yaml import load_all
from debtscan.scan.helm.values import (
    LONGEST,
    MARK,
    UNDECIDED,
    SpentError,
    Unknown,
    Value,
    plain,
    text_of,
    to_json,
    to_yaml,
)

_VERB = re.compile(r"%(?P<flags>[-+# 0]*)(?P<width>\d{0,3})(?:\.(?P<precision>\d{1,3}))?(?P<verb>[a-zA-Z%])")
_QUIET = re2.Options()
_QUIET.log_errors = False
_CASE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[\s_-]+")


def _known(text: str) -> bool:
    return "zq" not in text or MARK.search(text) is None


def _bounded(text: str) -> str:
    if len(text) > LONGEST:
        raise SpentError
    return text


def _where_known(change: Callable[[str], str]) -> Callable[[Value], Value]:
    """
    Return *change* as a function that leaves texts with unknown parts as they are.
    """

    def function(value: Value) -> Value:
        text = text_of(value)
        return _bounded(change(text)) if _known(text) else value

    return function


def _trunc(length: int, value: Value) -> Value:
    text = text_of(value)
    if not _known(text):
        return value
    return text[:length] if length >= 0 else text[length:]


def _printf(form: str, *arguments: Value) -> str:
    waiting = iter(arguments)

    def written(match: re.Match[str]) -> str:
        verb = match["verb"]
        if verb == "%":
            return "%"
        value = next(waiting, None)
        if verb == "q":
            return f'"{text_of(value)}"'
        if isinstance(value, int | float) and not isinstance(value, bool) and verb in "dfoxXeg":
            precision = f".{match['precision']}" if match["precision"] else ""
            kind = verb if verb not in "doxX" else ("d" if verb == "d" else verb)
            number = int(value) if verb in "doxX" else float(value)
            return f"{number:{match['flags'].replace('-', '<').replace('#', '')}{match['width']}{precision}{kind}}"
        return text_of(value)

    return _bounded(_VERB.sub(written, text_of(form)))


def _print(*arguments: Value) -> str:
    """
    Return the arguments in a row, blanks between those that are no text, as Go does.
    """
    parts: list[str] = []
    for number, value in enumerate(arguments):
        texts = isinstance(value, str | Unknown) or (number and isinstance(arguments[number - 1], str | Unknown))
        parts.append(("" if texts or not number else " ") + text_of(value))
    return _bounded("".join(parts))


def _indent(width: int, value: Value) -> str:
    text = text_of(value)
    if not 0 <= width <= 200:  # noqa: PLR2004 - nobody indents further
        raise ValueError(width)
    return _bounded("\n".join(" " * width + line for line in text.split("\n")))


def _quote(*values: Value) -> str:
    shown = (
        text_of(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        for value in values
        if value is not None
    )
    return " ".join(f'"{text}"' for text in shown)


def _squote(*values: Value) -> str:
    return " ".join(f"'{text_of(value)}'" for value in values if value is not None)


def _replace(old: str, new: str, value: Value) -> Value:
    text = text_of(value)
    if not _known(text) and re.search(r"[zq0-9]", old):
        return value
    return _bounded(text.replace(text_of(old), text_of(new)))


def _contains(part: Value, value: Value) -> Value:
    return _tells(part, value, lambda part, text: part in text)


def _has_prefix(part: Value, value: Value) -> Value:
    return _tells(part, value, lambda part, text: text.startswith(part))


def _has_suffix(part: Value, value: Value) -> Value:
    return _tells(part, value, lambda part, text: text.endswith(part))


def _tells(part: Value, value: Value, test: Callable[[str, str], bool]) -> Value:
    one, text = text_of(part), text_of(value)
    if test(one, text):
        return True
    return False if _known(one) and _known(text) else UNDECIDED


def _repeat(count: int, text: str) -> str:
    if count * len(text) > LONGEST:
        raise SpentError
    return text * count


def _substr(start: int, end: int, text: str) -> str:
    return text[max(0, start) : end if end >= 0 else None]


def _split(mark: str, text: str) -> dict[str, Value]:
    return {f"_{number}": part for number, part in enumerate(text.split(mark))}


def _join(mark: str, values: Value) -> str:
    items = values if isinstance(values, list) else [values]
    return _bounded(text_of(mark).join(text_of(item) for item in items if item is not None))


def _words(text: str) -> Iterator[str]:
    return (word for word in _CASE.split(text) if word)


def _camel(text: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in _words(text))


def _pattern(written: str) -> Any:  # noqa: ANN401 - the library has no types
    try:
        return re2.compile(written, _QUIET)
    except re2.error as error:
        raise ValueError(written) from error


def _find(pattern: str, text: str) -> str:
    match = _pattern(pattern).search(text)
    return match[0] if match else ""


def _matches(pattern: str, text: str) -> bool:
    return _pattern(pattern).search(text_of(text)) is not None


def _replace_all(pattern: str, text: str, new: str) -> str:
    return _bounded(str(_pattern(pattern).sub(re.sub(r"\$\{?(\d+)\}?", r"\\\1", new), text)))


def _replace_literal(pattern: str, text: str, new: str) -> str:
    return _bounded(str(_pattern(pattern).sub(lambda _: new, text)))


def _from_yaml(text: str) -> Value:
    documents = load_all(text_of(text)).documents
    return plain(documents[0]) if documents else {}


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _decoded(text: str) -> str:
    return base64.b64decode(text, validate=True).decode()


def _trim_all(cut: str, value: Value) -> str:
    return text_of(value).strip(text_of(cut))


def _cat(*values: Value) -> str:
    return _bounded(" ".join(text_of(value) for value in values if value is not None))


STRINGS: dict[str, Callable[..., Value]] = {
    "trunc": _trunc,
    "printf": _printf,
    "print": _print,
    "println": lambda *values: " ".join(map(text_of, values)) + "\n",
    "indent": _indent,
    "nindent": lambda width, value: "\n" + _indent(width, value),
    "quote": _quote,
    "squote": _squote,
    "replace": _replace,
    "contains": _contains,
    "hasPrefix": _has_prefix,
    "hasSuffix": _has_suffix,
    "repeat": _repeat,
    "substr": _substr,
    "split": _split,
    "splitList": lambda mark, text: text.split(mark),
    "join": _join,
    "lower": _where_known(str.lower),
    "upper": _where_known(str.upper),
    "title": _where_known(lambda text: re.sub(r"\b[a-z]", lambda match: match[0].upper(), text)),
    "untitle": _where_known(lambda text: text[:1].lower() + text[1:]),
    "camelcase": _where_known(_camel),
    "snakecase": _where_known(lambda text: "_".join(_words(text)).lower()),
    "kebabcase": _where_known(lambda text: "-".join(_words(text)).lower()),
    "nospace": _where_known(lambda text: "".join(text.split())),
    "trim": lambda value: text_of(value).strip(),
    "trimAll": _trim_all,
    "trimSuffix": lambda part, value: text_of(value).removesuffix(text_of(part)),
    "trimPrefix": lambda part, value: text_of(value).removeprefix(text_of(part)),
    "toString": text_of,
    "abbrev": lambda width, value: (
        value if len(text_of(value)) <= width or not _known(text_of(value)) else text_of(value)[: width - 3] + "..."
    ),
    "cat": _cat,
    "regexMatch": _matches,
    "mustRegexMatch": _matches,
    "regexFind": _find,
    "regexReplaceAll": _replace_all,
    "mustRegexReplaceAll": _replace_all,
    "regexReplaceAllLiteral": _replace_literal,
    "regexSplit": lambda pattern, text, count: list(_pattern(pattern).split(text, max(count - 1, 0))),
    "toYaml": to_yaml,
    "mustToYaml": to_yaml,
    "toYamlPretty": to_yaml,
    "toJson": to_json,
    "mustToJson": to_json,
    "toRawJson": to_json,
    "toPrettyJson": to_json,
    "fromYaml": _from_yaml,
    "fromYamlArray": _from_yaml,
    "fromJson": _from_yaml,
    "fromJsonArray": _from_yaml,
    "mustFromJson": _from_yaml,
    "b64enc": _encoded,
    "b64dec": _decoded,
    "base": lambda text: text.rstrip("/").rpartition("/")[2],
    "dir": lambda text: text.rpartition("/")[0] or ".",
    "ext": lambda text: "." + text.rpartition(".")[2] if "." in text else "",
    "plural": lambda one, many, count: one if count == 1 else many,
    "urlquery": lambda text: text,
}
