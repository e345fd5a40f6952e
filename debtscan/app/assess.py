"""
The composition root: reads, links, measures and judges an estate, and returns the one Assessment.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct, structs

from debtscan import __version__
from debtscan.app.corrections import placed
from debtscan.app.known_components import component_coupling, known_components, with_reach
from debtscan.app.ledger import coverage_of
from debtscan.app.past import Clock, Files, Past, history_of, read_past
from debtscan.app.targets import Target, open_targets
from debtscan.base.errors import NothingToAssessError
from debtscan.base.messages import say
from debtscan.catalog.catalog import Catalog, load_catalog
from debtscan.catalog.rules import load_rules, shipped_pack
from debtscan.graph.link import Linked, link
from debtscan.graph.system import SystemGraph
from debtscan.judge.registry import MATCHERS
from debtscan.judge.rules import Findings, judge
from debtscan.measure.complexity import metrics_of
from debtscan.model.assessment import Assessment, CapabilityState, Run, TargetInfo
from debtscan.model.component import Component
from debtscan.model.correction import Corrections
from debtscan.model.estate import Repo
from debtscan.model.evidence import Reason
from debtscan.model.history import History, Statement
from debtscan.model.knowledge import Counting
from debtscan.model.rule import Rule
from debtscan.model.words import PeopleMode, Status
from debtscan.run.cache import Cache, cache_folder
from debtscan.run.executor import default_workers
from debtscan.scan.survey import Survey, survey

_FEW = 3  # unread files that an error names
_SHA256 = 64  # hex digits of a commit id in that form


Watch = Callable[[Sequence[Target], Sequence[History], Files], None]


class Options(Struct, frozen=True):
    """
    How an estate is assessed.
    """

    today: date
    now: date | None = None
    people: PeopleMode = PeopleMode.NAMES  # what the Assessment keeps; outputs may show less
    revision: str | None = None
    rules: tuple[Path, ...] = ()  # folders of further rules
    exclude: frozenset[Path] = frozenset()  # files that this run writes: never read
    workers: int | None = None
    cache: bool = True
    argv: tuple[str, ...] = ()
    corrections: Corrections = Corrections()  # how the owners correct the map
    ignored: tuple[str, ...] = ()  # settings that the scanned tree may not make
    counting: Counting = Counting()  # how persons, files and renames are counted
    statements: tuple[Statement, ...] = ()  # what the configuration says of people


class Reading(Struct, frozen=True):
    """
    An estate as it was read: surveys and histories in the order of the targets, and how the parts hang together.
    """

    surveys: tuple[Survey, ...]
    histories: tuple[History, ...]
    linked: Linked


def assess(words: Sequence[str], options: Options, watch: Watch | None = None) -> Assessment:
    """
    Return the assessment of the folders in *words* (PATH or NAME=PATH; none = the current one) as one estate.

    *watch* is shown the targets while they are open, their histories, and which files belong to which component.
    """
    clock = time.monotonic()
    started = datetime.now(UTC).isoformat(timespec="seconds")
    catalog = load_catalog()
    rules = load_rules((shipped_pack(), *options.rules), catalog, MATCHERS)
    cache_at = cache_folder() if options.cache else None
    with Cache(cache_at) as cache, open_targets(words, options.revision, options.exclude) as targets:
        found = read_estate(targets, options, cache, catalog)
        files = found.linked.files
        if watch is not None:
            watch(targets, found.histories, files)
        clock_of = Clock(options.now, options.today)
        counted = (options.counting, options.statements)
        past = read_past(targets, found.surveys, found.histories, files, clock_of, *counted)
    repos = tuple(survey.repo for survey in found.surveys)
    graph = _measured(found.linked, repos, past)
    findings = judge(graph, rules)
    run = Run(__version__, started, round(time.monotonic() - clock, 2), options.today.isoformat(), options.argv)
    past = structs.replace(past, problems=(*past.problems, *found.linked.problems))
    return _assemble(graph, findings, rules, past, repos, catalog, run, options)


def read_estate(targets: Sequence[Target], options: Options, cache: Cache, catalog: Catalog) -> Reading:
    """
    Return *targets* read and linked; raise `NothingToAssessError` where no file could be read.
    """
    read = [_read(target, options, cache) for target in targets]
    repos = tuple(survey.repo for survey, _ in read)
    if not any(repo.files for repo in repos):
        raise NothingToAssessError(_nothing(targets, repos), "give a folder that holds code or manifests")
    linked = link(repos, catalog, placed(options.corrections, targets))
    return Reading(tuple(survey for survey, _ in read), tuple(history for _, history in read), linked)


def _nothing(targets: Sequence[Target], repos: Sequence[Repo]) -> str:
    folders = ", ".join(str(target.folder) for target in targets)
    unread = [skip for repo in repos for skip in repo.skipped if skip.reason is not Reason.NO_READER]
    why = ", ".join(f"{skip.path}: {say(f'reason.{skip.reason}', 'en')}" for skip in unread[:_FEW])
    return f"{folders}: nothing here that debtscan can read" + (f" ({why})" if why else "")


def _read(target: Target, options: Options, cache: Cache) -> tuple[Survey, History]:
    """
    Return the files and the history of *target*, the history read while the workers read files.
    """
    histories: list[History] = []
    form = "sha256" if target.commit and len(target.commit) == _SHA256 else "sha1"
    found = survey(
        target.name,
        target.source,
        target.spec,
        cache=cache,
        workers=options.workers or default_workers(),
        form=form,
        meanwhile=lambda: histories.append(history_of(target, cache, options.today, options.counting.renames)),
    )
    return found, histories[0]


def _measured(linked: Linked, repos: tuple[Repo, ...], past: Past) -> SystemGraph:
    """
    Return the graph with each component's metrics, history and knowledge.
    """
    read = {(repo.name, file.path): file for repo in repos for file in repo.files}
    components: list[Component] = []
    for component in linked.components:
        files = ((place[0], read[place]) for place in linked.files.get(component.id, ()) if place in read)
        known = past.components.get(component.id)
        metrics = metrics_of(files, known.changes_12m if known else None)
        history = known.history if known else None
        components.append(structs.replace(component, metrics=metrics, history=history))
    return _graph(known_components(_graph(components, linked, past), linked.files, past), linked, past)


def _graph(components: Sequence[Component], linked: Linked, past: Past) -> SystemGraph:
    return SystemGraph(
        components,
        linked.links,
        unresolved=linked.unresolved,
        corrections=linked.corrections,
        people=past.people,
        now=past.now,
    )


def _assemble(  # noqa: PLR0913, PLR0917 - the one place where everything comes together
    graph: SystemGraph,
    found: Findings,
    rules: tuple[Rule, ...],
    past: Past,
    repos: tuple[Repo, ...],
    catalog: Catalog,
    run: Run,
    options: Options,
) -> Assessment:
    return Assessment(
        now=past.now,
        run=run,
        targets=tuple(sorted(past.targets, key=_by_name)),
        components=graph.components,
        links=graph.links,
        unresolved=graph.unresolved,
        corrections=graph.corrections,
        findings=found.findings,
        rules=rules,
        knowledge=with_reach(past.estate, graph.components),
        coupling=component_coupling(graph, past.coupling),
        people=graph.people,
        people_mode=options.people,
        capabilities=_capabilities(graph.components, catalog),
        coverage=coverage_of(repos, past.problems, found.failed, options.ignored),
    )


def _by_name(target: TargetInfo) -> str:
    return target.repo


def _capabilities(components: Sequence[Component], catalog: Catalog) -> tuple[CapabilityState, ...]:
    """
    Return every capability of the catalogue with the live components that cover it.
    """
    covered: dict[str, list[str]] = {}
    for component in components:
        if component.capability and component.status is Status.LIVE:
            covered.setdefault(component.capability, []).append(component.id)
    return tuple(
        CapabilityState(name, capability.name.en, capability.name.ja, tuple(covered.get(name, ())))
        for name, capability in sorted(catalog.capabilities.items())
    )
