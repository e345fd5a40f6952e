"""
`debtscan effort`: what the work goes into, commit by commit.
"""

import rich_click as click

from debtscan.app.effort import commit_efforts
from debtscan.base.errors import DebtscanError, Exit
from debtscan.cli.settings import common_options, first_folder, options_for, settings_from
from debtscan.render.commits import render
from debtscan.safe.text import for_terminal


@click.command("effort")
@click.argument("paths", nargs=-1, metavar="[NAME=]PATH ...")
@click.option("--commits", is_flag=True, help="Print each non-merge commit, judged, as JSON Lines.")
@click.option("--rev", metavar="REV", help="Judge the history of a revision instead of HEAD.")
@common_options
def command(paths: tuple[str, ...], rev: str | None, *, commits: bool, **options: object) -> int:
    """
    Judge each commit: development, or operations that keep what exists running.
    """
    if not commits:
        raise DebtscanError("effort: say what to print", "debtscan effort --commits [PATH ...]")
    settings = settings_from(options, first_folder(paths))
    found = commit_efforts(paths, options_for(settings, rev, (), ()))
    click.echo(render(found.commits), nl=False)
    for problem in () if settings.quiet else found.problems:
        click.echo(for_terminal(problem.detail), err=True)
    return Exit.NOT_FULLY_READ if settings.config.strict and found.problems else Exit.FINE
