"""
The report as one HTML file: no request, no outside style or script, readable without the script.
"""

import base64
import hashlib
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from debtscan.base.resources import bundled
from debtscan.model.assessment import Assessment
from debtscan.model.words import Built, Grade, Kind, Severity
from debtscan.render.dot import dot_of
from debtscan.render.labels import labelled
from debtscan.render.map import Map, build_map
from debtscan.render.options import RenderOptions
from debtscan.render.page import Words, severities
from debtscan.render.picture import picture_of, width_of
from debtscan.render.summary import (
    by_built,
    by_kind,
    by_reason,
    estate_name,
    home_made,
    live,
    missing,
    open_findings,
    share,
    verdict,
    weakest_grade,
    with_known_builder,
)
from debtscan.safe.drawing import draw_svg
from debtscan.safe.text import for_terminal

MOST_ROWS = 1_000  # of one table; the JSON result has all
MOST_SKIPS = 200  # of the ledger, line by line
_WIDEST = 1_600.0  # points; a wider map would be too small to read if it were fitted to the page
_WORST = frozenset({Severity.CRITICAL, Severity.HIGH})


class Segment(Struct, frozen=True):
    """
    One stretch of the bar that shows whose code the components are; *start* and *length* are per cent.
    """

    built: str
    count: int
    start: float
    length: float


def render(assessment: Assessment, options: RenderOptions) -> str:
    """
    Return the page. Same assessment and options, same bytes.
    """
    assessment = labelled(assessment, options.lang)
    words = Words(assessment, options.lang, options.today or assessment.run.today)
    drawn = build_map(assessment)
    environment = _environment()
    picture = _picture(assessment, drawn, words)
    style, script = (_own(environment, name) for name in ("style.css", "script.js"))
    page = environment.get_template("report.html.j2").render(
        say=words.say,
        words=words,
        assessment=assessment,
        lang=options.lang.value,
        name=estate_name(assessment),
        policy=_policy(style, script),
        style=style,
        script=script,
        map=drawn,
        picture=picture,
        fits=picture is not None and width_of(picture) <= _WIDEST,
        **_summary(assessment, words),
        **_tables(assessment, words),
    )
    return page + "\n"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """
    Return the templates' environment: everything is escaped, whatever a file is called, and nothing acts unseen.
    """
    return Environment(
        loader=FileSystemLoader(bundled("report_templates") / "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalised,
    )


def _finalised(value: object) -> object:
    return for_terminal(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _own(environment: Environment, name: str) -> Markup:
    """
    Return a style sheet or script of ours: the only texts besides the picture that are not escaped.
    """
    assert environment.loader is not None  # noqa: S101 - set above
    return Markup(environment.loader.get_source(environment, name)[0].strip())  # noqa: S704 - a file of ours


def _policy(style: str, script: str) -> str:
    """
    Return the content security policy that lets exactly *style* and *script* in.
    """
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _picture(assessment: Assessment, drawn: Map, words: Words) -> Markup | None:
    if not drawn.boxes:
        return None
    svg = draw_svg(dot_of(drawn, words.lang, {component: f"#{row}" for component, row in words.rows.items()}))
    if svg is None:
        return None
    return Markup(picture_of(svg, drawn, estate_name(assessment), words.lang))  # noqa: S704 - drawn from escaped DOT


def _summary(assessment: Assessment, words: Words) -> dict[str, object]:
    components = live(assessment)
    made, opened = home_made(components), open_findings(assessment, words.today)
    grade = weakest_grade(assessment)
    return {
        "verdict": verdict(assessment, words.today, words.lang),
        "live": len(components),
        "not_live": len(assessment.components) - len(components),
        "made": made,
        "made_share": share(made.made, made.of),
        "behind": sum(len(item.components) for item in missing(assessment)),
        "known_builders": with_known_builder(components),
        "opened": len(opened),
        "worst": sum(finding.severity in _WORST for finding in opened),
        "segments": _segments(by_built(components)),
        "kinds": [(kind.value, count) for kind, count in by_kind(components)],
        "grade": grade.value,
        "weak": grade is not Grade.FULL,
        "cards": words.cards(),
        "gone": words.missing(),
    }


def _segments(counts: list[tuple[Built | None, int]]) -> list[Segment]:
    total = sum(count for _, count in counts)
    found: list[Segment] = []
    start = 0.0
    for built, count in counts:
        length = 100 * count / total
        found.append(Segment(built or "unknown", count, round(start, 2), round(length, 2)))
        start += length
    return found


def _tables(assessment: Assessment, words: Words) -> dict[str, object]:
    findings, rows = words.findings(), words.component_rows()
    coverage = assessment.coverage
    kinds = {row.kind for row in rows}
    return {
        "findings": findings[:MOST_ROWS],
        "findings_more": max(0, len(findings) - MOST_ROWS),
        "severities": [severity.value for severity in severities(findings)],
        "rows": rows[:MOST_ROWS],
        "rows_more": max(0, len(rows) - MOST_ROWS),
        "row_kinds": [kind.value for kind in Kind if kind in kinds],
        "row_builts": [
            built for built in (*(b.value for b in Built), "unknown") if any(r.built == built for r in rows)
        ],
        "people": words.person_rows(),
        "questions": words.questions(MOST_ROWS),
        "questions_more": max(0, len(assessment.unresolved) - MOST_ROWS),
        "corrections": words.corrections(MOST_ROWS),
        "corrections_more": max(0, len(assessment.corrections) - MOST_ROWS),
        "links": words.links(assessment.links[:MOST_ROWS]),
        "links_more": max(0, len(assessment.links) - MOST_ROWS),
        "ledger": [
            ("coverage.skipped", by_reason(coverage.skipped)),
            ("coverage.degraded", by_reason(coverage.degraded)),
        ],
        "skips": [words.skip(skip) for skip in (*coverage.skipped, *coverage.degraded)[:MOST_SKIPS]],
        "skips_more": max(0, len(coverage.skipped) + len(coverage.degraded) - MOST_SKIPS),
    }
