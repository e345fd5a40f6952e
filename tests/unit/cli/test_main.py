"""
The frame of the command line: which command is meant, and how an error is told.
"""

import importlib

import pytest
import rich_click as click

from debtscan.cli import main as frame
from debtscan.cli.main import COMMANDS, SUMMARIES, main
from tests.e2e.command import debtscan


def test_every_command_is_a_module_with_a_command() -> None:
    """
    The names of the help are those that can be called.
    """
    context = click.Context(main)

    commands = [main.get_command(context, name) for name in main.list_commands(context)]

    assert [command.name for command in commands if command] == list(COMMANDS) == list(SUMMARIES)
    assert [importlib.import_module(f"debtscan.cli.{name}").command for name in COMMANDS] == commands
    assert main.get_command(context, "nothing") is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["scna"], "debtscan: scna: neither a command nor a folder\n  try: debtscan scan\n"),
        (["--lang", "ja", "nowhere"], "debtscan: nowhere: no such folder\n  対処: "),
        (["--lang=ja", "nowhere"], "debtscan: nowhere: no such folder\n  対処: "),
        (["scan", "--peple", "none"], "debtscan: No such option '--peple'."),
    ],
)
def test_an_error_is_told_in_the_language_asked_for(words: list[str], said: str) -> None:
    """
    Even before the options are read.
    """
    ran = debtscan(*words)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)


def test_the_environment_names_the_language_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    As for everything else.
    """
    monkeypatch.setenv("DEBTSCAN_LANG", "ja")

    assert "対処: " in debtscan("nowhere").err


def test_every_line_of_a_long_error_is_safe(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Line feeds are kept, all other controls are shown.
    """
    frame._complain("one\x1b[31m\ntwo", "")

    assert capsys.readouterr().err == "debtscan: one\\x1b[31m\ntwo\n"


def test_an_option_that_is_near_nothing_leads_to_the_help() -> None:
    """
    Rather than to a guess.
    """
    assert debtscan("--qqqqqqqq").err.splitlines()[-1] == "  try: debtscan --help"
