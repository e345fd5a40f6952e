import pytest

from debtscan.model.declaration import NameRef
from debtscan.model.words import How
from tests.unit.scan.said import run, ties


@pytest.mark.parametrize(
    ("command", "tool"),
    [("git-crypt unlock key", "git-crypt"), ("sops -d a.enc.yaml > a.yaml", "sops")],
)
def test_who_opens_the_secrets_needs_their_store(command: str, tool: str) -> None:
    """
    In whatever script it is done.
    """
    assert (NameRef("secret-store", tool), How.STEP) in ties(run(command))
