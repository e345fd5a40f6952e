"""
GitHub's Markdown, for a comment on a pull request, a job summary or a wiki.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from debtscan.base.messages import say, say_or
from debtscan.model.assessment import Assessment
from debtscan.model.rule import Finding
from debtscan.model.words import Grade, Kind, Lang
from debtscan.render.labels import labelled
from debtscan.render.options import RenderOptions
from debtscan.render.summary import (
    Debt,
    biggest_debts,
    by_built,
    by_kind,
    by_reason,
    components_by_id,
    estate_name,
    live,
    missing,
    open_findings,
    place,
    verdict,
    weakest_grade,
)
from debtscan.safe.text import code_span, for_markdown

MARKER = "<!-- debtscan -->"  # by which a bot finds its own comment again
MOST_CHARACTERS = 65_536  # of a comment on GitHub
_MOST_OF_A_CELL = 300
_FOR_THE_END = 1_000  # kept free for the folded lists' frames and the footer

_Say = Callable[..., str]


def render(assessment: Assessment, options: RenderOptions) -> str:
    """
    Return the report in at most 65,536 characters; the lists at its end say how many lines did not fit.
    """
    lang = options.lang
    assessment = labelled(assessment, options.lang)
    today = options.today or assessment.run.today

    def speak(key: str, **values: object) -> str:
        return say(key, lang, **values)

    parts = [
        f"{MARKER}\n## {_plain(speak('md.title', name=estate_name(assessment)))}",
        _verdict(assessment, today, lang),
        _debts(assessment, today, speak, lang),
        _kinds(assessment, speak),
        _missing(assessment, speak),
        _coverage(assessment, speak),
    ]
    text = "\n\n".join(part for part in parts if part)
    room = MOST_CHARACTERS - len(text) - _FOR_THE_END
    questions = _questions(assessment, speak, lang, room // 3)
    corrections = _corrections(assessment, speak, room // 3)
    findings = _findings(assessment, today, speak, lang, room - len(questions) - len(corrections))
    footer = f"<sub>{_facts(assessment, speak)}</sub>"
    return "\n\n".join(part for part in (text, questions, corrections, findings, footer) if part) + "\n"


def _verdict(assessment: Assessment, today: str, lang: Lang) -> str:
    first, *rest = verdict(assessment, today, lang)
    text = f"**{first}** " + say("list.gap", lang).join(rest)
    grade = weakest_grade(assessment)
    return text if grade is Grade.FULL else f"{text}\n\n> {say(f'grade.explain.{grade}', lang)}"


def _debts(assessment: Assessment, today: str, speak: _Say, lang: Lang) -> str:
    debts = biggest_debts(assessment, today)
    if not debts:
        return ""
    heads = ("table.severity", "table.component", "table.debt", "table.first_step", "table.evidence")
    rows = [_debt(debt, assessment, speak, lang) for debt in debts]
    return f"### {speak('section.debts')}\n\n" + _table([speak(head) for head in heads], rows)


def _debt(debt: Debt, assessment: Assessment, speak: _Say, lang: Lang) -> list[str]:
    finding, rule = debt.finding, debt.rule
    name = debt.component.name if debt.component else finding.component or ""
    sentence = _plain(finding.sentence(lang))
    more = f" \\({speak('debt.more_like_it', n=debt.more)}\\)" if debt.more else ""
    why = f" {_plain(rule.why.in_(lang))}" if rule else ""
    step = _plain(rule.first_step.in_(lang)) if rule else ""
    where = _code(place(finding.evidence[0], assessment.targets))
    shown = _code(name) if name else ""
    return [speak(f"severity.{finding.severity}"), shown, sentence + more + why, step, where]


def _kinds(assessment: Assessment, speak: _Say) -> str:
    """
    Return the map as counts: kinds against whose code they are.
    """
    components = live(assessment)
    builts = [built for built, _ in by_built(components)]
    counts = Counter((component.kind, component.built) for component in components)
    heads = [speak("table.kind"), *(speak(f"built.{built or 'unknown'}") for built in builts), speak("table.count")]

    def row(kind: Kind, total: int) -> list[str]:
        cells = [str(counts[kind, built] or "") for built in builts]
        return [speak(f"kind.{kind}"), *cells, f"**{total}**"]

    rows = [row(kind, total) for kind, total in by_kind(components)]
    links = speak("links.lead", n=len(assessment.links)) if assessment.links else speak("links.none")
    return f"### {speak('kinds.caption')}\n\n{_table(heads, rows)}\n\n{links}" if rows else ""


def _missing(assessment: Assessment, speak: _Say) -> str:
    gone = missing(assessment)
    if not gone:
        return ""
    lines = []
    for item in gone[:10]:
        who = item.person.name or item.person.id
        names = [_code(component.name) for component in item.components[:5]]
        sentence = _plain(speak("missing.person", who=who, n=len(item.components)))
        rest = f" {speak('text.more', n=len(item.components) - 5)}" if len(item.components) > len(names) else ""
        lines.append(f"- {sentence}: {speak('list.and').join(names)}{rest}")
    return f"### {speak('section.missing')}\n\n" + "\n".join(lines)


def _coverage(assessment: Assessment, speak: _Say) -> str:
    coverage = assessment.coverage
    rows = [
        [speak(f"reason.{reason}"), speak(kind), str(count)]
        for kind, skips in (("coverage.skipped", coverage.skipped), ("coverage.degraded", coverage.degraded))
        for reason, count in by_reason(skips)
    ]
    lead = speak("coverage.read", n=coverage.files, read=coverage.read)
    table = _table([speak("table.reason"), "", speak("table.files")], rows) if rows else speak("coverage.all_read")
    return f"### {speak('section.coverage')}\n\n{lead}\n\n{table}"


def _questions(assessment: Assessment, speak: _Say, lang: Lang, room: int) -> str:
    names = components_by_id(assessment)
    rows = []
    for item in assessment.unresolved:
        source = names[item.from_].name if item.from_ in names else ""
        where = _code(place(item.evidence[0], assessment.targets)) if item.evidence else ""
        question = say_or(f"why.{item.why}", lang, say("why.unknown", lang))
        source_cell = _code(source) if source else ""
        rows.append([_code(item.reference), source_cell, question, where])
    heads = [speak(key) for key in ("table.reference", "table.from", "section.questions", "table.where")]
    return _folded(speak("section.questions"), heads, rows, room, speak)


def _corrections(assessment: Assessment, speak: _Say, room: int) -> str:
    names = components_by_id(assessment)
    rows = []
    for one in assessment.corrections:
        name = names[one.component].name if one.component in names else one.subject
        said = one.key if one.value is None else f"{one.key} = {one.value}"
        where = _code(place(one.place, assessment.targets))
        rows.append([_code(name), _code(said), speak(f"outcome.{one.outcome}"), where])
    heads = [speak(key) for key in ("table.component", "table.correction", "table.outcome", "table.where")]
    return _folded(speak("section.corrections"), heads, rows, room, speak)


def _findings(assessment: Assessment, today: str, speak: _Say, lang: Lang, room: int) -> str:
    rows = [_finding(finding, assessment, speak, lang) for finding in open_findings(assessment, today)]
    heads = [speak(key) for key in ("table.severity", "table.rule", "table.debt", "table.evidence")]
    return _folded(speak("section.findings"), heads, rows, room, speak)


def _finding(finding: Finding, assessment: Assessment, speak: _Say, lang: Lang) -> list[str]:
    where = _code(place(finding.evidence[0], assessment.targets))
    sentence = _plain(finding.sentence(lang))
    return [speak(f"severity.{finding.severity}"), _code(finding.rule), sentence, where]


def _folded(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], room: int, speak: _Say) -> str:
    if not rows:
        return ""
    kept: list[Sequence[str]] = []
    for row in rows:
        room -= len(_row(row)) + 1
        if room < 0:
            break
        kept.append(row)
    more = f"\n\n{speak('md.more', n=len(rows) - len(kept))}" if len(kept) < len(rows) else ""
    return f"<details><summary>{title} ({len(rows):,})</summary>\n\n{_table(heads, kept)}{more}\n\n</details>"


def _facts(assessment: Assessment, speak: _Say) -> str:
    return _plain(speak("md.footer", version=assessment.run.version, day=assessment.now))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join([_row(heads), _row(["---"] * len(heads)), *map(_row, rows)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return for_markdown(_short(text))


def _code(text: str) -> str:
    return code_span(_short(text), cell=True)


def _short(text: str) -> str:
    return text if len(text) <= _MOST_OF_A_CELL else f"{text[:_MOST_OF_A_CELL]}…"
