"""
What the definitions of all CI systems have in common: steps with shell text, values put in, and images that are built.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from debtscan.model.declaration import Declaration, PathRef, PublishSpec, Reference
from debtscan.model.words import Confidence, How
from debtscan.safe.yaml import Mapping as YamlMapping
from debtscan.safe.yaml import Value
from debtscan.scan.places import plain, resolve
from debtscan.scan.shell import Commands, Place

RECIPE = re.compile(r"(?:[\w.@{}$-]+/)*(?:[\w-]+\.)*(?:[Dd]ockerfile|Containerfile)(?:[.\-_][\w.-]+)?")

_NAME_KEY = re.compile(
    r"image(?!.*(context|tag|path|file))|(^|_|-)(app|component|name|repo(sitory)?|service)(_|-|$)", re.IGNORECASE
)
_MAX_PATH = 300
_SPLIT = re.compile(r"[\n,]")


def text_line(line: int, text: str) -> int:
    """
    Return the line on which *text* begins whose key stands on *line*: a block begins below its key.
    """
    return line + 1 if "\n" in text else line


def scalars(value: Value, line: int) -> Iterator[tuple[str, int]]:
    """
    Yield every scalar in *value*, however deep, as text with its line.
    """
    stack: list[tuple[Value, int]] = [(value, line)]
    while stack:
        each, at = stack.pop()
        if isinstance(each, YamlMapping):
            stack += [(each[key], each.line_of(key)) for key in reversed(list(each))]
        elif isinstance(each, list):
            lines = getattr(each, "lines", [])
            stack += [
                (item, lines[index] if index < len(lines) else at) for index, item in reversed(list(enumerate(each)))
            ]
        elif each is not None:
            yield str(each), at


def recipes_in(values: Iterable[tuple[str, int]], place: Place, fill: Callable[[str], str]) -> Iterator[Reference]:
    """
    Yield the recipes of images that are named in settings (inputs, matrices, variables): they are built below.
    """
    for text, line in values:
        word = fill(text).strip()
        if len(word) <= _MAX_PATH and RECIPE.fullmatch(word):
            path = resolve(word, place.folder)
            if path is not None:
                yield Reference(place.source, PathRef(path), How.BUILD, line, place.key or None, Confidence.MEDIUM)


def built(  # noqa: PLR0913 - the inputs of such a step
    images: str, context: str, file: str, place: Place, *, target: str = "", pushed: bool = True
) -> Commands:
    """
    Return the image builds of a ready-made build step; *images* are separated by commas or lines.
    """
    folder = resolve(context, place.folder) if context and "://" not in context else resolve(".", place.folder)
    recipe = resolve(file, place.folder) if file else (posixpath.normpath(f"{folder}/Dockerfile") if folder else None)
    names = [plain(part.strip()) for part in _SPLIT.split(images) if part.strip() and "=" not in part]
    declarations = []
    for name in dict.fromkeys(_without_tag(name) for name in names):
        image = next(each for each in names if _without_tag(each) == name)
        spec = PublishSpec(image, folder or "", recipe or "", target, pushed)
        declarations.append(Declaration(f"publish:{image}", image, spec, place.line, Confidence.MEDIUM))
    if recipe and not declarations:
        spec = PublishSpec("", folder or "", recipe, target, pushed)
        declarations.append(Declaration(f"publish:{recipe}", recipe, spec, place.line, Confidence.MEDIUM))
    references = [Reference(place.source, PathRef(recipe), How.BUILD, place.line, place.key or None)] if recipe else []
    return Commands(tuple(declarations), tuple(references))


def built_by_inputs(inputs: Mapping[str, str], place: Place) -> Commands:
    """
    Return the image build that *inputs* of a called workflow or template describe: a recipe, and a name beside it.
    """
    file = next((value for key, value in inputs.items() if _recipe_key(key, value)), "")
    if not file:
        return Commands()
    context = next((value for key, value in inputs.items() if "context" in key.lower()), "")
    if RECIPE.fullmatch(posixpath.basename(file)) and "/" not in file and context not in {"", "."}:
        file = posixpath.join(context, file)
    name = next(
        (value for key, value in inputs.items() if _NAME_KEY.search(key) and "$" not in value and value != file), ""
    )
    return built(name, context, file, place)


def _recipe_key(key: str, value: str) -> bool:
    return len(value) <= _MAX_PATH and RECIPE.fullmatch(value.strip()) is not None and "ignore" not in key


def _without_tag(image: str) -> str:
    head, slash, last = image.rpartition("/")
    return head + slash + last.partition(":")[0].partition("@")[0]


def settings_of(mapping: YamlMapping) -> dict[str, str]:
    """
    Return the scalars of *mapping* as text.
    """
    return {key: mapping.string(key) for key in mapping if mapping.string(key)}


def rows_of(choices: Mapping[str, list[str]], extra: list[dict[str, str]]) -> list[dict[str, str]]:
    """
    Return the combinations of a matrix and its further rows, no more than 60.
    """
    rows: list[dict[str, str]] = [{}]
    for name, values in choices.items():
        rows = [{**row, name: value} for row in rows for value in values][:60]
    return ([row for row in rows if row] + extra)[:60] or [{}]
