"""
`debtscan graph`: the map as a list, as a picture and for other tools, and questions to it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import rich_click as click

from debtscan.app.graph import Wanted, chain_between, reach_of, view_of
from debtscan.app.kept import assessed
from debtscan.app.ledger import is_complete
from debtscan.base.errors import Exit
from debtscan.cli.output import plain_options, screen_options, tell_place, written
from debtscan.cli.questions import SHOW, Questions
from debtscan.cli.settings import Settings, common_options, first_folder, formats_of, options_for, settings_from
from debtscan.model.assessment import Assessment
from debtscan.model.words import AnswerFormat, Collapse, Direction, GraphFormat
from debtscan.render.graph import DRAWN, RENDERERS
from debtscan.render.graph.answers import chain_text, reach_text
from debtscan.render.graph.caption import left_out
from debtscan.render.graph.json import render_chain, render_reach
from debtscan.render.options import RenderOptions
from debtscan.safe.files import write_output

F = TypeVar("F", bound=Callable[..., object])
E = TypeVar("E", GraphFormat, AnswerFormat)


@click.group("graph", cls=Questions, subcommand_metavar="")
def command() -> None:
    """
    Show the map of folders (the current one by default) or of a kept RESULT: a list, or any format of -f.

    \b
    debtscan graph                             what is there, what links to what
    debtscan graph -f svg=map.svg platform/    a picture, at most 60 boxes
    debtscan graph --focus A -f mermaid r.json what is around A
    debtscan graph path A B r.json             how A is linked to B
    debtscan graph dependents A r.json         what breaks without A
    debtscan graph dependencies A r.json       what A needs
    """  # noqa: D301 - click's mark for a block that is not to be wrapped


def _reading_options(function: F) -> F:
    """
    Add the options that the map and its questions share.
    """
    output = click.option("-o", "--output", metavar="FILE", help="The same as -f json=FILE.")
    revision = click.option("--rev", metavar="REV", help="Read a revision from git instead of the work tree.")
    return output(revision(common_options(function)))


def _answer_options(function: F) -> F:
    paths = click.argument("paths", nargs=-1, metavar="[PATH ...|RESULT]")
    forms = click.option("-f", "--format", "formats", multiple=True, metavar="FORMAT[=FILE]", help="text or json.")
    return paths(forms(_reading_options(function)))


@command.command(SHOW, hidden=True)
@click.argument("paths", nargs=-1, metavar="[PATH ...|RESULT]")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="text, json, mermaid, dot, graphml, svg or backstage.",
)
@click.option("--focus", metavar="NAME", help="Only a component (id, name or alias) and what is around it.")
@click.option("--depth", type=click.IntRange(0, 99), default=1, show_default=True, help="Links around the focus.")
@click.option(
    "--collapse", type=click.Choice([by.value for by in Collapse]), help="Draw what belongs together as one box."
)
@click.option("--all", "everything", is_flag=True, help="Draw also what is not in use: examples, tests, switched off.")
@_reading_options
def show(  # noqa: PLR0913 - one parameter for each option
    *,
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    focus: str | None,
    depth: int,
    collapse: str | None,
    everything: bool,
    output: str | None,
    rev: str | None,
    **options: object,
) -> int:
    """
    Show the map.
    """
    bare, files = formats_of(GraphFormat, formats, output)
    settings, found = _read(paths, rev, files, options)
    by = Collapse(collapse) if collapse else None
    view = view_of(found, Wanted(focus, depth, by, everything))
    _deliver(lambda form, how: RENDERERS[form](view, how), settings, bare, files, GraphFormat.TEXT)
    if not settings.quiet and DRAWN & {bare, *(form for form, _ in files)}:
        for sentence in left_out(view, settings.lang):
            click.echo(sentence, err=True)
    return _exit(found, settings)


@command.command("path")
@click.argument("source", metavar="A")
@click.argument("target", metavar="B")
@_answer_options
def path_(  # noqa: PLR0913 - one parameter for each option
    *,
    source: str,
    target: str,
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    rev: str | None,
    **options: object,
) -> int:
    """
    Show the shortest chain of links from A to B (ids, names or aliases), with how and where.
    """
    bare, files = formats_of(AnswerFormat, formats, output)
    settings, found = _read(paths, rev, files, options)
    chain = chain_between(found, source, target)

    def render(form: AnswerFormat, how: RenderOptions) -> str:
        return render_chain(chain, found) if form is AnswerFormat.JSON else chain_text(chain, found, how)

    _deliver(render, settings, bare, files, AnswerFormat.TEXT)
    return _exit(found, settings)


@command.command("dependents")
@click.argument("name", metavar="NAME")
@_answer_options
def dependents(name: str, **asked: object) -> int:
    """
    Show everything that depends on NAME (an id, name or alias), directly or through others.
    """
    return _reach(name, Direction.DEPENDENTS, **asked)  # type: ignore[arg-type]


@command.command("dependencies")
@click.argument("name", metavar="NAME")
@_answer_options
def dependencies(name: str, **asked: object) -> int:
    """
    Show everything that NAME (an id, name or alias) depends on, directly or through others.
    """
    return _reach(name, Direction.DEPENDENCIES, **asked)  # type: ignore[arg-type]


def _reach(  # noqa: PLR0913 - one parameter for each option
    name: str,
    direction: Direction,
    *,
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    rev: str | None,
    **options: object,
) -> int:
    bare, files = formats_of(AnswerFormat, formats, output)
    settings, found = _read(paths, rev, files, options)
    reach = reach_of(found, name, direction)

    def render(form: AnswerFormat, how: RenderOptions) -> str:
        return render_reach(reach, found) if form is AnswerFormat.JSON else reach_text(reach, found, how)

    _deliver(render, settings, bare, files, AnswerFormat.TEXT)
    return _exit(found, settings)


def _read(
    paths: tuple[str, ...], rev: str | None, files: Sequence[tuple[E, Path]], options: dict[str, object]
) -> tuple[Settings, Assessment]:
    settings = settings_from(options, first_folder(paths))
    return settings, written(assessed(paths, options_for(settings, rev, (), files)), settings)


def _deliver(
    render: Callable[[E, RenderOptions], str],
    settings: Settings,
    bare: E | None,
    files: Sequence[tuple[E, Path]],
    screen: E,
) -> None:
    """
    Write *files*; print *bare* alone, or *screen* where nothing else is asked for.
    """
    plain = plain_options(settings)
    for form, path in files:
        write_output(path, render(form, plain))
        if not settings.quiet:
            tell_place(form, path, settings)
    if bare is not None:
        click.echo(render(bare, plain), nl=False)
    elif not files:
        chosen = screen_options(plain)
        click.echo(render(screen, chosen), nl=False, color=chosen.colour)


def _exit(assessment: Assessment, settings: Settings) -> int:
    missed = settings.config.strict and not is_complete(assessment.coverage)
    return Exit.NOT_FULLY_READ if missed else Exit.FINE
