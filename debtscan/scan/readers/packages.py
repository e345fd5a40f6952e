"""
Packages: pyproject.toml, setup.py, setup.cfg, go.mod and package.json, with what they depend on.
"""

import ast
import configparser
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from msgspec.structs import replace

from debtscan.model.declaration import Declaration, File, PackageRef, PackageSpec, Problem, Reading
from debtscan.model.evidence import Reason
from debtscan.scan.draft import Draft
from debtscan.scan.lines import Lines, lines_of_keys, lines_of_words
from debtscan.scan.python.folding import fold, is_known, items, values
from debtscan.scan.python.module import Module
from debtscan.scan.python.source import read_python
from debtscan.scan.python.tree import parse
from debtscan.scan.reader import Reader
from debtscan.scan.requirements import read_line, refer
from debtscan.scan.strings import without_credentials

_GO_MODULE = re.compile(r"^module\s+(\S+)", re.MULTILINE)
_GO_REQUIRE = re.compile(
    r"^[ \t]*(?:require[ \t]+)?([\w.-]+\.[\w.-]+/[^\s]+|[\w.-]+\.[a-z]+)[ \t]+(v\S+)([^\n]*)", re.MULTILINE
)
_NPM_SECTIONS = ("dependencies", "devDependencies")


def wants(path: str) -> bool:
    """
    Return whether the name is one of the known ones.
    """
    return path.rpartition("/")[2] in _READERS


def read(file: File) -> Reading:
    """
    Return the package that *file* declares and what it depends on.
    """
    return _READERS[file.path.rpartition("/")[2]](file)


def _read_pyproject(file: File) -> Reading:
    draft = Draft(file.path)
    keys, words = lines_of_keys(file.text), lines_of_words(file.text)
    try:
        table = tomllib.loads(file.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        draft.problem(Reason.BROKEN, str(error), _line_in_message(str(error)))
        return draft.reading()
    project, tools = _dict(table.get("project")), _dict(table.get("tool"))
    poetry = _dict(tools.get("poetry"))
    name = _text(project.get("name")) or _text(poetry.get("name"))
    if name:
        scripts = (*_dict(project.get("scripts")), *_dict(poetry.get("scripts")))
        spec = PackageSpec("python", _text(project.get("version")) or _text(poetry.get("version")), scripts)
        draft.declare(Declaration("package", name, spec, keys.get("name")))
    for text in _pyproject_requirements(project, table):
        read_line(draft, text, words.get(text), "requirement")
    for section in _poetry_sections(poetry):
        for package, value in section.items():
            if package.lower() != "python":
                version = value if isinstance(value, str) else _text(_dict(value).get("version"))
                source = without_credentials(_text(_dict(value).get("git")))
                refer(draft, PackageRef("python", package.lower(), version, source), keys.get(package))
    return draft.reading()


def _pyproject_requirements(project: dict[str, Any], table: dict[str, Any]) -> Iterator[str]:
    yield from _texts(project.get("dependencies"))
    for group in _dict(project.get("optional-dependencies")).values():
        yield from _texts(group)
    for group in _dict(table.get("dependency-groups")).values():
        yield from _texts(group)


def _poetry_sections(poetry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield _dict(poetry.get("dependencies"))
    yield _dict(poetry.get("dev-dependencies"))
    for group in _dict(poetry.get("group")).values():
        yield _dict(_dict(group).get("dependencies"))


def _read_setup(file: File) -> Reading:
    found = read_python(file.path, file.text)
    tree = parse(file.text)
    if isinstance(tree, Problem):
        return found
    draft = Draft(file.path)
    module = Module(file.path, tree)
    for site in module.called("setup"):
        names = [text for text in site.folded(site.keyword("name")) if is_known(text)]
        versions = [text for text in site.folded(site.keyword("version")) if is_known(text) and "{" not in text]
        node = site.keyword("entry_points")
        scripts = tuple(_entry_points(node, site.scope)) if node is not None else ()
        name = names[0] if names else PurePosixPath(file.path).parent.name
        draft.declare(Declaration("package", name, PackageSpec("python", (versions or [""])[0], scripts), site.line))
        for keyword in ("install_requires", "setup_requires", "requires"):
            node = site.keyword(keyword)
            for item, scope in items(node, site.scope) if node is not None else ():
                for text in fold(item, scope):
                    read_line(draft, text, item.lineno, "requirement")
    own = draft.reading()
    return replace(
        found,
        declarations=own.declarations,
        references=(*own.references, *found.references),
    )


def _entry_points(node: ast.expr, scope: Any) -> Iterator[str]:  # noqa: ANN401 - a Scope, whose module this reader need not know
    for table, where in values(node, scope):
        if isinstance(table, ast.Dict):
            for key, value in zip(table.keys, table.values, strict=True):
                if isinstance(key, ast.Constant) and key.value in {"console_scripts", "gui_scripts"}:
                    for item, there in items(value, where):
                        yield from (text.partition("=")[0].strip() for text in fold(item, there))


def _read_setup_cfg(file: File) -> Reading:
    draft = Draft(file.path)
    keys, words = lines_of_keys(file.text), lines_of_words(file.text)
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(file.text)
    except configparser.Error as error:
        draft.problem(Reason.BROKEN, str(error).split("\n", 1)[0])
        return draft.reading()
    name = parser.get("metadata", "name", fallback="").strip()
    if name:
        lines = parser.get("options.entry_points", "console_scripts", fallback="").split("\n")
        scripts = tuple(line.partition("=")[0].strip() for line in lines if "=" in line)
        version = parser.get("metadata", "version", fallback="").strip()
        spec = PackageSpec("python", "" if ":" in version else version, scripts)
        draft.declare(Declaration("package", name, spec, keys.get("name")))
    for line in parser.get("options", "install_requires", fallback="").split("\n"):
        read_line(draft, line, words.get(line.strip()), "requirement")
    return draft.reading()


def _read_go_mod(file: File) -> Reading:
    draft = Draft(file.path)
    text = file.text
    match = _GO_MODULE.search(text)
    if match is None:
        draft.problem(Reason.BROKEN, "no module line", 1)
        return draft.reading()
    draft.declare(Declaration("package", match[1].strip('"'), PackageSpec("go"), Lines(text).at(match.start())))
    lines = Lines(text)
    for found in _GO_REQUIRE.finditer(text):
        if "// indirect" not in found[3] and "=>" not in found[0]:
            refer(draft, PackageRef("go", found[1], found[2]), lines.at(found.start(1)))
    return draft.reading()


def _read_package_json(file: File) -> Reading:
    draft = Draft(file.path)
    keys = lines_of_keys(file.text)
    try:
        table = _dict(json.loads(file.text))
    except (ValueError, RecursionError) as error:
        draft.problem(Reason.BROKEN, str(error))
        return draft.reading()
    name = _text(table.get("name"))
    if name:
        commands = table.get("bin")
        scripts = tuple(commands) if isinstance(commands, dict) else ((name,) if commands else ())
        spec = PackageSpec("npm", _text(table.get("version")), scripts)
        draft.declare(Declaration("package", name, spec, keys.get("name")))
    given = _dict(table.get("peerDependencies"))  # by whoever installs it
    for section in _NPM_SECTIONS:
        for package, version in ((key, said) for key, said in _dict(table.get(section)).items() if key not in given):
            refer(draft, PackageRef("npm", package, _text(version)), keys.get(package))
    return draft.reading()


def _dict(value: Any) -> dict[str, Any]:  # noqa: ANN401 - TOML and JSON hold anything
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:  # noqa: ANN401 - TOML and JSON hold anything
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - TOML and JSON hold anything
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _line_in_message(message: str) -> int | None:
    match = re.search(r"at line (\d+)", message)
    return int(match[1]) if match else None


_READERS = {
    "pyproject.toml": _read_pyproject,
    "setup.py": _read_setup,
    "setup.cfg": _read_setup_cfg,
    "go.mod": _read_go_mod,
    "package.json": _read_package_json,
}

READER = Reader(name="packages", version=1, wants=wants, read=read)
