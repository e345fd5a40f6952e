"""
Where results go: the screen, stdout in one format, and files.
"""

import os
import shutil
import sys
from enum import StrEnum
from pathlib import Path

import rich_click as click
from msgspec import structs

from debtscan.app.persons import mode_of, shown
from debtscan.base.messages import say
from debtscan.cli.settings import Settings
from debtscan.model.assessment import Assessment
from debtscan.model.words import Format
from debtscan.render import RENDERERS, RenderOptions
from debtscan.safe.files import write_output
from debtscan.safe.text import for_terminal

Files = tuple[tuple[Format, Path], ...]

WIDEST = 110  # columns: longer lines are hard to read


def emit(assessment: Assessment, settings: Settings, bare: Format | None, files: Files) -> None:
    """
    Write *files*, then print *bare* alone, or the screen where it is None.
    """
    write_files(assessment, settings, files)
    if bare is not None:
        click.echo(RENDERERS[bare](written(assessment, settings), plain_options(settings)), nl=False)
    elif not settings.quiet:
        _screen(assessment, settings, plain_options(settings), files)


def write_files(assessment: Assessment, settings: Settings, files: Files) -> None:
    """
    Write each format into its file.
    """
    kept = written(assessment, settings)
    for form, path in files:
        write_output(path, RENDERERS[form](kept, plain_options(settings)))


def written(assessment: Assessment, settings: Settings) -> Assessment:
    """
    Return *assessment* with persons as they may be written.
    """
    return shown(assessment, mode_of(assessment, settings.people, terminal=False))


def plain_options(settings: Settings) -> RenderOptions:
    """
    Return how anything but the screen is rendered.
    """
    return RenderOptions(lang=settings.lang, today=settings.today.isoformat())


def _screen(assessment: Assessment, settings: Settings, options: RenderOptions, files: Files) -> None:
    page = next((str(path) for form, path in files if form is Format.HTML), "")
    chosen = structs.replace(screen_options(options), location=page)
    click.echo(RENDERERS[Format.TEXT](for_screen(assessment, settings), chosen), nl=False, color=chosen.colour)
    for form, path in files:
        tell_place(form, path, settings, err=form is not Format.HTML)


def screen_options(options: RenderOptions) -> RenderOptions:
    """
    Return *options* with the width and colours of the screen.
    """
    terminal = sys.stdout.isatty()
    width = min(shutil.get_terminal_size().columns, WIDEST) if terminal else options.width
    return structs.replace(options, colour=terminal and not _refuses_colour(), width=width)


def tell_place(form: StrEnum, path: Path, settings: Settings, *, err: bool = True) -> None:
    """
    Say where a file was written.
    """
    click.echo(say(f"output.{form}", settings.lang, path=for_terminal(str(path.resolve()))), err=err)


def for_screen(assessment: Assessment, settings: Settings) -> Assessment:
    """
    Return *assessment* with persons as they may be printed on stdout.
    """
    return shown(assessment, mode_of(assessment, settings.people, terminal=sys.stdout.isatty()))


def _refuses_colour() -> bool:
    """
    Tell whether the user asked for no colour (https://no-color.org).
    """
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
