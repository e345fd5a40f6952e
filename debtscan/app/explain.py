"""
What a word means: the id of a rule, the fingerprint of a finding, or the id or name of a component.
"""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from debtscan.app.component_page import page_of_component
from debtscan.app.finding_page import page_of_finding
from debtscan.app.rule_page import page_of_rule
from debtscan.base.errors import DebtscanError
from debtscan.catalog.catalog import load_catalog
from debtscan.catalog.rules import load_rules, shipped_pack
from debtscan.judge.registry import MATCHERS
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component
from debtscan.model.rule import Finding, Rule
from debtscan.model.words import Lang

T = TypeVar("T")

_SHORTEST = 6  # characters of a fingerprint that may stand for all of it
_MOST = 5  # ids that an error lists


def explain(what: str, folders: Sequence[Path], lang: Lang, assessed: Callable[[], Assessment]) -> str:
    """
    Return the page of *what*; only when it is no rule of the shipped pack or of *folders* is the estate *assessed*.
    """
    rules = {rule.id: rule for rule in _rules(folders)}
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
    rules = {known.id: known for known in _rules(folders)}
    if rule not in rules:
        raise _unknown(rule, list(rules), "debtscan rules list")
    return page_of_rule(rules[rule], lang)


def _rules(folders: Sequence[Path]) -> tuple[Rule, ...]:
    return load_rules((shipped_pack(), *folders), load_catalog(), MATCHERS)


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
        return _only(what, findings, [finding.fingerprint for finding in findings])
    for named in (_is_named, _is_called):
        components = [component for component in assessment.components if named(component, what)]
        if components:
            return _only(what, components, [component.id for component in components])
    return None


def _findings(what: str, assessment: Assessment) -> list[Finding]:
    if len(what) < _SHORTEST:
        return []
    return [finding for finding in assessment.findings if finding.fingerprint.startswith(what.lower())]


def _is_named(component: Component, what: str) -> bool:
    return component.name.casefold() == what.casefold()


def _is_called(component: Component, what: str) -> bool:
    return what.casefold() in {alias.casefold() for alias in component.aliases}


def _only(what: str, found: Sequence[T], ids: Sequence[str]) -> T:
    """
    Return the only one *found*, or ask which of *ids* is meant.
    """
    if len(found) == 1:
        return found[0]
    more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
    raise DebtscanError(
        f"{what!r} names {len(found)} things: {', '.join(ids[:_MOST])}{more}", f"debtscan explain '{ids[0]}'"
    )


def _unknown(
    what: str, known: Sequence[str], otherwise: str = "debtscan explain 'an id of the report'"
) -> DebtscanError:
    close = get_close_matches(what, known, 1) or get_close_matches(what.lower(), known, 1)
    hint = f"did you mean {close[0]!r}?" if close else otherwise
    return DebtscanError(f"{what!r}: no rule, finding or component has this name", hint)
