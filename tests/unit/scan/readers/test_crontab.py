import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import Declaration, File, PathRef, Problem, Reading, Reference, ScheduleSpec
from debtscan.model.evidence import Reason
from debtscan.model.words import How
from debtscan.scan.readers.crontab import READER, claims, read

TEXT = """\
# nightly work
SHELL=/bin/sh
APP="jobs"

0 3 * * * python $APP/train.py >> /tmp/log 2>&1
@hourly root cd /srv && ./sync.sh
*/5 * * * * python -m shop.poll
*/9 * * * * python -m shop.poll
@reboot x
what is this
"""


def test_each_line_is_a_schedule_with_what_it_runs() -> None:
    """
    Settings hold below, users are no part of commands, and keys count commands, not lines.
    """
    found = read(File("etc/crontab", TEXT.encode()))

    train = "python $APP/train.py >> /tmp/log 2>&1"
    assert [(each.key, each.name, each.line) for each in found.declarations] == [
        ("cron:0", "train", 5),
        ("cron:1", "sync", 6),
        ("cron:2", "shop.poll", 7),
        ("cron:2#2", "shop.poll", 8),
        ("cron:3", "x", 9),
    ]
    assert found.declarations[0] == Declaration("cron:0", "train", ScheduleSpec("crontab", "0 3 * * *", train), 5)
    assert found.declarations[1].spec == ScheduleSpec("crontab", "@hourly", "cd /srv && ./sync.sh")
    assert found.references[:2] == (
        Reference("cron:0", PathRef("./jobs/train.py"), How.STEP, 5, "cron:0"),
        Reference("cron:1", PathRef("./sync.sh"), How.STEP, 6, "cron:1"),
    )
    assert found.problems == (Problem(Reason.PARTIAL, "not a time and a command", 10),)


def test_a_system_crontab_names_a_user() -> None:
    """
    In cron.d the sixth word is the user, whoever it is.
    """
    found = read(File("etc/cron.d/jobs", b"0 3 * * * somebody /app/run\n0 4 * * * =x\n"))

    assert [(each.name, each.spec) for each in found.declarations] == [
        ("run", ScheduleSpec("crontab", "0 3 * * *", "/app/run")),
        ("=x", ScheduleSpec("crontab", "0 4 * * *", "=x")),
    ]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("crontab", True),
        ("docker/crontab.txt", True),
        ("jobs.cron", True),
        ("etc/cron.d/x", True),
        ("my-crontab", True),
        ("cron.py", False),
        ("cronjob.yaml", False),
        ("README", False),
    ],
)
def test_crontabs_are_known_by_their_names(path: str, wanted: bool) -> None:
    """
    Code and manifests with such names are none.
    """
    assert READER.wants(path) is wanted


def test_only_times_with_commands_are_claimed() -> None:
    """
    One line with a time is enough, prose is not.
    """
    assert claims(File("crontab", b"# x\n0 3 * * * a\n"))
    assert not claims(File("crontab", b"# x\na b c d e f\n"))


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """
    Broken crontabs give problems, never an exception.
    """
    assert isinstance(read(File("crontab", text.encode("utf-8", "replace"))), Reading)
