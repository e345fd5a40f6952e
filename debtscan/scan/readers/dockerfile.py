"""
Dockerfiles and Containerfiles: the image, its bases, what is copied in and what runs in it.

Paths of COPY and ADD are relative to the build context, which the file does not know: they begin with "./" and mean the
file's own folder, else one of its parents up to the root.
"""

import posixpath
import re
from collections.abc import Iterator

from debtscan.model.declaration import (
    CommandRef,
    Declaration,
    File,
    HostRef,
    ImageBuildSpec,
    ImageRef,
    PathRef,
    Problem,
    Reading,
    Reference,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How
from debtscan.scan.assemble import Parts
from debtscan.scan.instructions import Instruction, instructions, substituted
from debtscan.scan.places import NEAR, resolve
from debtscan.scan.reader import Reader
from debtscan.scan.recipe_names import NAME, name_of
from debtscan.scan.shell import Place, read_argv, read_commands
from debtscan.scan.shell_lexer import statements
from debtscan.scan.strings import targets_of_setting
from debtscan.scan.vocabulary import listed

KEY = "image"


_NOT_DOCKERFILES = (
    ".dockerignore",
    ".md",
    ".py",
    ".sh",
    ".go",
    ".txt",
    ".yaml",
    ".yml",
    ".json",
    ".png",
    ".svg",
    ".js",
    ".ts",
)
_CLONE = re.compile(r"git clone\b[^\n;&|]{0,200}?((?:https?|git|ssh)://[^\s'\";&|)]+|git@[^\s'\";&|)]+)")
_FETCHED = re.compile(
    r"git\+((?:https?|ssh)://[^\s'\";&|#)]+)|((?:https?)://(?:codeload\.)?github\.com/[^\s'\";&|)]{1,200}?/(?:archive|tarball|zipball|tar\.gz)/[^\s'\";&|)]+)"
)
_GO_INSTALL = re.compile(r"go (?:install|get)\b[^\n;&|]{0,80}?\s([a-z0-9.-]+\.[a-z]{2,}/[^\s'\";&|@]+)")
_PROXIES = re.compile(
    r"PROXY|^PIP_|^NPM_|INDEX_URL|^GO[A-Z]+$|^DEBIAN|^LANG|^PATH$|REPO(SITORY)?(_URL)?$|VERSION|MIRROR|DOWNLOAD",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"[\w./@*-]+\.(?:py|sh|go|js|ts|R|jar|rb)$")


def wants(path: str) -> bool:
    """
    Tell by its name whether *path* is a Dockerfile: Dockerfile, Dockerfile.x, x.Dockerfile, Containerfile, also .j2.
    """
    name = posixpath.basename(path)
    match = NAME.fullmatch(name)
    return match is not None and not name.lower().endswith(_NOT_DOCKERFILES)


def claims(file: File) -> bool:
    """
    Tell whether the content has a FROM, as every Dockerfile must.
    """
    return re.search(rb"^[ \t]*FROM[ \t]", file.data, re.IGNORECASE | re.MULTILINE) is not None


def read(file: File) -> Reading:
    """
    Return the image that the file builds and all that goes into it.
    """
    try:
        found = instructions(file.text)
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError) as error:
        return Reading(problems=(Problem(Reason.BROKEN, str(error).split("\n", 1)[0] or type(error).__name__),))
    recipe = _Recipe(found)
    parts = Parts()
    name, status = name_of(file.path)
    parts.declare(Declaration(KEY, name, recipe.spec(), recipe.line, status=status))
    for reference in recipe.references():
        parts.refer(reference)
    recipe.commands(parts)
    if not recipe.bases:
        parts.problems.append(Problem(Reason.PARTIAL, "no base image could be told"))
    return parts.reading()


class _Recipe:
    """
    The instructions of one file, stage by stage.
    """

    def __init__(self, found: tuple[Instruction, ...]) -> None:
        self.found = found
        self.variables: dict[str, tuple[str, ...]] = {}
        self.stages: list[tuple[str, str]] = []  # (name or "", base), in order
        self.names: set[str] = set()
        self.images: list[tuple[str, str, Instruction]] = []  # (key, image, instruction)
        self.line = found[0].line if found else 1
        self.last: dict[str, Instruction] = {}
        self.copies: list[tuple[str, str]] = []  # (folder in the image, source) of the last stage
        self.folder = "/"
        self.scenes: dict[int, tuple[str, tuple[tuple[str, str], ...]]] = {}  # by line: the folder and copies so far
        for instruction in found:
            self.visit(instruction)

    def visit(self, instruction: Instruction) -> None:
        self.scenes[instruction.line] = (self.folder, tuple(self.copies[:200]))
        match instruction.word:
            case "ARG" | "ENV":
                self.argument(instruction)
            case "FROM":
                self.stage(instruction)
            case "ENTRYPOINT" | "CMD":
                self.last[instruction.word] = instruction
            case "WORKDIR":
                self.folder = posixpath.join(self.folder, instruction.arguments.strip("\"' "))
            case "COPY" | "ADD":
                self.copied(instruction)
            case _:
                pass

    def argument(self, instruction: Instruction) -> None:
        for name, value in _pairs(instruction.arguments):
            if value and name:
                self.variables.setdefault(name, (substituted(value, self.variables),))

    def stage(self, instruction: Instruction) -> None:
        words = substituted(instruction.arguments, self.variables).split()
        base = words[0] if words else ""
        name = words[2] if len(words) > 2 and words[1].lower() == "as" else ""  # noqa: PLR2004 - FROM base AS name
        if base and base != "scratch" and base.lower() not in self.names:
            self.images.append((f"FROM[{len(self.images)}]", base, instruction))
        self.stages.append((name, base))
        self.names |= {name.lower()} - {""}
        self.last, self.copies, self.folder = {}, [], "/"

    def copied(self, instruction: Instruction) -> None:
        source = substituted(instruction.flags.get("from", ""), self.variables)
        if not source:
            words = self.words(instruction)
            target = posixpath.join(self.folder, words[-1]) if len(words) > 1 else ""
            self.copies += [(target, word) for word in words[:-1]]
        elif source.lower() not in self.names and not source.isdigit():
            self.images.append((f"FROM[{len(self.images)}]", source, instruction))

    def words(self, instruction: Instruction) -> list[str]:
        """
        Return the arguments of a COPY or ADD with all that is known put in.
        """
        return [substituted(word, self.variables) for word in _words(instruction)]

    @property
    def bases(self) -> tuple[str, ...]:
        """
        Return the external base images in order, that of the last stage at the end.
        """
        last = self.final_base()
        found = list(dict.fromkeys(image for _, image, _ in self.images))
        if last in found:
            found.remove(last)
            found.append(last)
        return tuple(found)

    def final_base(self) -> str:
        named = {name.lower(): base for name, base in self.stages if name}
        base = self.stages[-1][1] if self.stages else ""
        for _ in self.stages:
            base = named.get(base.lower(), base)
        return base

    def spec(self) -> ImageBuildSpec:
        return ImageBuildSpec(
            "docker",
            self.entrypoint(),
            tuple(name for name, _ in self.stages if name),
            self.bases,
            tuple(dict.fromkeys(self.clones())),
            any(each.word == "EXPOSE" for each in self.found),
        )

    def entrypoint(self) -> str:
        parts = [self.last[word] for word in ("ENTRYPOINT", "CMD") if word in self.last]
        return " ".join(" ".join(part.argv) if part.argv is not None else part.arguments for part in parts)

    def clones(self) -> Iterator[str]:
        for instruction in self.found:
            if instruction.word in {"RUN", "ADD"}:
                text = substituted(f"{instruction.value}\n{instruction.body}", self.variables)
                yield from (match[1] for match in _CLONE.finditer(text))
                yield from (match[1] or match[2] for match in _FETCHED.finditer(text))
                yield from (match[1] for match in _GO_INSTALL.finditer(text))

    def references(self) -> Iterator[Reference]:
        for key, image, instruction in self.images:
            unsure = Confidence.MEDIUM if "$" in image or "{{" in image else Confidence.HIGH
            yield Reference(KEY, ImageRef(image), How.IMAGE, instruction.line, key, unsure)
        count = 0
        for instruction in self.found:
            if instruction.word in {"COPY", "ADD"} and "from" not in instruction.flags:
                yield from _sources(instruction, self.words(instruction), count)
                count += 1
            elif instruction.word == "ENV":
                yield from _settings(instruction)

    def commands(self, parts: Parts) -> None:
        """
        Add what RUN, ENTRYPOINT and CMD run: own programs as command lines, and the paths that they name.
        """
        runs = [
            (each, f"RUN[{number}]") for number, each in enumerate(each for each in self.found if each.word == "RUN")
        ]
        for instruction, key in (*runs, *((each, word) for word, each in self.last.items())):
            place = Place(NEAR, KEY, key, instruction.line)
            argv = instruction.argv
            said = read_commands(instruction.script, place) if argv is None else read_argv(argv, place)
            for reference in said.references:
                if isinstance(reference.target, PathRef) and reference.target.path not in {NEAR, "."}:
                    parts.refer(reference)
            how = How.STEP if key in self.last else How.BUILD
            for command in [_command(instruction)] if key in self.last else _own_programs(instruction):
                sure = Confidence.HIGH if key in self.last else Confidence.MEDIUM
                parts.refer(Reference(KEY, CommandRef(command), how, instruction.line, key, sure))
                for path in self.origins(command, instruction.line):
                    parts.refer(Reference(KEY, PathRef(path), how, instruction.line, key, Confidence.MEDIUM))

    def origins(self, command: str, line: int) -> Iterator[str]:
        """
        Yield where the program files named in *command* come from, told by what was copied where.
        """
        folder, copies = self.scenes[line]
        for word in command.split():
            if _PROGRAM.fullmatch(word):
                inside = posixpath.normpath(posixpath.join(folder, word))
                found = (
                    _origin(inside, target, source) for target, source in sorted(copies, key=lambda pair: -len(pair[0]))
                )
                path = next((each for each in found if each), None)
                if path and "*" not in path:
                    yield path


def _command(instruction: Instruction) -> str:
    argv = instruction.argv
    return " ".join(argv) if argv is not None else instruction.arguments


def _origin(inside: str, target: str, source: str) -> str | None:
    """
    Return where the file *inside* the image comes from if *source* was copied to *target* and holds it.
    """
    base = posixpath.normpath(target)
    name, copied = posixpath.basename(inside), posixpath.basename(source)
    if copied != name and "." in copied.strip("."):
        return None  # another file
    if copied == name and base in {inside, posixpath.dirname(inside)}:
        return resolve(source, NEAR)
    if base == "/" or inside.startswith(base + "/"):
        return resolve(posixpath.join(source, inside[len(base.rstrip("/")) + 1 :]), NEAR)
    return None


def _words(instruction: Instruction) -> tuple[str, ...]:
    argv = instruction.argv
    return argv if argv is not None else tuple(instruction.arguments.split())


def _sources(instruction: Instruction, words: list[str], number: int) -> Iterator[Reference]:
    for word in words[:-1]:
        if word.startswith("<<"):
            continue
        if "://" in word:
            host = re.match(r"\w+://([\w.-]+)", word)
            if host:
                yield Reference(
                    KEY, HostRef(host[1], word), How.DATA, instruction.line, f"ADD[{number}]", Confidence.LOW
                )
            continue
        path = resolve(word.strip("\"'").lstrip("/") or ".", NEAR)
        if path:
            yield Reference(KEY, PathRef(path), How.BUILD, instruction.line, f"COPY[{number}]")


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """
    Yield the names and values of ENV or ARG, in both of their spellings.
    """
    words = [word for each in statements(text) for word in each.words]
    if words and "=" not in words[0]:
        yield words[0], " ".join(words[1:])
        return
    for word in words:
        name, _, value = word.partition("=")
        yield name, value


def _settings(instruction: Instruction) -> Iterator[Reference]:
    for name, value in _pairs(instruction.arguments):
        if not _PROXIES.search(name):
            for target in targets_of_setting(name, value):
                how = How.ENV if isinstance(target, HostRef) else How.DATA
                yield Reference(KEY, target, how, instruction.line, f"ENV.{name}")


def _own_programs(instruction: Instruction) -> Iterator[str]:
    """
    Yield the commands of a RUN that start programs by file: python x.py, bash x.sh, go build ./cmd/x.
    """
    argv = instruction.argv
    commands = [argv] if argv is not None else [each.words for each in statements(instruction.script)]
    for words in commands:
        if not words or (words[0] not in _RUNNERS and not words[0].startswith("./")):
            continue
        if any(_PROGRAM.fullmatch(word) or word.startswith("./") for word in words) or "-m" in words[:2]:
            yield " ".join(words)[:400]


_RUNNERS = listed("python python3 bash sh go node Rscript make mvn gradle cargo dotnet")

READER = Reader("dockerfile", 1, wants, read, claims)
