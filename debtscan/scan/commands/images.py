"""
Commands that build, tag and push images, or run them.
"""

import posixpath
import re
from collections.abc import Iterator

from debtscan.model.declaration import ImageRef, PathRef, PublishSpec
from debtscan.model.words import Confidence, How
from debtscan.scan.commands.call import Call, Handler, Item, Options, options
from debtscan.scan.places import plain, resolve
from debtscan.scan.vocabulary import listed

_FLAGS = listed(
    "--push --load --no-cache --pull --rm --force-rm --squash --quiet -q --all-tags -a -d -it -i --detach --init "
    "--privileged --compress --disable-content-trust --interactive --tty --check --debug -D"
)
_SINGLE = listed("-t -i --rm -it -ti -d -P")

_VARIABLE = re.compile(r"\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\([^)]*\)|\$\w+")
_GROUPS = frozenset({"buildx", "builder", "image", "container"})


def docker(call: Call) -> Iterator[Item]:
    """
    Yield what a docker, podman, nerdctl, buildah or img command says.
    """
    words = [*_past_global_options(call.args)]
    while words and words[0] in _GROUPS:
        words = words[1:]
    if not words:
        return
    action, args = words[0], tuple(words[1:])
    if action in {"build", "bud", "build-using-dockerfile"}:
        yield from publish(call, options(args, _FLAGS))
    elif action == "bake":
        yield from _bake(call, options(args, _FLAGS))
    elif action == "push":
        yield from (_published(call, image) for image in options(args, _FLAGS).rest[:1] if _is_named(image))
    elif action == "compose":
        yield from compose(call_with(call, args))
    elif action == "run":
        yield from _run(call, options(args, _FLAGS | _SINGLE))


def call_with(call: Call, args: tuple[str, ...]) -> Call:
    """
    Return *call* with other arguments.
    """
    return Call(call.name, args, call.line, call.folder, call.source, call.key, call.program, call.reads, call.writes)


def _past_global_options(args: tuple[str, ...]) -> Iterator[str]:
    started = False
    skip = False
    for word in args:
        if not started and skip:
            skip = False
        elif not started and word.startswith("-"):
            skip = word in {"-H", "--host", "--context", "-c", "--config", "--log-level", "-l"}
        else:
            started = True
            yield word


def publish(call: Call, found: Options) -> Iterator[Item]:
    """
    Yield the names under which an image is built, and its recipe.
    """
    file = found.first("-f", "--file", "--dockerfile")
    context = (
        found.rest[0] if found.rest else ("" if found.named.get("--context") is None else found.first("--context"))
    )
    folder = None if context in {"", "-"} else resolve(context.removeprefix("dir://"), call.folder)
    recipe = resolve(file, call.folder) if file else (None if folder is None else _dockerfile_in(folder))
    names = [name for name in _distinct(found.all("-t", "--tag", "--destination", "-d")) if recipe or _is_named(name)]
    for image in names:
        spec = PublishSpec(plain(image), folder or "", recipe or "", found.first("--target"))
        yield call.declare(f"publish:{plain(image)}", image, spec)
    if recipe is None:
        return
    if not names:
        yield call.declare(f"publish:{recipe}", recipe, PublishSpec("", folder or "", recipe, found.first("--target")))
    yield call.refer(PathRef(recipe), How.BUILD)


def _is_named(image: str) -> bool:
    """
    Tell whether anything of the image's name is known, its tag aside.
    """
    head, _, last = _VARIABLE.sub("", image[:1000]).rpartition("/")
    return any(char.isalnum() for char in head + last.partition(":")[0])


def _dockerfile_in(folder: str) -> str:
    if folder == ".":
        return "Dockerfile"
    return "./Dockerfile" if folder == "./" else posixpath.join(folder, "Dockerfile")


def _distinct(images: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return one full name for each repository among *images*: tags of one repository are one image.
    """
    found: dict[str, str] = {}
    for image in images:
        head, _, last = image.rpartition("/")
        found.setdefault(f"{head}/{last.partition(':')[0]}", image)
    return tuple(found.values())


def _published(call: Call, image: str) -> Item:
    return call.declare(f"publish:{plain(image)}", image, PublishSpec(plain(image)))


def _bake(call: Call, found: Options) -> Iterator[Item]:
    for file in found.all("-f", "--file") or ("docker-bake.*",):
        yield from call.refer_path(file, How.BUILD)


def _run(call: Call, found: Options) -> Iterator[Item]:
    image = found.rest[0] if found.rest else ""
    if image and not image.startswith(("-", "/")):
        yield call.refer(ImageRef(plain(image)), How.IMAGE, Confidence.LOW)


def compose(call: Call) -> Iterator[Item]:
    """
    Yield the compose files that are built or brought up.
    """
    found = options(
        call.args, frozenset({"-d", "--build", "--detach", "--wait", "--no-deps", "--remove-orphans", "--rm"})
    )
    action = next((word for word in found.rest if word in _COMPOSE), "")
    if action:
        for file in found.all("-f", "--file") or (
            posixpath.join(found.first("--project-directory"), "*compose*.y*ml"),
        ):
            yield from call.refer_path(file, _COMPOSE[action])


_COMPOSE = {
    "build": How.BUILD,
    "push": How.BUILD,
    "up": How.DEPLOY,
    "run": How.STEP,
    "create": How.DEPLOY,
    "start": How.DEPLOY,
}


def kaniko(call: Call) -> Iterator[Item]:
    """
    Yield what Kaniko's executor builds.
    """
    found = options(call.args)
    if found.first("--destination", "--context"):
        yield from publish(call, found)


def ko(call: Call) -> Iterator[Item]:
    """
    Yield the programs that ko builds and the manifests that it applies.
    """
    found = options(call.args, frozenset({"-B", "-L", "--local", "--bare", "-R"}))
    action = found.rest[0] if found.rest else ""
    if action in {"build", "publish"}:
        for program in found.rest[1:]:
            yield from call.refer_path(program, How.BUILD)
    elif action in {"apply", "create", "resolve"}:
        for file in found.all("-f", "--filename"):
            yield from call.refer_path(file, How.DEPLOY)


def pack(call: Call) -> Iterator[Item]:
    """
    Yield what a buildpack builds.
    """
    found = options(call.args, frozenset({"--publish"}))
    if found.rest[:1] == ("build",) and len(found.rest) > 1:
        folder = resolve(found.first("-p", "--path") or ".", call.folder)
        yield call.declare(f"publish:{found.rest[1]}", found.rest[1], PublishSpec(plain(found.rest[1]), folder or ""))
        if folder:
            yield call.refer(PathRef(folder), How.BUILD)


HANDLERS: dict[str, Handler] = {
    "docker": docker,
    "podman": docker,
    "nerdctl": docker,
    "buildah": docker,
    "img": docker,
    "docker-compose": compose,
    "podman-compose": compose,
    "executor": kaniko,
    "ko": ko,
    "pack": pack,
}
