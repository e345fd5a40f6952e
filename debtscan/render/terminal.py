"""
One screen for a terminal: what there is, the biggest debts, who is missing, what was not read, what to do next.
"""

from collections.abc import Sequence

from debtscan.base.messages import say
from debtscan.model.assessment import Assessment
from debtscan.model.words import Grade, Lang, Severity
from debtscan.render.columns import cut, cut_left, pack, pad, width, wrap
from debtscan.render.labels import labelled
from debtscan.render.options import RenderOptions
from debtscan.render.summary import (
    Debt,
    biggest_debts,
    by_built,
    by_kind,
    by_outcome,
    by_reason,
    estate_name,
    home_made,
    live,
    missing,
    open_findings,
    place,
    share,
    weakest_grade,
    with_known_builder,
)
from debtscan.safe.text import for_terminal

_MOST_LINES = 38
_NARROWEST = 40
_INDENT = "  "
_SENTENCE, _WHY, _STEP = range(3)
# The texts of the debts get their lines one by one, as long as the screen has room: first everybody's reason, then
# second lines, and in the end third ones.
_GROWTH = ((_WHY, 1), (_STEP, 2), (_SENTENCE, 2), (_WHY, 2), (_STEP, 3), (_SENTENCE, 3), (_WHY, 3))
_MOST_DEBTS = 5
_LABELS = ("text.missing", "text.declared", "text.not_read", "table.history", "text.open", "text.next")
_PAINT = {
    "bold": "1",
    "dim": "2",
    Severity.CRITICAL: "1;31",
    Severity.HIGH: "31",
    Severity.MEDIUM: "33",
    Severity.LOW: "36",
    Severity.INFO: "2",
}


def render(assessment: Assessment, options: RenderOptions) -> str:
    """
    Return fewer than 40 lines, none wider than the options say, with ANSI colours only where they ask for them.
    """
    screen = _Screen(labelled(assessment, options.lang), options)
    rooms = [[1, 0, 1] for _ in range(_MOST_DEBTS)]
    lines = screen.lines(rooms)
    for text, most in _GROWTH:
        for room in rooms:
            before, room[text] = room[text], most
            grown = screen.lines(rooms)
            if len(grown) <= _MOST_LINES:
                lines = grown
            else:
                room[text] = before
    return "\n".join(_plain(line, screen.columns) for line in lines) + "\n"


def _plain(line: str, columns: int) -> str:
    """
    Return *line* so that a CI runner does not take it for a command: "::error ..." and "##[...".
    """
    bare = line.lstrip(" ")
    if not bare.startswith(("::", "##[")):
        return line
    return cut(line[: len(line) - len(bare)] + "'" + bare, columns)


class _Screen:
    """
    The parts of the screen; each is a list of lines that are already cut and painted.
    """

    def __init__(self, assessment: Assessment, options: RenderOptions) -> None:
        self.assessment = assessment
        self.lang: Lang = options.lang
        self.columns = max(options.width, _NARROWEST)
        self.colour = options.colour
        self.location = for_terminal(options.location)
        self.today = options.today or assessment.run.today
        self.components = live(assessment)
        self.debts = biggest_debts(assessment, self.today, _MOST_DEBTS)

    def lines(self, rooms: Sequence[Sequence[int]]) -> list[str]:
        """
        Return the whole screen with so many lines for sentence, reason and first step of each debt.
        """
        parts = [
            self._header(),
            self._found(),
            self._debts(rooms),
            [*self._missing(), *self._declared(), *self._unknown()],
            self._next(),
        ]
        lines: list[str] = []
        for part in parts:
            lines += [*([""] if lines and part else []), *part]
        return lines

    def _say(self, key: str, **values: object) -> str:
        return say(key, self.lang, **values)

    def _paint(self, text: str, style: str) -> str:
        return f"\x1b[{_PAINT[style]}m{text}\x1b[0m" if self.colour and text else text

    def _header(self) -> list[str]:
        run, targets = self.assessment.run, self.assessment.targets
        facts = (
            self._say("text.header", version=for_terminal(run.version)),
            self._say("report.repositories", n=len(targets)),
            self._say("report.as_of", day=for_terminal(self.assessment.now)),
            self._say("report.history", grade=self._say(f"grade.{weakest_grade(self.assessment)}")),
        )
        name = cut(for_terminal(estate_name(self.assessment)), self.columns)
        return [self._paint(name, "bold"), *(self._paint(line, "dim") for line in self._pack(facts, 0, 2))]

    def _found(self) -> list[str]:
        if not self.components:
            return [self._say("verdict.empty")]
        lead = self._say("verdict.components", n=len(self.components))
        kinds = [self._say(f"kinds.{kind}", n=count) for kind, count in by_kind(self.components)]
        built = [f"{self._say('built.' + (key or 'unknown'))} {count}" for key, count in by_built(self.components)]
        made = home_made(self.components)
        if made.of:
            lead += self._say("list.and") + self._say(
                "text.home_made", made=made.made, of=made.of, share=share(made.made, made.of)
            )
        lines = [self._paint(cut(lead, self.columns), "bold")]
        return lines + [
            _INDENT + line for line in [*self._pack(kinds, len(_INDENT), 2), *self._pack(built, len(_INDENT), 1)]
        ]

    def _pack(self, words: Sequence[str], margin: int, lines: int) -> list[str]:
        return pack(words, self.columns - margin, lines, lambda n: self._say("text.more", n=n))

    def _debts(self, rooms: Sequence[Sequence[int]]) -> list[str]:
        total = len(open_findings(self.assessment, self.today))
        if not total:
            return [self._say("verdict.no_debts" if self.assessment.rules else "debt.none")] if self.components else []
        lines = [self._paint(self._say("text.debts", n=total), "bold")]
        said: set[str] = set()
        for debt, room in zip(self.debts, rooms, strict=False):
            lines += self._debt(debt, room, again=debt.finding.rule in said)
            said.add(debt.finding.rule)
        return lines

    def _debt(self, debt: Debt, room: Sequence[int], *, again: bool) -> list[str]:
        """
        Return the lines of *debt*; reason and first step of a rule are said once, not *again*.
        """
        finding, rule = debt.finding, debt.rule
        texts = [(for_terminal(finding.sentence(self.lang)), room[_SENTENCE])]
        if rule is not None and not again:
            texts.append((self._say("text.why", why=for_terminal(rule.why.in_(self.lang))), room[_WHY]))
            texts.append((self._say("text.step", step=for_terminal(rule.first_step.in_(self.lang))), room[_STEP]))
        lines = [self._headline(debt)]
        for text, most in texts:
            lines += [_INDENT * 2 + line for line in wrap(text, self.columns - 2 * len(_INDENT), most)] if most else []
        return lines

    def _headline(self, debt: Debt) -> str:
        finding = debt.finding
        severity = self._say(f"severity.{finding.severity}")
        where = for_terminal(place(finding.evidence[0], self.assessment.targets))
        name = for_terminal(debt.component.name if debt.component else finding.component or "")
        more = f" ({self._say('text.more', n=debt.more)})" if debt.more else ""
        gap = max(width(self._say(f"severity.{level}")) for level in Severity) + 1
        room = self.columns - len(_INDENT) - gap
        what = cut(name, room // 2 - width(more)) + more
        shown = cut_left(where, room - width(what) - 2)
        return (
            _INDENT
            + self._paint(severity, finding.severity)
            + " " * (gap - width(severity))
            + self._paint(what, "bold")
            + " " * (room - width(what) - width(shown))
            + self._paint(shown, "dim")
        )

    def _missing(self) -> list[str]:
        gone = missing(self.assessment)
        if not gone:
            known = with_known_builder(self.components)
            key = "verdict.nobody_missing" if known else "verdict.builders_unknown"
            return self._row("text.missing", self._say(key)) if self.components else []
        first = gone[0]
        who = for_terminal(first.person.name or first.person.id)
        sentence = self._say("missing.person", who=who, n=len(first.components))
        facts = [sentence, self._say("missing.last", day=for_terminal(first.person.last))]
        if len(gone) > 1:
            facts.append(self._say("missing.more", n=len(gone) - 1))
        return self._row("text.missing", *facts)

    def _declared(self) -> list[str]:
        counts = [
            self._say("corrections.count", n=count, outcome=self._say(f"outcome.{outcome}"))
            for outcome, count in by_outcome(self.assessment.corrections)
        ]
        return self._row("text.declared", *counts) if counts else []

    def _unknown(self) -> list[str]:
        coverage = self.assessment.coverage
        counts = by_reason([*coverage.skipped, *coverage.degraded])
        files = [self._say("text.files", n=count, reason=self._say(f"reason.{reason}")) for reason, count in counts]
        grade = weakest_grade(self.assessment)
        lines = self._row("text.not_read", *(files or [self._say("coverage.all_read")]))
        if grade is not Grade.FULL:
            lines += self._row("table.history", self._say(f"grade.explain.{grade}"))
        if self.assessment.unresolved:
            lines += self._row("text.open", self._say("text.questions", n=len(self.assessment.unresolved)))
        return lines

    def _next(self) -> list[str]:
        if self.location:
            return self._row("text.next", self._say("text.next_open", location=self.location))
        return self._row("text.next", self._say("text.next_report"), self._say("text.next_report_why"))

    def _row(self, key: str, *words: str) -> list[str]:
        """
        Return *words* behind the label *key*; one word alone is a sentence and may be wrapped.
        """
        gap = max(width(self._say(label)) for label in _LABELS) + 2
        lines = self._pack(words, gap, 2) if len(words) > 1 else wrap(words[0], self.columns - gap, 2)
        label = self._paint(pad(self._say(key), gap), "bold")
        return [(" " * gap if index else label) + line for index, line in enumerate(lines)]
