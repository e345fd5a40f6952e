"""
`debtscan scan`: assess repositories as one estate.
"""

from pathlib import Path
from typing import Any

import rich_click as click

from debtscan.app.assess import assess
from debtscan.base.errors import Exit
from debtscan.cli.output import emit
from debtscan.cli.settings import common_options, options_for, parse_formats, settings_from


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
    paths: tuple[str, ...], formats: tuple[str, ...], output: str | None, rev: str | None, **options: Any
) -> int:
    """
    Assess repositories together, as one estate: what is there, who knows it, what to look at first.

    Without a PATH the current folder is assessed. Nothing is written unless you ask for a file, and no network is used.
    """
    bare, files = parse_formats(formats, output)
    first = Path(paths[0].partition("=")[2] or paths[0]) if paths else Path.cwd()
    settings = settings_from(options, first)
    assessment = assess(paths, options_for(settings, rev, options["rules"], files))
    emit(assessment, settings, bare, files)
    incomplete = bool(assessment.coverage.degraded) or any(
        skip.reason.value != "no_reader" for skip in assessment.coverage.skipped
    )
    return Exit.NOT_FULLY_READ if settings.config.strict and incomplete else Exit.FINE
