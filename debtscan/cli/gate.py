"""
`debtscan gate`: exit 1 when there is debt at or above a severity.
"""

from pathlib import Path
from typing import Any

import rich_click as click

from debtscan.app.kept import assessed
from debtscan.base.errors import Exit
from debtscan.base.messages import say
from debtscan.cli.output import emit
from debtscan.cli.settings import common_options, options_for, parse_formats, settings_from
from debtscan.model.words import Severity


@click.command("gate")
@click.argument("paths", nargs=-1, metavar="[NAME=]PATH ...")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    help="The mildest severity that fails (high).",
)
@click.option(
    "-f", "--format", "formats", multiple=True, metavar="FORMAT[=FILE]", help="text, json, sarif, markdown or html."
)
@click.option("--rules", "rules", multiple=True, metavar="DIR", help="A folder of further rules.")
@common_options
def command(paths: tuple[str, ...], fail_on: str | None, formats: tuple[str, ...], **options: Any) -> int:
    """
    Exit 1 when a finding is at or above a severity; print each of them with its place.
    """
    bare, files = parse_formats(formats, None)
    settings = settings_from(options, Path(paths[0]) if paths else Path.cwd())
    limit = Severity(fail_on or settings.config.fail_on)
    assessment = assessed(paths, options_for(settings, None, options["rules"], files))
    failing = [f for f in assessment.findings if f.severity.rank <= limit.rank and f.waiver is None]
    if bare or files:
        emit(assessment, settings, bare, files)
    for finding in failing if bare is None else ():
        place = finding.evidence[0]
        click.echo(
            f"{place.path}:{place.line or 1}: {finding.severity} {finding.rule}: {finding.sentence(settings.lang)}"
        )
    key = "gate.failed" if failing else "gate.passed"
    click.echo(say(key, settings.lang, count=len(failing), severity=limit.value), err=True)
    return Exit.GATE_FAILED if failing else Exit.FINE
