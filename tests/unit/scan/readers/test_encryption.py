import pytest

from debtscan.model.declaration import Declaration, File, SecretStoreSpec
from debtscan.scan.readers.encryption import READER


@pytest.mark.parametrize(
    ("path", "text", "tool", "line"),
    [
        (".gitattributes", "*.sh eol=lf\nsecrets/** filter=git-crypt diff=git-crypt\n", "git-crypt", 2),
        ("deploy/.sops.yaml", "creation_rules:\n- age: x\n", "sops", 1),
    ],
)
def test_the_first_rule_proves_the_tool(path: str, text: str, tool: str, line: int) -> None:
    """
    One tool a file, however many rules it has.
    """
    file = File(path, text.encode())

    assert READER.wants(path)
    assert READER.claims(file)
    assert READER.read(file).declarations == (Declaration(f"secrets:{tool}", tool, SecretStoreSpec(tool), line),)


@pytest.mark.parametrize(
    ("path", "text"),
    [(".gitattributes", "* text=auto\n# x filter=git-crypt\n"), (".sops.yaml", "# creation_rules:\n")],
)
def test_attributes_that_encrypt_nothing_are_not_ours(path: str, text: str) -> None:
    """
    Most attributes are about line ends, and comments set nothing up.
    """
    file = File(path, text.encode())

    assert not READER.claims(file)
    assert READER.read(file).declarations == ()


def test_other_files_are_left_alone() -> None:
    """
    Known by name only.
    """
    assert not READER.wants("sops.yaml")
