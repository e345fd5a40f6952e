import pytest

from debtscan.history.bots import is_bot
from debtscan.model.history import Author

BOTS = [
    ("anything[bot]", "1+anything[bot]@users.noreply.example.com"),
    ("x", "7+x[bot]@users.noreply.example.com"),
    ("デプロイボット", "d@example.com"),
    ("Loader", "loader@project.iam.gserviceaccount.com"),
    ("Release Bot", "r@example.com"),
    ("mergebot", "m@example.com"),
    ("team-srebot", "t@example.com"),
    ("ShipBot", "s@example.com"),
    ("worker bot7", "w@example.com"),
    ("acme-ci", "a@example.com"),
    ("Release Automation", "a@example.com"),
    ("ci-user", "c@example.com"),
    ("GitHub Actions", "actions@example.com"),
    ("Renovate", "r@example.com"),
    ("GitHub", "noreply@github.com"),
    ("Claude Large 9", "noreply@example.com"),
    ("Copilot App", "5+Copilot@users.noreply.github.com"),
    ("Platform Team", "platform-bot@example.com"),
    ("deploy", "ci-deploy@example.com"),
    ("updates", "no-reply@example.com"),
]
HUMANS = [
    ("Ann Able", "ann@example.com"),
    ("Marie Talbot", "talbot@example.com"),
    ("jchabot", "j@example.com"),
    ("Claude Able", "claude@example.com"),
    ("abbot", "abbot@example.com"),
    ("Bottom Able", "bottom@example.com"),
    ("Robotham", "r@example.com"),
    ("Ann Able", "noreply@example.com"),
    ("Ann Able", "5+ann@users.noreply.github.com"),
    ("deploy", "deploy@example.com"),
    ("Build Master", "build@example.com"),
    ("", ""),
    ("", "ann@example.com"),
    ("山田太郎", "taro@example.com"),
]


@pytest.mark.parametrize(("name", "mail"), BOTS)
def test_programs_are_told(name: str, mail: str) -> None:
    """
    Machine words, known services and machine addresses each suffice.
    """
    assert is_bot(Author(name, mail))


@pytest.mark.parametrize(("name", "mail"), HUMANS)
def test_humans_are_left_alone(name: str, mail: str) -> None:
    """
    Surnames that end like a bot, hidden addresses and weak words make nobody a program.
    """
    assert not is_bot(Author(name, mail))
