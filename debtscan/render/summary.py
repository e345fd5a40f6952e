"""
What the first page of every format counts: nothing here that is not in the assessment.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from debtscan.base.messages import say
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component, ComponentId, Person, PersonId
from debtscan.model.correction import Correction, Outcome
from debtscan.model.evidence import Evidence, Reason, Skip
from debtscan.model.rule import Finding, Rule
from debtscan.model.words import Built, Grade, Kind, Lang, Status

LIKELY = 0.5  # from here on, a person has "probably" left
_GRADES = (Grade.NONE, Grade.SHALLOW, Grade.PARTIAL, Grade.FULL)  # the weakest first


class HomeMade(Struct, frozen=True):
    """
    How many of the components in use are home-made, out of those whose origin is known.
    """

    made: int
    of: int


class Debt(Struct, frozen=True):
    """
    One of the biggest debts, with all that is needed to act on it.
    """

    finding: Finding
    rule: Rule | None  # None where the result does not hold the rule
    component: Component | None  # likewise
    users: int  # how many components depend on it directly
    more: int  # open findings of the same rule that are not among the biggest; said once for each rule


class Missing(Struct, frozen=True):
    """
    A builder who has probably left, and what is left behind.
    """

    person: Person
    components: tuple[Component, ...]


def live(assessment: Assessment) -> tuple[Component, ...]:
    """
    Return the components in use.
    """
    return tuple(component for component in assessment.components if component.status is Status.LIVE)


def by_kind(components: Iterable[Component]) -> list[tuple[Kind, int]]:
    """
    Return how many components there are of each kind, most first.
    """
    counts = Counter(component.kind for component in components)
    return sorted(counts.items(), key=lambda item: (-item[1], list(Kind).index(item[0])))


def by_built(components: Iterable[Component]) -> list[tuple[Built | None, int]]:
    """
    Return how many components are home-made, partly so, off the shelf, managed, and unknown (None): in this order.
    """
    counts = Counter(component.built for component in components)
    order: tuple[Built | None, ...] = (Built.BESPOKE, Built.MIXED, Built.OSS, Built.MANAGED, None)
    return [(built, counts[built]) for built in order if counts[built]]


def by_outcome(corrections: Iterable[Correction]) -> list[tuple[Outcome, int]]:
    """
    Return how many words of the owners came to what, in the order of the outcomes.
    """
    counts = Counter(correction.outcome for correction in corrections)
    return [(outcome, counts[outcome]) for outcome in Outcome if counts[outcome]]


def home_made(components: Iterable[Component]) -> HomeMade:
    """
    Return the home-made share as two counts.
    """
    known = [component.built for component in components if component.built is not None]
    return HomeMade(made=sum(built is Built.BESPOKE for built in known), of=len(known))


def open_findings(assessment: Assessment, today: str) -> list[Finding]:
    """
    Return the findings that no waiver in force accepts, the worst first.
    """
    found = [finding for finding in assessment.findings if not is_waived(finding, today)]
    return sorted(found, key=_severity_first)


def is_waived(finding: Finding, today: str) -> bool:
    """
    Tell whether somebody accepted *finding* and the waiver has not ended by *today*.
    """
    return finding.waiver is not None and (finding.waiver.until is None or finding.waiver.until >= today)


def _severity_first(finding: Finding) -> tuple[int, int, str, str, str]:
    return (finding.severity.rank, finding.confidence.rank, finding.rule, finding.component or "", finding.fingerprint)


def biggest_debts(assessment: Assessment, today: str, most: int = 5) -> list[Debt]:
    """
    Return the *most* biggest open debts: by severity, then one of each rule before a second one of any.
    """
    users: Counter[ComponentId | None] = Counter(
        target for _, target in {(link.source, link.target) for link in assessment.links}
    )
    components = components_by_id(assessment)
    rules = {rule.id: rule for rule in assessment.rules}
    findings = sorted(open_findings(assessment, today), key=lambda finding: _importance(finding, users))
    turn: Counter[str] = Counter()
    ranked: list[tuple[int, int, int, Finding]] = []
    for finding in findings:
        ranked.append((finding.severity.rank, turn[finding.rule], len(ranked), finding))
        turn[finding.rule] += 1
    chosen = [finding for *_, finding in sorted(ranked, key=lambda item: item[:3])[:most]]
    turn.subtract(finding.rule for finding in chosen)
    return [
        Debt(
            finding,
            rules.get(finding.rule),
            components.get(finding.component) if finding.component is not None else None,
            users[finding.component],
            turn.pop(finding.rule, 0),
        )
        for finding in chosen
    ]


def _importance(finding: Finding, users: Counter[ComponentId | None]) -> tuple[int, int, int, str, str, str]:
    return (
        finding.severity.rank,
        finding.confidence.rank,
        -users[finding.component],
        finding.rule,
        finding.component or "",
        finding.fingerprint,
    )


def components_by_id(assessment: Assessment) -> dict[ComponentId, Component]:
    """
    Return the components by their ids.
    """
    return {component.id: component for component in assessment.components}


def has_left(person: Person | None) -> bool:
    """
    Tell whether *person* is a human who has probably left.
    """
    return (
        person is not None
        and not person.bot
        and person.departed is not None
        and person.departed.value is not None
        and person.departed.value >= LIKELY
    )


def missing(assessment: Assessment) -> list[Missing]:
    """
    Return the builders of components in use who have probably left, those who left most behind first.
    """
    left = {person.id: person for person in assessment.people if has_left(person)}
    behind: dict[PersonId, list[Component]] = {}
    for component in live(assessment):
        if component.history and component.history.builder in left:
            behind.setdefault(component.history.builder, []).append(component)
    found = [Missing(left[person], tuple(components)) for person, components in behind.items()]
    return sorted(found, key=lambda item: (-len(item.components), item.person.first, item.person.id))


def with_known_builder(components: Iterable[Component]) -> int:
    """
    Return how many components have a builder.
    """
    return sum(component.history is not None and component.history.builder is not None for component in components)


def by_reason(skips: Iterable[Skip]) -> list[tuple[Reason, int]]:
    """
    Return how many lines of the ledger there are for each reason, most first.
    """
    counts = Counter(skip.reason for skip in skips)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def weakest_grade(assessment: Assessment) -> Grade:
    """
    Return the weakest history grade over the repositories.
    """
    grades = {target.history.grade for target in assessment.targets}
    return next((grade for grade in _GRADES if grade in grades), Grade.NONE)


def verdict(assessment: Assessment, today: str, lang: Lang) -> list[str]:
    """
    Return what a manager should know first, in three or four sentences.
    """
    components = live(assessment)
    if not components:
        return [say("verdict.empty", lang)]
    found = len(open_findings(assessment, today))
    return [
        say("verdict.lead", lang, n=len(components)),
        _home_made_sentence(components, lang),
        _missing_sentence(assessment, components, lang),
        say("verdict.debts", lang, n=found) if found else say("verdict.no_debts", lang),
    ]


def _home_made_sentence(components: Sequence[Component], lang: Lang) -> str:
    made = home_made(components)
    if not made.of:
        return say("verdict.home_made_unknown", lang)
    key = "verdict.home_made" if made.of == len(components) else "verdict.home_made_known"
    return say(key, lang, made=made.made, of=made.of, share=share(made.made, made.of))


def _missing_sentence(assessment: Assessment, components: Iterable[Component], lang: Lang) -> str:
    if not with_known_builder(components):
        return say("verdict.builders_unknown", lang)
    gone = missing(assessment)
    behind = sum(len(item.components) for item in gone)
    return say("verdict.missing", lang, n=len(gone), behind=behind) if gone else say("verdict.nobody_missing", lang)


def estate_name(assessment: Assessment) -> str:
    """
    Return what the estate is called: its repositories, shortened after the third.
    """
    names = [target.repo for target in assessment.targets]
    shown = names if len(names) <= 3 else [*names[:2], f"+{len(names) - 2}"]  # noqa: PLR2004 - three names fit a title
    return " + ".join(shown).replace(" + +", " +")


def place(evidence: Evidence, repos: Sequence[object]) -> str:
    """
    Return where *evidence* lies as path:line, with the repository before it where there are several.
    """
    line = "" if evidence.line is None else f":{evidence.line}"
    return f"{evidence.repo}/{evidence.path}{line}" if len(repos) > 1 and evidence.repo else f"{evidence.path}{line}"


def share(part: int, of: int) -> str:
    """
    Return *part* of *of* in whole per cent; never 0 or 100 for what is neither.
    """
    if not of:
        return "-"
    per_cent = round(100 * part / of)
    return f"{min(max(per_cent, 1), 99) if 0 < part < of else per_cent}%"


def per_cent(part: float | None) -> str:
    """
    Return a share in whole per cent, never 0 or 100 for what is neither; a dash for what is not known.
    """
    return "-" if part is None else share(round(part * 1_000), 1_000)
