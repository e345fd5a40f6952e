"""
`debtscan effort`: the share of operations in all effort, labels that correct it, and the corrected share.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import rich_click as click
from msgspec import Struct

from debtscan.app.assess import Options
from debtscan.app.effort import by_model, commit_efforts
from debtscan.app.effort_label import Desk, label_all
from debtscan.app.effort_labels import LABELS, read_labels, write_labels
from debtscan.app.effort_page import calibration_page, effort_page
from debtscan.app.effort_reading import Look, Reading, read_effort
from debtscan.app.effort_report import Asked, calibrated, effort_report, shown
from debtscan.app.effort_sample import Sampler
from debtscan.base.errors import DebtscanError, Exit, NothingToAssessError
from debtscan.base.messages import say
from debtscan.cli.output import tell_place
from debtscan.cli.questions import SHOW, Questions
from debtscan.cli.settings import Settings, common_options, first_folder, formats_of, options_for, settings_from
from debtscan.measure.corrected_index import Method
from debtscan.measure.extra_effort import Extra, parse_extra
from debtscan.model.words import AnswerFormat
from debtscan.render.commits import render
from debtscan.render.json import write
from debtscan.safe.files import read_config, write_output
from debtscan.safe.text import for_terminal

F = TypeVar("F", bound=Callable[..., object])

_paths = click.argument("paths", nargs=-1, metavar="[PATH ...]")
_labels = click.option("--labels", "labels", metavar="FILE", default=LABELS, show_default=True, help="The labels.")
_LARGEST = 20_000_000  # bytes of a table of extra effort


@click.group("effort", cls=Questions, subcommand_metavar="")
def command() -> None:
    """
    Show how much of the effort in folders (the current one by default) goes into operations.

    \b
    debtscan effort                          the share, by component, team and month
    debtscan effort --extra oncall.csv       with work that git cannot see
    debtscan effort --commits                each commit judged, with the reasons
    debtscan effort label                    say of 50 commits what they are
    debtscan effort calibrate                the share as the labels correct it
    """  # noqa: D301 - click's mark for a block that is not to be wrapped


def _answer_options(function: F) -> F:
    forms = click.option("-f", "--format", "formats", multiple=True, metavar="FORMAT[=FILE]", help="text or json.")
    output = click.option("-o", "--output", metavar="FILE", help="The same as -f json=FILE.")
    revision = click.option("--rev", metavar="REV", help="Read a revision from git instead of the work tree.")
    method = click.option(
        "--method",
        type=click.Choice([method.value for method in Method]),
        default=Method.PPI.value,
        show_default=True,
        help="How labels correct: prediction-powered inference, or strata by the prediction.",
    )
    return _paths(_labels(method(forms(output(revision(common_options(function)))))))


@command.command(SHOW, hidden=True)
@click.option("--commits", is_flag=True, help="Print each commit but merges, judged, with the reasons (JSON Lines).")
@click.option("--fte", type=click.FloatRange(0, 10_000, min_open=True), help="Full-time people in all.")
@click.option("--extra", multiple=True, metavar="FILE", help="A table of work that git cannot see (CSV); repeatable.")
@_answer_options
def show(  # noqa: PLR0913 - one parameter for each option
    *,
    paths: tuple[str, ...],
    labels: str,
    method: str,
    commits: bool,
    fte: float | None,
    extra: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    rev: str | None,
    **options: object,
) -> int:
    """
    Show the share of operations and what follows from it.
    """
    bare, files = formats_of(AnswerFormat, formats, output)
    settings = settings_from(options, first_folder(paths))
    if commits:
        return _commits(paths, settings, rev)
    asked = Asked(
        fte=fte or settings.config.fte,
        teams=tuple((team.name, tuple(team.members)) for team in settings.config.team),
        extra=_extra(extra),
        labels=read_labels(Path(labels)),
        method=Method(method),
    )
    reading = _read(paths, options_for(settings, rev, (), files))
    report = shown(effort_report(reading, asked), settings.people)
    _deliver(report, effort_page(report, settings.lang), settings, bare, files)
    return Exit.NOT_FULLY_READ if settings.config.strict and asked.extra.errors else Exit.FINE


@command.command("label")
@_paths
@_labels
@click.option("--count", type=click.IntRange(10, 2_000), default=50, show_default=True, help="Commits to ask about.")
@click.option("--seed", default="1", show_default=True, help="Another draw; only for a new file of labels.")
@common_options
def label(paths: tuple[str, ...], labels: str, count: int, seed: str, **options: object) -> int:
    """
    Say of a random sample of commits whether they are development or operations: one key each.

    Every answer is kept at once; call it again to go on. Commit the file of labels beside the code.
    """
    settings = settings_from(options, first_folder(paths))
    path = Path(labels)
    sampler = Sampler(read_labels(path), seed, count)
    _read(paths, options_for(settings, None, (), ()), sampler.look)
    if not sampler.cards:
        raise NothingToAssessError(say("label.nothing", settings.lang), "name a repository with a history")
    desk = Desk(click.echo, _key, lambda kept: write_labels(path, kept), settings.lang)
    found = label_all(sampler.cards, sampler.labels, desk)
    told = say("label.kept", settings.lang, n=len(found.labels), total=len(sampler.cards), path=for_terminal(labels))
    click.echo(told, err=True)
    return Exit.FINE


@command.command("calibrate")
@_answer_options
def calibrate(  # noqa: PLR0913 - one parameter for each option
    *,
    paths: tuple[str, ...],
    labels: str,
    method: str,
    formats: tuple[str, ...],
    output: str | None,
    rev: str | None,
    **options: object,
) -> int:
    """
    Show the share of operations as the labels correct it.
    """
    bare, files = formats_of(AnswerFormat, formats, output)
    settings = settings_from(options, first_folder(paths))
    kept = read_labels(Path(labels))
    if kept is None:
        raise DebtscanError(f"{labels}: no such file", "debtscan effort label")
    found = calibrated(_read(paths, options_for(settings, rev, (), files)), kept, Method(method))
    _deliver(found, calibration_page(found, settings.lang), settings, bare, files)
    return Exit.FINE


def _commits(paths: tuple[str, ...], settings: Settings, rev: str | None) -> int:
    found = commit_efforts(_folders(paths), options_for(settings, rev, (), ()))
    click.echo(render(found.commits), nl=False)
    for problem in () if settings.quiet else found.problems:
        click.echo(for_terminal(problem.detail), err=True)
    return Exit.NOT_FULLY_READ if settings.config.strict and found.problems else Exit.FINE


def _read(paths: tuple[str, ...], options: Options, look: Look | None = None) -> Reading:
    return read_effort(_folders(paths), options, by_model(cached=options.cache), look)


def _folders(paths: tuple[str, ...]) -> tuple[str, ...]:
    if len(paths) == 1 and paths[0].endswith(".json") and Path(paths[0]).is_file():
        raise DebtscanError(f"{paths[0]}: effort needs the history, not a kept result", "name the folders instead")
    return paths


def _extra(places: tuple[str, ...]) -> Extra:
    found = Extra()
    for place in places:
        data = read_config(Path(place), limit=_LARGEST)
        if data is None:
            raise DebtscanError(f"{place}: no such file", "a table with the columns date,person,component,hours,kind")
        more = parse_extra(data.decode("utf-8", "replace"), place)
        found = Extra((*found.rows, *more.rows), (*found.errors, *more.errors))
    return found


def _key() -> str:
    """
    Return the next key; from a pipe the next letter, nothing at its end.
    """
    if sys.stdin.isatty():
        return click.getchar()
    while (letter := sys.stdin.read(1)) in {"\n", "\r", " "}:
        pass
    return letter


def _deliver(
    found: Struct,
    page: str,
    settings: Settings,
    bare: AnswerFormat | None,
    files: tuple[tuple[AnswerFormat, Path], ...],
) -> None:
    """
    Write *files*; print *bare* alone, or the *page* where nothing else is asked for.
    """
    for form, path in files:
        write_output(path, write(found) if form is AnswerFormat.JSON else page)
        if not settings.quiet:
            tell_place(form, path, settings)
    if bare is not None or not files:
        click.echo(write(found) if bare is AnswerFormat.JSON else page, nl=False)
