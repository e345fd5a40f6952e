import json

import pytest

from debtscan.model.declaration import Declaration, File, PackageRef, PackageSpec, Reading
from debtscan.model.evidence import Reason
from debtscan.scan.readers.packages import READER


def read(path: str, text: str) -> Reading:
    """
    Return the reading of *text*.
    """
    return READER.read(File(path, text.encode()))


def packages(found: Reading) -> list[tuple[PackageRef, int | None]]:
    """
    Return the distributions of a reading with their lines.
    """
    return [(ref.target, ref.line) for ref in found.references if isinstance(ref.target, PackageRef)]


def test_pyproject() -> None:
    """
    Name, scripts and every list of requirements.
    """
    found = read(
        "lib/pyproject.toml",
        '[project]\nname = "thing"\nversion = "1.0"\ndependencies = [\n  "flask>=2",\n]\n'
        '[project.optional-dependencies]\nx = ["redis", 3]\n[project.scripts]\nthing = "thing:run"\n'
        '[dependency-groups]\ndev = ["pytest"]\n',
    )

    assert found.declarations == (Declaration("package", "thing", PackageSpec("python", "1.0", ("thing",)), 2),)
    assert packages(found) == [
        (PackageRef("python", "flask", ">=2"), 5),
        (PackageRef("python", "redis"), 8),
        (PackageRef("python", "pytest"), 12),
    ]


def test_poetry() -> None:
    """
    Its tables name versions, sources and groups; Python itself is no package.
    """
    found = read(
        "pyproject.toml",
        '[tool.poetry]\nname = "thing"\nversion = "2"\n[tool.poetry.dependencies]\npython = "^3.11"\nflask = "^2"\n'
        'lib = {git = "https://user:pw@git.example.com/lib"}\n[tool.poetry.group.dev.dependencies]\n'
        'pytest = {version = "8"}\n',
    )

    assert found.declarations == (Declaration("package", "thing", PackageSpec("python", "2"), 2),)
    assert packages(found) == [
        (PackageRef("python", "flask", "^2"), 6),
        (PackageRef("python", "lib", "", "https://git.example.com/lib"), 7),
        (PackageRef("python", "pytest", "8"), 9),
    ]


def test_a_pyproject_of_tools_is_no_package() -> None:
    """
    Settings alone make none.
    """
    assert read("pyproject.toml", "[tool.ruff]\nline-length = 1\n") == Reading()


def test_setup_scripts() -> None:
    """
    Constants are followed; the code of the file is counted as well.
    """
    found = read(
        "client/setup.py",
        "from setuptools import setup\nNAME = 'thing'\nREQUIRED = ['flask>=2', NAME2]\n"
        "setup(name=NAME, version='1', install_requires=REQUIRED,\n"
        "      entry_points={'console_scripts': ['thing = a:b'], 'other': [], **more})\n",
    )

    assert found.declarations == (Declaration("package", "thing", PackageSpec("python", "1", ("thing",)), 4),)
    assert packages(found) == [(PackageRef("python", "flask", ">=2"), 3)]
    assert found.code is not None
    assert found.code.lines == 5


def test_a_setup_script_without_a_name_has_that_of_its_folder() -> None:
    """
    One that does not call setup declares nothing, a broken one is a problem.
    """
    assert [item.name for item in read("client/setup.py", "setup(entry_points=x)").declarations] == ["client"]
    assert read("setup.py", "x = 1").declarations == ()
    assert [problem.reason for problem in read("setup.py", "print 1").problems] == [Reason.BROKEN]


def test_setup_cfg() -> None:
    """
    Scripts and requirements are lines.
    """
    found = read(
        "setup.cfg",
        "[metadata]\nname = thing\nversion = attr: a.b\n[options]\ninstall_requires =\n  flask>=2\n"
        "[options.entry_points]\nconsole_scripts =\n  thing = a:b\n",
    )

    assert found.declarations == (Declaration("package", "thing", PackageSpec("python", "", ("thing",)), 2),)
    assert packages(found) == [(PackageRef("python", "flask", ">=2"), 6)]
    assert read("setup.cfg", "[flake8]\nx = 1\n") == Reading()


def test_go_modules() -> None:
    """
    Direct requirements only.
    """
    found = read(
        "go.mod",
        "// note\nmodule example.com/shop\n\ngo 1.22\n\nrequire (\n\tgithub.com/a/b v1.0.0\n"
        "\tgithub.com/c/d v2.0.0 // indirect\n)\nrequire example.com/e v0.1.0\nreplace github.com/a/b => ../b\n",
    )

    assert found.declarations == (Declaration("package", "example.com/shop", PackageSpec("go"), 2),)
    assert packages(found) == [
        (PackageRef("go", "github.com/a/b", "v1.0.0"), 7),
        (PackageRef("go", "example.com/e", "v0.1.0"), 10),
    ]


def test_package_json() -> None:
    """
    Commands may be a table or one text.
    """
    table = {
        "name": "web",
        "version": "1",
        "bin": {"run": "x"},
        "dependencies": {"express": "^4"},
        "devDependencies": 3,
    }

    found = read("package.json", json.dumps(table, indent=1))

    assert found.declarations == (Declaration("package", "web", PackageSpec("npm", "1", ("run",)), 2),)
    assert packages(found) == [(PackageRef("npm", "express", "^4"), 8)]
    assert [item.spec for item in read("package.json", '{"name": "x", "bin": "y"}').declarations] == [
        PackageSpec("npm", "", ("x",))
    ]
    assert read("package.json", '{"name": 3}') == Reading()


def test_what_the_host_brings_is_not_asked_for() -> None:
    """
    Parts for React name it as a peer, and again for their own tests: that makes no page of them.
    """
    table = {"name": "parts", "peerDependencies": {"react": "*"}, "devDependencies": {"react": "^19", "vite": "^6"}}

    assert packages(read("package.json", json.dumps(table))) == [(PackageRef("npm", "vite", "^6"), None)]


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("pyproject.toml", "a = 1\nb = ?\n", 2),
        ("pyproject.toml", "a = ", None),
        ("setup.cfg", "name = x\n", None),
        ("go.mod", "go 1.22\n", 1),
        ("package.json", "{", None),
    ],
)
def test_broken_files_are_problems(path: str, text: str, line: int | None) -> None:
    """
    With the line where the parser knows it.
    """
    problems = read(path, text).problems

    assert [problem.reason for problem in problems] == [Reason.BROKEN]
    assert problems[0].line == line


@pytest.mark.parametrize("text", ["[]", "3", '{"dependencies": []}', '{"bin": []}'])
def test_odd_shapes_say_nothing(text: str) -> None:
    """
    JSON may hold anything.
    """
    assert read("package.json", text) == Reading()


def test_files_are_known_by_name() -> None:
    """
    Nothing else is a package file.
    """
    assert [READER.wants(path) for path in ("a/go.mod", "setup.py", "a.py")] == [True, True, False]
