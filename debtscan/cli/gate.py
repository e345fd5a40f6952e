"""
`debtscan gate`: exit 1 when there is debt at or above a severity.
"""

import rich_click as click

from debtscan.app.kept import assessed
from debtscan.app.ledger import is_complete
from debtscan.base.errors import Exit
from debtscan.base.messages import say
from debtscan.cli.output import emit, write_files
from debtscan.cli.settings import common_options, first_folder, options_for, parse_formats, settings_from
from debtscan.model.assessment import Assessment
from debtscan.model.rule import Finding
from debtscan.model.words import Lang, Severity
from debtscan.render.summary import open_findings, place
from debtscan.safe.text import for_terminal


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
def command(
    paths: tuple[str, ...], fail_on: str | None, formats: tuple[str, ...], rules: tuple[str, ...], **options: object
) -> int:
    """
    Exit 1 when a finding is at or above a severity; print each of them with its place.
    """
    bare, files = parse_formats(formats, None)
    settings = settings_from(options, first_folder(paths))
    limit = Severity(fail_on) if fail_on else settings.fail_on
    assessment = assessed(paths, options_for(settings, None, rules, files))
    failing = [f for f in open_findings(assessment, settings.today.isoformat()) if f.severity.rank <= limit.rank]
    if bare is not None:
        emit(assessment, settings, bare, files)
    else:
        write_files(assessment, settings, files)
        click.echo("".join(f"{_line(finding, assessment, settings.lang)}\n" for finding in failing), nl=False)
    severity = say(f"severity.{limit}", settings.lang)
    key = "gate.failed" if failing else "gate.passed"
    click.echo(say(key, settings.lang, count=len(failing), severity=severity), err=True)
    if failing:
        return Exit.GATE_FAILED
    missed = settings.config.strict and not is_complete(assessment.coverage)
    return Exit.NOT_FULLY_READ if missed else Exit.FINE


def _line(finding: Finding, assessment: Assessment, lang: Lang) -> str:
    where = place(finding.evidence[0], assessment.targets)
    severity = say(f"severity.{finding.severity}", lang)
    return for_terminal(f"{where}: {severity}: {finding.sentence(lang)} [{finding.rule}]")
