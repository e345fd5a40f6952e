"""
What `debtscan effort` says about an estate: the index, its trend, what is inherited, what it costs, the phase.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time

from msgspec import Struct, structs

from debtscan.app.effort_reading import Reading
from debtscan.measure.backtest import back_test
from debtscan.measure.corrected_index import Method, corrected_index
from debtscan.measure.corrected_months import corrected_months
from debtscan.measure.effort_index import Bands, Basics, band_of, index_of
from debtscan.measure.effort_trend import months_of, trend_of
from debtscan.measure.extra_effort import Extra
from debtscan.measure.inherited import Builders, hand_overs, inherited_by_component, inherited_by_team
from debtscan.measure.interest import Window, interest_of, most_active
from debtscan.measure.phase import Seen, phase_of
from debtscan.measure.sample import frame_of
from debtscan.measure.teams import teams_of
from debtscan.model.assessment import Assessment
from debtscan.model.component import ComponentId, PersonId
from debtscan.model.effort_index import Calibration, EffortReport, ExtraEffort, Judged, Labels
from debtscan.model.words import Grade, How, Kind, PeopleMode

_WORST_FIRST = (Grade.NONE, Grade.PARTIAL, Grade.SHALLOW, Grade.FULL)


class Asked(Struct, frozen=True):
    """
    What the owners add: full-time people, who is in which team, work without commits, labels.
    """

    fte: float | None = None
    teams: tuple[tuple[str, tuple[str, ...]], ...] = ()  # name of the team, ids or names of its members
    extra: Extra = Extra()
    labels: Labels | None = None
    method: Method = Method.PPI


def effort_report(reading: Reading, asked: Asked) -> EffortReport:
    """
    Return everything about effort; what cannot be said is null with its reason, what could not be used is noted.
    """
    found = reading.assessment
    now = _end_of(found.now)
    judged = [one for one in reading.judged if one.when <= now]
    grade = grade_of(found)
    teams, strangers = _teams(found, judged, asked)
    extra, lost = _placed(found, asked.extra.rows)
    index = index_of(judged, Basics(grade, teams, tuple(extra)))
    calibration = calibrated(reading, asked.labels, asked.method) if asked.labels else None
    if asked.labels is not None and calibration is not None and calibration.share.value is not None:
        when = {one.commit: one.when for one in judged}
        months = corrected_months(index.months, frame_of(judged, asked.labels.seed), asked.labels, calibration, when)
        index = structs.replace(index, band=band_of(calibration.share, Bands()), months=months)
    builders = _builders(found)
    window = Window(now, asked.fte, grade)
    passed = hand_overs(judged, builders)
    return EffortReport(
        now=found.now,
        commits=len(judged),
        grade=grade,
        index=structs.replace(index, calibration=calibration),
        trend=trend_of(months_of(judged), index.months, passed, grade),
        inherited=inherited_by_team(judged, builders, teams, grade),
        inherited_components=inherited_by_component(judged, builders, grade),
        interest=interest_of(judged, window),
        phase=phase_of(judged, _seen(reading, now)),
        backtest=back_test(judged, now, grade),
        notes=(*asked.extra.errors, *strangers, *lost, *_crowd(judged, window), *_label_notes(calibration)),
    )


def calibrated(reading: Reading, labels: Labels, method: Method) -> Calibration:
    """
    Return the index of the estate corrected by *labels*.
    """
    return corrected_index(frame_of(known(reading), labels.seed), labels, method, grade_of(reading.assessment))


def known(reading: Reading) -> list[Judged]:
    """
    Return the commits up to the clock.
    """
    now = _end_of(reading.assessment.now)
    return [one for one in reading.judged if one.when <= now]


def grade_of(assessment: Assessment) -> str:
    """
    Return the worst history grade of the estate.
    """
    return min(
        (target.history.grade for target in assessment.targets), key=_WORST_FIRST.index, default=Grade.NONE
    ).value


def without_persons(report: EffortReport) -> EffortReport:
    """
    Return *report* without any person's id.
    """
    bare = tuple(structs.replace(one, builder=None) for one in report.trend.hand_overs)
    return structs.replace(report, trend=structs.replace(report.trend, hand_overs=bare))


def shown(report: EffortReport, mode: PeopleMode | None) -> EffortReport:
    """
    Return *report* with persons as they may be written: it knows pseudonyms only.
    """
    return without_persons(report) if mode is PeopleMode.NONE else report


def _teams(found: Assessment, judged: Sequence[Judged], asked: Asked) -> tuple[dict[PersonId, str], list[str]]:
    stated: dict[PersonId, str] = {}
    strangers: list[str] = []
    people = _people(found)
    for team, members in asked.teams:
        for position, member in enumerate(members, 1):
            person = people.get(member.casefold())
            if person is None:
                strangers.append(f"team {team}: member {position} is nobody of the history")
            elif stated.setdefault(person, team) != team:
                strangers.append(f"team {team}: member {position} is in team {stated[person]} already")
    return teams_of(judged, stated), strangers


def _people(found: Assessment) -> dict[str, PersonId]:
    """
    Return the persons by id and, where it is one person's alone, by name, in lower case.
    """
    names: dict[str, list[PersonId]] = {}
    for person in found.people:
        for word in (person.id, person.name):
            if word:
                names.setdefault(word.casefold(), []).append(person.id)
    return {word: ids[0] for word, ids in names.items() if len(set(ids)) == 1}


def _placed(found: Assessment, rows: Sequence[ExtraEffort]) -> tuple[list[ExtraEffort], list[str]]:
    """
    Return the rows with ids for words; a word that names nothing is dropped from its row and noted, never repeated.
    """
    people = _people(found)
    components = _components(found)
    placed: list[ExtraEffort] = []
    strange = {"person": 0, "component": 0}
    for row in rows:
        person = people.get((row.person or "").casefold())
        component = components.get((row.component or "").casefold())
        strange["person"] += bool(row.person) and person is None
        strange["component"] += bool(row.component) and component is None
        placed.append(structs.replace(row, person=person, component=component))
    return placed, [
        f"extra effort: {n} rows name a {what} that is not in the estate; their hours count without it"
        for what, n in strange.items()
        if n
    ]


def _components(found: Assessment) -> dict[str, ComponentId]:
    names: dict[str, ComponentId] = {}
    for component in found.components:
        for word in (component.id, component.name, *component.aliases):
            names.setdefault(word.casefold(), component.id)
    return names


def _crowd(judged: Sequence[Judged], window: Window) -> Iterator[str]:
    most = most_active(judged, window)
    if window.fte is not None and window.fte > most:
        yield f"fte: {window.fte:g} full-time people, but at most {most} committed in any month: no more were counted"


def _label_notes(calibration: Calibration | None) -> Iterator[str]:
    if calibration is not None and calibration.unknown:
        n, first = len(calibration.unknown), calibration.unknown[0][:12]
        yield f"labels: {n} are of commits that this history has not, or of bots ({first} ...), and were left out"
    if calibration is not None and calibration.share.value is None:
        yield f"labels: {calibration.used} usable labels are too few to correct anything: debtscan effort label"


def _builders(found: Assessment) -> Builders:
    of = {
        component.id: component.history.builder
        for component in found.components
        if component.history is not None and component.history.builder is not None
    }
    gone = {person.id: person.departed.value or 0.0 for person in found.people if person.departed is not None}
    return Builders(of, gone)


def _seen(reading: Reading, now: int) -> Seen:
    found = reading.assessment
    kinds = {component.id: component.kind for component in found.components}
    ci = any(kind is Kind.CI for kind in kinds.values())
    releases = any(link.how is How.DEPLOY and kinds.get(link.source) is Kind.CI for link in found.links)
    return Seen(
        now=now,
        release_automated=releases if kinds else None,
        ci=ci if kinds else None,
        product_repos=_product_repos(found) if len(found.targets) > 1 else None,
        review_links=reading.review_links,
    )


def _product_repos(found: Assessment) -> int:
    """
    Return in how many repositories something uses a component of the repository that is used most.
    """
    repos = {component.id: component.evidence[0].repo for component in found.components}
    users: dict[str, set[str]] = {}
    for link in found.links:
        source, target = repos.get(link.source), repos.get(link.target)
        if source and target and source != target:
            users.setdefault(target, set()).add(source)
    return max((len(found) for found in users.values()), default=0)


def _end_of(day: str) -> int:
    return int(datetime.combine(date.fromisoformat(day), time.max, UTC).timestamp())
