import pytest

from debtscan.model.declaration import CiSpec, Declaration, File
from debtscan.scan.readers.hosted import READER


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (".github/dependabot.yml", "Dependabot"),
        ("renovate.json", "Renovate"),
        (".github/renovate.json5", "Renovate"),
        (".pre-commit-config.yaml", "pre-commit"),
        (".readthedocs.yaml", "Read the Docs"),
    ],
)
def test_the_file_names_the_service(path: str, name: str) -> None:
    """
    What stands in it is of no interest: that it is there sets the service up.
    """
    reading = READER.read(File(path, b""))

    (declaration,) = reading.declarations
    assert READER.wants(path)
    assert declaration == Declaration(declaration.key, name, CiSpec(declaration.key), 1)


@pytest.mark.parametrize("path", ["docs/renovate.json", "vendor/x/.pre-commit-config.yaml", "dependabot.yml"])
def test_elsewhere_the_services_do_not_look(path: str) -> None:
    """
    A copy in some folder is a template or comes from others.
    """
    assert not READER.wants(path)
    assert READER.read(File(path, b"")).declarations == ()
