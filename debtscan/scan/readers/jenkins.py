"""
Jenkinsfiles: stages, schedules, shell steps, images that are built and jobs that are started, without a Groovy parser.
"""

import posixpath
import re
from collections.abc import Iterator

from debtscan.model.declaration import CiSpec, Declaration, File, NameRef, PathRef, Reading, Reference
from debtscan.model.words import Confidence, How
from debtscan.scan.assemble import Parts
from debtscan.scan.ci import built
from debtscan.scan.places import ROOT, enter
from debtscan.scan.reader import Reader
from debtscan.scan.shell import Commands, Place, read_commands

KEY = "pipeline"

_NAME = re.compile(r"(?:[\w-]+[.-])?Jenkinsfile(?:[.\-_][\w.-]+)?|[\w.-]+\.jenkinsfile", re.IGNORECASE)
_STRING = re.compile(r'"""(.*?)"""|\'\'\'(.*?)\'\'\'|"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'', re.DOTALL)
_STEP = re.compile(
    r"\b(?P<word>sh|bat|stage|cron|dir|build|docker\.build|docker\.image|load|library|pollSCM)\s*\(?\s*"
    r"(?:(?:script|job|expression|spec|name|path)\s*:\s*)?(?=[\"'])"
)
_SETTING = re.compile(
    r"^[ \t]*(?:def[ \t]+|final[ \t]+|String[ \t]+)*([A-Za-z_]\w*)[ \t]*=[ \t]*[\"']([^\"'\n]{0,300})[\"'][ \t]*$",
    re.MULTILINE,
)
_COMMENT = re.compile(r"^[ \t]*//.*$", re.MULTILINE)
_MAX_STEPS = 1_000
_MAX_TEXT = 300_000


def wants(path: str) -> bool:
    """
    Tell by its name whether *path* is a Jenkinsfile.
    """
    return _NAME.fullmatch(posixpath.basename(path)) is not None


def read(file: File) -> Reading:
    """
    Return the pipeline and all that its steps build, deploy and start.
    """
    text = _COMMENT.sub("", file.text[:_MAX_TEXT])
    parts = Parts()
    steps = list(_steps(text))
    stages = tuple(dict.fromkeys(value for word, value, _ in steps if word == "stage"))
    crons = tuple(
        dict.fromkeys(line for word, value, _ in steps if word == "cron" for line in value.split("\n") if line.strip())
    )
    word = re.sub(r"^\.?Jenkinsfile[.\-_]?|[.\-]?Jenkinsfile$", "", posixpath.basename(file.path), flags=re.IGNORECASE)
    folder = posixpath.basename(posixpath.dirname(file.path))
    name = word or (folder if folder.lower() not in {"", "ci", "jenkins", ".jenkins", "jobs"} else "Jenkins")
    spec = CiSpec("jenkins", ("schedule",) if crons else (), stages, crons)
    parts.declare(Declaration(KEY, name, spec, 1))
    variables = {match[1]: match[2] for match in _SETTING.finditer(text)} | {"WORKSPACE": ROOT}
    _read_steps(text, steps, variables, parts)
    return parts.reading()


def _steps(text: str) -> Iterator[tuple[str, str, int]]:
    """
    Yield the steps that are given a text: the word, the text and where the text stands.
    """
    for count, match in enumerate(_STEP.finditer(text)):
        if count >= _MAX_STEPS:
            return
        string = _STRING.match(text, match.end())
        if string:
            value = next(group for group in string.groups() if group is not None)
            yield match["word"], value, string.start()


def _read_steps(text: str, steps: list[tuple[str, str, int]], variables: dict[str, str], parts: Parts) -> None:
    stage = ""
    folders: list[tuple[int, str]] = []  # where a dir block ends, and its folder
    for word, value, at in steps:
        folders = [(end, folder) for end, folder in folders if end > at]
        line = text.count("\n", 0, at) + 1
        folder = folders[-1][1] if folders else ""
        place = Place(folder, KEY, f"stages.{stage}" if stage else word, line)
        if word == "stage":
            stage = value
        elif word == "dir":
            folders.append((_end_of_block(text, at), enter(folder, value) or folder))
        elif word in {"sh", "bat"}:
            parts.add(read_commands(value.replace("\\$", "$"), place, variables))
        elif word == "build":
            parts.refer(Reference(KEY, NameRef("job", value.rpartition("/")[2]), How.TRIGGER, line, place.key))
        elif word == "docker.build":
            parts.add(_image(text, value, at, place))
        elif word == "load" and value.endswith(".groovy"):
            parts.refer(Reference(KEY, PathRef(value), How.STEP, line, place.key, Confidence.MEDIUM))


def _image(text: str, name: str, at: int, place: Place) -> Commands:
    rest = text[at : at + 400].partition("\n")[0]
    options = re.search(r"[\"'],\s*[\"']([^\"']*)[\"']", rest)
    words = options[1].split() if options else []
    file = words[words.index("-f") + 1] if "-f" in words[:-1] else ""
    context = words[-1] if words and not words[-1].startswith("-") else "."
    return built(name, context, file, place)


def _end_of_block(text: str, at: int) -> int:
    """
    Return where the block that begins after *at* ends, braces counted.
    """
    start = text.find("{", at)
    if start < 0:
        return at
    depth = 0
    for index in range(start, min(len(text), start + 50_000)):
        if text[index] == "{":
            depth += 1
        elif text[index] == "}":
            depth -= 1
            if depth == 0:
                return index
    return len(text)


READER = Reader("jenkins", 2, wants, read)
