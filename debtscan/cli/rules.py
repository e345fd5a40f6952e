"""
`debtscan rules`: list, show, check and test rules.
"""

from pathlib import Path

import rich_click as click

from debtscan.app.explain import rule_page
from debtscan.app.rules import check_miniatures, lint, listed
from debtscan.base.errors import Exit
from debtscan.cli.settings import common_options, settings_from

_folders = click.option("--rules", "folders", multiple=True, metavar="DIR", help="A folder of further rules.")


@click.group("rules")
def command() -> None:
    """
    List, show, check and test rules.
    """


@command.command("list")
@click.option("-f", "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text")
@_folders
@common_options
def list_(form: str, folders: tuple[str, ...], **options: object) -> None:
    """
    List every rule with its severity and title.
    """
    settings = settings_from(options, None)
    click.echo(listed([Path(folder) for folder in folders], form, settings.lang), nl=False)


@command.command("show")
@click.argument("rule")
@_folders
@common_options
def show(rule: str, folders: tuple[str, ...], **options: object) -> None:
    """
    Show one RULE: why it matters, the first small step, managed options.
    """
    settings = settings_from(options, None)
    click.echo(rule_page(rule, [Path(folder) for folder in folders], settings.lang), nl=False)


@command.command("lint")
@click.argument("folders", nargs=-1, metavar="[DIR ...]")
@common_options
def lint_(folders: tuple[str, ...], **options: object) -> None:
    """
    Check the rules that ship with debtscan and those in each DIR; print all mistakes at once.
    """
    settings = settings_from(options, None)
    click.echo(lint([Path(folder) for folder in folders], settings.lang))


@command.command("test")
@click.argument("miniatures", metavar="[DIR]", default="tests/rules")
@_folders
@common_options
def test(miniatures: str, folders: tuple[str, ...], **options: object) -> int:
    """
    Assess the miniatures in DIR/<rule>/flagged and DIR/<rule>/clean and compare.
    """
    settings = settings_from(options, None)
    report, passed = check_miniatures(Path(miniatures), [Path(folder) for folder in folders], settings.lang)
    click.echo(report, nl=False)
    return Exit.FINE if passed else Exit.GATE_FAILED
