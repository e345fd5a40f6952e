import io

from debtscan.run.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        """
        Say that somebody is looking.
        """
        return True


def test_terminal_sees_one_line_that_goes_away() -> None:
    """
    Each step overwrites the last, quick ones in between are left out, and the end clears the line.
    """
    terminal = Terminal()

    with Progress(terminal) as progress:
        progress.say("reading", 1, 3)
        progress.say("reading", 2, 3)
        progress.say("reading", 3, 3)
        progress.say("linking")

    assert terminal.getvalue() == "\r\x1b[Kreading 1/3\r\x1b[Kreading 3/3\r\x1b[Klinking\r\x1b[K"


def test_file_sees_nothing() -> None:
    """
    Off a terminal, and when quiet, not a byte is written.
    """
    file, quiet = io.StringIO(), Terminal()

    for progress in (Progress(file), Progress(quiet, quiet=True)):
        with progress:
            progress.say("reading", 1, 3)

    assert (file.getvalue(), quiet.getvalue()) == ("", "")
