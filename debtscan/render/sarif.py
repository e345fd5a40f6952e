"""
SARIF 2.1.0, within the limits of GitHub's code scanning.
"""

import json
from collections.abc import Sequence
from typing import Any

from debtscan.base.messages import say, say_or
from debtscan.model.assessment import Assessment
from debtscan.model.evidence import Evidence, Skip
from debtscan.model.rule import Finding, Rule
from debtscan.model.words import Confidence, Lang, Severity
from debtscan.render.options import RenderOptions
from debtscan.render.summary import is_waived
from debtscan.safe.text import for_terminal, for_url_path

# https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
MOST_RESULTS = 25_000
MOST_LOCATIONS = 100
MOST_NOTIFICATIONS = 1_000

_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}
_RANKS = {
    Severity.CRITICAL: 90.0,
    Severity.HIGH: 70.0,
    Severity.MEDIUM: 50.0,
    Severity.LOW: 30.0,
    Severity.INFO: 10.0,
}
_PRECISION = {Confidence.HIGH: "high", Confidence.MEDIUM: "medium", Confidence.LOW: "low"}

_Object = dict[str, Any]  # a SARIF object: its shape is checked against the official schema in the tests


def render(assessment: Assessment, options: RenderOptions) -> str:
    """
    Return one SARIF run over all repositories; what does not fit the limits is said in its notifications.
    """
    today = options.today or assessment.run.today
    findings = sorted(assessment.findings, key=lambda finding: (finding.severity.rank, finding.fingerprint))
    rules = sorted(assessment.rules, key=lambda rule: rule.id)
    run = {
        "tool": {"driver": _driver(assessment, rules, options.lang)},
        "language": "ja-JP" if options.lang is Lang.JA else "en-US",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _base(target.repo, assessment): {"description": {"text": _text(target.repo)}}
            for target in assessment.targets
        },
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": _notifications(assessment, len(findings), options.lang),
            }
        ],
        "results": _results(assessment, findings[:MOST_RESULTS], rules, today, options.lang),
        "properties": {"now": _text(assessment.now)},
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _driver(assessment: Assessment, rules: Sequence[Rule], lang: Lang) -> _Object:
    return {
        "name": "debtscan",
        "version": _text(assessment.run.version),
        "rules": [_rule(rule, lang) for rule in rules],
    }


def _rule(rule: Rule, lang: Lang) -> _Object:
    languages = sorted(Lang, key=lambda other: other is not lang)  # the reader's own language first
    return {
        "id": rule.id,
        "shortDescription": {"text": _text(rule.title.in_(lang))},
        "fullDescription": {"text": _text(rule.why.in_(lang))},
        "help": {
            "text": "\n\n".join(_help(rule, other, mark="") for other in languages),
            "markdown": "\n\n".join(_help(rule, other, mark="**") for other in languages),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "rank": _RANKS[rule.severity]},
        "properties": {"precision": _PRECISION[rule.confidence], "tags": ["technical-debt", "mlops"]},
    }


def _help(rule: Rule, lang: Lang, mark: str) -> str:
    parts = [f"{mark}{_text(rule.title.in_(lang))}{mark}", _text(rule.why.in_(lang))]
    parts.append(f"{mark}{say('debt.first_step', lang)}{mark}: {_text(rule.first_step.in_(lang))}")
    if rule.options:
        names = say("list.and", lang).join(_text(option.name) for option in rule.options)
        parts.append(f"{mark}{say('debt.options', lang)}{mark}: {names}")
    return "\n\n".join(parts)


def _results(
    assessment: Assessment, findings: Sequence[Finding], rules: Sequence[Rule], today: str, lang: Lang
) -> list[_Object]:
    indexes = {rule.id: index for index, rule in enumerate(rules)}
    return [_result(assessment, finding, indexes, today, lang) for finding in findings]


def _result(assessment: Assessment, finding: Finding, indexes: dict[str, int], today: str, lang: Lang) -> _Object:
    first, *others = finding.evidence
    result: _Object = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "rank": _RANKS[finding.severity],
        "message": {"text": _text(finding.sentence(lang))},
        "locations": [{**_location(assessment, first, lang), **_component(finding)}],
        "partialFingerprints": {"debtscan/v1": _text(finding.fingerprint)},
        "properties": {"severity": finding.severity.value, "confidence": finding.confidence.value},
    }
    if finding.rule in indexes:
        result["ruleIndex"] = indexes[finding.rule]
    if others:
        result["relatedLocations"] = [
            _location(assessment, evidence, lang) for evidence in others[: MOST_LOCATIONS - 1]
        ]
    if finding.waiver is not None and is_waived(finding, today):
        reason = _text(finding.waiver.reason)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _component(finding: Finding) -> _Object:
    if finding.component is None:
        return {}
    return {"logicalLocations": [{"fullyQualifiedName": _text(finding.component), "kind": "module"}]}


def _location(assessment: Assessment, evidence: Evidence, lang: Lang) -> _Object:
    physical = {
        "artifactLocation": {"uri": for_url_path(evidence.path), "uriBaseId": _base(evidence.repo, assessment)},
        "region": {"startLine": evidence.line or 1},  # GitHub shows nothing without one
    }
    location: _Object = {"physicalLocation": physical}
    if evidence.caption:
        location["message"] = {"text": _text(say_or(f"caption.{evidence.caption}", lang, evidence.caption))}
    return location


def _base(repo: str, assessment: Assessment) -> str:
    """
    Return the name under which the root of *repo* is known: GitHub's own where there is only one.
    """
    return "%SRCROOT%" if len(assessment.targets) == 1 else for_terminal(repo)


def _notifications(assessment: Assessment, results: int, lang: Lang) -> list[_Object]:
    coverage = assessment.coverage
    ledger = [
        *(_notification(assessment, skip, "sarif.ledger", lang) for skip in coverage.skipped),
        *(_notification(assessment, skip, "sarif.ledger_approximate", lang) for skip in coverage.degraded),
    ]
    said = []
    if results > MOST_RESULTS:
        text = say("sarif.truncated", lang, n=results - MOST_RESULTS, limit=MOST_RESULTS)
        said.append(_warning("truncated", text))
    if len(ledger) > MOST_NOTIFICATIONS:
        said.append(_warning("truncated", say("sarif.ledger_truncated", lang, n=len(ledger) - MOST_NOTIFICATIONS)))
    return said + ledger[:MOST_NOTIFICATIONS]


def _warning(name: str, text: str) -> _Object:
    return {"descriptor": {"id": name}, "level": "warning", "message": {"text": text}}


def _notification(assessment: Assessment, skip: Skip, key: str, lang: Lang) -> _Object:
    reason = say(f"reason.{skip.reason}", lang)
    detail = f" ({_text(skip.detail)})" if skip.detail else ""
    return {
        "descriptor": {"id": f"coverage/{skip.reason.value}"},
        "level": "note",
        "message": {"text": say(key, lang, reason=reason) + detail},
        "locations": [_location(assessment, Evidence(skip.repo, skip.path, skip.line), lang)],
    }


def _text(text: str) -> str:
    """
    Return *text* without what acts, and without the links that a SARIF message may hold.
    """
    return for_terminal(text).replace("](", "] (")
