"""
Which authors are programs: judged by name and address alone, in general words and by the names of well-known services.
"""

import re
import unicodedata

from debtscan.model.history import Author

# One of these as a word of its own in a name or address is enough.
_MACHINE = frozenset({"bot", "robot", "autobot", "autoroller", "gserviceaccount", "cibot", "botaccount"})

# Enough as the last word: "acme-ci", "Release Automation", "image updater".
_MACHINE_AT_END = frozenset({"ci", "automation", "updater", "autobump", "autoupdate", "actions", "robots", "bots"})

# A name made of such words alone is an account for machines; one of the first group must be among them.
_STRONG = frozenset(
    {"actions", "autobuild", "automated", "automation", "buildkite", "ci", "cicd", "jenkins", "pipelines", "runner"}
    | {"svc"}
)
_WEAK = frozenset(
    {"account", "agent", "auto", "build", "builder", "builds", "bump", "cd", "changes", "code", "continuous"}
    | {"deploy", "deployer", "deployment", "dev", "gh", "git", "github", "gitlab", "integration", "job", "machine"}
    | {"master", "merge", "nightly", "ops", "patch", "pipeline", "prod", "publisher", "push", "release", "releaser"}
    | {"releases", "repo", "scheduled", "server", "service", "sync", "system", "task", "team", "technical", "test"}
    | {"update", "user", "workflow"}
)

# Services whose accounts carry no such word; as the whole name, or as its first word with a service's address.
_SERVICES = frozenset(
    {"allcontributors", "atlantis", "autofix", "bors", "buildkite", "circleci", "codeclimate", "codecov"}
    | {"codefactor", "coderabbit", "coderabbitai", "codesandbox", "copilot", "copybara", "coveralls", "crowdin"}
    | {"cursoragent", "deepsource", "dependabot", "depfu", "gerrit", "gitbook", "gitguardian", "github"}
    | {"githubactions", "gitlab", "greenkeeper", "hound", "imgbot", "jenkins", "kodiak", "lgtm", "mergify", "netlify"}
    | {"prow", "pyup", "renovate", "restyled", "semgrep", "snyk", "sonarcloud", "sourcery", "stale", "terraform"}
    | {"transifex", "travis", "travisci", "vercel", "webflow", "weblate", "whitesource", "zuul"}
)
_NAMESAKES = frozenset({"claude", "devin", "gemini", "jules", "percy"})  # humans too: only with a no-reply address
_SERVICE_PAIRS = frozenset(
    {"argocd image", "cursor agent", "devin ai", "flux cd", "github action", "github actions", "google labs"}
    | {"lint action"}
    | {"pre commit", "release please", "semantic release", "web flow", "circle ci", "travis ci", "azure pipelines"}
    | {"google cloud", "sourcery ai", "openapi generator", "deepsource autofix", "actions user", "fluxcd automation"}
)

_SURNAMES = ("talbot", "abbot", "cabot", "chabot", "barbot", "ribot", "lambot", "herbot", "rabot", "guibot", "turbot")
_NO_REPLY = re.compile(r"(?:no|do-?not|dont)[._-]?reply(?:@|[+._-]).*")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_HOSTED = re.compile(r"^\d+[+-]")  # the number that code hosts put before a login
_WORD = re.compile(r"[^\W_]+")


def is_bot(author: Author) -> bool:
    """
    Tell whether *author* is a program and no human.
    """
    local, _, domain = author.mail.lower().partition("@")
    if "[bot]" in author.name.lower() or "[bot]" in local or "ボット" in author.name:
        return True
    if domain.endswith("gserviceaccount.com"):
        return True
    name = _words(author.name)
    return (
        _says_machine(name, handle=" " not in author.name)
        or _is_service(name, author.mail.lower())
        or _says_machine_address(name, author.mail)
    )


def _words(text: str) -> list[str]:
    """
    Return the words of a name or handle, lower-cased, camel case taken apart, numbers behind a word cut.
    """
    parted = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text))
    words = (word.lower() for word in _WORD.findall(parted))
    return [word.rstrip("0123456789") or word for word in words]


def _says_machine(words: list[str], *, handle: bool) -> bool:
    if not words:
        return False
    if not _MACHINE.isdisjoint(words) or words[-1] in _MACHINE_AT_END:
        return True
    if handle and (_ends_in_bot(words[0]) or _ends_in_bot(words[-1])):
        return True
    return not _STRONG.isdisjoint(words) and all(word in _STRONG or word in _WEAK for word in words)


def _ends_in_bot(word: str) -> bool:
    return word.endswith("bot") and not word.endswith(_SURNAMES)


def _is_service(words: list[str], mail: str) -> bool:
    if not words:
        return False
    if " ".join(words[:2]) in _SERVICE_PAIRS or "".join(words) in _SERVICES:
        return True
    return (words[0] in _SERVICES or words[0] in _NAMESAKES) and _NO_REPLY.fullmatch(mail) is not None


def _says_machine_address(name: list[str], mail: str) -> bool:
    """
    Tell whether the part before the @ speaks of a machine; only "bot" itself counts beside a full name.
    """
    if _NO_REPLY.fullmatch(mail.lower()):
        return len(name) <= 1
    words = _words(_HOSTED.sub("", mail.partition("@")[0]))
    if "@users.noreply." in mail and "".join(words) in _SERVICES:
        return True
    return not _MACHINE.isdisjoint(words) or (len(name) <= 1 and _says_machine(words, handle=True))
