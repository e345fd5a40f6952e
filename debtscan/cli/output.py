"""
Where results go: the screen, stdout in one format, and files.
"""

import os
import sys
from pathlib import Path

import rich_click as click
from msgspec import structs

from debtscan.app.persons import shown
from debtscan.cli.settings import Settings
from debtscan.model.assessment import Assessment
from debtscan.model.words import Format, PeopleMode
from debtscan.render import RENDERERS, RenderOptions
from debtscan.safe.files import write_output

Files = tuple[tuple[Format, Path], ...]


def emit(assessment: Assessment, settings: Settings, bare: Format | None, files: Files) -> None:
    """
    Write *files*, then print *bare* alone, or the screen where it is None.
    """
    options = RenderOptions(lang=settings.lang, today=settings.today.isoformat())
    written = shown(assessment, settings.people or PeopleMode.PSEUDONYM)
    for form, path in files:
        write_output(path, RENDERERS[form](written, options))
    if bare is not None:
        click.echo(RENDERERS[bare](written, options), nl=False)
    elif not settings.quiet:
        _screen(assessment, settings, options, files)


def _screen(assessment: Assessment, settings: Settings, options: RenderOptions, files: Files) -> None:
    terminal = sys.stdout.isatty()
    mode = settings.people or (PeopleMode.NAMES if terminal else PeopleMode.PSEUDONYM)
    page = next((str(path) for form, path in files if form is Format.HTML), "")
    colour = terminal and not settings_no_colour()
    chosen = structs.replace(options, colour=colour, location=page)
    click.echo(RENDERERS[Format.TEXT](shown(assessment, mode), chosen), nl=False, color=colour)
    for form, path in files:
        click.echo(f"{form.value}: {path.resolve()}", err=form is not Format.HTML)


def settings_no_colour() -> bool:
    """
    Tell whether the user asked for no colour (https://no-color.org).
    """
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
