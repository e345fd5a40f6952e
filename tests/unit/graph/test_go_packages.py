"""
What a Go program does through the packages below it.
"""

import pytest

from debtscan.graph.go_packages import GoPackages
from debtscan.model.declaration import ControllerSpec, ProgramSpec
from debtscan.model.estate import SourceFile
from debtscan.model.words import Status
from tests.unit.graph.estate import Parts, board, code, controller, file, imports, program, timer

MODULE = "github.com/acme/shop"


def _uses(folder: str) -> Parts:
    return imports(f"{MODULE}/{folder}", ecosystem="go")


def _stays(*files: SourceFile) -> bool:
    table = board(file("cmd/api/main.go", program("api", language="go"), _uses("pkg/app")), *files)
    return GoPackages(table).stays(table.of(ProgramSpec)[0])


@pytest.mark.parametrize(
    ("module", "call", "stays"),
    [
        ("net/http", "http.ListenAndServe", True),
        ("net/http", "http.Get", False),
        ("google.golang.org/grpc", "grpc.NewServer", True),
        ("time", "time.NewTicker", True),
        ("time", "time.Now", False),
        ("github.com/gin-gonic/gin", "gin.Default", True),
        ("github.com/acme/else", "x.Serve", False),
    ],
)
def test_program_goes_on_when_a_package_below_it_does(module: str, call: str, stays: bool) -> None:
    """
    It listens, or it ticks.
    """
    below = file("pkg/app/app.go", code("go"), imports(module, call, ecosystem="go"))

    assert _stays(below) is stays


def test_only_packages_near_the_program_speak_for_it() -> None:
    """
    Two steps count, the third is shared by many; other files, tests and other languages say nothing.
    """
    listens = imports("net/http", "http.ListenAndServe", ecosystem="go")
    second = file("pkg/app/app.go", code("go"), _uses("pkg/server"))
    script = file("cmd/api/gen.py", code(), imports("pkg.app.gen"))
    module = file("pkg/app/gen.py", code())

    assert not _stays(script, module)
    assert _stays(second, file("pkg/server/s.go", code("go"), listens))
    assert not _stays(
        second, file("pkg/server/s.go", code("go"), _uses("pkg/deep")), file("pkg/deep/d.go", code("go"), listens)
    )
    assert not _stays(second, file("pkg/other/s.go", code("go"), listens))
    assert not _stays(second, file("pkg/server/s.go", code("go"), listens, status=Status.TEST))
    assert not _stays(second, file("pkg/server/s.py", code("go"), listens))
    assert _stays(second, file("pkg/server/s.go", code("go"), timer("sync", "ticker")))


def test_program_of_another_language_says_it_itself() -> None:
    """
    The packages of Go are not asked.
    """
    table = board(file("a.py", program("a", serves=True)), file("b.py", program("b")))
    packages = GoPackages(table)

    assert [packages.stays(item) for item in table.of(ProgramSpec)] == [True, False]


def test_reconciler_is_started_by_the_program_that_it_is_a_part_of() -> None:
    """
    The nearest where several are; none where no program reaches it, or only one that is no longer in use.
    """
    table = board(
        file("a/cmd/main.go", program("a", language="go"), _uses("a/pkg")),
        file("b/cmd/main.go", program("b", language="go"), _uses("a/pkg")),
        file("c/cmd/main.go", program("c", language="go"), _uses("c/pkg"), status=Status.EXAMPLE),
        file("d.py", program("d")),
        file("a/pkg/x.go", controller("Model"), code("go")),
        file("c/pkg/x.go", controller("Model"), code("go")),
    )
    packages = GoPackages(table)

    found = [packages.starter_of(item) for item in table.of(ControllerSpec)]
    assert [item.name if item else None for item in found] == ["a", None]
