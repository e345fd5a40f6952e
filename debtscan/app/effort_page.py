"""
The effort of an estate in words, for a terminal.
"""

from collections.abc import Iterator

from debtscan.app.sheet import Row, sheet
from debtscan.base.messages import say, say_or
from debtscan.model.effort_index import Calibration, EffortReport, Interest, Share, Weights
from debtscan.model.estimate import Estimate
from debtscan.model.words import Lang

_MOST = 6  # lines of each list


def effort_page(report: EffortReport, lang: Lang) -> str:
    """
    Return the page of *report*.
    """
    return sheet(say("effort.title", lang), [*_index(report, lang), *_past(report, lang), *_team(report, lang)])


def calibration_page(found: Calibration, lang: Lang) -> str:
    """
    Return what came of the labels.
    """
    return sheet(say("effort.title", lang), list(_corrected(found, lang)))


def between(estimate: Estimate, lang: Lang) -> str:
    """
    Return value and interval in words, or why there is none.
    """
    if estimate.value is None:
        method = estimate.basis.method
        return say("effort.cannot", lang, why=say_or(f"cannot.{method}", lang, method))
    form = "{:.2f}" if estimate.unit == "share" else "{:.1f}"
    ends = {name: form.format(getattr(estimate, name)) for name in ("value", "low", "high")}
    return say("effort.between", lang, **ends)


def _index(report: EffortReport, lang: Lang) -> Iterator[Row]:
    index = report.index
    band = say(f"band.{index.band}", lang)
    lines = [f"{between(index.share, lang)}  {band}", f"{say('effort.bots', lang)}: {between(index.with_bots, lang)}"]
    if index.extra_hours:
        lines.append(say("effort.extra", lang, hours=f"{index.extra_hours:g}"))
    if index.calibration is None:
        lines.append(say("effort.uncorrected", lang))
    yield say("effort.index", lang), lines
    if index.calibration is not None:
        yield from _corrected(index.calibration, lang)
    weights = [f"{_weights(one.weights, lang)}: {between(one.share, lang)}" for one in index.sensitivity]
    yield say("effort.weights", lang), weights
    yield say("effort.components", lang), _shares(index.components, lang)
    yield say("effort.teams", lang), _shares(index.teams, lang)
    yield say("effort.grade", lang), [say(f"grade.{report.grade}", lang)]


def _corrected(found: Calibration, lang: Lang) -> Iterator[Row]:
    raw = "-" if found.raw is None else f"{found.raw:.2f}"
    lines = [between(found.share, lang), say("effort.labels", lang, n=found.used, unclear=found.unclear, raw=raw)]
    yield say("effort.corrected", lang), lines


def _weights(weights: Weights, lang: Lang) -> str:
    return say("effort.equal", lang) if weights is Weights.EQUAL else say("effort.session", lang, minutes=weights.value)


def _shares(shares: tuple[Share, ...], lang: Lang) -> list[str]:
    return [
        f"{_name(one.of)}: " + say("effort.part", lang, share=between(one.share, lang), part=f"{one.part:.0%}")
        for one in shares[:_MOST]
    ]


def _name(of: str) -> str:
    """
    Return the id of a component without its repository: kind and name; that of a team as it is.
    """
    return of.split(":", 1)[-1]


def _past(report: EffortReport, lang: Lang) -> Iterator[Row]:
    trend = report.trend
    verdict, difference = say(f"verdict.{trend.last_half_year}", lang), between(trend.difference, lang)
    lines = [f"{say('effort.half_year', lang)}: {verdict}, {difference}"]
    lines += [
        say("effort.change", lang, month=one.month, before=between(one.before, lang), after=between(one.after, lang))
        for one in trend.changes
    ] or [say("effort.no_change", lang)]
    lines += [
        say("effort.hand_over", lang, day=one.day, component=_name(one.component)) for one in trend.hand_overs[-_MOST:]
    ]
    yield say("effort.trend", lang), lines
    yield (
        say("effort.inherited", lang),
        [
            f"{one.of}: "
            + say("effort.inherited.of", lang, others=between(one.others, lang), departed=between(one.departed, lang))
            for one in report.inherited[:_MOST]
        ],
    )
    yield say("effort.interest", lang), _interests(report.interest, lang)
    test = report.backtest
    tested = [between(test.hit_rate, lang)]
    if test.hit_rate.value is not None:
        rate, lift = between(test.hit_rate, lang), between(test.lift, lang)
        tested = [
            say(
                "effort.hits", lang, day=test.day, hits=test.hits, top=test.top, n=test.components, rate=rate, lift=lift
            )
        ]
    yield say("effort.backtest", lang), tested


def _interests(interest: tuple[Interest, ...], lang: Lang) -> list[str]:
    """
    Return a line for each of the dearest components, and one for all of which nothing can be said.
    """
    told = [one for one in interest if one.days.value is not None][:_MOST]
    untold = [one for one in interest if one.days.value is None]
    lines = [f"{_name(one.component)}: {_interest(one, lang)}" for one in told]
    if untold:
        lines.append(say("effort.untold", lang, n=len(untold), what=between(untold[0].days, lang)))
    return lines


def _interest(one: Interest, lang: Lang) -> str:
    moved = say(f"verdict.{one.moved}", lang)
    return say("effort.was", lang, days=between(one.days, lang), before=between(one.before, lang), moved=moved)


def _team(report: EffortReport, lang: Lang) -> Iterator[Row]:
    found = report.phase
    if found.phase is None:
        yield say("effort.phase", lang), [say("effort.cannot", lang, why=say(f"cannot.{found.why}", lang))]
    else:
        name = say(f"phase.{found.phase}", lang)
        if found.next_ is not None:
            name = say("effort.phase.near", lang, phase=name, next=say(f"phase.{found.next_}", lang))
        signs = [f"{say(f'sign.{one.signal}', lang)}: {one.value or '-'}" for one in found.signs]
        yield say("effort.phase", lang), [name, *signs]
        mind = say(f"mind.{found.mind}", lang)
        yield say("effort.advice", lang), [mind, say(f"advice.{found.phase}", lang)]
    yield say("effort.notes", lang), list(report.notes)
