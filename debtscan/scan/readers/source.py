"""
Every other language: its lines, imports of JavaScript, programs of Java and tables of SQL as far as words show them.
"""

import re

from msgspec.structs import replace

from debtscan.model.declaration import CodeFacts, Declaration, File, ImportRef, ProgramSpec, Reading
from debtscan.model.words import Confidence, How, Status
from debtscan.scan.draft import Draft, Place
from debtscan.scan.lines import Lines
from debtscan.scan.naming import name_of
from debtscan.scan.python.source import is_generated
from debtscan.scan.reader import Reader
from debtscan.scan.sql import tables_in

_LANGUAGES = {
    "java": "java",
    "kt": "kotlin",
    "scala": "scala",
    "groovy": "groovy",
    "js": "javascript",
    "jsx": "javascript",
    "mjs": "javascript",
    "cjs": "javascript",
    "ts": "typescript",
    "tsx": "typescript",
    "vue": "vue",
    "rs": "rust",
    "rb": "ruby",
    "c": "c",
    "h": "c",
    "cc": "cpp",
    "cpp": "cpp",
    "hpp": "cpp",
    "cu": "cuda",
    "cs": "csharp",
    "r": "r",
    "jl": "julia",
    "php": "php",
    "ex": "elixir",
    "exs": "elixir",
    "swift": "swift",
    "lua": "lua",
    "proto": "protobuf",
    "sql": "sql",
}
_HASH = frozenset({"ruby", "r", "julia", "elixir"})
_DASH = frozenset({"sql", "lua"})
_NPM = frozenset({"javascript", "typescript", "vue"})
_IMPORT = re.compile(
    r"""^[ \t]*(?:import\s+(?:[^'"\n;]{0,300}\sfrom\s+)?|export\s[^'"\n;]{0,300}\sfrom\s+|"""
    r"""(?:const|let|var)\s[^=\n]{0,200}=\s*(?:await\s+)?(?:require|import)\()\s*['"]([^'"\n]{1,200})['"]""",
    re.MULTILINE,
)
_SERVERS = (
    ("express", "express"),
    ("fastify", "fastify"),
    ("koa", "koa"),
    ("@nestjs/core", "nestjs"),
    ("next", "next"),
)
_LISTENS = re.compile(r"\.listen\s*\(")
_MAIN = re.compile(
    r"public\s+static\s+void\s+main\s*\(|^[ \t]*fun\s+main\s*\(|^fn\s+main\s*\(|"
    r"object\s+(?:Main\w*\s+extends\s+\w+|\w+\s+extends\s+\w*App\b)",
    re.MULTILINE,
)
_TEST = re.compile(r"\.(?:test|spec)\.\w+$")
_LONGEST = 2_000_000


def wants(path: str) -> bool:
    """
    Return whether the ending is that of a known language.
    """
    return _language(path) is not None and not path.endswith((".min.js", ".d.ts"))


def read(file: File) -> Reading:
    """
    Return the lines of *file*, and what can be seen without a parser.
    """
    language = _language(file.path) or ""
    text = file.text[:_LONGEST]
    code = CodeFacts(language, _lines(text, language))
    if is_generated(text):
        return Reading(code=code, status=Status.GENERATED)
    draft = Draft(file.path)
    if language in _NPM:
        _read_npm(draft, text, language)
    elif language == "sql":
        for table, line in tables_in(text):
            draft.refer(Place(None, "sql", line + 1), table, How.DATA, Confidence.MEDIUM)
    else:
        _read_main(draft, text, language)
    return replace(draft.reading(), code=code)


def _language(path: str) -> str | None:
    return _LANGUAGES.get(path.rpartition(".")[2].lower()) if "." in path.rpartition("/")[2] else None


def _read_npm(draft: Draft, text: str, language: str) -> None:
    lines = Lines(text)
    names: dict[str, None] = {}
    for match in _IMPORT.finditer(text):
        line = lines.at(match.start(1))
        target = match[1] if not match[1].startswith(".") else draft.resolved(match[1])
        if target:
            names[target] = None
            draft.refer(Place(None, f"import:{target}", line), ImportRef("npm", target), How.IMPORT)
    listens = None if _TEST.search(draft.path) else _LISTENS.search(text)
    framework = next((framework for package, framework in _SERVERS if package in names), "")
    if listens is not None and (framework or names.keys() & {"http", "https", "node:http"}):
        line = text.count("\n", 0, listens.start()) + 1
        spec = ProgramSpec(language, framework or "http", serves=True)
        draft.declare(Declaration("program", name_of(draft.path), spec, line, Confidence.MEDIUM))


def _read_main(draft: Draft, text: str, language: str) -> None:
    match = _MAIN.search(text)
    if match is not None:
        line = text.count("\n", 0, match.start()) + 1
        framework = "spring" if "SpringApplication" in text else ("spark" if "SparkSession" in text else "")
        spec = ProgramSpec(language, framework, serves=framework == "spring")
        draft.declare(Declaration("program", name_of(draft.path), spec, line, Confidence.MEDIUM))


def _lines(text: str, language: str) -> int:
    marks = ("#",) if language in _HASH else ("--",) if language in _DASH else ("//", "*", "/*")
    return sum(1 for line in text.split("\n") if (word := line.lstrip()) and not word.startswith(marks))


READER = Reader(name="source", version=2, wants=wants, read=read)
