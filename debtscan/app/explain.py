"""
What a word means: the id of a rule, the fingerprint of a finding, or the id or name of a component.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from debtscan.app.component_page import page_of_component
from debtscan.app.finding_page import page_of_finding
from debtscan.app.naming import close_to, components_named, only
from debtscan.app.rule_page import page_of_rule
from debtscan.app.rules import known_rules
from debtscan.base.errors import DebtscanError
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component
from debtscan.model.rule import Finding, Rule
from debtscan.model.words import Lang

_SHORTEST = 6  # characters of a fingerprint that may stand for all of it
_COMMAND = "debtscan explain"


def explain(what: str, folders: Sequence[Path], lang: Lang, assessed: Callable[[], Assessment]) -> str:
    """
    Return the page of *what*; only when it is no rule of the shipped pack or of *folders* is the estate *assessed*.
    """
    rules = {rule.id: rule for rule in known_rules(folders)}
    if what in rules:
        return page_of_rule(rules[what], lang)
    assessment = assessed()
    match _find(what, assessment):
        case Rule() as rule:
            return page_of_rule(rule, lang)
        case Finding() as finding:
            return page_of_finding(finding, assessment, lang)
        case Component() as component:
            return page_of_component(component, assessment, lang)
        case None:
            known = [*rules, *(name for one in assessment.components for name in (one.id, one.name))]
            raise _unknown(what, known)


def rule_page(rule: str, folders: Sequence[Path], lang: Lang) -> str:
    """
    Return the page of *rule*, of the shipped pack or of *folders*.
    """
    rules = {known.id: known for known in known_rules(folders)}
    if rule not in rules:
        raise _unknown(rule, list(rules), "debtscan rules list")
    return page_of_rule(rules[rule], lang)


def _find(what: str, assessment: Assessment) -> Rule | Finding | Component | None:
    """
    Return what the word names, None for nothing; ids come before names, and exact words before beginnings.
    """
    kept: list[Rule | Component] = [rule for rule in assessment.rules if rule.id == what]
    kept += [component for component in assessment.components if component.id == what]
    if kept:
        return kept[0]
    findings = _findings(what, assessment)
    if findings:
        return only(what, findings, [finding.fingerprint for finding in findings], _COMMAND)
    components = components_named(what, assessment.components)
    return only(what, components, [component.id for component in components], _COMMAND) if components else None


def _findings(what: str, assessment: Assessment) -> list[Finding]:
    if len(what) < _SHORTEST:
        return []
    return [finding for finding in assessment.findings if finding.fingerprint.startswith(what.lower())]


def _unknown(what: str, known: Sequence[str], otherwise: str = f"{_COMMAND} 'an id of the report'") -> DebtscanError:
    return DebtscanError(f"{what!r}: no rule, finding or component has this name", close_to(what, known, otherwise))
