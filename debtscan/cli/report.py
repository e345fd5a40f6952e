"""
`debtscan report`: any format from a kept result.
"""

from pathlib import Path

import rich_click as click

from debtscan.app.kept import load_result
from debtscan.cli.output import emit
from debtscan.cli.settings import common_options, parse_formats, settings_from


@click.command("report")
@click.argument("result", metavar="RESULT")
@click.option(
    "-f", "--format", "formats", multiple=True, metavar="FORMAT[=FILE]", help="text, json, sarif, markdown or html."
)
@click.option("-o", "--output", metavar="FILE", help="The same as -f json=FILE.")
@common_options
def command(result: str, formats: tuple[str, ...], output: str | None, **options: object) -> None:
    """
    Show a kept RESULT (a JSON file of `debtscan scan -o`) in any format, without scanning again.
    """
    bare, files = parse_formats(formats, output)
    settings = settings_from(options, None)
    emit(load_result(Path(result)), settings, bare, files)
