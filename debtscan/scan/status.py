"""
What the path of a file says about its use: example, test, template, generated, vendored, local, or live.
"""

import re
from pathlib import PurePosixPath

from debtscan.model.evidence import Reason
from debtscan.model.words import Status

_FOLDERS: tuple[tuple[Status, frozenset[str]], ...] = (
    (
        Status.VENDORED,
        frozenset({"vendor", "vendored", "third_party", "third-party", "thirdparty", "node_modules", "site-packages"})
        | {".terraform", ".gradle", ".idea", ".vscode", ".tox", "bower_components", "wrapper"},
    ),
    (
        Status.TEST,
        frozenset(
            {"test", "tests", "testing", "__tests__", "e2e", "spec", "specs", "testdata", "test_data", "test-data"}
        )
        | {"fixtures", "mocks", "__mocks__", "integration-tests", "integration_tests", "androidtest", "benchmarks"}
        | {"loadtest", "load-test", "loadtests", "load-tests", "smoke-tests", "unittests", "unit-tests"},
    ),
    (
        Status.EXAMPLE,
        frozenset({"example", "examples", "sample", "samples", "demo", "demos", "tutorial", "tutorials", "docs", "doc"})
        | {"quickstart", "quickstarts", "cookbook", "documentation", "website", "proposals", "enhancements", "adr"},
    ),
    (
        Status.TEMPLATE,
        frozenset(
            {"template", "template_files", "template-files", "cookiecutter", "scaffold", "scaffolding", "boilerplate"}
        )
        | {"skeleton", "archetype", "starter", "starters"},
    ),
    (Status.GENERATED, frozenset({"generated", "gen", "_generated", "__generated__", "dist", "autogen"})),
    (Status.LOCAL, frozenset({".devcontainer", "local", "localdev", "local-dev", "minikube", "vagrant"})),
)
_TOP_LOCAL = frozenset({"dev", "hack", "sandbox"})  # only at the top: environments/dev is a place where things run

_OF_ACTIONS = frozenset({"workflows", "actions", "workflow-templates"})

_FILES: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        Status.TEST,
        re.compile(
            r"(test_[^/]*|[^/]*_test|conftest)\.py|\.?(test|ci)\.env|\.env[._-](test|ci)|[^/]*_test\.(go|sh|rb)|[^/]*\.(test|spec)\.[jt]sx?|[^/]*Tests?\.(java|kt)"
        ),
    ),
    (
        Status.GENERATED,
        re.compile(
            r"[^/]*_pb2(_grpc)?\.pyi?|[^/]*\.pb(\.gw)?\.go|zz_generated[^/]*|[^/]*_gen\.go|[^/]*\.generated\.[^/]+|[^/]*\.min\.(js|css)"
        ),
    ),
    (Status.EXAMPLE, re.compile(r"([^/]*[._-])?(examples?|samples?)([._-][^/]*)?(\.[^/]+)?", re.IGNORECASE)),
    (Status.TEMPLATE, re.compile(r"[^/]*\.template(\.[^/]+)?|[^/]*\{\{[^/]*|[^/]*_template\.[^/]+")),
    (
        Status.LOCAL,
        re.compile(
            r"(docker-)?compose[._-](override|local|dev|development|test|ci)[^/]*\.ya?ml|[^/]*[._-](local|localhost)\.[^/]+|"
            r"\.?(dev|develop|development|local)\.env|\.env[._-](dev|develop|development|local)|"
            r"(local|localhost|kind-config|kind|minikube|tilt|skaffold-dev)([._-][^/]*)?\.(ya?ml|json|toml|env|tfvars)|Tiltfile|Vagrantfile"
        ),
    ),
)


_LEFT_OUT: tuple[tuple[Reason, frozenset[str]], ...] = (
    (
        Reason.TEST_DATA,
        frozenset({"testdata", "test_data", "test-data", "fixtures", "__fixtures__", "golden", "goldens", "cassettes"})
        | {"snapshots", "__snapshots__", "mocks", "__mocks__"},
    ),
    (
        Reason.VENDORED,
        frozenset({"vendor", "vendored", "third_party", "third-party", "thirdparty", "site-packages"})
        | {"dbt_packages", "dbt_modules"},
    ),
)


def left_out(path: str) -> tuple[str, Reason] | None:
    """
    Return the folder and the reason for which *path* is not read at all: it says nothing of what the owner runs.
    """
    folders = path.split("/")[:-1]
    for depth, folder in enumerate(folders):
        for reason, names in _LEFT_OUT:
            if folder.lower() in names:
                return "/".join(folders[: depth + 1]), reason
    return None


def status_of(path: str) -> Status:
    """
    Return what *path* (relative to its repository) says of the file; the strongest word anywhere in it wins.
    """
    parts = PurePosixPath(path).parts
    folders = [part.lower() for part in parts[:-1]]
    for status, names in _FOLDERS:
        if not names.isdisjoint(folders):
            return status
    if folders and folders[0] in _TOP_LOCAL:
        return Status.LOCAL
    if folders[:1] == [".github"] and len(folders) > 1 and folders[1] not in _OF_ACTIONS:
        return Status.TEST  # what its workflows try the code on
    name = parts[-1] if parts else ""
    for status, pattern in _FILES:
        if pattern.fullmatch(name):
            return status
    return Status.LIVE
