"""
Rule packs: listed, checked for mistakes, and tried on their miniatures.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from debtscan.app.assess import Options, assess
from debtscan.app.corrections import corrections_in
from debtscan.app.rule_page import matching_words, option_words
from debtscan.base.errors import DebtscanError
from debtscan.base.messages import say
from debtscan.catalog.catalog import load_catalog
from debtscan.catalog.miniature import stage
from debtscan.catalog.rules import load_rules, shipped_pack
from debtscan.judge.miniatures import find_cases, missing_cases, try_cases
from debtscan.judge.registry import MATCHERS
from debtscan.model.assessment import Assessment
from debtscan.model.rule import Rule
from debtscan.model.words import Lang, Severity
from debtscan.render.columns import pad, width
from debtscan.safe.text import for_terminal

CLOCK = date(2024, 6, 1)  # of miniatures without a history


def listed(folders: Sequence[Path], form: str, lang: Lang) -> str:
    """
    Return all rules of the shipped pack and of *folders* as text, markdown or json.
    """
    rules = known_rules(folders)
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(rules, order="deterministic"), indent=2).decode() + "\n"
    return _markdown(rules, lang) if form == "markdown" else _text(rules, lang)


def known_rules(folders: Sequence[Path]) -> tuple[Rule, ...]:
    """
    Return the rules of the shipped pack and of *folders*.
    """
    return load_rules((shipped_pack(), *folders), load_catalog(), MATCHERS)


def _text(rules: Sequence[Rule], lang: Lang) -> str:
    severities = {rule.id: say(f"severity.{rule.severity}", lang) for rule in rules}
    name, hurt = (max(map(width, words)) + 2 for words in (severities, severities.values()))
    lines = (
        f"{pad(rule.id, name)}{pad(severities[rule.id], hurt)}{for_terminal(rule.title.in_(lang))}" for rule in rules
    )
    return "".join(f"{line}\n" for line in lines)


def _markdown(rules: Sequence[Rule], lang: Lang) -> str:
    ordered = sorted(rules, key=lambda rule: (list(Severity).index(rule.severity), rule.id))
    head = f"# {say('rules.title', lang)}\n\n{say('rules.lead', lang, n=len(rules))}\n"
    rows = [
        f"| [{rule.id}](#{rule.id}) | {_severity(rule, lang)} | {_plain(rule.title.in_(lang))} |\n" for rule in ordered
    ]
    columns = [say(f"table.{column}", lang) for column in ("rule", "severity", "debt")]
    table = f"| {' | '.join(columns)} |\n| --- | --- | --- |\n" + "".join(rows)
    return "\n".join([head, table, *(_section(rule, lang) for rule in ordered)])


def _severity(rule: Rule, lang: Lang) -> str:
    return say(f"severity.{rule.severity}", lang)


def _plain(text: str) -> str:
    """
    Return a text of a rule as it may stand in Markdown; its author is trusted, so that the page stays legible as text.
    """
    return text.replace("<", "&lt;").replace("|", "\\|")


def _section(rule: Rule, lang: Lang) -> str:
    facts = {
        "explain.severity": f"{_severity(rule, lang)}, {say(f'confidence.{rule.confidence}', lang)}",
        "explain.why": rule.why.in_(lang),
        "explain.matches": matching_words(rule, lang),
        "explain.step": rule.first_step.in_(lang),
        "explain.options": say("list.and", lang).join(option_words(option, lang) for option in rule.options),
    }
    lines = [f"- **{say(key, lang)}**: {_plain(text)}\n" for key, text in facts.items() if text]
    return f"## {rule.id}\n\n{_plain(rule.title.in_(lang))}\n\n" + "".join(lines)


def lint(folders: Sequence[Path], lang: Lang) -> str:
    """
    Return that the shipped pack and *folders* hold no mistake; else the error names every one with its line.
    """
    return say("rules.sound", lang, n=len(known_rules(folders)))


def check_miniatures(root: Path, folders: Sequence[Path], lang: Lang) -> tuple[str, bool]:
    """
    Return what is wrong with the rules on the miniatures in *root*, one fault a line, and whether nothing is.

    Where *folders* of further rules are given, it is their rules that must have miniatures; else the shipped ones.
    """
    if not root.is_dir():
        raise DebtscanError(f"{root}: no such folder", "debtscan rules test DIR, with DIR/<rule>/flagged/<case>/ in it")
    rules = {rule.id for rule in known_rules(folders)}
    cases = find_cases(root)
    ours = {path.stem for folder in folders for path in folder.iterdir()} & rules if folders else rules
    lacking = list(missing_cases(ours, (case for case in cases if case.rule in ours or case.rule not in rules)))
    outcomes = list(try_cases(cases, lambda path: _assessed(path, folders)))
    faults = [f"{outcome.case}: {fault}" for outcome in outcomes for fault in outcome.faults]
    bad = sum(bool(outcome.faults) for outcome in outcomes)
    lines = [*lacking, *faults, say("rules.tried", lang, n=len(cases), bad=bad)]
    return "".join(f"{for_terminal(line)}\n" for line in lines), not (lacking or faults)


def _assessed(case: Path, folders: Sequence[Path]) -> Assessment:
    with TemporaryDirectory(prefix="debtscan-") as away:
        staged = stage(case, Path(away) / "platform")
        now = date.fromisoformat(staged.now) if staged.now else CLOCK
        corrected = corrections_in(staged.path)
        options = Options(today=now, now=now, rules=tuple(folders), workers=1, cache=False, corrections=corrected)
        return assess([str(staged.path)], options)
