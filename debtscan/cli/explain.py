"""
`debtscan explain`: a rule, a finding or a component, with why and where.
"""

from typing import Any

import rich_click as click

from debtscan.app.explain import explain
from debtscan.app.kept import assessed
from debtscan.cli.settings import common_options, options_for, settings_from


@click.command("explain")
@click.argument("what", metavar="RULE|FINDING|COMPONENT")
@click.argument("paths", nargs=-1, metavar="[PATH ...|RESULT]")
@common_options
def command(what: str, paths: tuple[str, ...], **options: Any) -> None:
    """
    Explain a rule by its id, a finding by its fingerprint, or a component by its id or name.

    A rule needs nothing else; findings and components are looked up in the folders (the current one by default) or in a
    kept result.
    """
    settings = settings_from(options, None)
    chosen = options_for(settings, None, (), ())
    click.echo(explain(what, chosen, settings.lang, lambda: assessed(paths, chosen)), nl=False)
