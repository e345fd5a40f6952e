"""
`debtscan explain`: a rule, a finding or a component, with why and where.
"""

import rich_click as click

from debtscan.app.explain import explain
from debtscan.app.kept import assessed
from debtscan.cli.output import for_screen
from debtscan.cli.settings import common_options, first_folder, options_for, settings_from


@click.command("explain")
@click.argument("what", metavar="RULE|FINDING|COMPONENT")
@click.argument("paths", nargs=-1, metavar="[PATH ...|RESULT]")
@click.option("--rules", "rules", multiple=True, metavar="DIR", help="A folder of further rules.")
@common_options
def command(what: str, paths: tuple[str, ...], rules: tuple[str, ...], **options: object) -> None:
    """
    Explain a rule by its id, a finding by its fingerprint, or a component by its id or name.

    A rule needs nothing else; findings and components are looked up in the folders (the current one by default) or in a
    kept result.
    """
    settings = settings_from(options, first_folder(paths))
    chosen = options_for(settings, None, rules, ())
    page = explain(what, chosen.rules, settings.lang, lambda: for_screen(assessed(paths, chosen), settings))
    click.echo(page, nl=False)
