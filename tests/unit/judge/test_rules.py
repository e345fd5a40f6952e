"""
Matches become findings; their fingerprints and their order depend on nothing that moves.
"""

from collections.abc import Iterator

from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match, Matcher
from debtscan.judge.rules import FailedRule, Findings, judge
from debtscan.model.evidence import Evidence
from debtscan.model.rule import Finding, Rule, Text
from debtscan.model.words import Confidence, Kind, Severity
from tests.unit.judge.sample import component, graph, link, place


class Params(Struct, frozen=True):
    weak: bool = False


def everything(system: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield every component for each of its places.
    """
    for found in system.components:
        for evidence in found.evidence:
            confidence = Confidence.LOW if params.weak else None
            yield Match(found.id, (evidence,), {"name": found.name}, confidence)


def broken(system: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield one match and break.
    """
    yield from everything(system, params)
    raise KeyError("no such thing\nsecond line")


def unproven(system: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield a match without a place.
    """
    for match in everything(system, params):
        yield Match(match.component, (), match.values)


MATCHERS = {
    name: Matcher(Params, frozenset({"name"}), function)
    for name, function in {"everything": everything, "broken": broken, "unproven": unproven}.items()
}
WEB, JOB = component("web", Kind.SERVICE), component("job", Kind.JOB)


def rule(identity: str, matcher: str = "everything", severity: Severity = Severity.HIGH, **params: bool) -> Rule:
    """
    Return a rule with texts of one word.
    """
    return Rule(
        id=identity,
        title=Text("T", "題"),
        message=Text("{name} speaks.", "{name} が話す。"),
        why=Text("W.", "理。"),
        first_step=Text("F.", "始。"),
        matcher=matcher,
        params=dict(params),
        severity=severity,
        confidence=Confidence.MEDIUM,
    )


def judged(system: SystemGraph, *rules: Rule) -> Findings:
    """
    Return the findings of these rules.
    """
    return judge(system, rules, matchers=MATCHERS)


def prints(*evidence: Evidence, identity: str = "r") -> list[str]:
    """
    Return the fingerprints for one component with these places.
    """
    system = graph(component("web", Kind.SERVICE, evidence=evidence))
    return sorted(finding.fingerprint for finding in judged(system, rule(identity)).findings)


def test_a_match_becomes_a_complete_finding() -> None:
    """
    The message is filled in both languages; severity and confidence are the rule's.
    """
    found = judged(graph(WEB), rule("r"))

    assert found == Findings(
        (
            Finding(
                rule="r",
                component=WEB.id,
                message="web speaks.",
                translations={"en": "web speaks.", "ja": "web が話す。"},
                severity=Severity.HIGH,
                confidence=Confidence.MEDIUM,
                fingerprint=found.findings[0].fingerprint,
                evidence=(place("web.yaml"),),
            ),
        ),
        (),
    )
    assert len(found.findings[0].fingerprint) == 24


def test_a_weak_match_lowers_the_confidence() -> None:
    """
    A matcher may be less sure than its rule, never surer.
    """
    found = judged(graph(WEB), rule("r", weak=True))

    assert [finding.confidence for finding in found.findings] == [Confidence.LOW]


def test_lines_and_captions_are_no_part_of_the_fingerprint() -> None:
    """
    Moved lines are the same finding.
    """
    assert prints(place("a.yaml", "Deployment/web", 3)) == prints(place("a.yaml", "Deployment/web", 90))
    assert prints(Evidence("platform", "a.yaml", caption="x")) == prints(Evidence("platform", "a.yaml", caption="y"))


def test_rule_path_and_key_are_part_of_the_fingerprint() -> None:
    """
    Another place or another rule is another finding.
    """
    different = {
        *prints(place("a.yaml")),
        *prints(place("b.yaml")),
        *prints(place("a.yaml", "k")),
        *prints(place("a.yaml"), identity="s"),
    }

    assert len(different) == 4


def test_equal_places_are_told_apart_by_number() -> None:
    """
    Two findings in one place have two fingerprints, in whatever order they come.
    """
    twice = prints(place("a.yaml", "k", 1), place("a.yaml", "k", 2))

    assert len(set(twice)) == 2
    assert twice == prints(place("a.yaml", "k", 2), place("a.yaml", "k", 1))


def test_a_file_that_git_saw_moving_keeps_its_fingerprint() -> None:
    """
    The first path of the file counts.
    """
    before = judged(graph(WEB), rule("r")).findings[0]
    moved = component("web", Kind.SERVICE, evidence=(place("deploy/web.yaml"),))

    after = judge(
        graph(moved), [rule("r")], matchers=MATCHERS, born_as={("platform", "deploy/web.yaml"): "web.yaml"}
    ).findings[0]

    assert after.fingerprint == before.fingerprint


def test_a_broken_rule_costs_only_itself() -> None:
    """
    Its findings are left out and its error is kept in one line; the others stand.
    """
    found = judged(graph(WEB), rule("z", "broken"), rule("r"), rule("a", "unproven"), rule("q", "no_such_matcher"))

    assert [finding.rule for finding in found.findings] == ["r"]
    assert found.failed == (
        FailedRule("a", "ValueError: finding of a on platform:service:web has no evidence"),
        FailedRule("q", "KeyError: 'no_such_matcher'"),
        FailedRule("z", "KeyError: 'no such thing\\nsecond line'"),
    )


def test_the_worst_comes_first() -> None:
    """
    Severity decides, then how many depend on it, then confidence, then the id.
    """
    system = graph(WEB, JOB, links=(link(WEB, JOB),))

    found = judged(system, rule("b", severity=Severity.LOW), rule("c", weak=True), rule("a"))

    assert [(finding.rule, finding.component) for finding in found.findings] == [
        ("a", JOB.id),
        ("c", JOB.id),
        ("a", WEB.id),
        ("c", WEB.id),
        ("b", JOB.id),
        ("b", WEB.id),
    ]


def test_the_order_of_rules_does_not_matter() -> None:
    """
    Equal input gives equal output.
    """
    rules = [rule("a"), rule("b", "broken"), rule("c", severity=Severity.LOW)]

    assert judged(graph(WEB, JOB), *rules) == judged(graph(JOB, WEB), *reversed(rules))
