"""
Rules applied to the graph: each match becomes a finding that is complete at birth.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match, Matcher
from debtscan.judge.registry import MATCHERS
from debtscan.model.component import ComponentId
from debtscan.model.evidence import Evidence
from debtscan.model.rule import Finding, Rule, Text
from debtscan.model.words import Confidence, Lang

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LENGTH = 24  # hex digits of a fingerprint
_NOTHING_MOVED: Mapping[tuple[str, str], str] = {}


class FailedRule(Struct, frozen=True):
    """
    A rule that broke: its findings are missing, and the report says so.
    """

    rule: str
    error: str  # one line


class Findings(Struct, frozen=True):
    """
    What the rules found, the worst first, and the rules that could not be applied.
    """

    findings: tuple[Finding, ...]
    failed: tuple[FailedRule, ...]


def judge(
    graph: SystemGraph,
    rules: Iterable[Rule],
    *,
    matchers: Mapping[str, Matcher] = MATCHERS,
    born_as: Mapping[tuple[str, str], str] = _NOTHING_MOVED,
) -> Findings:
    """
    Return the findings of *rules*; *born_as* gives the first path of files (repository, path) that git saw moving.
    """
    findings: list[Finding] = []
    failed: list[FailedRule] = []
    for rule in rules:
        try:
            findings += _apply(graph, rule, matchers, born_as)
        except Exception as error:  # noqa: BLE001 - the border: a bug in one rule costs that rule
            failed.append(FailedRule(rule.id, f"{type(error).__name__}: {error}".split("\n", 1)[0]))
    return Findings(_sorted(graph, findings), tuple(sorted(failed, key=lambda failure: failure.rule)))


def _apply(
    graph: SystemGraph, rule: Rule, matchers: Mapping[str, Matcher], born_as: Mapping[tuple[str, str], str]
) -> list[Finding]:
    matcher = matchers[rule.matcher]
    params = msgspec.convert(rule.params, matcher.params)
    return list(_findings(rule, matcher.match(graph, params), born_as))


def _findings(rule: Rule, matches: Iterable[Match], born_as: Mapping[tuple[str, str], str]) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for found in matches:
        place = _place(rule, found, born_as)
        seen[place] += 1
        message = _fill(rule.message, found.values)
        yield Finding(
            rule=rule.id,
            component=found.component,
            message=message.en,
            translations={lang.value: message.in_(lang) for lang in Lang},
            severity=rule.severity,
            confidence=_weaker(rule.confidence, found.confidence),
            fingerprint=hashlib.sha256(f"{place}\0{seen[place]}".encode("utf-8", "surrogateescape")).hexdigest()[
                :_LENGTH
            ],
            evidence=found.evidence,
        )


def _place(rule: Rule, found: Match, born_as: Mapping[tuple[str, str], str]) -> str:
    """
    Return what a finding is recognised by; lines are no part of it.
    """
    primary = found.evidence[0] if found.evidence else Evidence("", "")
    path = born_as.get((primary.repo, primary.path), primary.path)
    return "\0".join((rule.id, found.component or "", primary.repo, path, primary.key or ""))


def _fill(text: Text, values: Mapping[str, str]) -> Text:
    return Text(
        en=_PLACEHOLDER.sub(lambda name: values[name[1]], text.en),
        ja=_PLACEHOLDER.sub(lambda name: values[name[1]], text.ja),
    )


def _weaker(one: Confidence, other: Confidence | None) -> Confidence:
    return max(one, other or one, key=lambda confidence: confidence.rank)


def _sorted(graph: SystemGraph, findings: list[Finding]) -> tuple[Finding, ...]:
    reach: dict[ComponentId | None, int] = {
        identity: len(graph.dependents(identity))
        for identity in {finding.component for finding in findings if finding.component is not None}
    }
    return tuple(
        sorted(
            findings,
            key=lambda f: (f.severity.rank, -reach.get(f.component, 0), f.confidence.rank, *_names(f)),
        )
    )


def _names(finding: Finding) -> tuple[str, str, str]:
    return finding.component or "", finding.rule, finding.fingerprint
