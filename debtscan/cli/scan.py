"""
`debtscan scan`: assess repositories as one estate.
"""

import rich_click as click

from debtscan.app.assess import assess
from debtscan.app.ledger import is_complete
from debtscan.base.errors import Exit
from debtscan.cli.output import emit
from debtscan.cli.settings import common_options, first_folder, options_for, parse_formats, settings_from


@click.command("scan")
@click.argument("paths", nargs=-1, metavar="[NAME=]PATH ...")
@click.option(
    "-f", "--format", "formats", multiple=True, metavar="FORMAT[=FILE]", help="text, json, sarif, markdown or html."
)
@click.option("-o", "--output", metavar="FILE", help="Keep the result: the same as -f json=FILE.")
@click.option("--rev", metavar="REV", help="Read a revision from git instead of the work tree.")
@click.option("--rules", "rules", multiple=True, metavar="DIR", help="A folder of further rules.")
@common_options
def command(
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    rev: str | None,
    rules: tuple[str, ...],
    **options: object,
) -> int:
    """
    Assess repositories together, as one estate: what is there, who knows it, what to look at first.

    Without a PATH the current folder is assessed. Nothing is written unless you ask for a file, and no network is used.
    """
    bare, files = parse_formats(formats, output)
    settings = settings_from(options, first_folder(paths))
    assessment = assess(paths, options_for(settings, rev, rules, files))
    emit(assessment, settings, bare, files)
    missed = settings.config.strict and not is_complete(assessment.coverage)
    return Exit.NOT_FULLY_READ if missed else Exit.FINE
