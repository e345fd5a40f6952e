"""
Workflows that only look after the repository itself: reminders, labels, stale issues, assignments, greetings.
"""

import re

from debtscan.safe.yaml import Mapping

_UPKEEP = re.compile(
    r"stale|label|issue|assign|add-to-project|project-beta|first-interaction|lock-threads|greet|welcome|pr-title|"
    r"semantic-pull|semantic-pr|cla-assistant|contributor|auto-?merge|dependabot|codeowners|no-response|slash-command|"
    r"create-or-update-comment|find-comment|action-add-labels|milestone|reminder|all-contributors|reviewers",
    re.IGNORECASE,
)
_NEUTRAL = re.compile(
    r"(actions/(checkout|github-script|create-github-app-token|cache|setup-node|setup-python)|[\w.-]+/harden-runner|"
    r"tibdex/github-app-token|[\w.-]*slack[\w.-]*/.+|8398a7/action-slack)(@.*)?",
    re.IGNORECASE,
)
_TALKS = re.compile(
    r"\b(github|octokit)\.(rest\.)?(issues|pulls|projects|reactions)\b|\bgraphql\b|createComment|addLabels"
)
_COMMAND = re.compile(
    r"gh (issue|pr|label|project|api|search)\b|echo\b|#|export\b|set -|if\b|then|else|fi|for\b|do\b|done|while\b|"
    r"[A-Za-z_]\w*=|jq\b|date\b|exit\b|sleep\b|--?[\w-]+|\}|\{|\)|EOF|\||test\b|\["
)
_SCRIPT = re.compile(r"(?:bash |sh |python3? )?(?:\./)?[\w./-]+\.(?:sh|py)(?: .*)?")


def is_upkeep(jobs: Mapping) -> bool:
    """
    Tell whether all *jobs* of a workflow only talk to the issues and pull requests of the repository.
    """
    found = [_job(jobs.mapping(name)) for name in jobs]
    return bool(found) and all(found)


def _job(job: Mapping) -> bool:
    used = job.string("uses")
    if used:
        return not used.startswith("./") and _UPKEEP.search(used.rpartition("/")[2].partition("@")[0]) is not None
    steps = list(job.mappings("steps"))
    verdicts = [_step(step) for step in steps]
    return bool(steps) and False not in verdicts and True in verdicts


def _step(step: Mapping) -> bool | None:
    """
    Tell whether a step is upkeep; None for one that only prepares others.
    """
    used, text = step.string("uses"), step.string("run")
    if used:
        if "github-script" in used:
            return _TALKS.search(step.mapping("with").string("script")) is not None
        if _UPKEEP.search(used.partition("@")[0]):
            return True
        return None if _NEUTRAL.fullmatch(used) else False
    lines = [line.strip() for line in text.replace("\\\n", " ").split("\n") if line.strip()]
    if len(lines) == 1 and _SCRIPT.fullmatch(lines[0]) and _UPKEEP.search(lines[0]):
        return True
    if any(re.search(r"\bgh (issue|pr|label|project)\b", line) for line in lines):
        return all(_COMMAND.match(line) for line in lines)
    return None if all(re.match(r"echo\b|#|[A-Za-z_]\w*=|date\b", line) for line in lines) else False
