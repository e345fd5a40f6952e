import pytest

from debtscan.model.declaration import PackageRef, Reference
from debtscan.model.words import How
from debtscan.scan.draft import Draft
from debtscan.scan.requirements import read_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Flask==2.0", PackageRef("python", "flask", "==2.0")),
        ("pandas[all]>=1,<2 ; python_version > '3'  # note", PackageRef("python", "pandas", "<2,>=1")),
        ("torch==2.0 --hash=sha256:ab \\", PackageRef("python", "torch", "==2.0")),
        ("odd ==", PackageRef("python", "odd", "==")),
        (
            "git+https://user:word@git.example.com/team/lib.git@v1",
            PackageRef("python", "lib", "", "git+https://git.example.com/team/lib.git@v1"),
        ),
        (
            "-e git+https://git.example.com/x#egg=Thing",
            PackageRef("python", "thing", "", "git+https://git.example.com/x#egg=Thing"),
        ),
        (
            "lib @ https://files.example.com/lib.whl",
            PackageRef("python", "lib", "", "https://files.example.com/lib.whl"),
        ),
        ("-r other.txt", None),
        ("--index-url https://x", None),
        ("# comment", None),
        ("./local", None),
        ("", None),
        ("=?", None),
        ("https://", None),
    ],
)
def test_one_line_names_one_distribution(text: str, expected: PackageRef | None) -> None:
    """
    Options and local paths name none; passwords are not kept.
    """
    draft = Draft("requirements.txt")

    read_line(draft, text, 4, "requirement")

    kept = [] if expected is None else [Reference(None, expected, How.IMPORT, 4, f"requirement:{expected.name}")]
    assert draft.references == kept
