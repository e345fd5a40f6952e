"""
Files of environment variables.
"""

import pytest

from debtscan.model.declaration import File, HostRef, Store, StoreRef
from debtscan.model.words import How
from debtscan.scan.readers.dotenv import READER


def test_values_that_name_something_are_references() -> None:
    """
    Quotes and comments are left out; passwords, numbers and flags name nothing.
    """
    text = "# x\nexport SCORER_URL='http://scorer:8080' # main\nPASSWORD=x\nMODEL_BUCKET=acme-models\nDEBUG=1\nbroken\n"

    found = READER.read(File("web/.env", text.encode()))

    assert [(ref.target, ref.how, ref.line, ref.key) for ref in found.references] == [
        (HostRef("scorer", "http://scorer:8080"), How.ENV, 2, "env:SCORER_URL"),
        (StoreRef(Store.BUCKET, "acme-models"), How.DATA, 4, "env:MODEL_BUCKET"),
    ]
    assert found.declarations == ()


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        (".env", True),
        ("a/web.env", True),
        ("a/.env.prod", True),
        ("env.list", True),
        ("env.py", False),
        ("x.envrc", False),
    ],
)
def test_files_are_known_by_name(path: str, ours: bool) -> None:
    """
    Scripts that set variables are scripts.
    """
    assert READER.wants(path) is ours
