import pytest

from debtscan.safe.gitconfig import Remote, Setting, remote, settings, value_of


def test_settings_are_read_in_every_spelling() -> None:
    """
    Quotes, escapes, comments, continued lines, bare keys and both kinds of sub-section are understood.
    """
    text = (
        "# comment\n; another\n[Core]\n\tBare\n\tfileMode = false ; remark\n"
        '[remote "ori\\"gin"] url = "a#b" # c\n[branch.Old]\nmerge = x\\\ny\n'
        '[user]\n\tname = "two  blanks " \n\ttab = a\\tb\\n\\\\\n=broken\n\r\n[core]\r\n\tcrlf = yes\r\n'
    )

    assert list(settings(text)) == [
        Setting("core", "", "bare", "true"),
        Setting("core", "", "filemode", "false"),
        Setting("remote", 'ori"gin', "url", "a#b"),
        Setting("branch", "old", "merge", "xy"),
        Setting("user", "", "name", "two  blanks "),
        Setting("user", "", "tab", "a\tb\n\\"),
        Setting("core", "", "crlf", "yes"),
    ]


def test_last_value_counts() -> None:
    """
    A key that is set twice has the later value; one that is not set has none.
    """
    found = list(settings('[remote "origin"]\nurl = a\nurl = b\n'))

    assert value_of(found, "remote", "url", "origin") == "b"
    assert value_of(found, "remote", "url") is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/team/platform.git", Remote("https://example.com/team/platform.git", "platform", "team")),
        ("https://me:secret@example.com/a/b/c.git/", Remote("https://example.com/a/b/c.git/", "c", "b")),
        ("https://token@example.com/platform?key=1#x", Remote("https://example.com/platform", "platform", None)),
        ("git@example.com:team/platform.git", Remote("example.com:team/platform.git", "platform", "team")),
        ("ssh://git@example.com:22/team/x", Remote("ssh://example.com:22/team/x", "x", "team")),
        ("/srv/git/platform.git", Remote("/srv/git/platform.git", "platform", "git")),
        ("../platform/.git", Remote("../platform/.git", "platform", None)),
        ("file:///srv/platform", Remote("file:///srv/platform", "platform", "srv")),
        ("https://[broken@example.com/team/x?y", Remote("https://example.com/team/x", "x", "team")),
        ("C:\\code\\platform", Remote("C:\\code\\platform", "platform", "code")),
    ],
)
def test_remote_is_named_without_credentials(url: str, expected: Remote) -> None:
    """
    Name and owner are the last words of the path; user, password and query are cut.
    """
    assert remote(url) == expected


@pytest.mark.parametrize("url", ["", "https://example.com", "/", ".git"])
def test_remote_without_name_is_none(url: str) -> None:
    """
    A URL without a path names nothing.
    """
    assert remote(url) is None
