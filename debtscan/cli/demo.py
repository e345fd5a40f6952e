"""
`debtscan demo`: the talk's platform in miniature, with its history, assessed and rendered.
"""

from pathlib import Path

import rich_click as click

from debtscan.app.assess import assess
from debtscan.app.demo import build_demo
from debtscan.base.messages import say
from debtscan.cli.output import emit
from debtscan.cli.settings import common_options, options_for, settings_from
from debtscan.model.words import Format


@click.command("demo")
@click.option("--into", default="debtscan-demo", metavar="DIR", help="Where to build it (debtscan-demo).")
@common_options
def command(into: str, **options: object) -> None:
    """
    Build a small ML platform of two repositories with its history, assess it, and write its report.
    """
    settings = settings_from(options, None)
    folder = Path(into)
    repositories = build_demo(folder)
    files = ((Format.JSON, folder / "debtscan.json"), (Format.HTML, folder / "report.html"))
    assessment = assess([str(path) for path in repositories], options_for(settings, None, (), files))
    click.echo(say("demo.built", settings.lang, folder=str(folder.resolve())), err=True)
    emit(assessment, settings, None, files)
