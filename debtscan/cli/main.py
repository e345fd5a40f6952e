"""
The command line: commands are loaded when they are called, and every error becomes one clear line with its exit code.
"""

import gc
import importlib
import os
import sys
import traceback
from difflib import get_close_matches
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path

import rich_click as click

from debtscan import __version__
from debtscan.base.errors import DebtscanError, Exit
from debtscan.base.messages import say
from debtscan.safe.text import for_terminal

COMMANDS = ("scan", "report", "gate", "graph", "effort", "explain", "rules", "demo", "doctor")

_LISTING = "debtscan.listing"


class Commands(click.RichGroup):
    """
    Loads a command's module at its first use; a first word that is no command is a path to scan.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """
        Return the names of all commands, in the order of the help.
        """
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """
        Return the command of that name, None when there is none; for the page that lists all, only its summary.
        """
        if cmd_name not in COMMANDS:
            return None
        if ctx.meta.get(_LISTING):
            return click.RichCommand(name=cmd_name, help=SUMMARIES[cmd_name])
        command: click.Command = importlib.import_module(f"debtscan.cli.{cmd_name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """
        Put `scan` before arguments that begin with no command.
        """
        own = {"--help", "-h", "--version"}
        if not args or (args[0] not in COMMANDS and args[0] not in own):
            _refuse_typo(args[0] if args else "")
            args = ["scan", *args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.RichContext, formatter: click.RichHelpFormatter) -> None:  # type: ignore[override]
        """
        Write the page that lists all commands, without loading any of them.
        """
        ctx.meta[_LISTING] = True
        super().format_help(ctx, formatter)


def _refuse_typo(word: str) -> None:
    close = get_close_matches(word, COMMANDS, 1)
    if close and not Path(word).exists():
        raise DebtscanError(f"{word}: neither a command nor a folder", f"debtscan {close[0]}")


SUMMARIES = {
    "scan": "Assess repositories: what is there, who knows it, what to look at first (the default).",
    "report": "Show a kept result in any format, without scanning again.",
    "gate": "Fail (exit 1) when there are findings at or above a severity.",
    "graph": "Show the map: as a list, a picture, for other tools; what leads where, what depends on what.",
    "effort": "Judge each commit: development, or operations that keep what exists running.",
    "explain": "Explain a rule, a finding or a component.",
    "rules": "List, show, check and test rules.",
    "demo": "Build the demo platform with its history, assess it and write its report.",
    "doctor": "Show what debtscan finds on this machine.",
}


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="debtscan")
def main() -> None:
    """
    Say what an inherited ML platform holds, who knows it and what to do first, from repositories and git history alone.

    \b
    debtscan                    assess the folder you are in
    debtscan scan PATH ...      assess repositories together, as one estate
    debtscan demo               see it on a small platform first
    """  # noqa: D301 - click's mark for a block that is not to be wrapped


def run() -> None:
    """
    Run the command line and exit with its code.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character is no reason to stop
    gc.set_threshold(200_000)  # a short life that makes many values and few cycles
    try:
        code = main(standalone_mode=False)
    except DebtscanError as error:
        _complain(str(error), error.hint)
        code = error.exit
    except click.ClickException as error:
        _complain(error.format_message(), _suggestion(error))
        code = Exit.WRONG_USE
    except (KeyboardInterrupt, click.Abort):
        _complain(say("error.interrupted", _language()), "")
        code = Exit.INTERRUPTED
    except SystemExit:  # so click leaves when nobody reads the output any more: `debtscan | head` is no failure
        code = Exit.FINE
    except Exception as error:  # noqa: BLE001 - the last border: no user ever sees a traceback unasked
        code = _confess(error)
    sys.exit(int(code or 0))


def _complain(message: str, hint: str) -> None:
    for line in f"debtscan: {message}".splitlines():
        click.echo(for_terminal(line), err=True)
    if hint.startswith("did you mean"):
        click.echo(f"  {for_terminal(hint)}", err=True)
    elif hint:
        click.echo(f"  {say('error.try', _language(), hint=for_terminal(hint))}", err=True)


def _language() -> str:
    """
    Return the language of errors, which may come before the options are read.
    """
    asked = [os.environ.get("DEBTSCAN_LANG", ""), *sys.argv]
    after = [word for option, word in pairwise(asked) if option == "--lang"]
    return "ja" if "ja" in {asked[0], *after} or "--lang=ja" in asked else "en"


def _suggestion(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        close = get_close_matches(error.option_name, error.possibilities or [], 1)
        return f"{close[0]}" if close else "debtscan --help"
    return "debtscan --help"


def _confess(error: Exception) -> int:
    """
    Tell of a bug in one line: what, where, and how to report it.
    """
    if os.environ.get("DEBTSCAN_DEBUG"):
        traceback.print_exc()
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    lang = _language()
    _complain(say("error.bug", lang, what=type(error).__name__, where=place), say("hint.bug", lang))
    return Exit.BUG
