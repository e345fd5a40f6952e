"""
One finding in words: what was found, by which rule, where, and the first small step.
"""

from debtscan.app.rule_page import option_words
from debtscan.app.sheet import Row, sheet
from debtscan.base.messages import say
from debtscan.model.assessment import Assessment
from debtscan.model.evidence import Evidence
from debtscan.model.rule import Finding
from debtscan.model.words import Lang
from debtscan.render.page import Words


def page_of_finding(finding: Finding, assessment: Assessment, lang: Lang) -> str:
    """
    Return the page of *finding* for a terminal.
    """
    words = Words(assessment, lang, assessment.run.today)
    rule = words.rules.get(finding.rule)
    severity = f"{say(f'severity.{finding.severity}', lang)} · {say(f'confidence.{finding.confidence}', lang)}"
    waiver = finding.waiver
    rows: list[Row] = [
        (say("explain.finding", lang), [finding.fingerprint]),
        (say("explain.severity", lang), [severity]),
        (say("explain.rule", lang), [f"{finding.rule}: {rule.title.in_(lang)}" if rule else finding.rule]),
        (say("explain.component", lang), [finding.component or ""]),
        (say("explain.where", lang), places(finding.evidence, words)),
        (say("explain.why", lang), [rule.why.in_(lang)] if rule else []),
        (say("explain.step", lang), [rule.first_step.in_(lang)] if rule else []),
        (say("explain.options", lang), [option_words(option, lang) for option in rule.options] if rule else []),
        (say("explain.accepted", lang), [waiver.reason] if waiver else []),
    ]
    return sheet(finding.sentence(lang), rows)


def places(evidence: tuple[Evidence, ...], words: Words) -> list[str]:
    """
    Return each place with what stands there.
    """
    return [place_words(one, words) for one in evidence]


def place_words(evidence: Evidence, words: Words) -> str:
    """
    Return the place of *evidence* and what stands there.
    """
    return f"{words.place([evidence])}  {words.caption(evidence)}".rstrip()
