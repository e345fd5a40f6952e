"""
`debtscan doctor`: what debtscan finds on this machine, for bug reports.
"""

import locale
import os
import platform

import rich_click as click

from debtscan import __version__
from debtscan.app.doctor import checks
from debtscan.cli.settings import common_options


@click.command("doctor")
@common_options
def command(**options: object) -> None:
    """
    Show versions, git, the cache and the locale, for bug reports.
    """
    del options
    click.echo(f"debtscan  {__version__}")
    click.echo(f"python    {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores")
    click.echo(f"locale    {locale.getlocale()[0]} {locale.getpreferredencoding(False)}")  # noqa: FBT003 - the signature of locale
    for name, state in checks():
        click.echo(f"{name:<9} {state}")
