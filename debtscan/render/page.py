"""
What the HTML page shows, as ready words: its templates only place them.
"""

from collections.abc import Iterable, Iterator, Sequence

from debtscan.base.messages import say, say_or
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component, ComponentId, Link, Person, PersonId, Unresolved
from debtscan.model.evidence import Evidence, Skip
from debtscan.model.rule import Finding, Option, Rule
from debtscan.model.words import Lang, PeopleMode, Severity, Status
from debtscan.render.rows import (
    Card,
    ComponentRow,
    CorrectionRow,
    FindingRow,
    LinkRow,
    MissingRow,
    Name,
    PersonRow,
    Question,
)
from debtscan.render.summary import (
    Debt,
    Missing,
    biggest_debts,
    components_by_id,
    has_left,
    is_waived,
    missing,
    open_findings,
    place,
)

_MOST_OPTIONS = 3
_MOST_NAMES = 8


class Words:
    """
    The words of one assessment in one language.
    """

    def __init__(self, assessment: Assessment, lang: Lang, today: str) -> None:
        self.assessment = assessment
        self.lang = lang
        self.today = today
        self.components = components_by_id(assessment)
        self.rows = {component: f"c{index}" for index, component in enumerate(self.components)}
        self.rules = {rule.id: rule for rule in assessment.rules}
        self.people = {person.id: person for person in assessment.people}
        self.capabilities = {item.id: item for item in assessment.capabilities}

    def say(self, key: str, **values: object) -> str:
        """
        Return a sentence of the catalogue.
        """
        return say(key, self.lang, **values)

    def place(self, evidence: Sequence[Evidence]) -> str:
        """
        Return where the first of *evidence* lies.
        """
        return place(evidence[0], self.assessment.targets) if evidence else ""

    def caption(self, evidence: Evidence) -> str:
        """
        Return what stands at *evidence*; a technical noun that has no translation is its own.
        """
        return say_or(f"caption.{evidence.caption}", self.lang, evidence.caption)

    def name(self, component: ComponentId | None) -> Name:
        """
        Return a component's name and row.
        """
        if component is None:
            return Name("")
        known = self.components.get(component)
        return Name(known.name, self.rows[component]) if known else Name(component)

    def cards(self) -> list[Card]:
        """
        Return the biggest debts.
        """
        told: dict[str, int] = {}
        cards = []
        for number, debt in enumerate(biggest_debts(self.assessment, self.today), 1):
            cards.append(self._card(debt, told.get(debt.finding.rule, 0)))
            told.setdefault(debt.finding.rule, number)
        return cards

    def _card(self, debt: Debt, same: int) -> Card:
        finding, rule, component = debt.finding, debt.rule, debt.component
        facts = []
        if component:
            facts.append(self.say(f"kind.{component.kind}"))
        if debt.users:
            facts.append(self.say("debt.users", n=debt.users))
        if component and component.history and component.history.born:
            facts.append(self.say("debt.born", year=component.history.born[:4]))
        if debt.more:
            facts.append(self.say("debt.more_like_it", n=debt.more))
        return Card(
            finding.severity,
            self._title(rule, finding),
            finding.sentence(self.lang),
            self.name(finding.component),
            tuple(facts),
            rule.why.in_(self.lang) if rule else "",
            rule.first_step.in_(self.lang) if rule else "",
            tuple(self._option(option) for option in rule.options[:_MOST_OPTIONS]) if rule else (),
            self.place(finding.evidence),
            self.caption(finding.evidence[0]),
            same,
        )

    def _title(self, rule: Rule | None, finding: Finding) -> str:
        return rule.title.in_(self.lang) if rule else finding.rule

    def _option(self, option: Option) -> str:
        vendor = say_or(f"vendor.{option.vendor}", self.lang, option.vendor.replace("_", " ").capitalize())
        if option.since is None:
            return self.say("debt.option_undated", name=option.name, vendor=vendor)
        return self.say("debt.option", name=option.name, vendor=vendor, year=option.since[:4])

    def findings(self) -> list[FindingRow]:
        """
        Return every debt, the worst first; the accepted ones come last.
        """
        opened = open_findings(self.assessment, self.today)
        accepted = [finding for finding in self.assessment.findings if is_waived(finding, self.today)]
        return [self._finding(finding) for finding in (*opened, *accepted)]

    def _finding(self, finding: Finding) -> FindingRow:
        return FindingRow(
            finding.severity,
            self._title(self.rules.get(finding.rule), finding),
            finding.sentence(self.lang),
            self.name(finding.component),
            self.place(finding.evidence),
            self._accepted(finding),
        )

    def _accepted(self, finding: Finding) -> str:
        waiver = finding.waiver
        if waiver is None:
            return ""
        accepted = self.say("debt.accepted", reason=waiver.reason)
        if waiver.until is None:
            return accepted
        key = "debt.accepted_until" if is_waived(finding, self.today) else "debt.accepted_expired"
        return accepted + self.say("list.and") + self.say(key, day=waiver.until)

    def component_rows(self) -> list[ComponentRow]:
        """
        Return every component, those in use first.
        """
        uses: dict[ComponentId, int] = {}
        used_by: dict[ComponentId, int] = {}
        for source, target in {(link.source, link.target) for link in self.assessment.links}:
            uses[source] = uses.get(source, 0) + 1
            used_by[target] = used_by.get(target, 0) + 1
        ordered = sorted(self.assessment.components, key=lambda component: component.status is not Status.LIVE)
        return [self._component(part, uses.get(part.id, 0), used_by.get(part.id, 0)) for part in ordered]

    def _component(self, component: Component, uses: int, used_by: int) -> ComponentRow:
        history = component.history
        task = self.capabilities.get(component.capability) if component.capability else None
        name = (task.name_ja if self.lang is Lang.JA else task.name) if task else component.capability or ""
        return ComponentRow(
            self.rows[component.id],
            component.name,
            component.kind,
            component.built or "unknown",
            "" if component.status is Status.LIVE else self.say(f"status.{component.status}"),
            name,
            self.who(history.builder) if history and history.builder else "",
            gone=bool(history and history.builder and has_left(self.people.get(history.builder))),
            operators=self.say("list.and").join(self.who(person) for person in history.operators[:3])
            if history
            else "",
            born=(history.born or "") if history else "",
            last_change=(history.last_change or "") if history else "",
            uses=uses,
            used_by=used_by,
            place=self.place(component.evidence),
            declared=tuple(self._declared(component)),
        )

    def _declared(self, component: Component) -> Iterator[str]:
        if component.owner:
            yield self.say("row.owner", owner=component.owner)
        if component.criticality:
            yield self.say("row.criticality", level=self.say(f"severity.{component.criticality}"))
        places = [one.place for one in self.assessment.corrections if one.component == component.id]
        if places:
            yield self.say("row.declared", place=self.place(places))

    def corrections(self, most: int) -> list[CorrectionRow]:
        """
        Return what the owners said, word for word, and what came of it; at most *most* of them.
        """
        return [
            CorrectionRow(
                self.name(one.component) if one.component in self.components else Name(one.subject),
                f"{one.key} = {one.value}" if one.value is not None else one.key,
                one.found or "",
                self.say(f"outcome.{one.outcome}"),
                self.place([one.place]),
            )
            for one in self.assessment.corrections[:most]
        ]

    def who(self, person: PersonId) -> str:
        """
        Return a person as the assessment shows persons.
        """
        known = self.people.get(person)
        return known.name or known.id if known else person

    def missing(self) -> list[MissingRow]:
        """
        Return the builders who have probably left.
        """
        return [self._missing(item) for item in missing(self.assessment)]

    def _missing(self, item: Missing) -> MissingRow:
        return MissingRow(
            self.who(item.person.id),
            len(item.components),
            item.person.last,
            _probability(item.person),
            tuple(self.name(component.id) for component in item.components[:_MOST_NAMES]),
            max(0, len(item.components) - _MOST_NAMES),
        )

    def person_rows(self) -> list[PersonRow]:
        """
        Return everybody, as far as the assessment shows persons.
        """
        if self.assessment.people_mode is PeopleMode.NONE:
            return []
        built: dict[PersonId, int] = {}
        for component in self.assessment.components:
            if component.history and component.history.builder and component.status is Status.LIVE:
                built[component.history.builder] = built.get(component.history.builder, 0) + 1
        return [
            PersonRow(
                self.who(person.id),
                _state(person),
                _probability(person),
                person.first,
                person.last,
                say_or(f"departed.{person.reason}", self.lang, self.say("departed.unknown")) if person.reason else "",
                built.get(person.id, 0),
            )
            for person in self.assessment.people
        ]

    def questions(self, most: int) -> list[Question]:
        """
        Return what to ask the predecessor, grouped by question; at most *most* references.
        """
        groups: dict[str, list[tuple[str, Name, str]]] = {}
        for item in self.assessment.unresolved[:most]:
            groups.setdefault(self._question(item), []).append(
                (item.reference, self.name(item.from_), self.place(item.evidence))
            )
        return [Question(text, tuple(references)) for text, references in groups.items()]

    def _question(self, item: Unresolved) -> str:
        return say_or(f"why.{item.why}", self.lang, self.say("why.unknown"))

    def links(self, links: Iterable[Link]) -> list[LinkRow]:
        """
        Return *links* in words.
        """
        return [
            LinkRow(
                self.name(link.source),
                self.name(link.target),
                self.say(f"how.{link.how}"),
                self.say(f"confidence.{link.confidence}"),
                self.place(link.evidence),
            )
            for link in links
        ]

    def skip(self, skip: Skip) -> tuple[str, str, str]:
        """
        Return file, reason and detail of one line of the ledger.
        """
        where = place(Evidence(skip.repo, skip.path, skip.line), self.assessment.targets)
        return where, self.say(f"reason.{skip.reason}"), skip.detail


def severities(findings: Iterable[FindingRow]) -> list[Severity]:
    """
    Return the severities that occur, the worst first.
    """
    present = {finding.severity for finding in findings}
    return [severity for severity in Severity if severity in present]


def _state(person: Person) -> str:
    if person.bot:
        return "bot"
    if person.departed is None or person.departed.value is None:
        return "unknown"
    return "left" if has_left(person) else "here"


def _probability(person: Person) -> str:
    if person.departed is None or person.departed.value is None:
        return ""
    return f"{min(max(round(100 * person.departed.value), 1), 99)}%"
