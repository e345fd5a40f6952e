"""
One rule in words: why it matters, what it matches, the first small step, and what need not be home-made.
"""

from collections.abc import Iterable

from debtscan.app.sheet import Row, sheet
from debtscan.base.messages import MESSAGES, say, say_or
from debtscan.model.rule import Option, Rule
from debtscan.model.words import Lang


def page_of_rule(rule: Rule, lang: Lang) -> str:
    """
    Return the page of *rule* for a terminal.
    """
    rows: list[Row] = [
        (say("explain.rule", lang), [rule.id]),
        (say("explain.severity", lang), [severity_words(rule, lang)]),
        (say("explain.why", lang), [rule.why.in_(lang)]),
        (say("explain.matches", lang), [matching_words(rule, lang)]),
        (say("explain.step", lang), [rule.first_step.in_(lang)]),
        (say("explain.options", lang), [option_words(option, lang) for option in rule.options]),
    ]
    return sheet(rule.title.in_(lang), rows)


def severity_words(rule: Rule, lang: Lang) -> str:
    """
    Return how much a finding of *rule* hurts, and how sure it is.
    """
    return f"{say(f'severity.{rule.severity}', lang)} · {say(f'confidence.{rule.confidence}', lang)}"


def matching_words(rule: Rule, lang: Lang) -> str:
    """
    Return what *rule* matches: a sentence of its matcher with the parameters of the rule filled in.
    """
    key = f"matcher.{rule.matcher}"
    if key not in MESSAGES:
        return say("matcher.unknown", lang, name=rule.matcher)
    gap = say("list.and", lang)
    return say(key, lang, **{name: _value(value, gap) for name, value in rule.params.items()})


def _value(value: object, gap: str) -> object:
    return gap.join(map(str, value)) if isinstance(value, Iterable) and not isinstance(value, str) else value


def option_words(option: Option, lang: Lang) -> str:
    """
    Return a managed option with its vendor and the year since which it can be had.
    """
    vendor = say_or(f"vendor.{option.vendor}", lang, option.vendor.replace("_", " ").capitalize())
    if option.since is None:
        return say("debt.option_undated", lang, name=option.name, vendor=vendor)
    return say("debt.option", lang, name=option.name, vendor=vendor, year=option.since[:4])
