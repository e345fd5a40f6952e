"""
Addresses of other repositories in all their spellings.
"""

import pytest

from debtscan.model.address import Address, address_of, is_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://git.test/team/parts//base/web?ref=v1", Address("parts", "base/web", "v1")),
        ("git.test/team/parts//base", Address("parts", "base")),
        ("git@git.test:team/parts.git//base?timeout=9&ref=main", Address("parts", "base", "main")),
        ("ssh://git@git.test:2222/team/parts.git", Address("parts")),
        ("git::https://git.test/team/parts.git", Address("parts")),
        ("https://git.test/team/parts/releases/download/v0.4/all.yaml", Address("parts", "", "v0.4")),
        ("https://raw.git.test/team/parts/2.0/deploy/all.yaml", Address("parts", "", "2.0")),
        ("https://git.test/team/parts/archive/main.zip?ref=x", Address("parts", "", "x")),
        ("https://git.test/parts", Address("parts")),
    ],
)
def test_an_address_has_a_name_a_path_and_a_revision(written: str, address: Address) -> None:
    """
    Hosts, users and schemes say nothing of what is meant; a file of a release has no place in the repository.
    """
    assert address_of(written) == address


@pytest.mark.parametrize(
    ("written", "remote"),
    [
        ("https://git.test/a/b", True),
        ("git.test/a/b", True),
        ("git@git.test:a/b", True),
        ("../other?ref=1", True),
        ("../base", False),
        ("web.yaml", False),
        ("base/web.yaml", False),
    ],
)
def test_paths_are_no_addresses(written: str, remote: bool) -> None:
    """
    What lies in the repository is told from what lies elsewhere.
    """
    assert is_address(written) is remote
