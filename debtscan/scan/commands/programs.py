"""
Commands that run programs: scripts, Python modules, make targets, tests, and pipeline tools.
"""

import posixpath
import re
from collections.abc import Iterator

from debtscan.model.declaration import CommandRef, HostRef, ImportRef, NameRef, PathRef, ScheduleSpec
from debtscan.model.words import Confidence, How
from debtscan.scan.commands.call import Call, Handler, Item, options
from debtscan.scan.cron import normalise
from debtscan.scan.places import plain, resolve
from debtscan.scan.strings import targets_in
from debtscan.scan.vocabulary import listed

_FLAGS = listed("-u -x -e -v -s -i -B -k -j --no-print-directory --silent -q -n --reload --debug --build --preload")
_TOOLS = listed(
    "pip venv pytest build http compileall json twine unittest black ruff isort flake8 mypy pylint coverage "
    "ipykernel virtualenv ensurepip site timeit cProfile tox nox pre_commit poetry uv pipx setuptools grpc_tools "
    "spacy nltk piptools setuptools_scm"
)
_DEPLOYS = re.compile(
    r"deploy|release|publish(?!er)|rollout|install|upload|promote|ship|provision|bootstrap|\bup\b|apply", re.IGNORECASE
)

_BUILDS = re.compile(r"build|image|docker|compile|package|push", re.IGNORECASE)
_TARGET = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_VERBS = frozenset(
    {"deploy", "apply", "up", "start", "install", "upgrade", "run", "all", "now", "status", "plan", "secrets"}
)
_MODULE = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_FOLDER_OF = re.compile(r"[\w./@-]+")


def how_of(words: str) -> How:
    """
    Return what a script or target does, as its name tells it.
    """
    if _DEPLOYS.search(words):
        return How.DEPLOY
    return How.BUILD if _BUILDS.search(words) else How.STEP


def python(call: Call) -> Iterator[Item]:
    """
    Yield the script or module that Python runs.
    """
    args = list(call.args)
    while args and args[0].startswith("-"):
        option = args.pop(0)
        if option == "-m" and args:
            yield from _module(call, args[0], args[1:])
            return
        if option in {"-c", "-"}:
            return
        if option in {"-W", "-X"} and args:
            args.pop(0)
    if (args and args[0].endswith((".py", ".pyz", ".zip"))) or (args and "/" in args[0]):
        yield from _ran(call, args[0], tuple(args[1:]))


def _ran(call: Call, file: str, args: tuple[str, ...]) -> Iterator[Item]:
    """
    Yield the program *file*; the first words that a deploying one is given may name where it deploys to.
    """
    found = resolve(file, call.folder)
    if found is None or found.startswith("*"):
        return
    how = how_of(posixpath.basename(found))
    yield call.refer(PathRef(found), how)
    for word in options(args, _FLAGS).rest[:2] if how is How.DEPLOY else ():
        if _TARGET.fullmatch(word) and word not in _VERBS:
            yield call.refer(NameRef("cluster", word), How.DEPLOY, Confidence.LOW)


def _module(call: Call, module: str, args: list[str]) -> Iterator[Item]:
    if module.partition(".")[0] in _TOOLS:
        if module == "pytest":
            yield from tests(call)
        return
    if module in _SERVERS:
        yield from server(Call(module, tuple(args), call.line, call.folder, call.source, call.key))
    elif _MODULE.fullmatch(module):
        yield call.refer(ImportRef("python", module), how_of(module))


def server(call: Call) -> Iterator[Item]:
    """
    Yield the module that an application server or a worker loads: "package.module:app".
    """
    found = options(call.args, _FLAGS)
    for word in (*found.rest, found.first("-A", "--app")):
        module, colon, _ = word.partition(":")
        if (colon or found.first("-A", "--app") == word) and _MODULE.fullmatch(module):
            yield call.refer(ImportRef("python", module), How.STEP)
            return
        if word.endswith(".py"):
            yield from call.refer_path(word, How.STEP)
            return


_SERVERS = frozenset(
    {"uvicorn", "gunicorn", "hypercorn", "daphne", "celery", "streamlit", "flask", "fastapi", "ddtrace-run"}
)


def script(call: Call) -> Iterator[Item]:
    """
    Yield the script that a shell or another interpreter runs, or reads in.
    """
    files = options(call.args, frozenset({"-e", "-x", "-u", "-l", "-ex", "-eux", "-euo", "--vanilla"})).rest
    if files and call.name in {"source", "."}:
        yield from call.refer_path(files[0], How.IMPORT)
    elif files and ("." in files[0] or "/" in files[0]):
        yield from _ran(call, files[0], files[1:])


def executable(call: Call) -> Iterator[Item]:
    """
    Yield the file of the repository that is run by its path.
    """
    if "/" in call.program or call.program.endswith((".sh", ".py")):
        yield from _ran(call, call.program, call.args)


def make(call: Call) -> Iterator[Item]:
    """
    Yield the Makefile whose targets are made.
    """
    found = options(call.args, _FLAGS)
    folder = found.first("-C", "--directory")
    file = found.first("-f", "--file", "--makefile") or "*akefile"
    targets = " ".join(word for word in found.rest if "=" not in word)
    yield from call.refer_path(posixpath.join(folder, file) if folder else file, how_of(targets))


def tests(call: Call) -> Iterator[Item]:
    """
    Yield the command that runs tests.
    """
    yield call.refer(CommandRef(plain(" ".join((call.name, *call.args)))[:200]), How.STEP, Confidence.LOW)


def go(call: Call) -> Iterator[Item]:
    """
    Yield the programs that the go command builds or runs, or its tests.
    """
    found = options(call.args, frozenset({"-v", "-a", "-race", "-trimpath", "-cover", "-short"}))
    action = found.rest[0] if found.rest else ""
    if action in {"build", "run", "install"}:
        how = How.STEP if action == "run" else How.BUILD
        for package in found.rest[1:2] if action == "run" else found.rest[1:]:
            if package.startswith((".", "cmd/", "pkg/", "internal/")) or package.endswith(".go"):
                yield from call.refer_path(package.removesuffix("/...").removesuffix("/*.go"), how)
    elif action == "test":
        yield from tests(call)


def job(call: Call) -> Iterator[Item]:
    """
    Yield the files that a job runner is given: Spark, notebooks, R, MLflow, flows.
    """
    for word in options(call.args, frozenset({"--verbose", "--supervise"})).rest:
        if word.endswith((".py", ".ipynb", ".R", ".r", ".jar", ".jl", ".js", ".ts")):
            yield from call.refer_path(word, How.STEP)


def airflow(call: Call) -> Iterator[Item]:
    """
    Yield the DAG that is triggered.
    """
    found = options(call.args)
    if found.rest[:2] in {("dags", "trigger"), ("dags", "test")} and len(found.rest) > 2:  # noqa: PLR2004 - dags trigger ID
        yield call.refer(NameRef("dag", plain(found.rest[2])), How.TRIGGER)


def project(call: Call) -> Iterator[Item]:
    """
    Yield the folder of the project that dbt, MLflow, DVC or a similar tool runs.
    """
    found = options(call.args, frozenset({"--no-conda", "--full-refresh", "--force", "-f"}))
    action = found.rest[0] if found.rest else ""
    if action not in _PROJECTS.get(call.name, frozenset()):
        return
    folder = found.first("--project-dir", "--cwd", "-C")
    if call.name == "mlflow":
        folder = found.rest[1] if len(found.rest) > 1 else "."
    yield from call.refer_path(folder or _PROJECT_FILES.get(call.name, "."), How.STEP)
    if call.name == "dbt":
        yield call.refer(NameRef("dbt", posixpath.basename(plain(folder or call.folder).rstrip("/."))), How.STEP)


_PROJECTS = {
    "dbt": frozenset({"run", "build", "test", "seed", "snapshot", "compile"}),
    "mlflow": frozenset({"run"}),
    "dvc": frozenset({"repro", "exp"}),
    "kedro": frozenset({"run"}),
    "bentoml": frozenset({"build", "containerize", "deploy"}),
    "cog": frozenset({"push", "build"}),
    "prefect": frozenset({"deploy"}),
    "zenml": frozenset({"pipeline"}),
}
_PROJECT_FILES = {
    "dbt": "dbt_project.yml",
    "dvc": "dvc.yaml",
    "bentoml": "bentofile.yaml",
    "cog": "cog.yaml",
    "prefect": "prefect.yaml",
}


def chartpress(call: Call) -> Iterator[Item]:
    """
    Yield the file of a tool that builds what one fixed file describes.
    """
    yield from call.refer_path(_FIXED[call.name], How.BUILD)


_FIXED = {
    "chartpress": "chartpress.y*ml",
    "earthly": "Earthfile",
    "goreleaser": ".goreleaser.y*ml",
    "tox": "tox.ini",
    "nox": "noxfile.py",
}


def github(call: Call) -> Iterator[Item]:
    """
    Yield the workflow that the GitHub client starts.
    """
    found = options(call.args)
    if found.rest[:2] == ("workflow", "run") and len(found.rest) > 2 and found.rest[2].endswith((".yml", ".yaml")):  # noqa: PLR2004 - workflow run FILE
        yield call.refer(PathRef(f".github/workflows/{posixpath.basename(found.rest[2])}"), How.TRIGGER)


def publish_package(call: Call) -> Iterator[Item]:
    """
    Yield the folder whose package is uploaded to an index.
    """
    if {"upload", "publish"} & set(call.args[:2]):
        yield from call.refer_path(".", How.DEPLOY, Confidence.LOW)


def crontab(call: Call) -> Iterator[Item]:
    """
    Yield the schedule that is installed: a file, or a line that is piped in.
    """
    for file in options(call.args, frozenset({"-l", "-r", "-e"})).rest:
        if file != "-":
            yield from call.refer_path(file, How.TRIGGER)
    for before in call.upstream:
        for line in before.args if before.name in {"echo", "printf"} else ():
            fields = line.split()
            cron = normalise(" ".join(fields[:5]))
            if cron and len(fields) > 5:  # noqa: PLR2004 - five fields of time, then the command
                command = " ".join(fields[5:])
                yield call.declare(
                    f"cron:{command}", command[:80], ScheduleSpec("crontab", " ".join(fields[:5]), command)
                )


def fetch(call: Call) -> Iterator[Item]:
    """
    Yield the hosts and buckets that are fetched from or posted to.
    """
    for word in call.args:
        for target in targets_in(word):
            if not isinstance(target, HostRef):
                if "://storage.googleapis.com/" not in word and ".s3" not in word:  # what all may fetch is no store
                    yield call.refer(target, How.DATA, Confidence.MEDIUM)
            elif not (_DOWNLOAD.search(target.url or word) or _TOOL_HOSTS.search(target.host)):
                yield call.refer(target, How.CALL, Confidence.MEDIUM)


_DOWNLOAD = re.compile(
    r"/(releases?|downloads?|archive|dist|binaries)/|install|setup|\.(tar|tgz|gz|xz|bz2|zip|sh|gpg|asc|key|pub|deb|rpm|list|sha\d+|txt|jar|whl|pem|exe)\b",
    re.IGNORECASE,
)
_TOOL_HOSTS = re.compile(
    r"(^|\.)(github|githubusercontent|gitlab|golang|pypi|python|npmjs|nodesource|docker|helm|hashicorp|debian|ubuntu|apache|maven|"
    r"anaconda|sdkman|rustup|codecov|cloudflare|k8s|slack|discord)\.(com|org|io|sh|rs|dev)$|^(dl|get|packages|download|install)\."
)


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("python", "python3", "python2", "pypy3", "ipython"), python),
    **dict.fromkeys(sorted(_SERVERS), server),
    **dict.fromkeys(
        ("bash", "sh", "zsh", "dash", "source", ".", "node", "Rscript", "ruby", "perl", "julia", "ts-node"), script
    ),
    **dict.fromkeys(("make", "gmake"), make),
    **dict.fromkeys(("pytest", "py.test"), tests),
    "go": go,
    **dict.fromkeys(
        ("spark-submit", "papermill", "jupyter", "torchrun", "accelerate", "deepspeed", "mpirun", "locust", "k6"), job
    ),
    "airflow": airflow,
    **dict.fromkeys(sorted(_PROJECTS), project),
    **dict.fromkeys(sorted(_FIXED), chartpress),
    "gh": github,
    **dict.fromkeys(("twine", "npm", "yarn", "pnpm", "poetry", "flit", "hatch", "uv", "cargo"), publish_package),
    "crontab": crontab,
    **dict.fromkeys(("curl", "wget", "http"), fetch),
}
