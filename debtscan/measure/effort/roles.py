"""
What part a file plays, by its path alone: what kind of file states something is half of what a commit is for.
"""

import re
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """
    The part that a file plays in a repository.
    """

    LOCK = "lock"  # what a tool resolved
    DEPENDENCY = "dependency"  # which other software is needed
    VERSION = "version"  # the own version, the list of changes of a release
    CI = "ci"
    HYGIENE = "hygiene"  # settings of linters, bots and editors
    GOVERNANCE = "governance"  # who may do what
    IMAGE = "image"
    SECRET = "secret"  # noqa: S105 - a role, no secret
    SETTING = "setting"  # values of a deployment
    CHART = "chart"
    TERRAFORM = "terraform"
    MANIFEST = "manifest"  # other YAML: mostly what is applied to a cluster
    MONITORING = "monitoring"
    RUNBOOK = "runbook"
    GENERATED = "generated"
    TEST = "test"
    EXAMPLE = "example"
    NOTEBOOK = "notebook"
    DOCS = "docs"
    PICTURE = "picture"
    QUERY = "query"
    SCHEDULE = "schedule"  # jobs of a scheduler
    INTERFACE = "interface"  # what people look at in a browser
    SCRIPT = "script"
    CODE = "code"
    DATA = "data"
    OTHER = "other"


SETTLED = frozenset({Role.LOCK, Role.DEPENDENCY, Role.VERSION, Role.SETTING, Role.SECRET, Role.GOVERNANCE})
INFRA = frozenset({Role.TERRAFORM, Role.MANIFEST, Role.CHART, Role.SETTING, Role.SECRET, Role.MONITORING, Role.IMAGE})
PRODUCT = frozenset({Role.CODE, Role.INTERFACE, Role.QUERY, Role.NOTEBOOK, Role.SCHEDULE})
PROSE = frozenset({Role.DOCS, Role.PICTURE, Role.RUNBOOK, Role.GOVERNANCE})
TOOLING = frozenset({Role.CI, Role.HYGIENE})

_LOCKS = frozenset(
    {"package-lock.json", "yarn.lock", "pnpm-lock.yaml", "go.sum", "gemfile.lock", "poetry.lock", "pipfile.lock"}
    | {"uv.lock", "cargo.lock", "composer.lock", ".terraform.lock.hcl", "chart.lock", "requirements.lock", "bun.lockb"}
    | {"npm-shrinkwrap.json", "pdm.lock", "packages.lock.json", "flake.lock", "gradle.lockfile"}
)
_DEPENDENCIES = frozenset(
    {"package.json", "go.mod", "gemfile", "pipfile", "cargo.toml", "pom.xml", "build.gradle", "build.gradle.kts"}
    | {"setup.py", "setup.cfg", "pyproject.toml", "environment.yml", "environment.yaml", "conda.yaml", "conda.yml"}
    | {"constraints.txt", "build.sbt", "composer.json", "go.work", "runtime.txt", ".python-version", ".nvmrc"}
    | {".tool-versions", ".ruby-version", ".terraform-version", "versions.tf", "packages.yml", "galaxy.yml"}
)
_VERSIONS = frozenset(
    {"version", "version.txt", "version.py", "_version.py", "__version__.py", "version.go", ".bumpversion.cfg"}
    | {"version.rb", "lerna.json", ".release-please-manifest.json", "gradle.properties", "version.yaml"}
)
_CI_FILES = frozenset(
    {".gitlab-ci.yml", ".travis.yml", "jenkinsfile", "azure-pipelines.yml", "cloudbuild.yaml", "cloudbuild.yml"}
    | {
        "bitbucket-pipelines.yml",
        ".drone.yml",
        "appveyor.yml",
        ".readthedocs.yml",
        ".readthedocs.yaml",
        "delivery.yaml",
    }
    | {"buildspec.yml", "codecov.yml", ".codecov.yml", "skaffold.yaml", "action.yml", "action.yaml", "tox.ini"}
    | {"noxfile.py", "release.sh", ".goreleaser.yml", ".goreleaser.yaml"}
)
_CI_FOLDERS = ("/.github/workflows/", "/.github/actions/", "/.circleci/", "/.buildkite/", "/.tekton/", "/.ci/", "/ci/")
_HYGIENE = frozenset(
    {".pre-commit-config.yaml", ".flake8", ".pylintrc", "mypy.ini", ".gitignore", ".dockerignore", ".editorconfig"}
    | {".golangci.yml", ".golangci.yaml", ".eslintrc", ".eslintrc.js", ".eslintrc.json", ".prettierrc", ".rubocop.yml"}
    | {".coveragerc", "pytest.ini", "renovate.json", ".renovaterc", "renovate.json5", "dependabot.yml", "ruff.toml"}
    | {".gitattributes", ".isort.cfg", ".clang-format", "sonar-project.properties", ".yamllint", ".sqlfluff"}
    | {".mergify.yml", ".cspell.json", "pyrightconfig.json", ".trivyignore", ".helmignore", ".stylelintrc"}
)
_GOVERNANCE = frozenset(
    {"owners", "owners_aliases", "codeowners", "maintainers", "maintainers.md", "governance.md", "license"}
    | {"license.md", "license.txt", "code_of_conduct.md", "security.md", "authors", "authors.md", "notice"}
    | {"pull_request_template.md", "adopters.md", "support.md", "catalog-info.yaml", ".mailmap"}
)
_CODE = frozenset(
    {"py", "go", "java", "scala", "kt", "rb", "rs", "c", "cc", "cpp", "h", "hpp", "cs", "php", "r", "jl", "swift", "m"}
    | {"clj", "ex", "exs", "erl", "hs", "lua", "pl", "proto", "thrift", "cu", "pyx", "pyi", "groovy", "graphql", "dart"}
)
_INTERFACE = frozenset({"js", "jsx", "ts", "tsx", "vue", "css", "scss", "sass", "less", "html", "erb", "svelte", "htm"})
_SCRIPTS = frozenset({"sh", "bash", "ps1", "bat", "mk", "zsh", "fish"})
_SCRIPT_NAMES = frozenset({"makefile", "rakefile", "procfile", "justfile"})
_DOCS = frozenset({"md", "rst", "adoc", "mdx", "txt", "markdown", "org", "pdf", "drawio", "puml"})
_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "svg", "ico", "webp", "mp4"})
_DATA = frozenset(
    {"csv", "tsv", "parquet", "json", "jsonl", "ndjson", "pkl", "bin", "xml", "avro", "gz", "zip", "onnx", "pb", "npy"}
)
_SETTINGS = frozenset({"tfvars", "env", "ini", "conf", "cfg", "toml", "properties", "config"})
_YAML = frozenset({"yaml", "yml", "jsonnet", "libsonnet", "cue", "tpl", "j2", "json5"})
_TEST = re.compile(
    r"/(?:tests?|specs?|testing|e2e|__tests__|testdata|fixtures|integration[-_]tests?)/|"
    r"/(?:test_[^/]*|[^/]*[_.-](?:test|spec)s?\.[a-z]+|conftest\.py)$"
)
_GENERATED = re.compile(
    r"/(?:vendor|node_modules|dist|third_party|generated|gen|snapshots?|__snapshots__)/|"
    r"\.pb\.(?:go|cc|h)$|_pb2(?:_grpc)?\.pyi?$|zz_generated|\.min\.(?:js|css)$|swagger|"
    r"\.openapi-generator|openapi\.bundle"
)
_SECRET = re.compile(r"secrets?[/._-]|sealed|\.enc\.|sops|/certs?/|\.(?:pem|crt|pub|gpg|asc)$|credentials")
_MONITORING = re.compile(
    r"/(?:alerts?|alerting|dashboards?|monitoring|prometheus|grafana|observability|pagerduty)[/._-]|"
    r"/[^/]*(?:alert|dashboard|prometheusrule|servicemonitor)[^/]*$"
)
_RUNBOOK = re.compile(r"runbook|playbook|incident|on-?call|postmortem|/operations?/|troubleshoot|/sre/")
_VALUES = re.compile(
    r"/values[^/]*\.ya?ml$|/(?:config|configs|conf|settings|envs?|environments?|overlays|clusters?|"
    r"variables|defaults)/[^/]*[^/]*\.(?:ya?ml|json|toml)$|/[^/]*(?:config|settings|params|values)"
    r"[^/]*\.(?:ya?ml|json|toml)$"
)
_VALUES_DEEP = re.compile(r"/(?:config|envs?|environments?|overlays|clusters?|prod|production|staging)/")
_CHANGELOG = re.compile(r"/(?:changelog|changes|history|release[-_]?notes?|news)(?:[._-][^/]*)?$|/changelogs?/")
_IMAGE = re.compile(r"dockerfile|containerfile|docker-compose|blubber\.ya?ml$|/compose\.ya?ml$")
_REQUIREMENTS = re.compile(
    r"requirements[^/]*\.(?:txt|in|pip)$|/requirements/[^/]*\.(?:txt|in)$|/(?:pip|conda)[^/]*\.txt$"
)


_EXAMPLE = re.compile(r"/(?:examples?|samples?|demos?|tutorials?)/")
_CHART = frozenset({"chart.yaml", "kustomization.yaml", "helmfile.yaml"})


@lru_cache(maxsize=1 << 16)
def role_of(path: str) -> Role:
    """
    Return the part that the file at *path* plays; the first question that says yes decides.
    """
    at = "/" + path.lower()
    name = at.rpartition("/")[2]
    suffix = name.rpartition(".")[2] if "." in name else ""
    return (
        _by_name(at, name, suffix)
        or _by_place(at, name, suffix)
        or _deployed(at, name, suffix)
        or _by_suffix(name, suffix)
    )


def _by_name(at: str, name: str, suffix: str) -> Role | None:  # noqa: PLR0911 - one question a line
    if name in _LOCKS or suffix == "lock":
        return Role.LOCK
    if _GENERATED.search(at):
        return Role.GENERATED
    if name in _VERSIONS or _CHANGELOG.search(at):
        return Role.VERSION
    if name in _HYGIENE:
        return Role.HYGIENE
    if name in _CI_FILES or any(folder in at for folder in _CI_FOLDERS) or name.startswith("jenkinsfile"):
        return Role.CI
    if name in _GOVERNANCE or "/issue_template" in at:
        return Role.GOVERNANCE
    return Role.DEPENDENCY if name in _DEPENDENCIES or _REQUIREMENTS.search(at) else None


def _by_place(at: str, name: str, suffix: str) -> Role | None:
    if suffix == "ipynb":
        return Role.NOTEBOOK
    if _TEST.search(at):
        return Role.TEST
    if _RUNBOOK.search(at):
        return Role.RUNBOOK
    if suffix in _PICTURES:
        return Role.PICTURE
    if "/docs/" in at or "/doc/" in at or (suffix in _DOCS and name != "cmakelists.txt") or name.startswith("readme"):
        return Role.DOCS
    return Role.EXAMPLE if _EXAMPLE.search(at) else None


def _deployed(at: str, name: str, suffix: str) -> Role | None:  # noqa: PLR0911
    if _IMAGE.search(at):
        return Role.IMAGE
    if suffix not in _CODE and _SECRET.search(at):
        return Role.SECRET
    if suffix not in _CODE and suffix not in _INTERFACE and _MONITORING.search(at):
        return Role.MONITORING
    if suffix == "sql":
        return Role.QUERY
    if "/dags/" in at or name.startswith("dags.") or "crontab" in name:
        return Role.SCHEDULE
    if name in _CHART or "/charts/" in at or ("/templates/" in at and suffix in _YAML):
        return Role.SETTING if name.startswith("values") else Role.CHART
    if suffix in _SETTINGS or _VALUES.search(at) or (suffix in _YAML and _VALUES_DEEP.search(at)):
        return Role.SETTING
    return None


def _by_suffix(name: str, suffix: str) -> Role:
    if suffix in _SCRIPTS or name in _SCRIPT_NAMES:
        return Role.SCRIPT
    return next((role for role, known in _SUFFIXES if suffix in known), Role.OTHER)


_SUFFIXES = (
    (Role.TERRAFORM, frozenset({"tf", "hcl"})),
    (Role.MANIFEST, _YAML),
    (Role.CODE, _CODE),
    (Role.INTERFACE, _INTERFACE),
    (Role.DATA, _DATA),
)
